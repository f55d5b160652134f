"""A pamphlet on its pages becomes a printing to be recorded: its words, line by line and page by page."""

from __future__ import annotations

import datetime as dt
import hashlib
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from pamphlet.apparatus.page_map import UNCOUNTED
from pamphlet.apparatus.parts import Pamphlet
from pamphlet.apparatus.plain_blocks import PlainBlock, plain_blocks
from pamphlet.diagnostics import Diagnostics
from pamphlet.manuscript.dates import spoken_date
from pamphlet.manuscript.printings import PrintedBlock, PrintedLine, Printing
from pamphlet.press.layout import Layout

_PAGE_DIGEST = 12
"""In hexadecimal figures: enough to see that a page has changed."""

Ends = Mapping[str, list[tuple[int, int, int]]]
"""By block its lines: before how many counted characters each ends, its page and its number."""


def next_number(pamphlet: Pamphlet, printings: tuple[Printing, ...], diagnostics: Diagnostics, *, again: bool) -> int:
    """The number under which a pamphlet is to be recorded; an error where its text was recorded and not `again`."""
    same = [printing for printing in printings if printing.digest == pamphlet.digest]
    if not same:
        return pamphlet.printing
    if again:
        return max(printing.number for printing in printings) + 1
    last = same[-1]
    diagnostics.error(
        "printing-recorded",
        f"this text was recorded already: it is that of printing {last.number}, {spoken_date(last.recorded)}",
        hint="nothing is to be done; to print the same text under a new number, add --again",
    )
    return last.number


def record(pamphlet: Pamphlet, layout: Layout, recorded: dt.date) -> Printing:
    """The printing that these pages of a pamphlet are, as recorded on a day; it has the pamphlet's number."""
    blocks = tuple(plain_blocks(pamphlet.parts))
    ends = _line_ends(layout, blocks)
    return Printing(
        number=pamphlet.printing,
        code=str(pamphlet.code),
        title=pamphlet.settings.title,
        edition=pamphlet.settings.date,
        recorded=recorded,
        digest=pamphlet.digest,
        pages=tuple(hashlib.sha256(text.encode()).hexdigest()[:_PAGE_DIGEST] for text in layout.texts()),
        blocks=tuple(
            PrintedBlock(id=block.id, place=block.place, lines=tuple(_lines(block, ends[block.id]))) for block in blocks
        ),
    )


def _line_ends(layout: Layout, blocks: Iterable[PlainBlock]) -> Ends:
    ends: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    done: Counter[str] = Counter()
    for page, lines in enumerate(layout.numbered_lines(frozenset(block.id for block in blocks)), start=1):
        for line in lines:  # a table's head, set again on its next page, comes after all words of it
            done[line.block] += len(UNCOUNTED.sub("", line.text))
            ends[line.block].append((done[line.block], page, line.number))
    return ends


def _lines(block: PlainBlock, ends: list[tuple[int, int, int]]) -> Iterator[PrintedLine]:
    """The words of a block on its lines."""
    if not ends:
        raise AssertionError(f"the block {block.id} stands on no page")
    offsets = [offset for offset, _, _ in ends]
    places = (min(bisect_right(offsets, offset), len(ends) - 1) for offset in block.offsets)
    for place, words in groupby(zip(places, block.words, strict=True), key=lambda pair: pair[0]):
        _, page, line = ends[place]
        yield PrintedLine(page=page, line=line, words=tuple(word for _, word in words))
