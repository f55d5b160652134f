"""The dates in a text become the spans of days that they mean, so that two of them can be compared."""

from __future__ import annotations

from dataclasses import dataclass

from pamphlet.desk.dates.when import Day, When
from pamphlet.desk.dates.written import dates, years

_FIRST: Day = (0, 0, 0)
_LAST: Day = (9999, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A date or a year at `start` to `end` of a text."""

    start: int
    end: int
    when: When


def moments(text: str) -> tuple[Moment, ...]:
    """The dates with a year, and the years that are in none, in order."""
    if not any(century in text for century in ("1", "20")):
        return ()
    found = []
    taken = set()
    for date in dates(text):
        if date.year:
            earliest = (date.year, date.month, date.first or date.day or 1)
            when = When(earliest=earliest, latest=(date.year, date.month, date.day or 31))
            found.append(Moment(start=date.start, end=date.end, when=when))
            taken.add(date.year_start)
    for year in years(text):
        if year.start not in taken:
            when = When(earliest=(year.year, 1, 1), latest=(year.year, 12, 31))
            found.append(Moment(start=year.start, end=year.start + 4, when=when))
    return tuple(sorted(found, key=lambda moment: moment.start))


def spanned(text: str) -> When | None:
    """When a text that is a date or a span of them means; whole years where it is more than one date."""
    found = moments(text)
    if len(found) == 1 and found[0].end - found[0].start == len(text):
        return found[0].when
    earliest = min((each.when.earliest for each in found if each.when.earliest), default=None)
    latest = max((each.when.latest for each in found if each.when.latest), default=None)
    if earliest is None or latest is None:
        return None
    return When(earliest=(earliest[0], 1, 1), latest=(latest[0], 12, 31))


def meet(one: When, other: When) -> bool:
    """Whether both may mean the same day."""
    return (one.earliest or _FIRST) <= (other.latest or _LAST) and (other.earliest or _FIRST) <= (one.latest or _LAST)


def years_between(one: When, other: When) -> int:
    """Years between two times, either of which may be open on a side."""
    first, second = (when.earliest or when.latest or _FIRST for when in (one, other))
    return abs(first[0] - second[0])
