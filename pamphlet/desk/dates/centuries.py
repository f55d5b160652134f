"""The rule on years that have slipped a century: 2023 where the text is about 1923."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pamphlet.desk.dates.written import Year, month_name, years
from pamphlet.desk.prose import Prose, Where
from pamphlet.desk.rule import Rule
from pamphlet.desk.sentences import english, sentence_at
from pamphlet.desk.view import View
from pamphlet.diagnostics import Diagnostic, Severity, error, warning

_CENTURY = 100
_GAP = 40
"""Years without any mention that part two times that a text is about."""

_BEHIND = 25
"""Years that a slip lies behind the time that the text is about."""

_FEWEST, _FEWEST_IN_SPAN, _SHARE_IN_SPAN = 5, 4, 0.6
"""A text speaks of one time where it names so many years, so many of them and such a part of them there."""

_NEAR, _MANY_NEAR, _SHARE_NEAR = 10, 3, 0.2
"""More years than these, so near to one outside the span, are a time of their own and no slips."""

_NOW = re.compile(
    r"\b(?:today|now(?!-| \w+ed\b| (?:had|was|were)\b)|nowadays|currently|recent(?:ly)?|modern|this (?:year|month|week)"
    r"|anniversary|centenary|a (?:hundred|century)|centur(?:y|ies)|ago|reprint(?:ed)?|edition|publish(?:ed|es)"
    r"|translat\w+|ISBN|historians?|archives?|film|statue|monument)\b|©",
    re.IGNORECASE,
)
"""Words of a sentence that looks back, in which a year of our own time is at home."""

_STORY = frozenset({Where.BODY, Where.HEAD, Where.CELL, Where.CAPTION, Where.TERM})
_ROLES = frozenset({"chapter", "chronology", "foreword", "introduction"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """A year and the words it stands in."""

    prose: Prose
    year: Year


def slipped(view: View) -> Iterator[Diagnostic]:
    """A year after the time that the text is about which would lie within it a century earlier."""
    named = [_Named(prose=prose, year=year) for prose in english(view) for year in _years(prose)]
    told = sorted(each.year.year for each in named if _tells(each.prose))
    months = {(each.year.year, each.year.month) for each in named}
    spans = {year: _span(told, year) for year in {each.year.year for each in named}}
    for each in named:
        year, span = each.year.year, spans[each.year.year]
        if span is None or not span[0] <= year - _CENTURY <= span[1] or _looks_back(each):
            continue
        twin = bool(each.year.month) and (year - _CENTURY, each.year.month) in months
        if twin or (_may_slip(each.prose) and not _has_company(year, told)):
            yield _finding(each, span, twin=twin)


def _years(prose: Prose) -> Iterator[Year]:
    for year in years(prose.text):
        if not prose.is_literal(year.start, year.start + 4):
            yield year


def _tells(prose: Prose) -> bool:
    """Whether words tell the story: notes, fates and lists of books are full of later years."""
    return prose.where in _STORY and prose.role in _ROLES


def _may_slip(prose: Prose) -> bool:
    return _tells(prose) or prose.where is Where.FATE


def _span(told: Sequence[int], year: int) -> tuple[int, int] | None:
    """The first and the last year of the time before a year that most of the others lie in; None if there is none."""
    others = [each for each in told if abs(each - year) > _NEAR]
    clusters: list[list[int]] = []
    for each in others:
        if clusters and each - clusters[-1][-1] <= _GAP:
            clusters[-1].append(each)
        else:
            clusters.append([each])
    core = max(clusters, key=len, default=[])
    if len(told) < _FEWEST or len(core) < max(_FEWEST_IN_SPAN, _SHARE_IN_SPAN * len(others)):
        return None
    return (core[0], core[-1]) if year - core[-1] >= _BEHIND else None


def _looks_back(named: _Named) -> bool:
    before = named.prose.text[: named.year.start]
    in_brackets = before.endswith("(") and named.prose.text[named.year.start + 4 : named.year.start + 5] == ")"
    return in_brackets or bool(_NOW.search(sentence_at(named.prose.text, named.year.start)))


def _has_company(year: int, told: Sequence[int]) -> bool:
    return sum(abs(other - year) <= _NEAR for other in told) > max(_MANY_NEAR, _SHARE_NEAR * len(told))


def _finding(named: _Named, span: tuple[int, int], *, twin: bool) -> Diagnostic:
    start, year = named.year.start, named.year.year
    likely = year - _CENTURY
    place, hint = named.prose.span(start, start + 4), f"is it {likely}?"
    fix = named.prose.fix(start, start + 4, str(likely), certain=False)
    message = f"{year} is outside {span[0]}–{span[1]}, the years that the text is about"
    if twin:
        seen = f"{message}; {month_name(named.year.month)} {likely} stands elsewhere"
        return error("date-century", seen, place, hint=hint, fix=fix)
    return warning("date-century", message, place, hint=hint, fix=fix)


RULES = (Rule(slug="date-century", severity=Severity.ERROR, find=slipped),)
