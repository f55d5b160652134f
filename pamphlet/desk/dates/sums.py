"""The rule on anniversaries, spans and ages that do not add up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pamphlet.desk.dates.numbers import CARDINAL, ORDINAL, number
from pamphlet.desk.dates.written import years
from pamphlet.desk.prose import Prose, Range
from pamphlet.desk.rule import Rule
from pamphlet.desk.sentences import english, sentences
from pamphlet.desk.view import View
from pamphlet.diagnostics import Diagnostic, Severity, warning

_CENTENARIES = {
    "centenary": 100, "centennial": 100, "bicentenary": 200, "bicentennial": 200, "tercentenary": 300,
    "quatercentenary": 400, "quincentenary": 500,
}  # fmt: skip
_ANNIVERSARY = re.compile(
    rf"\b(?:(?P<name>{'|'.join(_CENTENARIES)})|(?P<count>{ORDINAL}) anniversary)\b"
    r"(?:(?!\b(?:years?|later|before|after)\b)[^.;:]){0,90}?"
    r"(?<!\d)(?P<year>1[4-9]\d\d|20\d\d)\b",
    re.IGNORECASE,
)
_AGO = re.compile(
    rf"\b(?P<count>{CARDINAL}) years (?P<side>ago|since)\b[^.;:\d]{{0,40}}(?<!\d)(?P<year>1[4-9]\d\d|20\d\d)\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b[Ii]n (?:[A-Z][a-z]+ )?(?P<first>1[4-9]\d\d|20\d\d)\b[^.;:\d]{1,80}?"
    rf"\b(?P<count>{CARDINAL}) years (?P<side>later|afterwards|earlier|before),?"
    r" in (?:[A-Z][a-z]+ )?(?P<last>1[4-9]\d\d|20\d\d)\b"
)
_PRESENT = re.compile(
    r"\b(?:this (?:year|month|week|day|pamphlet|edition|spring|summer|autumn|winter)|today|now|marks|is the|we)\b",
    re.IGNORECASE,
)
"""Words that tie an anniversary to the edition; another anniversary was kept at another time."""

_ADDED_BY_MONTHS = 1
"""Years by which `five years later` may be off: from the end of one year to the beginning of another."""


def wrong_sums(view: View) -> Iterator[Diagnostic]:
    """A year that is not as far from another, or from the edition, as the text says."""
    for prose in english(view):
        if not re.search(r"\b(?:year|anniv|centen|centennial)", prose.text):
            continue
        for start, end in sentences(prose.text):
            yield from _anniversaries(prose, (start, end), view.date.year if view.date else 0)
            yield from _spans(prose, (start, end), view.date.year if view.date else 0)


def _anniversaries(prose: Prose, sentence: Range, edition: int) -> Iterator[Diagnostic]:
    text = prose.text[slice(*sentence)]
    for found in _ANNIVERSARY.finditer(text):
        count = _CENTENARIES.get((found["name"] or "").lower(), 0) or number(found["count"] or "")
        first = int(found["year"])
        others = [year.year for year in years(text) if year.year != first]
        present = bool(_PRESENT.search(text)) and not prose.is_quoted(sentence[0] + found.start(), sentence[1])
        kept = others if len(others) == 1 else [edition] if present and not others and edition else []
        if count and kept and first + count not in {*kept, first}:
            yield _finding(prose, sentence[0], found, f"{first} and {count} years make {first + count}, not {kept[0]}")


def _spans(prose: Prose, sentence: Range, edition: int) -> Iterator[Diagnostic]:
    text = prose.text[slice(*sentence)]
    for found in _LATER.finditer(text):
        first, last, count = int(found["first"]), int(found["last"]), number(found["count"])
        passed = last - first if found["side"] in {"later", "afterwards"} else first - last
        if count and abs(passed - count) > _ADDED_BY_MONTHS:
            yield _finding(prose, sentence[0], found, f"from {first} to {last} it is {abs(passed)} years, not {count}")
    for found in _AGO.finditer(text) if edition else ():
        first, count = int(found["year"]), number(found["count"])
        if count and not prose.is_quoted(sentence[0] + found.start(), sentence[0] + found.end()):
            passed = edition - first
            if abs(passed - count) > max(_ADDED_BY_MONTHS, _roundness(count)):
                yield _finding(prose, sentence[0], found, f"{first} is {passed} years before this edition, not {count}")


def _roundness(count: int) -> int:
    """Years by which a number may be rounded: seventy, but not seventy-three, may be said of sixty-eight."""
    return 0 if count % 10 else max(count // 20, 1)


def _finding(prose: Prose, offset: int, found: re.Match[str], message: str) -> Diagnostic:
    return warning(
        "date-sum",
        message,
        prose.span(offset + found.start(), offset + found.end()),
        hint="one of the figures is wrong; or the date of this edition, `date` in pamphlet.toml",
    )


RULES = (Rule(slug="date-sum", severity=Severity.WARNING, find=wrong_sums),)
