"""Points, matrices and boxes of a PDF become places and sizes on paper.

Lengths are points of 1/72 inch unless a name says mm; a matrix is (a, b, c, d, e, f) of ISO 32000-1, 8.3.3.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

MM = 72 / 25.4
"""Points in a millimetre."""

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def chained(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that applies one, then the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def scale_of(matrix: Matrix) -> float:
    """By how much a matrix makes things larger, on the whole: the root of its determinant."""
    a, b, c, d, *_ = matrix
    return math.sqrt(abs(a * d - b * c))


def height_of(matrix: Matrix) -> float:
    """By how much a matrix makes upright things larger: the length of its second row."""
    return math.hypot(matrix[2], matrix[3])


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle, in pt from the origin of the page's own co-ordinates."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """In pt."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """In pt."""
        return self.top - self.bottom

    def holds(self, other: Box, slack: float = 0.0) -> bool:
        """Whether another box lies in this one, but for some slack."""
        return min(self.margins(other)) >= -slack

    def meets(self, other: Box) -> bool:
        """Whether the two have a part in common."""
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )

    def shared(self, other: Box) -> Box:
        """The part that both have in common; without width or height where there is none."""
        left, bottom = max(self.left, other.left), max(self.bottom, other.bottom)
        return Box(left, bottom, max(left, min(self.right, other.right)), max(bottom, min(self.top, other.top)))

    def margins(self, inner: Box) -> tuple[float, float, float, float]:
        """How far another box stays inside each edge: left, bottom, right, top; below 0 beyond the edge."""
        return inner.left - self.left, inner.bottom - self.bottom, self.right - inner.right, self.top - inner.top


def box_around(points: Iterable[tuple[float, float]], matrix: Matrix = IDENTITY) -> Box:
    """The upright box around points, as a matrix moves them.  Raises ValueError without points."""
    a, b, c, d, e, f = matrix
    moved = [(x * a + y * c + e, x * b + y * d + f) for x, y in points]
    xs, ys = [x for x, _ in moved], [y for _, y in moved]
    return Box(min(xs), min(ys), max(xs), max(ys))
