"""The engine's boxes of a page become what the house knows of it: its text area, passages, line ends and pictures."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from pamphlet.press.engine import boxes, replacedbox_layout
from pamphlet.press.window import Place

POINTS_PER_PIXEL = 0.75
"""CSS defines a pixel as 1/96 inch; a point is 1/72 inch."""

_SAME_LINE = 4
"""In pixels: lines side by side, in other sizes of type, may stand so far apart in height."""

_ON_THE_PAGE = Place()
"""The place of the page itself: in no block, and all of it seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """The part of a page that holds the text, in pt from the lower left corner of the trimmed page."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What stands of a block on one page, line by line.

    `in_head`: it is the head of a table, which is set again on each further page of the table.
    `cut`: a box around it hides it, or part of each line.
    """

    block: str
    pieces: tuple[str, ...]
    in_head: bool
    cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPicture:
    """A picture in a block: how wide and high, in pt, it was set."""

    block: str
    width: float
    height: float


def passages_of(page: Any, blocks: frozenset[str]) -> Iterator[Passage]:
    """The passages of blocks on a page, in the order of reading."""
    found = text_boxes(page, blocks)
    texts = ((place.block, place.in_head, not place.window.holds(box), box.text) for place, box in found)
    for (block, in_head, cut), pieces in groupby(texts, key=itemgetter(0, 1, 2)):
        yield Passage(block=block, in_head=in_head, cut=cut, pieces=tuple(piece[-1] for piece in pieces))


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedLine:
    """What stands of a block on a line of a page; `number` counts from 1 at the top, the running head left out.

    What stands side by side, as in a table, is one line.
    """

    number: int
    block: str
    text: str


def numbered_lines(page: Any, blocks: frozenset[str]) -> Iterator[NumberedLine]:
    """The lines of a page that have words of blocks, in the order of reading."""
    lines = list(_lines_within(page, blocks))
    numbers = _numbered(_middle(line) for _, line in lines)
    for place, line in lines:
        texts = ((each.block, box.text) for each, box in text_boxes(line, blocks, place))
        for block, pieces in groupby(texts, key=itemgetter(0)):
            text = "".join(piece[-1] for piece in pieces)
            yield NumberedLine(number=numbers[_middle(line)], block=block, text=text)


def line_heights(page: Any) -> dict[int, float]:
    """How far below the top of a page, in pt, the middle of each of its numbered lines stands."""
    numbers = _numbered(_middle(line) for _, line in _lines_within(page, frozenset()))
    return {number: middle * POINTS_PER_PIXEL for middle, number in reversed(numbers.items())}


def _numbered(middles: Iterable[float]) -> dict[float, int]:
    """The numbers of lines by their heights, from the top down; what stands side by side has one number."""
    numbers: dict[float, int] = {}
    last = -math.inf
    for middle in sorted(set(middles)):
        apart = middle - last > _SAME_LINE
        numbers[middle] = max(numbers.values(), default=0) + apart
        last = middle if apart else last
    return numbers


def _lines_within(box: Any, blocks: frozenset[str], around: Place = _ON_THE_PAGE) -> Iterator[tuple[Place, Any]]:
    """The lines below a box that show anything, also what style sheets make up, each with its place."""
    if isinstance(box, boxes.MarginBox):
        return
    if isinstance(box, boxes.LineBox):
        if any(text.strip() for text in texts_within(box)):
            yield around, box
        return
    place = around.of_children(box, blocks)
    for child in getattr(box, "children", ()):
        yield from _lines_within(child, blocks, place)


def is_overrun(page: Any, foot: str) -> bool:
    """Whether lines or pictures of a page reach below the top of its element of class `foot`, beside those in it."""
    inside = next((box for box in _descendants(page) if _is_of_class(box, foot)), None)
    if inside is None:
        return False
    own = {id(box) for box in _descendants(inside)}
    top = inside.position_y + _SAME_LINE
    shown = (box for box in _descendants(page) if isinstance(box, boxes.LineBox | boxes.ReplacedBox))
    return any(id(box) not in own and top < box.position_y + box.height for box in shown)


def _descendants(box: Any) -> Iterator[Any]:
    """A box and all below it but what stands in the margins; what is placed outside the flow is unwrapped."""
    if isinstance(box, boxes.MarginBox):
        return
    box = getattr(box, "_box", box)
    yield box
    for child in getattr(box, "children", ()):
        yield from _descendants(child)


def _is_of_class(box: Any, name: str) -> bool:
    return box.element is not None and name in (box.element.get("class") or "").split()


def _middle(line: Any) -> float:
    """The height of a line on the page, in the engine's pixels from its top."""
    return float(line.position_y + line.height / 2)


def texts_within(box: Any) -> Iterator[str]:
    """All that is set below a box, also what style sheets make up."""
    if isinstance(box, boxes.TextBox):
        yield box.text
    for child in getattr(box, "children", ()):
        yield from texts_within(child)


def text_boxes(box: Any, blocks: frozenset[str], around: Place = _ON_THE_PAGE) -> Iterator[tuple[Place, Any]]:
    """The boxes of text below a box, each with its place; what the style sheets make up is left out."""
    if _is_made_up(box):
        return
    place = around.of_children(box, blocks)
    if isinstance(box, boxes.TextBox):
        if place.block and box.text.strip():
            yield place, box
        return
    for child in getattr(box, "children", ()):
        yield from text_boxes(child, blocks, place)


def pictures_of(box: Any, blocks: frozenset[str], around: Place = _ON_THE_PAGE) -> Iterator[PlacedPicture]:
    """The pictures in blocks below a box."""
    place = around.of_children(box, blocks)
    if isinstance(box, boxes.ReplacedBox) and place.block:
        width, height = (side * POINTS_PER_PIXEL for side in replacedbox_layout(box)[:2])
        yield PlacedPicture(block=place.block, width=width, height=height)
    for child in getattr(box, "children", ()):
        yield from pictures_of(child, blocks, place)


def area_of(box: Any) -> Area:
    """The text area of a page."""
    height = box.margin_height()
    top = box.margin_top
    return Area(
        left=box.margin_left * POINTS_PER_PIXEL,
        bottom=(height - top - box.height) * POINTS_PER_PIXEL,
        right=(box.margin_left + box.width) * POINTS_PER_PIXEL,
        top=(height - top) * POINTS_PER_PIXEL,
    )


def _is_made_up(box: Any) -> bool:
    """Whether no manuscript has it: running heads, folios, what style sheets add."""
    return isinstance(box, boxes.MarginBox | boxes.FootnoteAreaBox) or "::" in (box.element_tag or "")
