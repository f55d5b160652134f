"""Rules on the chronology: entries out of order, and those whose date the text does not have."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pamphlet.desk.dates.moments import Moment, meet, moments, spanned
from pamphlet.desk.dates.statements import CHRONOLOGY
from pamphlet.desk.dates.when import When
from pamphlet.desk.prose import Prose, Where
from pamphlet.desk.rule import Rule
from pamphlet.desk.sentences import english, sentences
from pamphlet.desk.view import View
from pamphlet.diagnostics import Diagnostic, Severity, Span, query, warning

_WORD = re.compile(r"[^\W\d_]{4,}")
_ENDING = re.compile(r"(?:ing|e?[ds]|e)$")
_STEM = 6
"""Letters by which words without their endings are compared: `locked` is `lock`, `Communist` is no `Commissariat`."""

_NO_CONTENT = frozenset({
    "after", "also", "been", "befor", "from", "hav", "into", "more", "that", "their", "them", "then", "ther", "they",
    "thi", "wer", "when", "which", "with", "woul",
})  # fmt: skip

_ENOUGH, _SHARE = 2, 0.7
"""Words that a sentence shares with an entry to tell of the same, and their share of the entry, weighed by rarity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """A sentence with its dates and its words, by their stems."""

    stems: frozenset[str]
    moments: tuple[Moment, ...]
    span: Span


def out_of_order(view: View) -> Iterator[Diagnostic]:
    """An entry of the chronology that lies before the one above it, or after the one below it."""
    terms = [
        (prose, dated[0].when)
        for prose in english(view)
        if prose.role == CHRONOLOGY and prose.where is Where.TERM and (dated := moments(prose.text))
    ]
    for (above, earlier), (below, later) in pairwise(terms):
        if later.latest and earlier.earliest and later.latest < earlier.earliest:
            yield warning(
                "chronology-order",
                f"`{below.text}` stands below `{above.text}`",
                below.span(0, len(below.text)),
                hint="one of the two dates is wrong, or their order",
            )


def contradicted(view: View) -> Iterator[Diagnostic]:
    """An entry of the chronology with another date than the sentence that tells of the same."""
    entries = tuple(_entries(view))
    told = tuple(_told(view)) if entries else ()
    known = Counter(stem for sentence in told for stem in sentence.stems)
    for term, when, stems in entries:
        alike = [sentence for sentence in told if _tells_of(sentence, stems, known, len(told))]
        if alike and not any(meet(moment.when, when) for sentence in alike for moment in sentence.moments):
            yield query(
                "chronology-differs",
                f"`{term.text}` is not when the text has it",
                term.span(0, len(term.text)),
                hint=f"compare {alike[0].span}; one of the two is wrong, or they are two events",
            )


def _entries(view: View) -> Iterator[tuple[Prose, When, frozenset[str]]]:
    """Each sentence of the chronology by its words, with the term before it and what the term means."""
    term: Prose | None = None
    for prose in english(view):
        if prose.role != CHRONOLOGY or prose.where is Where.TERM:
            term = prose if prose.role == CHRONOLOGY else None
        elif term is not None and (when := spanned(term.text)):
            for start, end in sentences(prose.text):
                stems = _stems(prose.text[start:end])
                if len(stems) >= _ENOUGH:
                    yield term, when, stems


def _told(view: View) -> Iterator[_Sentence]:
    """The sentences outside the chronology that have a date with a year."""
    for prose in english(view):
        if prose.role == CHRONOLOGY or prose.where in {Where.TITLE_PAGE, Where.FATE_SOURCE}:
            continue
        for start, end in sentences(prose.text):
            dated = moments(prose.text[start:end])
            if dated:
                yield _Sentence(stems=_stems(prose.text[start:end]), moments=dated, span=prose.span(start, end))


def _stems(text: str) -> frozenset[str]:
    return frozenset(_ENDING.sub("", word.lower())[:_STEM] for word in _WORD.findall(text)) - _NO_CONTENT


def _tells_of(sentence: _Sentence, stems: frozenset[str], known: Counter[str], count: int) -> bool:
    shared = sentence.stems & stems
    return len(shared) >= _ENOUGH and _weight(shared, known, count) >= _SHARE * _weight(stems, known, count)


def _weight(stems: frozenset[str], known: Counter[str], count: int) -> float:
    """How much words tell: the fewer sentences have one, the more it does."""
    return sum(math.log((count + 1) / (known[stem] + 1)) for stem in stems)


RULES = (
    Rule(slug="chronology-differs", severity=Severity.QUERY, find=contradicted, needs_whole=True),
    Rule(slug="chronology-order", severity=Severity.WARNING, find=out_of_order),
)
