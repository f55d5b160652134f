"""A PDF and the words that it must show become the words that no page shows.

Text that runs off the paper is still in a PDF's text layer, so a plain extraction proves nothing:
only words inside a page's text area count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pypdfium2

from pamphlet.diagnostics import Span
from pamphlet.manuscript.traversal import Run, set_words
from pamphlet.press.page_boxes import Area, Passage

_TOLERANCE = 1.5
"""In pt: overhanging italics may reach so far out of the text area."""

_PROBE = 12
"""In letters: as many as must stand together to be known for what is left of a line that is cut."""

_DROPPED = re.compile("[\\s\u00ad\u2010\u2011\ufffe\x02\x00-]+")
"""White space, and hyphens of all kinds: pdfium gives the one at a line end as U+FFFE or U+0002."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """Words that should be on a page and are not, and where the manuscript has them."""

    words: str
    span: Span


def shown_letters(pdf: bytes, areas: Sequence[Area]) -> list[str]:
    """What stands in the text area of each page, as it is compared."""
    texts = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page, area in zip(document, areas, strict=True):
            within = (area.left - _TOLERANCE, area.bottom - _TOLERANCE, area.right + _TOLERANCE, area.top + _TOLERANCE)
            texts.append(squeezed(page.get_textpage().get_text_bounded(*within)))
    return texts


def squeezed(text: str) -> str:
    """Text as it is compared: without spaces and hyphens, ligatures taken apart, small letters."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text)).casefold()


def lost_words(shown: Sequence[str], passages: Sequence[Sequence[Passage]], runs: Iterable[Run]) -> Iterator[Lost]:
    """The words of the runs that no page shows.

    The layout says which letters of a run belong on which page; they must be there, one behind the
    other and behind those of the passage before.  Between two passages a page may show other
    things, such as the numbers of a list or the words in a picture.
    """
    seen: dict[str, list[tuple[str, list[bool]]]] = {}
    for letters, on_page in zip(shown, passages, strict=True):
        place = 0
        for passage in on_page:
            wanted = "".join(map(squeezed, passage.pieces))
            found, place = ([False] * len(wanted), place) if passage.cut else _look_for(wanted, letters, place)
            seen.setdefault(passage.block, []).append((wanted, found))
    for run in runs:
        lost = _unseen(_words(run), seen.get(run.id, []))
        if lost:
            yield Lost(words=" ".join(word.text for word in lost), span=lost[0].span)


def lost_texts(shown: str, runs: Iterable[Run]) -> Iterator[Lost]:
    """The runs that do not stand, whole and in any order, among the letters that are shown."""
    for run in runs:
        words = _words(run)
        if "".join(word.letters for word in words) not in shown:
            yield Lost(words=" ".join(word.text for word in words), span=run.span)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """A word, its letters as they are compared, and its place."""

    text: str
    letters: str
    span: Span


def _words(run: Run) -> list[_Word]:
    return [
        _Word(text=found[0], letters=squeezed(found[0]), span=span.within(found.start(), found.end()))
        for text, span in set_words(run.children)
        for found in re.finditer(r"\S+", text)
    ]


def _look_for(wanted: str, shown: str, place: int) -> tuple[list[bool], int]:
    """Which of the wanted letters are shown from a place on, and the place behind them.

    Where something is cut off, what is left of each line counts if it is long enough to be known.
    """
    whole = shown.find(wanted, place)
    if whole >= 0:
        return [True] * len(wanted), whole + len(wanted)
    found = [False] * len(wanted)
    read, next_line = 0, place
    while read + _PROBE <= len(wanted):
        begin = shown.find(wanted[read : read + _PROBE], next_line)
        if begin < 0:
            read += 1
            continue
        same = _in_common(shown[begin : begin + len(wanted) - read], wanted[read:])
        found[read : read + same] = [True] * same
        read += same
        next_line = begin + same
    return found, place


def _in_common(one: str, other: str) -> int:
    """How many letters two texts begin with in common."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _unseen(words: list[_Word], seen: list[tuple[str, list[bool]]]) -> list[_Word]:
    """Those of the words of a run that are not shown whole; `seen` is what the layout has of it, page by page."""
    letters = "".join(word.letters for word in words)
    shown = [False] * len(letters)
    done = 0
    for laid_out, found in seen:
        begin = letters.find(laid_out, done)
        if begin >= 0:
            done = begin + len(laid_out)
            shown[begin:done] = found
    lost = []
    end = 0
    for word in words:
        start, end = end, end + len(word.letters)
        if not all(shown[start:end]):
            lost.append(word)
    return lost
