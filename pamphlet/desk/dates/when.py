"""A date as an author writes it becomes the span of days that it may mean.

English dates, dates in figures, years, and free text are read, the last with care: what is not
understood is no date and no mistake.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_REMEMBERED = 1000
"""Texts whose days are remembered: most are when people were born and died, which many rules ask for."""

Day = tuple[int, int, int]
"""Year, month, day."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<name>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}",
        rf"{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?",
        rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,\s*{_YEAR}",
        rf"\b{_MONTH}\s+{_YEAR}",
    )
)
_BARE_YEAR = re.compile(r"(?<!\d)(?P<year>\d{4})(?!\d)(?P<decade>s?)(?:[/–-](?P<second>\d{2})(?!\d))?")
_OTHER_YEAR = re.compile(r"\d{1,3}|\d{5,}")
_NOT_READ = re.compile(r"\bB\.?C\b|\bcentur(y|ies)\b", re.IGNORECASE)
_UNTIL = re.compile(r"\b(before|by|until|till|not after)\b", re.IGNORECASE)
_SINCE = re.compile(r"\b(after|since|not before)\b", re.IGNORECASE)
_ABOUT = re.compile(r"\b(c|ca|circa|about|around|roughly|probably|perhaps|possibly|or)\b|\?", re.IGNORECASE)
_ABOUT_YEARS = 10
"""How many years `about` may be off before the desk doubts it."""

LAST_JULIAN_YEAR = 1923
"""The year in which the last country, Greece, left the calendar where every fourth year is a leap year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The first and the last day that a date may mean; None where it is open on that side."""

    earliest: Day | None
    latest: Day | None


@lru_cache(maxsize=_REMEMBERED)
def read_when(text: str) -> When | None:
    """The days that a date may mean; None where it is not understood."""
    if _OTHER_YEAR.fullmatch(text):
        return When(earliest=(int(text), 1, 1), latest=(int(text), 12, 31))
    spans = list(_spans(text))
    if not spans or _NOT_READ.search(text) or impossible(text):
        return None
    earliest, latest = min(first for first, _ in spans), max(last for _, last in spans)
    if _ABOUT.search(text):
        earliest, latest = _later(earliest, -_ABOUT_YEARS), _later(latest, _ABOUT_YEARS)
    return When(
        earliest=None if _UNTIL.search(text) else earliest,
        latest=None if _SINCE.search(text) else latest,
    )


def impossible(text: str) -> str:
    """What is impossible about a date, as a phrase; empty where nothing is."""
    for found in _found(text):
        month, day, year = _month(found), found.groupdict().get("day"), found["year"]
        if not 1 <= month <= 12:
            return f"there is no month {month}"
        last = _days(month, int(year) if year else None)
        if day is not None and not 1 <= int(day) <= last:
            return f"{calendar.month_name[month]} has {last} days" + (f" in {year}" if year and month == 2 else "")
    return ""


def _found(text: str) -> Iterator[re.Match[str]]:
    """The dates in a text, each once, whole ones before parts of them."""
    for pattern in _DATES:
        yield from pattern.finditer(text)
        text = pattern.sub(" ", text)


def _spans(text: str) -> Iterator[tuple[Day, Day]]:
    """The first and the last day of each date and each year in a text."""
    rest = text
    for found in _found(text):
        rest = rest.replace(found[0], " ")
        if found["year"]:
            year, month, day = int(found["year"]), _month(found), found.groupdict().get("day")
            yield (year, month, int(day or 1)), (year, month, int(day or 31))
    for bare in _BARE_YEAR.finditer(rest):
        year = int(bare["year"])
        last = year + 9 if bare["decade"] else year
        if bare["second"]:
            last = max(last, year // 100 * 100 + int(bare["second"]))
        yield (year, 1, 1), (last, 12, 31)


def _month(found: re.Match[str]) -> int:
    groups = found.groupdict()
    return int(groups["month"]) if groups.get("month") else _MONTHS.index(groups["name"][:3].lower()) + 1


def _days(month: int, year: int | None) -> int:
    """The days of a month, in the longer of the two calendars that a year may be told by."""
    if month == 2:
        leap = year is None or (year % 4 == 0 if year <= LAST_JULIAN_YEAR else calendar.isleap(year))
        return 29 if leap else 28
    return 30 if month in {4, 6, 9, 11} else 31


def _later(day: Day, years: int) -> Day:
    return (day[0] + years, day[1], day[2])
