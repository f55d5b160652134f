"""Pictures and the size at which they were set become those that are too coarse for a press.

Copiers and screens forgive more; that is why only the press copy asks.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pamphlet.manuscript.document import Figure
from pamphlet.manuscript.picture import Picture
from pamphlet.press.page_boxes import PlacedPicture

PRESS_PPI = 300
"""Pixels per inch that a picture needs at the size it is printed: what print shops ask for (print2day.com.au)."""

BILEVEL_PPI = 600
"""The same for a picture of black and white alone, whose edges show each pixel: 600 to 1200 (headley.co.uk)."""

_MM = 25.4
_PT = 72
"""Millimetres and points in an inch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoarsePicture:
    """A picture that has fewer pixels per inch than it needs; its width as set, and the widest that would do, in mm."""

    figure: Figure
    ppi: int
    needed: int
    width: float
    widest: float


def coarse_pictures(
    figures: Iterable[Figure], placed: Iterable[PlacedPicture], pictures: Mapping[str, Picture]
) -> Iterator[CoarsePicture]:
    """The figures whose pictures are too coarse for the size at which they were set."""
    sizes = {each.block: each for each in placed}
    for figure in figures:
        picture, size = pictures[figure.image], sizes[figure.id]
        if picture.is_drawing:
            continue
        needed = BILEVEL_PPI if picture.is_bilevel else PRESS_PPI
        # By area, for a photograph that the camera marked as turned stands on its side.
        ppi = _PT * math.sqrt(picture.width * picture.height / (size.width * size.height))
        if round(ppi) < needed:
            width = size.width / _PT * _MM
            yield CoarsePicture(figure=figure, ppi=round(ppi), needed=needed, width=width, widest=width * ppi / needed)
