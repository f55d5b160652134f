"""Rules on how the text names people: at first in full, never so that two could be meant, none without an entry."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from pamphlet.desk.persons.candidates import candidates
from pamphlet.desk.prose import Prose, Where
from pamphlet.desk.rule import Rule
from pamphlet.desk.sentences import english
from pamphlet.desk.view import View
from pamphlet.diagnostics import Diagnostic, Severity, query
from pamphlet.manuscript.document import PROSE_ROLE, Person
from pamphlet.manuscript.names import folded, names_pattern, owners

_NAMED_BEFORE = re.compile(r"(?<=\w[ ,])[A-ZÀ-Þ][\w’.-]* (?:\([^)]*\) )?$|\) $")
"""A first name, an initial or a title before a surname, which is not the first word of the sentence."""


def first_by_surname(view: View) -> Iterator[Diagnostic]:
    """Someone whose first name stands in fates.toml, but not where the reader first meets the name."""
    persons = {person.key: person for person in view.document.people.persons if " " in person.name}
    pattern = names_pattern(view.document.people.persons)
    whose = owners(view.document.people.persons)
    met: set[str] = set()
    for prose in english(view):
        if prose.role != PROSE_ROLE or prose.where is not Where.BODY or pattern is None:
            continue
        for found in pattern.finditer(prose.text):
            keys = whose[folded(found[0])]
            if prose.is_quoted(*found.span()) or any(tag.start <= found.start() < tag.end for tag in prose.persons):
                continue
            if len(keys) == 1 and keys[0] in persons and keys[0] not in met:
                met.add(keys[0])
                full = " " in found[0] or _NAMED_BEFORE.search(prose.text[: found.start()])
                if not full:
                    yield _unintroduced(prose, found, persons[keys[0]])


def first_name_alone(view: View) -> Iterator[Diagnostic]:
    """A first name that several people of fates.toml have, without a surname and without a tag."""
    places = {Where.BODY, Where.FATE, Where.NOTE, Where.CAPTION, Where.CELL}
    texts = tuple(prose for prose in english(view) if prose.where in places)
    for name, people in _shared(view.document.people.persons).items():
        alone = re.compile(rf"(?<!\w)(?<!\w-){re.escape(name)}(?![\w-]| \(?[A-ZÀ-Þ]|,? (?:the|of) )")
        for prose in texts:
            for found in alone.finditer(prose.text) if name in prose.text else ():
                tagged = any(tag.start <= found.start() < tag.end for tag in prose.persons)
                if not tagged and not prose.is_quoted(*found.span()):
                    yield query(
                        "first-name-alone",
                        f"`{name}` may be {' or '.join(f'`{person}`' for person in people)}",
                        prose.span(*found.span()),
                        hint=f"add the surname, or write `[{name}]{{person=…}}`",
                    )


def without_entry(view: View) -> Iterator[Diagnostic]:
    """Someone whom the chapters or the fates name, and who has no entry among those of others."""
    persons = view.document.people.persons
    if not any(person.fate for person in persons):
        return
    texts = tuple(
        prose
        for prose in english(view)
        if prose.where is Where.FATE or (prose.role == PROSE_ROLE and prose.where is Where.BODY)
    )
    known = {word for person in persons for form, _ in person.names for word in form.split()}
    for candidate in candidates(texts, known):
        times = f", named {candidate.count} times," if candidate.count > 1 else ""
        yield query(
            "person-without-entry",
            f"`{candidate.name}`{times} has no entry in fates.toml",
            candidate.span,
            hint="write one; with a name alone a person stands in the index only",
        )


def _unintroduced(prose: Prose, found: re.Match[str], person: Person) -> Diagnostic:
    return query(
        "name-first-mention",
        f"`{found[0]}` is met here for the first time, without a first name",
        prose.span(*found.span()),
        hint=f"write `{person.name}`",
        fix=prose.fix(*found.span(), person.name, certain=False),
    )


def _shared(persons: tuple[Person, ...]) -> Mapping[str, tuple[str, ...]]:
    """First names that several people have, with the people's names."""
    having: dict[str, list[str]] = defaultdict(list)
    for person in persons:
        first, *others = person.name.split() or [""]
        if others and first[-1:].isalpha():
            having[first].append(person.name)
    return {first: tuple(names) for first, names in having.items() if len(names) > 1}


RULES = (
    Rule(slug="name-first-mention", severity=Severity.QUERY, find=first_by_surname),
    Rule(slug="first-name-alone", severity=Severity.QUERY, find=first_name_alone),
    Rule(slug="person-without-entry", severity=Severity.QUERY, find=without_entry, needs_whole=True),
)
