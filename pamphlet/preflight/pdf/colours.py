"""A colour space and its numbers become a colour: which inks it takes, and how much of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pikepdf

from pamphlet.preflight.pdf.objects import entry, items, number, word

_DARK = 0.5
"""With more black than this, or as much of all three colours, a CMYK colour counts as black."""


class Kind(StrEnum):
    """The families of colours, as a printer tells them apart."""

    GREY = "grey"
    RGB = "RGB"
    CMYK = "CMYK"
    SPOT = "spot colour"
    PATTERN = "pattern"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as a file asks for it; values 0 to 1: grey and RGB as light, CMYK and spot as ink.

    `device`: the numbers go to the machine as they are, without a profile.
    """

    kind: Kind
    values: tuple[float, ...] = ()
    device: bool = True

    @property
    def is_white(self) -> bool:
        """Whether it leaves the paper as it is."""
        match self.kind:
            case Kind.GREY | Kind.RGB:
                return bool(self.values) and min(self.values) >= 0.995
            case Kind.CMYK | Kind.SPOT:
                return bool(self.values) and max(self.values) <= 0.005
            case _:
                return False

    @property
    def is_black_of_colours(self) -> bool:
        """Whether it is black or grey but takes more than the black ink: RGB, or CMYK with colour under it."""
        if self.kind is Kind.RGB:
            return bool(self.values) and max(self.values) - min(self.values) < 0.01 and not self.is_white
        if self.kind is Kind.CMYK and len(self.values) == 4:
            *coloured, black = self.values
            composite = min(coloured) > _DARK and max(coloured) - min(coloured) < 0.25
            return max(coloured) > 0.005 and (black > _DARK or composite)
        return False

    @property
    def is_coloured(self) -> bool:
        """Whether the page would count as a page in colour."""
        match self.kind:
            case Kind.RGB:
                return max(self.values, default=0) - min(self.values, default=0) >= 0.01
            case Kind.CMYK:
                return max(self.values[:3], default=0) > 0.005 and not self.is_black_of_colours
            case Kind.SPOT:
                return not self.is_white
            case _:
                return False

    @property
    def ink(self) -> float:
        """All inks together in percent, as far as the file itself says; 0 for RGB, which others turn into ink."""
        match self.kind:
            case Kind.CMYK | Kind.SPOT:
                return 100 * sum(self.values)
            case Kind.GREY:
                return 100 * (1 - min(self.values, default=1))
            case _:
                return 0.0


BLACK = Colour(Kind.GREY, (0.0,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """A colour space: its family, how many numbers make a colour, and what the numbers mean.

    `plates` names the inks of a Separation or DeviceN; `table` holds the colours of an Indexed space.
    """

    kind: Kind
    size: int
    device: bool = True
    plates: tuple[str, ...] = ()
    table: tuple[Colour, ...] = ()

    def colour(self, values: Sequence[float]) -> Colour:
        """The colour that some numbers make in this space; its first colour where they are too few."""
        if self.table:
            return self.table[min(max(int(values[0]) if values else 0, 0), len(self.table) - 1)]
        kept = tuple(round(min(max(value, 0.0), 1.0), 3) for value in values[: self.size])
        if len(kept) < self.size:
            return self.first
        if self.plates:
            return _of_plates(self.plates, kept)
        return Colour(self.kind, kept, self.device)

    @property
    def first(self) -> Colour:
        """The colour that is set when the space is chosen: black, or full ink (ISO 32000-1, table 74)."""
        if self.table:
            return self.table[0]
        if self.plates:
            return _of_plates(self.plates, (1.0,) * len(self.plates))
        black = (0.0, 0.0, 0.0, 1.0) if self.kind is Kind.CMYK else (0.0,) * self.size
        return Colour(self.kind, black, self.device)


def _of_plates(plates: tuple[str, ...], tints: tuple[float, ...]) -> Colour:
    process = ("/Cyan", "/Magenta", "/Yellow", "/Black")
    inks = {plate: tint for plate, tint in zip(plates, tints, strict=False) if plate != "/None"}
    if "/All" in inks or not set(inks) <= set(process):
        return Colour(Kind.SPOT, tuple(inks.values()), device=False)
    return Colour(Kind.CMYK, tuple(inks.get(plate, 0.0) for plate in process), device=False)


GREY = Space(kind=Kind.GREY, size=1)
RGB = Space(kind=Kind.RGB, size=3)
CMYK = Space(kind=Kind.CMYK, size=4)
PATTERN = Space(kind=Kind.PATTERN, size=0)
UNKNOWN = Space(kind=Kind.UNKNOWN, size=0)
_NAMED = {
    "/DeviceGray": GREY, "/G": GREY, "/DeviceRGB": RGB, "/RGB": RGB, "/DeviceCMYK": CMYK, "/CMYK": CMYK,
    "/Pattern": PATTERN,
}  # fmt: skip
_BY_SIZE = {1: Kind.GREY, 3: Kind.RGB, 4: Kind.CMYK}
_DEEPEST = 4


def space_of(value: Any, resources: Any = None, depth: int = 0) -> Space:
    """A colour space by its name or its array; UNKNOWN where it cannot be told."""
    if isinstance(value, pikepdf.Name | str):
        name = word(value)
        listed = entry(entry(resources, "/ColorSpace"), name) if resources is not None and name else None
        if name in _NAMED or listed is None or depth > _DEEPEST:
            return _NAMED.get(name, UNKNOWN)
        return space_of(listed, resources, depth + 1)
    parts = items(value)
    if not parts or depth > _DEEPEST:
        return UNKNOWN
    family = word(parts[0])
    second = parts[1] if len(parts) > 1 else None
    match family:
        case "/CalGray":
            return Space(kind=Kind.GREY, size=1, device=False)
        case "/CalRGB":
            return Space(kind=Kind.RGB, size=3, device=False)
        case "/ICCBased":
            size = int(number(entry(second, "/N")))
            return Space(kind=_BY_SIZE.get(size, Kind.UNKNOWN), size=size if size in _BY_SIZE else 0, device=False)
        case "/Separation":
            return Space(kind=Kind.SPOT, size=1, device=False, plates=(word(second),))
        case "/DeviceN":
            plates = tuple(word(plate) for plate in items(second)[:32])
            return Space(kind=Kind.SPOT, size=len(plates), device=False, plates=plates)
        case "/Indexed" | "/I":
            return _indexed(space_of(second, resources, depth + 1), parts)
        case _:
            return _NAMED.get(family, UNKNOWN)


def _indexed(base: Space, parts: tuple[Any, ...]) -> Space:
    """An Indexed space: its table holds bytes, `base.size` to a colour."""
    table: list[Colour] = []
    if len(parts) > 3 and base.size:
        held = parts[3]
        data = bytes(held) if isinstance(held, pikepdf.String) else _stream_bytes(held)
        starts = range(0, min(len(data), 256 * base.size) - base.size + 1, base.size)
        table = [base.colour([byte / 255 for byte in data[start : start + base.size]]) for start in starts]
    return Space(kind=base.kind, size=1, device=base.device, table=tuple(table))


def _stream_bytes(stream: Any) -> bytes:
    if not isinstance(stream, pikepdf.Stream):
        return b""
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return b""
