"""Operators that change the state, build paths and paint them: the part of an interpreter that draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar

from pamphlet.preflight.pdf.colours import Colour
from pamphlet.preflight.pdf.examined import Mark
from pamphlet.preflight.pdf.geometry import Box, Matrix, chained
from pamphlet.preflight.pdf.graphics import Outline, State
from pamphlet.preflight.pdf.objects import number
from pamphlet.preflight.pdf.tally import Tally

Does = Callable[[Any, list[Any]], None]
"""What an operator does to a pen, given its operands."""

_MOST_STATES = 1000
_TOUCH = 0.02
"""In pt: less than any machine can draw."""


class Pen:
    """Draws paths into a tally; `located` says whether places are those of the page."""

    def __init__(self, tally: Tally, state: State, *, located: bool) -> None:
        """Begin with a state: that of an empty page, or of the place where a form is painted."""
        self._tally = tally
        self._state = state.kept()
        self._located = located
        self._stack: list[State] = []
        self._outline = Outline()

    def _save(self, operands: list[Any]) -> None:
        del operands
        if len(self._stack) < _MOST_STATES:
            self._stack.append(self._state.kept())

    def _restore(self, operands: list[Any]) -> None:
        del operands
        if self._stack:
            self._state = self._stack.pop()

    def _concatenate(self, operands: list[Any]) -> None:
        a, b, c, d, e, f = six(operands)
        self._state.matrix = chained((a, b, c, d, e, f), self._state.matrix)

    def _line_width(self, operands: list[Any]) -> None:
        self._state.line_width = abs(number(last(operands)))

    def _move(self, operands: list[Any]) -> None:
        self._outline.begin(*_pair(operands, 0))

    def _line(self, operands: list[Any]) -> None:
        self._outline.extend(_pair(operands, 0))

    def _curve(self, operands: list[Any]) -> None:
        self._outline.extend(*(_pair(operands, place) for place in range(0, len(operands) - 1, 2)))

    def _rectangle(self, operands: list[Any]) -> None:
        x, y = _pair(operands, 0)
        width, height = _pair(operands, 2)
        self._outline.begin(x, y)
        self._outline.extend((x + width, y), (x + width, y + height), (x, y + height))

    def _clip(self, operands: list[Any]) -> None:
        del operands
        self._outline.clips = True

    def _end_path(self, operands: list[Any], *, fills: bool = False, strokes: bool = False) -> None:
        del operands
        boxes = self._outline.boxes(self._state.matrix)
        if fills:
            self._filled(boxes)
        if strokes:
            self._stroked(boxes)
        if self._outline.clips and boxes:
            around = Box(
                min(box.left for box in boxes), min(box.bottom for box in boxes),
                max(box.right for box in boxes), max(box.top for box in boxes),
            )  # fmt: skip
            self._state.clip = self._state.clip.shared(around)
        self._outline = Outline()

    def _filled(self, boxes: tuple[Box, ...]) -> None:
        """A narrow area is a rule, whichever way it was drawn."""
        self._see_through()
        for box in boxes:
            if not self._is_seen(box):
                continue
            seen = box.shared(self._state.clip)
            thin, long = sorted((seen.width, seen.height))
            if thin < _TOUCH < min(box.width, box.height):  # it only touches what it is clipped to
                continue
            if thin < 1 and long > 4 and not self._state.fill.is_white and self._located:
                self._tally.line(thin)
            self._paint(Mark.DRAWING, self._state.fill, seen)

    def _stroked(self, boxes: tuple[Box, ...]) -> None:
        self._see_through()
        width = self._state.stroke_width
        half = max(width, 0.01) / 2
        for box in boxes:
            wide = Box(box.left - half, box.bottom - half, box.right + half, box.top + half)
            if not self._is_seen(wide):
                continue
            if not self._state.stroke.is_white and self._located:
                self._tally.line(width)
            self._paint(Mark.DRAWING, self._state.stroke, wide.shared(self._state.clip))

    def _is_seen(self, box: Box) -> bool:
        """Whether any of it is inside the clipping path; an area without width still leaves a hairline."""
        grown = Box(box.left - 0.01, box.bottom - 0.01, box.right + 0.01, box.top + 0.01)
        return grown.meets(self._state.clip)

    def _paint(self, mark: Mark, colour: Colour, box: Box) -> None:
        self._tally.painted(mark, colour, box if self._located else None)

    def _see_through(self) -> None:
        self._tally.transparency.update(self._state.transparency())

    OPERATORS: ClassVar[Mapping[str, Does]] = {
        "q": _save, "Q": _restore, "cm": _concatenate, "w": _line_width,
        "m": _move, "l": _line, "c": _curve, "v": _curve, "y": _curve, "re": _rectangle,
        "W": _clip, "W*": _clip, "n": _end_path,
        **dict.fromkeys(("f", "F", "f*"), partial(_end_path, fills=True)),
        **dict.fromkeys(("S", "s"), partial(_end_path, strokes=True)),
        **dict.fromkeys(("B", "B*", "b", "b*"), partial(_end_path, fills=True, strokes=True)),
    }  # fmt: skip
    """What each operator does; those that are not named leave no mark and change none."""


def last(operands: list[Any]) -> Any:
    """The last operand of an operator; None where it has none."""
    return operands[-1] if operands else None


def _pair(operands: list[Any], place: int) -> tuple[float, float]:
    x, y = [*operands[place : place + 2], 0, 0][:2]
    return number(x), number(y)


def six(operands: list[Any]) -> Matrix:
    """The six numbers of a matrix; 0 for those that are missing."""
    a, b, c, d, e, f = ([number(operand) for operand in operands[-6:]] + [0.0] * 6)[:6]
    return a, b, c, d, e, f
