"""Rules on single days: those that no calendar has, and those that were another day of the week."""

from __future__ import annotations

import calendar
from collections.abc import Iterator

from pamphlet.desk.dates.when import LAST_JULIAN_YEAR, impossible
from pamphlet.desk.dates.written import Written, dates
from pamphlet.desk.prose import Where
from pamphlet.desk.rule import Rule
from pamphlet.desk.sentences import english
from pamphlet.desk.view import View
from pamphlet.diagnostics import Diagnostic, Severity, Span, error

_LOOK_UP = "look it up in the source"


def impossible_dates(view: View) -> Iterator[Diagnostic]:
    """A day that no calendar has."""
    for text, span in _written(view):
        problem = impossible(text)
        if problem:
            yield error("date-impossible", f"`{text}` is no date: {problem}", span, hint=_LOOK_UP)


def wrong_weekdays(view: View) -> Iterator[Diagnostic]:
    """A day of the week that neither the calendar of today nor, as long as it was in use, the old one gives."""
    for prose in english(view):
        for date in dates(prose.text):
            if date.weekday and date.day and date.year and not impossible(prose.text[date.start : date.end]):
                right = calendar.day_name[_weekday(date, old_calendar=False)]
                old = calendar.day_name[_weekday(date, old_calendar=True)]
                if date.weekday != right and (date.weekday != old or date.year > LAST_JULIAN_YEAR):
                    yield error(
                        "date-weekday",
                        f"`{prose.text[date.start : date.end]}` was a {right}",
                        prose.span(date.start, date.end),
                        hint=f"{_LOOK_UP}: the day of the week, the day, the month or the year is wrong",
                    )


def _written(view: View) -> Iterator[tuple[str, Span]]:
    """The dates of the people as they stand in fates.toml, and every date in the text with day and month."""
    for life in view.lives:
        yield life.born, life.born_span
        yield life.died, life.died_span
    for prose in english(view):
        if prose.where is not Where.TITLE_PAGE:  # the dates of the people stand there once more
            for date in dates(prose.text):
                if date.day:
                    yield prose.text[date.start : date.end], prose.span(date.start, date.end)


def _weekday(date: Written, *, old_calendar: bool) -> int:
    """The day of the week, 0 for Monday, from the Julian day number of the date (Richards, 2013)."""
    before_march = (14 - date.month) // 12
    year, month = date.year + 4800 - before_march, date.month + 12 * before_march - 3
    number = date.day + (153 * month + 2) // 5 + 365 * year + year // 4
    return (number - 32083 if old_calendar else number - year // 100 + year // 400 - 32045) % 7


RULES = (
    Rule(slug="date-impossible", severity=Severity.ERROR, find=impossible_dates),
    Rule(slug="date-weekday", severity=Severity.ERROR, find=wrong_weekdays),
)
