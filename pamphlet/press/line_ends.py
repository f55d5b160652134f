"""The layout engine's lines become the right ones where they end badly: too early, or with one hyphen too many.

WeasyPrint 70 (`text.line_break.split_first_line`) measures a text with the space at its end.  Where
the words fill the line and that space does not fit, as before a link or a word in italics, it takes
the first word for one that is too long: the word is left alone on its line, or divided.

Nor does it know `hyphenate-limit-lines` (CSS Text 4).  A line that would end in a hyphen below others is set
once more there and then with its last word whole, so that no layout has to be made anew for it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pamphlet.press.engine import boxes, inline

_HYPHEN = "\u2010"
"""With which the engine ends a line that divides a word."""

LONGEST_LADDER = 2
"""Lines in a row that may end in a hyphen: typographers allow two, at most three."""

_split_first_line = inline.split_first_line
_get_next_linebox = inline.get_next_linebox


@contextmanager
def lines_end_well() -> Iterator[None]:
    """As long as this lasts, a space that hangs over the end of a line does not count, and hyphens do not pile up."""
    inline.split_first_line = _first_line
    inline.get_next_linebox = _next_line
    try:
        yield
    finally:
        inline.split_first_line = _split_first_line
        inline.get_next_linebox = _get_next_linebox


def _first_line(text: str, style: Any, context: Any, max_width: float | None, *others: Any, **more: Any) -> Any:
    """What the engine gives; the whole text where its words fit and only the space behind them does not.

    It then leaves no more than one word on the line, so that all other lines need not be looked into.
    """
    line = _split_first_line(text, style, context, max_width, *others, **more)
    resumes = line[2]  # in bytes; None where all of it fits
    if resumes is None or not text.endswith(" ") or style["white_space"] != "normal":
        return line
    if b" " in text.encode()[:resumes].strip(b" "):
        return line
    words = _split_first_line(text.rstrip(" "), style, context, max_width, *others, **more)
    return line if words[2] is not None else _split_first_line(text, style, context, math.inf, *others, **more)


def _first_line_undivided(text: str, style: Any, *others: Any, **more: Any) -> Any:
    whole = style.copy()
    whole["hyphens"] = "none"
    return _first_line(text, whole, *others, **more)


def _next_line(context: Any, block: Any, *where: Any) -> Any:
    """What the engine gives for the line of a block that begins at a place in it; whole words below a ladder.

    The box of the block remembers how many hyphens stand above each place: its lines are asked for in order,
    but again, and from the midst of them, where pages end.
    """
    _, _, begin, _, absolutes, fixed, *_ = where
    ladders: dict[str, int] = vars(block).setdefault("pamphlet_ladders", {})
    above = ladders.get(repr(begin), 0)
    before = len(absolutes), len(fixed), context.excluded_shapes.copy()
    line, end = _get_next_linebox(context, block, *where)
    if above >= LONGEST_LADDER and _is_divided(line):
        del absolutes[before[0] :], fixed[before[1] :]
        context.excluded_shapes = before[2]
        inline.split_first_line = _first_line_undivided
        try:
            line, end = _get_next_linebox(context, block, *where)
        finally:
            inline.split_first_line = _first_line
    ladders[repr(end)] = above + 1 if _is_divided(line) else 0
    return line, end


def _is_divided(line: Any) -> bool:
    """Whether a line ends within a word."""
    return line is not None and _last_text(line).endswith(_HYPHEN)


def _last_text(box: Any) -> str:
    if isinstance(box, boxes.TextBox):
        return str(box.text)
    inner = (child for child in reversed(getattr(box, "children", ())) if child.is_in_normal_flow())
    return next((text for child in inner if (text := _last_text(child))), "")
