"""The engine's boxes of pages become flows: which pages run on from one to the next, and how full each is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any

from pamphlet.press.fit import Flow

_BREAKS = frozenset({"always", "left", "page", "recto", "right", "verso"})
"""What a style sheet says of a box that begins a page whatever stands before it (CSS Fragmentation 3)."""

_ROUNDING = 0.2
"""In lines: descenders and rounding reach so far below a line of the grid."""


def flows(pages: Iterable[Any], lead: float, line: type) -> tuple[Flow, ...]:
    """The flows of pages, numbered from 1; `lead` is that of the grid in the engine's pixels, `line` its box of a line.

    A flow begins where a page opens with an element that asks for a new page, or with a layout of its own.
    """
    found: list[tuple[int, list[int]]] = []
    seen: set[int] = set()
    for number, page in enumerate(pages, 1):
        opening = list(_opening(page))
        new = [box for box in opening if id(box.element) not in seen]
        seen |= {id(box.element) for box in opening}
        if not found or any(box.element_tag == "html" or box.style["break_before"] in _BREAKS for box in new):
            found.append((number, []))
        found[-1][1].append(_lines_on(page, lead, line))
    return tuple(Flow(first=first, lines=tuple(lines)) for first, lines in found)


def _opening(page: Any) -> Iterator[Any]:
    """The boxes of elements that a page begins with, the outer before the inner."""
    box = _root(page)
    while box is not None:
        if box.element is not None:
            yield box
        box = next((child for child in getattr(box, "children", ()) if child.is_in_normal_flow()), None)


def _root(page: Any) -> Any:
    """What stands within the margins; running heads and folios are beside it."""
    return next((child for child in page.children if child.element_tag == "html"), None)


def _lines_on(page: Any, lead: float, line: type) -> int:
    """How many lines a page holds: those of columns counted one by one, pictures and spaces as lines of the grid."""
    root = _root(page)
    places = set(_places(root, line)) if root is not None else set()
    if not places:
        return 0
    rows: int = math.ceil((max(bottom for _, _, bottom in places) - page.content_box_y()) / lead - _ROUNDING)
    return max(rows, len({(column, top) for column, top, _ in places}))


def _places(box: Any, line: type, column: float = 0) -> Iterator[tuple[float, float, float]]:
    """The column of each line and picture, its top and its bottom in the engine's pixels, from the edge of the page."""
    if isinstance(box, line) or hasattr(box, "replacement"):
        yield column, round(box.position_y), box.position_y + box.height
        return
    parted = box.style["column_count"] != "auto" or box.style["column_width"] != "auto"
    for child in getattr(box, "children", ()):
        yield from _places(child, line, child.position_x if parted else column)
