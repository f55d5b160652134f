"""The state that a content stream paints in: what `q` keeps and `Q` brings back (ISO 32000-1, 8.4)."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Self

from pamphlet.preflight.pdf.colours import BLACK, GREY, Colour, Space
from pamphlet.preflight.pdf.faces import NO_FACE, Face
from pamphlet.preflight.pdf.geometry import Box, Matrix, box_around, scale_of

_HIDDEN = 3
"""Text rendering modes: 0 fill, 1 stroke, 2 both, 3 neither; 4 to 7 the same and clip (table 106)."""


@dataclass(slots=True)
class State:
    """The graphics state.  `clip` is a box around the clipping path: all that is painted is inside it."""

    matrix: Matrix
    clip: Box
    fill: Colour = BLACK
    stroke: Colour = BLACK
    fill_space: Space = GREY
    stroke_space: Space = GREY
    line_width: float = 1.0
    face: Face = NO_FACE
    font_size: float = 0.0
    text_mode: int = 0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    soft_mask: bool = False
    blend: str = ""

    def kept(self) -> Self:
        """The same state once more, to come back to."""
        return copy.copy(self)

    @property
    def fills_text(self) -> bool:
        """Whether letters are filled."""
        return self.text_mode % 4 in {0, 2}

    @property
    def hides_text(self) -> bool:
        """Whether letters leave no mark: the text layer over a scanned page."""
        return self.text_mode % 4 == _HIDDEN

    @property
    def stroke_width(self) -> float:
        """The width of a stroke on paper, in pt; 0 is the thinnest that a machine can draw."""
        return self.line_width * scale_of(self.matrix)

    def transparency(self) -> tuple[str, ...]:
        """What lets something under a mark show through, in words."""
        found = []
        if min(self.fill_alpha, self.stroke_alpha) < 1:
            found.append("see-through colours")
        if self.soft_mask:
            found.append("soft masks")
        if self.blend not in {"", "/Normal", "/Compatible"}:
            found.append("blended colours")
        return tuple(found)


@dataclass(slots=True)
class Outline:
    """The path under construction: the points of each piece as they are on paper."""

    pieces: list[list[tuple[float, float]]] = field(default_factory=list)
    clips: bool = False

    def begin(self, x: float, y: float) -> None:
        """Begin a new piece at a point."""
        self.pieces.append([(x, y)])

    def extend(self, *points: tuple[float, float]) -> None:
        """Draw on to some points; a line without a beginning begins at its first point."""
        if not self.pieces:
            self.pieces.append([])
        self.pieces[-1].extend(points)

    def boxes(self, matrix: Matrix) -> tuple[Box, ...]:
        """The box around each piece as a matrix moves it."""
        return tuple(box_around(piece, matrix) for piece in self.pieces if len(piece) > 1)


def unit_square(matrix: Matrix) -> Box:
    """Where the square of a picture comes to stand (8.9.5)."""
    return box_around(((0, 0), (1, 0), (0, 1), (1, 1)), matrix)
