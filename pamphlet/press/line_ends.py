"""The layout engine's first line of a text becomes the right one where only a space does not fit.

WeasyPrint 70 (`text.line_break.split_first_line`) measures a text with the space at its end.  Where
the words fill the line and that space does not fit, as before a link or a word in italics, it takes
the first word for one that is too long: the word is left alone on its line, or divided.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pamphlet.press.engine import inline

_split_first_line = inline.split_first_line


def _first_line(text: str, style: Any, context: Any, max_width: float | None, *others: Any, **more: Any) -> Any:
    """What the engine gives; the whole text where its words fit and only the space behind them does not."""
    line = _split_first_line(text, style, context, max_width, *others, **more)
    fits = line[2] is None  # where the next line would resume
    if fits or not text.endswith(" ") or style["white_space"] != "normal":
        return line
    words = _split_first_line(text.rstrip(" "), style, context, max_width, *others, **more)
    return line if words[2] is not None else _split_first_line(text, style, context, math.inf, *others, **more)


@contextmanager
def lines_end_before_spaces() -> Iterator[None]:
    """As long as this lasts, a space that hangs over the end of a line does not count."""
    inline.split_first_line = _first_line
    try:
        yield
    finally:
        inline.split_first_line = _split_first_line
