"""Rules on the dates of fates.toml: days that never were, lives that cannot have been."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.desk.view import Life, View
from pamphlet.desk.when import Day, impossible, read_when
from pamphlet.diagnostics import Diagnostic, Span, error, warning

_LONG_LIFE = 115
"""Years; fewer than a hundred people are known to have lived longer."""


def impossible_dates(view: View) -> Iterator[Diagnostic]:
    """A day that no calendar has."""
    for text, span in _dates(view):
        problem = impossible(text)
        if problem:
            yield error("date-impossible", f"`{text}` is no date: {problem}", span, hint="look it up in the source")


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
                hint="look it up in the source, or mend `date` in pamphlet.toml",
            )


def _dates(view: View) -> Iterator[tuple[str, Span]]:
    for life in view.lives:
        yield life.born, life.born_span
        yield life.died, life.died_span


def _other(life: Life) -> str:
    return f"the birth stands at {life.born_span}; one of the two is wrong"


def _years(first: Day, last: Day) -> int:
    """Whole years from one day to another."""
    return last[0] - first[0] - (last[1:] < first[1:])
