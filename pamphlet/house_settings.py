"""`[house]` of pamphlet.toml becomes the house style: preferred words, forms of dates, what has been looked at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pamphlet.diagnostics import Span
from pamphlet.toml_source import Table

_KEYS = ("words", "dates", "spelling", "rules", "ok")
_OK_KEYS = ("rule", "words", "because")


class DateForm(StrEnum):
    """How a date is written, by example."""

    DAY_FIRST = "21 January 1924"
    MONTH_FIRST = "January 21, 1924"


class Spelling(StrEnum):
    """How verbs like `organise` are spelt."""

    ISE = "-ise"
    IZE = "-ize"
    EITHER = "either"
    """As most of them are in the text itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferred:
    """A form that the house prefers, and the forms that it replaces; none where the form is only good as it is."""

    form: str
    instead_of: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """Findings that the author has looked at: those of a rule, or those of them that underline these words."""

    rule: str
    words: str
    because: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The house style.  `rules` are the slugs of rules that are asked though they are not usual, with their places."""

    words: tuple[Preferred, ...]
    dates: DateForm
    spelling: Spelling
    rules: tuple[tuple[str, Span], ...]
    ok: tuple[Waiver, ...]


def read_house(table: Table, language: str) -> House:
    """Read `[house]`; what the language (BCP 47) says of dates is the default."""
    table.refuse_unknown(_KEYS)
    usual = DateForm.MONTH_FIRST if language == "en-US" else DateForm.DAY_FIRST
    return House(
        words=_words(table.table("words")),
        dates=DateForm(table.choice("dates", tuple(DateForm), usual)),
        spelling=Spelling(table.choice("spelling", tuple(Spelling), Spelling.EITHER)),
        rules=table.texts("rules"),
        ok=tuple(_waiver(entry) for entry in table.tables("ok")),
    )


def _words(table: Table) -> tuple[Preferred, ...]:
    return tuple(
        Preferred(
            form=form,
            instead_of=tuple(text for text, _ in table.texts(form) if text and text != form),
            span=table.key_span(form),
        )
        for form in table.data
        if form.strip()
    )


def _waiver(table: Table) -> Waiver:
    table.refuse_unknown(_OK_KEYS)
    return Waiver(
        rule=table.required_text("rule"),
        words=table.text("words"),
        because=table.text("because"),
        span=table.span("rule"),
    )
