"""The people of an article become entries: keys, forms of the name, shared entries, open questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pamphlet.intake.article import Article, Fate, Remark, guessed, passages, question
from pamphlet.intake.blocks import Block
from pamphlet.intake.candidates import Candidate, person_candidates
from pamphlet.intake.name_forms import Forms, find_forms
from pamphlet.settings import slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person of fates.toml.

    `key` is empty where the one made from the name will do; `together_with` is the key of the
    person whose entry is shared, and then there are no blocks.
    """

    name: str
    key: str
    forms: tuple[str, ...]
    born: str
    died: str
    blocks: tuple[Block, ...]
    together_with: str
    sort: str = ""
    source: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Everybody in an article: those with an entry, and those who might want one."""

    persons: tuple[Person, ...]
    candidates: tuple[Candidate, ...]
    remarks: tuple[Remark, ...]


def find_people(article: Article) -> People:
    """The people of the fates with the forms that the text uses, and candidates for further entries."""
    entries = article.fates.entries if article.fates is not None else ()
    names = [named.name for entry in entries for named in entry.people]
    texts = tuple(passages(article))
    forms = {name: find_forms(name, names, texts) for name in names}
    persons = tuple(_persons(entries, forms))
    candidates = person_candidates(article, [*names, *(author.name for author in article.authors)])
    remarks = [*_on_forms(entries, forms), *_on_dates(persons, article), *_on_candidates(candidates)]
    return People(persons=persons, candidates=candidates, remarks=tuple(remarks))


def _persons(entries: Sequence[Fate], forms: Mapping[str, Forms]) -> Iterator[Person]:
    used: set[str] = set()
    for entry in entries:
        keys = [_key(named.key or named.name, used) for named in entry.people]
        for index, (named, key) in enumerate(zip(entry.people, keys, strict=True)):
            called = index == 0 and len(keys) > 1
            yield Person(
                name=named.name,
                key=key if called or key != slug(named.name) else "",
                forms=named.forms if named.key else forms[named.name].forms,
                born=named.born,
                died=named.died,
                blocks=() if index else entry.blocks,
                together_with=keys[0] if index else "",
                sort=named.sort,
                source=() if index else entry.source,
            )


def _key(name: str, used: set[str]) -> str:
    """A key that nobody else has; a name in another alphabet gives `person`."""
    stem = slug(name) or "person"
    key, number = stem, 1
    while key in used:
        number += 1
        key = f"{stem}-{number}"
    used.add(key)
    return key


def _on_forms(entries: Sequence[Fate], forms: Mapping[str, Forms]) -> Iterator[Remark]:
    for entry in entries:
        for name in (named.name for named in entry.people if not named.key):  # an ebook of ours has said it
            found = forms[name]
            if found.forms:
                shown = ", ".join(f"“{form}”" for form in found.forms)
                yield guessed(entry.line, f"{name} is also meant by {shown}")
            if found.shared_with:
                both = " or ".join([name, *found.shared_with])
                asked = f"who is meant by the surname alone, {both}? Write `[…]{{person=…}}` in each place"
                yield question(entry.line, asked)
            if found.is_word:
                yield question(
                    entry.line, f"the surname of {name} is also a word of the text: add it to `forms` or not"
                )
            for line, other in found.others:
                yield question(line, f"is “{other}” {name}? Then add it to `forms`")


def _on_dates(persons: Sequence[Person], article: Article) -> Iterator[Remark]:
    """Years are taken only from behind a name; those in the words of an entry may be of anything."""
    told = [person for person in persons if person.blocks or person.together_with]
    undated = [person.name for person in told if not (person.born and person.died)]
    if article.fates is not None and undated:
        whose = undated[0] if len(undated) == 1 else f"{len(undated)} people"
        asked = f"dates of birth and death (`born`, `died`) of {whose}, and the `source` of every entry"
        yield question(article.fates.line, asked)


def _on_candidates(candidates: Sequence[Candidate]) -> Iterator[Remark]:
    for candidate in candidates:
        yield question(candidate.line, f"an entry for {candidate.name}? Named {candidate.count} times, without one")
