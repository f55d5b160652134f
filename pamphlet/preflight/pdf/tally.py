"""What is painted on a page, mark by mark, becomes counts: letterings, colours, pictures, rules.

The one place in this room that changes as it is used: the interpreter adds to it, and
`examination` takes the facts out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from pamphlet.preflight.pdf.colours import Colour
from pamphlet.preflight.pdf.examined import Lettering, Mark, Picture
from pamphlet.preflight.pdf.faces import Face
from pamphlet.preflight.pdf.geometry import MM, Box

_EDGE = 15 * MM
"""So far from the edge of the trimmed page a mark may matter to whoever cuts or prints it."""
_MOST = 20_000
"""Of boxes and of widths of rules no more are kept for a page."""


@dataclass(slots=True)
class Tally:
    """Counts for one page, whose trimmed page is `trim`."""

    trim: Box
    colours: set[tuple[Mark, Colour]] = field(default_factory=set)
    pictures: set[Picture] = field(default_factory=set)
    lines: set[float] = field(default_factory=set)
    reach: set[Box] = field(default_factory=set)
    transparency: set[str] = field(default_factory=set)
    faces: dict[str, Face] = field(default_factory=dict)
    missing: Counter[str] = field(default_factory=Counter)
    groups: bool = False
    untagged: int = 0
    hidden: int = 0
    damaged: bool = False
    _glyphs: Counter[tuple[str, float, Colour]] = field(default_factory=Counter)
    _longest: dict[tuple[str, float, Colour], int] = field(default_factory=dict)
    _stretch: int = 0
    _size: float = 0.0

    def text(self, font: str, size: float, colour: Colour, *, glyphs: int, tagged: bool) -> None:
        """So many glyphs were shown."""
        size = round(size, 1)
        self._stretch = self._stretch + glyphs if size == self._size else glyphs
        self._size = size
        key = (font, size, colour)
        self._glyphs[key] += glyphs
        self._longest[key] = max(self._longest.get(key, 0), self._stretch)
        self.colours.add((Mark.TEXT, colour))
        self.untagged += 0 if tagged else glyphs

    def line(self, width: float) -> None:
        """A rule was drawn."""
        if len(self.lines) < _MOST:
            self.lines.add(round(width, 3))

    def painted(self, mark: Mark, colour: Colour, box: Box | None) -> None:
        """Something was painted, within a box where it is known."""
        if colour.is_white:
            return
        self.colours.add((mark, colour))
        if box is not None and self._is_near_the_edge(box) and len(self.reach) < _MOST:
            self.reach.add(Box(*(round(side, 2) for side in (box.left, box.bottom, box.right, box.top))))

    def _is_near_the_edge(self, box: Box) -> bool:
        return self.trim.meets(box) and min(self.trim.margins(box)) < _EDGE

    @property
    def letterings(self) -> tuple[Lettering, ...]:
        """The text of the page by font, size and colour."""
        return tuple(
            Lettering(font=font, size=size, colour=colour, glyphs=glyphs, longest=self._longest[font, size, colour])
            for (font, size, colour), glyphs in self._glyphs.items()
        )
