"""What a picture is, once it was read: its bytes, written anew, and how large it is."""

from __future__ import annotations

from dataclasses import dataclass, field

DRAWING = "image/svg+xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture; width and height are in pixels, or in a drawing's own units; `moves` if it is no still.

    `is_bilevel`: its pixels are black or white, with no grey to soften an edge.  `dropped` names what a
    drawing had in it that was left out.
    """

    data: bytes = field(repr=False)
    media_type: str
    width: float
    height: float
    moves: bool = False
    is_bilevel: bool = False
    dropped: tuple[str, ...] = ()

    @property
    def proportion(self) -> float:
        """Height by width."""
        return self.height / self.width

    @property
    def is_drawing(self) -> bool:
        """Whether it is made of lines (SVG), so that it can be set at any size."""
        return self.media_type == DRAWING
