"""fates.toml becomes People: who is named in the pamphlet and what became of them."""

from __future__ import annotations

import datetime as dt

from pamphlet.diagnostics import Diagnostics, Source, Span, did_you_mean
from pamphlet.manuscript.dates import spoken_date
from pamphlet.manuscript.document import NOT_A_PERSON, Block, People, Person
from pamphlet.manuscript.passage import Passage
from pamphlet.manuscript.reader import Reader
from pamphlet.settings import slug
from pamphlet.toml_source import Table, read_toml

DEFAULT_TITLE = "What became of them"

_KEYS = ("title", "introduction", "closing", "person")
_PERSON_KEYS = ("key", "name", "sort", "forms", "born", "died", "fate", "source", "together_with")


def no_people() -> People:
    """What a manuscript without fates.toml has."""
    return People(title=DEFAULT_TITLE, introduction=(), persons=(), closing=())


def read_people(source: Source, reader: Reader, diagnostics: Diagnostics) -> People:
    """Read fates.toml; every problem is a finding."""
    table = read_toml(source, diagnostics)
    if table is None:
        return no_people()
    table.refuse_unknown(_KEYS)
    fates = _Fates(reader, diagnostics)
    persons = tuple(fates.person(entry) for entry in table.tables("person"))
    _check_together(table, persons, diagnostics)
    return People(
        title=table.text("title", DEFAULT_TITLE) or DEFAULT_TITLE,
        introduction=fates.passage(table, "introduction", "fates-introduction"),
        persons=persons,
        closing=fates.passage(table, "closing", "fates-closing"),
    )


class _Fates:
    def __init__(self, reader: Reader, diagnostics: Diagnostics) -> None:
        self._reader = reader
        self._diagnostics = diagnostics
        self._keys: dict[str, Span] = {}

    def person(self, table: Table) -> Person:
        table.refuse_unknown(_PERSON_KEYS)
        name = table.required_text("name")
        key = self._key(table, name)
        return Person(
            key=key,
            name=name,
            sort=table.text("sort") or _sorted_form(name),
            names=_names(table, name),
            born=_when(table, "born"),
            died=_when(table, "died"),
            fate=self.passage(table, "fate", f"fate-{key}"),
            source=self.passage(table, "source", f"fate-{key}-source"),
            together_with=table.text("together_with"),
            span=table.span("name"),
        )

    def passage(self, table: Table, key: str, prefix: str) -> tuple[Block, ...]:
        """The Markdown under a key as blocks."""
        text = table.text(key)
        if not text:
            return ()
        reading = self._reader.read(Passage.value(table.span(key), text), prefix)
        for note in reading.notes:
            self._diagnostics.error(
                "endnote-misplaced", f"endnote `{note.label}` is defined here", note.span, hint="write it in notes.md"
            )
        return reading.blocks

    def _key(self, table: Table, name: str) -> str:
        key = table.text("key") or slug(name)
        span = table.span("key" if "key" in table else "name")
        if (key or name) and (key != slug(key) or key in {"", NOT_A_PERSON}):
            self._diagnostics.error(
                "person-key",
                f"`{key}` does not do as a key" if key else f"no key can be made from `{name}`",
                span,
                hint=f"small letters, digits, hyphens: `{slug(key).replace(NOT_A_PERSON, '') or 'first-last'}`",
            )
        if key and key in self._keys:
            self._diagnostics.error(
                "person-duplicate",
                f"`{key}` is the key of two people",
                span,
                hint=f"the other stands at {self._keys[key]}",
            )
        self._keys.setdefault(key, span)
        return key


def _sorted_form(name: str) -> str:
    """A name for the index, last word first: `Lev Sedov` as `Sedov, Lev`."""
    *first, last = name.split() or [""]
    return f"{last}, {' '.join(first)}" if first else last


def _names(table: Table, name: str) -> tuple[tuple[str, Span], ...]:
    forms = tuple((form, span) for form, span in table.texts("forms") if form and form != name)
    return ((name, table.span("name")), *forms)


def _when(table: Table, key: str) -> str:
    """A year, a date or the author's own words for when it was, as it is to be read."""
    match table.data.get(key):
        case None:
            return ""
        case dt.date() as date:
            return spoken_date(date)
        case bool():
            pass
        case int() as year:
            return str(year)
        case str() as text:
            return text.strip()
    table.diagnostics.error(
        "setting-value",
        f"`{table.dotted(key)}` is neither a year nor a date",
        table.span(key),
        hint='write `1906`, `1906-02-24` or `"c. 1906"`',
    )
    return ""


def _check_together(table: Table, persons: tuple[Person, ...], diagnostics: Diagnostics) -> None:
    """A shared entry must be one that stands by itself."""
    hosts = {person.key for person in persons if person.fate and not person.together_with}
    for entry, person in zip(table.tables("person"), persons, strict=False):
        span = entry.span("together_with")
        if person.together_with and person.together_with not in hosts:
            diagnostics.error(
                "person-unknown",
                f"`{person.together_with}` is no one with an entry to share",
                span,
                hint=did_you_mean(person.together_with, hosts),
            )
        elif person.together_with and person.fate:
            diagnostics.error(
                "setting-value", f"`{person.key}` has a fate and shares one", span, hint="leave one of the two out"
            )
