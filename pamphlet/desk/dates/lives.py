"""Rules on lives that cannot have been, and on dates that are still to come."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pamphlet.desk.dates.when import Day, read_when
from pamphlet.desk.dates.written import years
from pamphlet.desk.prose import Where
from pamphlet.desk.rule import Rule
from pamphlet.desk.sentences import english, sentence_at
from pamphlet.desk.view import Life, View
from pamphlet.diagnostics import Diagnostic, Severity, Span, error, warning

_LONG_LIFE = 115
"""Years; fewer than a hundred people are known to have lived longer."""

_IN_THE_SOURCE = "look it up in the source, or mend `date` in pamphlet.toml"

_AHEAD = re.compile(
    r"\b(?:will|shall|would|could|may|might|by|until|till|plan(?:s|ned)?|expect(?:s|ed)?|target|aims?|due|next|future)\b"
)
"""Words of a sentence in which a year to come is at home."""


def died_before_birth(view: View) -> Iterator[Diagnostic]:
    """A death before the birth."""
    for life in view.lives:
        born, died = read_when(life.born), read_when(life.died)
        if born and died and born.earliest and died.latest and died.latest < born.earliest:
            yield error(
                "date-contradiction",
                f"`{life.name}` died (`{life.died}`) before being born (`{life.born}`)",
                life.died_span,
                hint=_other(life),
            )


def long_lives(view: View) -> Iterator[Diagnostic]:
    """A life so long that a digit is likely to be wrong."""
    for life in view.lives:
        born, died = read_when(life.born), read_when(life.died)
        if born and died and born.latest and died.earliest:
            years = _years(born.latest, died.earliest)
            if years > _LONG_LIFE:
                yield warning(
                    "date-lifespan",
                    f"`{life.name}` would have lived to the age of {years}",
                    life.died_span,
                    hint=_other(life),
                )


def future_dates(view: View) -> Iterator[Diagnostic]:
    """A date that lies behind that of the edition."""
    today = view.date
    for text, span in _dates(view):
        when = read_when(text)
        if today and when and when.earliest and when.earliest > (today.year, today.month, today.day):
            yield error(
                "date-future",
                f"`{text}` is later than this edition of {today.isoformat()}",
                span,
                hint=_IN_THE_SOURCE,
            )
    yield from _years_to_come(view, today.year) if today else ()


def _years_to_come(view: View, edition: int) -> Iterator[Diagnostic]:
    """Years in the text that are later than the edition, where the sentence does not look ahead."""
    for prose in english(view):
        for year in years(prose.text) if prose.where is not Where.TITLE_PAGE else ():
            place = year.start, year.start + 4
            if year.year > edition and not (
                prose.is_literal(*place) or _AHEAD.search(sentence_at(prose.text, place[0]))
            ):
                message = f"{year.year} is later than this edition of {edition}"
                yield warning("date-future", message, prose.span(*place), hint=_IN_THE_SOURCE)


def _dates(view: View) -> Iterator[tuple[str, Span]]:
    for life in view.lives:
        yield life.born, life.born_span
        yield life.died, life.died_span


def _other(life: Life) -> str:
    return f"the birth stands at {life.born_span}; one of the two is wrong"


def _years(first: Day, last: Day) -> int:
    """Whole years from one day to another."""
    return last[0] - first[0] - (last[1:] < first[1:])


RULES = (
    Rule(slug="date-contradiction", severity=Severity.ERROR, find=died_before_birth),
    Rule(slug="date-future", severity=Severity.ERROR, find=future_dates),
    Rule(slug="date-lifespan", severity=Severity.WARNING, find=long_lives),
)
