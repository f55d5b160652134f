"""Settings and people become pamphlet.toml and fates.toml.

tomlkit writes them: it escapes what a TOML string may not hold and, unlike other writers, has
comments, in which stands what a person is to fill in.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

import tomlkit
from tomlkit.items import Array, String, Table

from pamphlet.intake import markdown
from pamphlet.intake.article import Author, Fates
from pamphlet.intake.candidates import Candidate
from pamphlet.intake.people import People, Person
from pamphlet.settings import PLACEHOLDER_TITLE

_IMPRINT = (
    "[imprint]                  # who answers for it: fill in, and take the signs # away",
    'publisher = "…"',
    'printer = "Printed by … (address)"',
    'contact = "…"',
    'statement = "First published in …"',
)

_YEAR = re.compile("[1-9][0-9]{0,3}")
_NO_ENTRIES = "# Who is named here, and what became of them: nobody has an entry until the signs # are taken away.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around an imported text in its files.

    `opening` and `closing` are TOML, before and behind what pamphlet.toml says of the text: comments, other tables.
    `chapter` stands before the first chapter.
    """

    opening: str
    closing: str
    chapter: str


TO_BE_FILLED_IN = Frame(opening="", closing="".join(f"# {line}\n" for line in _IMPRINT), chapter="")
"""Around what an import writes, where nothing else is to stand there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TitlePage:
    """What pamphlet.toml says of the text; `quotes` is empty where it quotes nothing."""

    title: str
    subtitle: str
    authors: tuple[Author, ...]
    date: dt.date
    language: str
    quotes: str


def settings_toml(page: TitlePage, frame: Frame = TO_BE_FILLED_IN) -> str:
    """The text of pamphlet.toml, with the lines that are still wanted as comments."""
    document = tomlkit.document()
    document.add("title", tomlkit.string(page.title))
    if page.title == PLACEHOLDER_TITLE:
        document["title"].comment("not in the text: write the title here")
    if page.subtitle:
        document.add("subtitle", tomlkit.string(page.subtitle))
    if page.authors:
        document.add("authors", _authors(page.authors))
    else:
        document.add(tomlkit.comment('authors = ["First Last"]   # not in the text, and needed'))
    document.add("language", tomlkit.string(page.language))
    if page.quotes:
        document.add("quotes", tomlkit.string(page.quotes))
    document.add("date", tomlkit.date(page.date.isoformat()))
    return f"{frame.opening}{tomlkit.dumps(document)}\n{frame.closing}"


def _authors(authors: Sequence[Author]) -> Array:
    """Names, or tables where something is said about one of them."""
    array = tomlkit.array()
    for author in authors:
        if any(other.about for other in authors):
            entry = tomlkit.inline_table()
            entry.add("name", tomlkit.string(author.name))
            if author.about:
                entry.add("about", tomlkit.string(author.about))
            array.append(entry)
        else:
            array.append(tomlkit.string(author.name))
    return array


def fates_toml(fates: Fates, people: People) -> str:
    """The text of fates.toml; candidates for further entries stand at its end as comments."""
    document = tomlkit.document()
    document.add("title", tomlkit.string(fates.title))
    for key, blocks in (("introduction", fates.introduction), ("closing", fates.closing)):
        if blocks:
            document.add(key, _text(markdown.passage(blocks)))
    document.add(tomlkit.nl())
    entries = tomlkit.aot()
    for person in people.persons:
        entries.append(_person(person))
    document.add("person", entries)
    return tomlkit.dumps(document).rstrip("\n") + "\n" + "".join(_commented(person) for person in people.candidates)


def candidates_toml(candidates: Sequence[Candidate]) -> str:
    """The text of a fates.toml for an article without a list of people: comments to be filled in, and nothing else."""
    return _NO_ENTRIES + "".join(_commented(candidate) for candidate in candidates)


def _person(person: Person) -> Table:
    entry = tomlkit.table()
    if person.key:
        entry.add("key", tomlkit.string(person.key))
    entry.add("name", tomlkit.string(person.name))
    if person.sort:
        entry.add("sort", tomlkit.string(person.sort))
    if person.forms:
        forms = tomlkit.array()
        forms.extend(tomlkit.string(form) for form in person.forms)
        entry.add("forms", forms)
    for key, date in (("born", person.born), ("died", person.died)):
        if date:
            entry.add(key, tomlkit.integer(date) if _YEAR.fullmatch(date) else tomlkit.string(date))
    if person.together_with:
        entry.add("together_with", tomlkit.string(person.together_with))
    else:
        entry.add("fate", _text(markdown.passage(person.blocks)))
    if person.source:
        entry.add("source", _text(markdown.passage(person.source)))
    return entry


def _commented(candidate: Candidate) -> str:
    """An entry to be filled in: without its `fate` it would stand in the index only."""
    name = tomlkit.string(candidate.name).as_string()
    lines = (
        f"named {candidate.count} times, without an entry: fill in and take the signs # away, or delete",
        "[[person]]",
        f"name = {name}",
        'fate = "…"',
    )
    return "\n" + "".join(f"# {line}\n" for line in lines)


def _text(text: str) -> String:
    """A string, over several lines where the text has several paragraphs."""
    return tomlkit.string(text, multiline="\n" in text)


def read_back(text: str) -> dict[str, object]:
    """The plain values of what was written, as the report compares them with the source."""
    return tomlkit.parse(text).unwrap()
