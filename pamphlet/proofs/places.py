"""Findings become stretches of the blocks that stand on the pages: which words each of them is about."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pamphlet.apparatus.page_map import UNCOUNTED
from pamphlet.diagnostics import Span
from pamphlet.manuscript.traversal import Run, set_words
from pamphlet.press.underlines import Stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """Words of a block as they are set: where the manuscript has them, and how many characters go before."""

    text: str
    span: Span
    block: str
    before: int

    def count_at(self, offset: int, *, at_end: bool) -> int:
        """How many characters of the block stand before an offset in the file; of all the words, where they differ."""
        within = min(max(offset - self.span.start, 0), len(self.text))
        if len(self.text) != self.span.end - self.span.start:
            within = len(self.text) if at_end else 0
        return self.before + _count(self.text[:within])


class Places:
    """Where each character of the manuscript's files is set, as far as it is."""

    def __init__(self, runs: Iterable[Run]) -> None:
        """Know the words of these runs."""
        found: dict[str, list[_Piece]] = defaultdict(list)
        for run in runs:
            before = 0
            for text, span in set_words(run.children):
                found[span.source.name].append(_Piece(text=text, span=span, block=run.id, before=before))
                before += _count(text)
        self._pieces = {name: sorted(pieces, key=_start) for name, pieces in found.items()}

    def stretch(self, span: Span) -> Stretch | None:
        """The words that a span is about: those in it, or that beside which it stands; None where nothing is set."""
        pieces = self._pieces.get(span.source.name, [])
        number = bisect.bisect_right(pieces, span.start, key=_start) - 1
        around = pieces[max(number, 0) : number + 2]
        first = next((piece for piece in around if span.start < piece.span.end and _is_near(span, piece)), None)
        if first is None:
            return next((_end_of(piece) for piece in reversed(around) if _is_near(span, piece)), None)
        last = max(bisect.bisect_left(pieces, span.end, key=_start) - 1, 0)
        same = [piece for piece in pieces[max(number, 0) : last + 1] if piece.block == first.block] or [first]
        start = first.count_at(span.start, at_end=False)
        end = same[-1].count_at(span.end, at_end=True)
        return Stretch(block=first.block, start=max(start - (end <= start), 0), end=max(end, start + 1))


def _is_near(span: Span, piece: _Piece) -> bool:
    """Whether a span touches a piece, or stands in the same paragraph of the file."""
    between = span.source.text[min(span.end, piece.span.end) : max(span.start, piece.span.start)]
    return "\n\n" not in between


def _end_of(piece: _Piece) -> Stretch:
    """The last word of a piece: what the finding is about is not printed."""
    words = piece.text.split() or [""]
    end = piece.before + _count(piece.text)
    return Stretch(block=piece.block, start=max(end - max(_count(words[-1]), 1), 0), end=max(end, 1))


def _start(piece: _Piece) -> int:
    return piece.span.start


def _count(text: str) -> int:
    return len(UNCOUNTED.sub("", text))
