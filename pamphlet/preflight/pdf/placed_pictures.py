"""A picture and the matrix that it is painted with become its resolution on paper and its colours."""

from __future__ import annotations

import math
from typing import Any

import pikepdf

from pamphlet.preflight.pdf.colours import Colour, Kind, space_of
from pamphlet.preflight.pdf.examined import Picture
from pamphlet.preflight.pdf.geometry import Matrix
from pamphlet.preflight.pdf.objects import UNREADABLE, entry, number, numbers

_LARGEST_LOOKED_INTO = 16 * 1024 * 1024
"""Bytes of a decoded CMYK picture whose ink is added up: A5 at 300 ppi has 17 million."""
_SAMPLES = 20_000


def place_picture(image: Any, matrix: Matrix, fill: Colour, resources: Any) -> Picture:
    """An image XObject as it is painted; a stencil takes the colour of the state."""
    width, height = int(number(entry(image, "/Width"))), int(number(entry(image, "/Height")))
    stencil = entry(image, "/ImageMask") is True
    bits = 1 if stencil else int(number(entry(image, "/BitsPerComponent"), 8))
    colour = fill if stencil else _colour(image, resources, width * height)
    return Picture(width=width, height=height, ppi=_resolution(width, height, matrix), bits=bits, colour=colour)


def inline_picture(image: Any, matrix: Matrix, fill: Colour, resources: Any) -> Picture:
    """A picture that stands in the content stream itself."""
    try:
        width, height = int(image.width), int(image.height)
        stencil, bits = bool(image.image_mask), int(image.bits_per_component or 1)
        colour = fill if stencil else Colour(space_of(pikepdf.Name(image.colorspace), resources).kind)
    except (*UNREADABLE, NotImplementedError):
        width, height, bits, colour = 1, 1, 8, Colour(Kind.UNKNOWN)
    return Picture(width=width, height=height, ppi=_resolution(width, height, matrix), bits=bits, colour=colour)


def _resolution(width: int, height: int, matrix: Matrix) -> float:
    """Pixels an inch in the direction that has fewer; 0 for a picture without extension."""
    across, down = math.hypot(*matrix[:2]), math.hypot(*matrix[2:4])
    return round(min(72 * width / across, 72 * height / down), 1) if across > 0 and down > 0 else 0.0


def _colour(image: Any, resources: Any, pixels: int) -> Colour:
    """The family of the colours; for CMYK the ink of its heaviest parts stands for the picture."""
    space = space_of(entry(image, "/ColorSpace"), resources)
    if space.kind is Kind.CMYK and not space.table and 0 < 4 * pixels <= _LARGEST_LOOKED_INTO:
        return _heaviest(image, pixels, device=space.device)
    if space.table and all(not colour.is_coloured for colour in space.table):
        return Colour(Kind.RGB if space.kind is Kind.RGB else Kind.GREY, (), space.device)
    return Colour(space.kind, (), space.device)


def _heaviest(stream: pikepdf.Stream, pixels: int, *, device: bool) -> Colour:
    """The colour with more ink than 99 of 100 pixels; without values where the data cannot be read."""
    unknown = Colour(Kind.CMYK, (), device)
    try:
        data = stream.read_bytes(pikepdf.StreamDecodeLevel.all)
    except UNREADABLE:
        return unknown
    if len(data) < 4 * pixels or number(entry(stream, "/BitsPerComponent"), 8) != 8:
        return unknown
    inverted = numbers(entry(stream, "/Decode"))[:2] == (1.0, 0.0)
    step = 4 * max(pixels // _SAMPLES, 1)
    found = sorted((data[at : at + 4] for at in range(0, 4 * pixels, step)), key=sum, reverse=not inverted)
    chosen = found[len(found) // 100]
    values = tuple(round((255 - byte if inverted else byte) / 255, 3) for byte in chosen)
    return Colour(Kind.CMYK, values, device)
