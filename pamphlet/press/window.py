"""The boxes around a thing on a page become its place: in which block it stands, and what can be seen of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

_SLACK = 2
"""In pixels: overhanging italics may reach so far out of a box."""

_FAINTEST = 0.25
"""How much ink there must be in what lets the paper through: a copier leaves less than a quarter white."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What can be seen of a page, in the engine's pixels from its upper left corner."""

    left: float = -math.inf
    top: float = -math.inf
    right: float = math.inf
    bottom: float = math.inf

    def within(self, box: Any) -> Window:
        """What a box that hides its overflow leaves of it."""
        left, top = box.padding_box_x(), box.padding_box_y()
        return Window(
            left=max(self.left, left),
            top=max(self.top, top),
            right=min(self.right, left + box.padding_width()),
            bottom=min(self.bottom, top + box.padding_height()),
        )

    def holds(self, text: Any) -> bool:
        """Whether a line of text can be seen: the middle of its height, from its first letter to its last."""
        left, right = text.position_x, text.position_x + text.width
        middle = text.position_y + text.height / 2
        if text.style["color"].alpha < _FAINTEST:
            return False
        return bool(self.left - _SLACK <= left and right <= self.right + _SLACK and self.top < middle < self.bottom)


_SHUT = Window(right=-math.inf)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a box stands: in which block, how much of it can be seen, whether in a table's head."""

    block: str = ""
    window: Window = Window()
    in_head: bool = False

    def of_children(self, box: Any, blocks: frozenset[str]) -> Place:
        """The place of what stands in a box."""
        identity = box.element.get("id") if box.element is not None else None
        window = self.window if box.style["overflow"] == "visible" else self.window.within(box)
        return Place(
            block=identity if identity in blocks else self.block,
            window=window if box.style["opacity"] >= _FAINTEST else _SHUT,
            in_head=self.in_head or getattr(box, "is_header", False),
        )
