"""English prose becomes the dates and the years that are written in it, each with its place."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_MONTH = re.compile(
    r"(?<!\w)(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|Mar(?:ch|\.)|Apr(?:il|\.)|May|June|July|Aug(?:ust|\.)"
    r"|Sep(?:tember|t?\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))(?!\w)"
)
_MONTHS = {name[:3]: number for number, name in enumerate(calendar.month_name)}
_WEEKDAYS = tuple(calendar.day_name)
_WEEKDAY = rf"(?:(?P<weekday>{'|'.join(_WEEKDAYS)}),?\s+(?:the\s+)?)?"
_BEFORE = re.compile(
    rf"(?<!\w){_WEEKDAY}(?:(?<![\d.,/:])(?P<first>\d{{1,2}})\s?(?:[-–]|to|and|or)\s?)?"
    r"(?<![\d.,/:])(?P<day>\d{1,2})(?P<ordinal>st|nd|rd|th)?\s+(?:of\s+)?$"
)
_WEEKDAY_BEFORE = re.compile(rf"(?<!\w){_WEEKDAY}$")
_DAY_AFTER = re.compile(r"\s+(?P<day>\d{1,2})(?P<ordinal>st|nd|rd|th)?(?![\w:/%]|[.,–-]\d)")
_YEAR_AFTER = re.compile(r"(?:,|\s+of)?\s+(?P<year>[12]\d{3})(?!\w|%|[,.]\d)")
_NEAR = 48
"""So many characters before the name of a month are looked at."""

_YEAR = re.compile(
    r"(?:(?<![\w.,/£$€#+:^_-])(?<!\d\d\d )|(?<=(?<!\d)[12]\d{3}-))"
    r"(?P<year>1[4-9]\d\d|20\d\d)(?!\w|%|[,.:/]\d|-\d(?!\d)|[-–]\d{3}(?!\d))"
    r"(?!-[a-z])"
)
_NO_YEAR_BEFORE = re.compile(
    r"\b(?:pp?|nos?|vols?|fols?|ll?|lines?|pages?|numbers?|rooms?|box|file|section|article|over|nearly|almost"
    r"|some|about \d+|rfc|iso|chapter|version|v|port|error|python)\.?\s*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s+(?:people|members|workers|copies|words|pages|miles|metres|kilometres|km|votes|years|men|women|children"
    r"|delegates|kg|tons|tonnes|pounds|dollars|roubles|marks|francs|bytes|characters|lines|soldiers|strikers|houses"
    r"|times|days|hours|minutes|seconds|feet|acres|students|families|signatures|per cent|more|others|or so)\b"
)


_REMEMBERED = 1000
"""Texts, paragraphs mostly, whose dates are remembered: a dozen rules ask for those of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A date with the name of its month, at `start` to `end` of a text; what is not given is 0.

    `weekday` is the name of the day of the week, empty where it is not given; `first` is the first
    day of `17–25 April`.  `year_start` is the place of the year.
    """

    start: int
    end: int
    month: int
    day: int = 0
    first: int = 0
    year: int = 0
    year_start: int = 0
    weekday: str = ""
    month_first: bool = False
    ordinal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A year of four figures, which stands at `start` of a text; its month, 0 where it has none."""

    start: int
    year: int
    month: int = 0


@lru_cache(maxsize=_REMEMBERED)
def dates(text: str) -> tuple[Written, ...]:
    """Every date that names a month and, beside it, a day or a year."""
    found = (_date(text, month) for month in _MONTH.finditer(text))
    return tuple(date for date in found if date.day or date.year)


@lru_cache(maxsize=_REMEMBERED)
def years(text: str) -> tuple[Year, ...]:
    """Every figure that is a year: no number of things, no page, no part of a longer number."""
    return tuple(_years(text))


def _years(text: str) -> Iterator[Year]:
    months = {date.year_start: date.month for date in dates(text) if date.year}
    for found in _YEAR.finditer(text):
        start = found.start()
        yield from _year(text, found, months.get(start, 0))
    for start, month in months.items():  # those that the sign before them hides
        if not _YEAR.match(text, start):
            yield Year(start=start, year=int(text[start : start + 4]), month=month)


def month_name(number: int) -> str:
    """The name of a month, numbered from 1."""
    return calendar.month_name[number]


def _year(text: str, found: re.Match[str], month: int) -> Iterator[Year]:
    before = text[max(found.start() - 24, 0) : found.start()]
    if month or not (_NO_YEAR_BEFORE.search(before) or _COUNTED.match(text, found.end())):
        yield Year(start=found.start(), year=int(found["year"]), month=month)


def _date(text: str, month: re.Match[str]) -> Written:
    near = text[max(month.start() - _NEAR, 0) : month.start()]
    before = _BEFORE.search(near)
    after = None if before else _DAY_AFTER.match(text, month.end())
    day = before or after
    end = after.end() if after else month.end()
    year = _YEAR_AFTER.match(text, end)
    lead = before or _WEEKDAY_BEFORE.search(near) or re.search("$", near)
    return Written(
        start=month.start() - len(lead[0]) if lead else month.start(),
        end=year.end() if year else end,
        month=_MONTHS[month[0][:3]],
        day=int(day["day"]) if day else 0,
        first=int(before["first"] or 0) if before else 0,
        year=int(year["year"]) if year else 0,
        year_start=year.start("year") if year else 0,
        weekday=(lead.groupdict().get("weekday") or "") if lead else "",
        month_first=after is not None,
        ordinal=bool(day and day["ordinal"]),
    )
