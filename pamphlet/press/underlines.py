"""Stretches of blocks become the places on a page where they are underlined, measured in the type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pamphlet.apparatus.page_map import UNCOUNTED
from pamphlet.press.engine import split_first_line
from pamphlet.press.page_boxes import POINTS_PER_PIXEL, text_boxes

_EXPANDED = re.compile("[ \u00a0]")
"""The spaces that are widened where a line is justified."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Characters of a block, from `start` to `end`, counted as in a page map."""

    block: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Underline:
    """Where a stretch, or the part of it on one line, stands: in pt from the upper left corner of the trimmed page.

    `baseline` is how far down the letters stand, `middle` that of the line.
    """

    stretch: Stretch
    left: float
    right: float
    baseline: float
    middle: float


def underlines_of(page: Any, wanted: Mapping[str, tuple[Stretch, ...]], done: Counter[str]) -> Iterator[Underline]:
    """Where stretches stand on a page, by block; `done` is what earlier pages have of each, and is carried on."""
    blocks = frozenset(wanted)
    before = done.copy()
    for place, box in text_boxes(page, blocks):
        if place.in_head and before[place.block]:  # the head of a table, set once more
            continue
        start = done[place.block]
        done[place.block] = start + _count(box.text)
        for stretch in wanted[place.block]:
            if stretch.start < done[place.block] and start < stretch.end:
                yield _underline(box, stretch, stretch.start - start, stretch.end - start)


def _underline(box: Any, stretch: Stretch, first: int, last: int) -> Underline:
    """Under the characters of a box between two counts, which may reach beyond it."""
    counted = [at for at, character in enumerate(box.text) if not UNCOUNTED.match(character)]
    begin, end = counted[max(first, 0)], counted[min(last, len(counted)) - 1] + 1
    return Underline(
        stretch=stretch,
        left=(box.position_x + _width(box, box.text[:begin])) * POINTS_PER_PIXEL,
        right=(box.position_x + _width(box, box.text[:end])) * POINTS_PER_PIXEL,
        baseline=(box.position_y + box.baseline) * POINTS_PER_PIXEL,
        middle=(box.position_y + box.height / 2) * POINTS_PER_PIXEL,
    )


def _count(text: str) -> int:
    return len(UNCOUNTED.sub("", text))


def _width(box: Any, text: str) -> float:
    """How wide, in pixels, the beginning of a box's text was set: the engine justifies only as it draws."""
    natural = split_first_line(text, box.style, None, None, 0)[3] if text else 0
    return float(natural + box.justification_spacing * len(_EXPANDED.findall(text)))
