"""What a catalogue asks of a pamphlet becomes typed settings: its people, its subjects, its numbers."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from pamphlet.toml_source import Table

_NUMBERS = {
    "isbn": (r"97[89][0-9]{10}", (1, 3), 10, "an ISBN has 13 digits, the last a check digit"),
    "issn": (r"[0-9]{7}[0-9X]", (8, 7, 6, 5, 4, 3, 2, 1), 11, "an ISSN is written `1234-5679`, the last a check digit"),
}
"""Form, weights, divisor of the weighted sum, and what to say; sources: ISO 2108 and ISO 3297."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """Someone who had a part in it: `about` is said under the name, `sort` is how a catalogue files it.

    Both are empty where they are not given.
    """

    name: str
    about: str = ""
    sort: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What it is about; `term` is the code that the scheme `authority` has for it, both empty or neither."""

    name: str
    authority: str = ""
    term: str = ""


def read_contributors(table: Table, key: str) -> tuple[Contributor, ...]:
    """The people under a key: a list of names, a list of tables, or one name alone; of authors something is said."""
    value = table.data.get(key)
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        known = ("name", "sort", "about") if key == "authors" else ("name", "sort")
        return tuple(_contributor(entry, known) for entry in table.tables(key))
    return tuple(Contributor(name=name) for name, _ in table.texts(key) if name)


def _contributor(table: Table, known: tuple[str, ...]) -> Contributor:
    table.refuse_unknown(known)
    return Contributor(name=table.required_text("name"), about=table.text("about"), sort=table.text("sort"))


def read_subjects(table: Table, key: str) -> tuple[Subject, ...]:
    """The subjects under a key: words, or tables with the code that a scheme has for them."""
    value = table.data.get(key)
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        return tuple(_subjects(table, key))
    return tuple(Subject(name=name) for name, _ in table.texts(key) if name)


def _subjects(table: Table, key: str) -> Iterator[Subject]:
    for entry in table.tables(key):
        entry.refuse_unknown(("name", "authority", "term"))
        subject = Subject(name=entry.required_text("name"), authority=entry.text("authority"), term=entry.text("term"))
        if bool(subject.authority) != bool(subject.term):
            table.diagnostics.error(
                "setting-missing",
                f"`{entry.dotted()}` has one of `authority` and `term` without the other",
                entry.span(),
                hint='write both: `authority = "BISAC", term = "HIS054000"`, or none',
            )
        yield subject


def read_number(table: Table, key: str, kind: str) -> str:
    """An ISBN-13 or an ISSN (`kind`) as it is written, empty where there is none; its check digit must be right."""
    written = table.text(key)
    form, weights, divisor, hint = _NUMBERS[kind]
    digits = re.sub(r"[\s-]", "", written)
    if written and not (re.fullmatch(form, digits) and _sum(digits, weights) % divisor == 0):
        table.diagnostics.error("setting-value", f"`{table.dotted(key)}` is `{written}`", table.span(key), hint=hint)
    return written


def _sum(digits: str, weights: tuple[int, ...]) -> int:
    """The sum of digits (X is ten) by their weights, which begin anew where they end."""
    values = (10 if digit == "X" else int(digit) for digit in digits)
    return sum(value * weights[place % len(weights)] for place, value in enumerate(values))


def made_identifier(title: str, authors: tuple[Contributor, ...], date: dt.date) -> str:
    """An identifier that is the same for the same title, authors and date, on every machine."""
    words = "\n".join([title, *(author.name for author in authors), date.isoformat()])
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, 'pamphlet:' + words)}"
