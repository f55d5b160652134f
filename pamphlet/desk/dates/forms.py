"""Rules on how dates and spans of years are written: one form all through, and none that is half of two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pamphlet.desk.dates.written import Written, dates, month_name
from pamphlet.desk.prose import Prose, Where
from pamphlet.desk.rule import Rule
from pamphlet.desk.sentences import english
from pamphlet.desk.view import View
from pamphlet.diagnostics import Diagnostic, Fix, Severity, Span, error, style
from pamphlet.house_settings import DateForm

_SPAN = re.compile(r"(?<![\w./:–-])(1[4-9]\d\d|20\d\d)\s?([–-])\s?(1[4-9]\d\d|20\d\d|\d\d)(?![\w/:–-]|\.\d)")
_HALF = re.compile(r"\b([Ff]rom|[Bb]etween) (1[4-9]\d\d|20\d\d)(\s?[-–—]\s?)(\d{4}|\d\d)(?!\w)")
_JOINTS = {"from": "to", "between": "and"}

_LONG_DECADE = re.compile(r"(?<!\w)1[4-9]\d0s\b|(?<!\w)20\d0s\b")
_SHORT_DECADE = re.compile(r"(?<![\w’'‘])([1-9]0)s\b")
_IN_FIGURES = re.compile(
    r"(?<![\w./-])(?:[0-2]?\d|3[01])(?:/(?:0?\d|1[0-2])/(?:\d{4}|\d\d)|\.(?:0?\d|1[0-2])\.\d{4})(?![\w/]|\.\d)"
)

_FEW = 3
"""So many dates in another order than the house's are reported one by one."""

_YEAR_IN_BRACKETS = re.compile(r"\((1[4-9]\d\d|20\d\d)\)\.?$")
_YEAR_IN_WORDS = re.compile(r"\b(?:[Ii]n|[A-Z][a-z]+) (1[4-9]\d\d|20\d\d)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A date and the words it stands in."""

    prose: Prose
    date: Written

    @property
    def words(self) -> str:
        """The date as it stands there."""
        return self.prose.text[self.date.start : self.date.end]

    @property
    def place(self) -> Span:
        """Where it stands."""
        return self.prose.span(self.date.start, self.date.end)

    @property
    def other_form(self) -> str:
        """The date with the month first if it has the day first, or the other way round."""
        day, month, year = str(self.date.day), month_name(self.date.month), self.date.year
        if self.date.month_first:
            return f"{day} {month} {year}" if year else f"{day} {month}"
        return f"{month} {day}, {year}" if year else f"{month} {day}"


def backwards(view: View) -> Iterator[Diagnostic]:
    """A span of years that ends before it begins."""
    for prose in _running(view):
        for found in _SPAN.finditer(prose.text):
            first, last = int(found[1]), int(found[3])
            if len(found[3]) == 2:
                last += first // 100 * 100
                if found[2] == "-" and int(found[3]) <= 12:  # a month in figures, 1923-10
                    continue
            if last < first and not prose.is_literal(*found.span()):
                message = f"`{found[0]}` ends before it begins"
                yield error("range-backwards", message, prose.span(*found.span()), hint="look the years up")


def half_spans(view: View) -> Iterator[Diagnostic]:
    """A span that begins in words and goes on with a dash."""
    for prose in _running(view):
        for found in _HALF.finditer(prose.text):
            first, last = found[2], found[4]
            if len(last) == 2:
                last = first[:2] + last
                if int(last) == int(first) + 1:  # a winter, a season: `from 1919–20 on`
                    continue
            joint = _JOINTS[found[1].lower()]
            yield style(
                "range-half",
                f"`{found[0]}` is half in words, half with a dash",
                prose.span(*found.span()),
                hint=f"write `{found[1]} {first} {joint} {last}`",
                fix=prose.fix(found.start(3), found.end(), f" {joint} {last}", certain=False),
            )


def mixed_dates(view: View) -> Iterator[Diagnostic]:
    """Days written in another way than the rest: the month first, with `th`, or all in figures."""
    seen = [_Seen(prose=prose, date=date) for prose in _running(view) for date in dates(prose.text) if date.day]
    own = [each for each in seen if not each.prose.is_quoted(each.date.start, each.date.end)]
    yield from _in_another_order(own, month_first=view.settings.house.dates is DateForm.MONTH_FIRST)
    yield from _with_another_ending(own)
    for prose in _running(view):
        for found in _IN_FIGURES.finditer(prose.text) if own else ():
            if not prose.is_quoted(*found.span()) and not prose.is_literal(*found.span()):
                message = f"`{found[0]}` is in figures; other dates have the month as a word"
                yield style("date-form", message, prose.span(*found.span()), hint="write the month as a word")


def short_decades(view: View) -> Iterator[Diagnostic]:
    """`the 20s` in a text that also writes `the 1920s`."""
    texts = tuple(_running(view))
    if any(_LONG_DECADE.search(prose.text) for prose in texts):
        for prose in texts:
            for found in _SHORT_DECADE.finditer(prose.text):
                if not prose.is_quoted(*found.span()):
                    message = f"`{found[0]}` beside decades with their century"
                    hint = f"write `19{found[0]}`, if it is that century"
                    yield style("decade-form", message, prose.span(*found.span()), hint=hint)


def mixed_entries(view: View) -> Iterator[Diagnostic]:
    """Entries of fates that end with a year in brackets among others that have it in the sentence."""
    texts = [prose for prose in view.prose if prose.where is Where.FATE and prose.language.startswith("en")]
    bracketed = [(prose, found) for prose in texts if (found := _YEAR_IN_BRACKETS.search(prose.text))]
    worded = [prose for prose in texts if _YEAR_IN_WORDS.search(prose.text)]
    if bracketed and worded:
        prose, found = bracketed[0]
        yield style(
            "fate-year-form",
            f"{len(bracketed)} of the fates end with the year in brackets; {len(worded)} have it in the sentence",
            prose.span(*found.span()),
            hint="write it in one way: `Executed in 1936.`",
        )


def _running(view: View) -> Iterator[Prose]:
    return (prose for prose in english(view) if prose.where not in {Where.TITLE_PAGE, Where.FATE_SOURCE})


def _in_another_order(seen: Sequence[_Seen], *, month_first: bool) -> Iterator[Diagnostic]:
    """Dates whose order is not the house's; one finding where so many of them have no other beside them."""
    which = "day" if month_first else "month"
    odd = [each for each in seen if each.date.month_first != month_first]
    if len(odd) == len(seen) > _FEW:
        edits = tuple(edit for each in odd if (fix := _reordered(each)) for edit in fix.edits)
        yield style(
            "date-form",
            f"all {len(odd)} dates have the {which} first, as this one",
            odd[0].place,
            hint=f"write `{odd[0].other_form}`, or change `dates` under [house]",
            fix=Fix(edits=edits, certain=False),
        )
        return
    for each in odd:
        hint = f"write `{each.other_form}`"
        yield style("date-form", f"`{each.words}` has the {which} first", each.place, hint=hint, fix=_reordered(each))


def _reordered(seen: _Seen) -> Fix | None:
    date = seen.date
    if date.weekday or date.first:
        return None
    return seen.prose.fix(date.start, date.end, seen.other_form, certain=False)


def _with_another_ending(seen: Sequence[_Seen]) -> Iterator[Diagnostic]:
    """`21st January` where most have `21 January`, or the other way round."""
    counts = Counter(each.date.ordinal for each in seen if each.date.year or each.date.month_first)
    if len(counts) < 2:
        return
    odd = counts[True] <= counts[False]
    for each in seen:
        date = each.date
        if date.ordinal is odd and (date.year or date.month_first):
            yield style(
                "date-form",
                f"`{each.words}` has {'an' if odd else 'no'} ending on the day; "
                f"{counts[not odd]} other date{'s have' if counts[not odd] > 1 else ' has'} {'none' if odd else 'one'}",
                each.place,
                hint="write all in one way",
            )


RULES = (
    Rule(slug="range-backwards", severity=Severity.ERROR, find=backwards),
    Rule(slug="range-half", severity=Severity.STYLE, find=half_spans),
    Rule(slug="date-form", severity=Severity.STYLE, find=mixed_dates),
    Rule(slug="decade-form", severity=Severity.STYLE, find=short_decades),
    Rule(slug="fate-year-form", severity=Severity.STYLE, find=mixed_entries),
)
