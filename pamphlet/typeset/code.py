"""An address becomes a QR code that a phone reads from a photocopy: a drawing in black, in mm."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import segno

QUIET_ZONE = 4
"""White modules around a code (ISO/IEC 18004, 6.3.8)."""

SMALLEST_MODULE = 0.6
"""In mm: three and a half pixels of a worn copier that has 150 to the inch; with three, large codes are not read."""

_WIDTH = 30
"""In mm, of a code and its quiet zone where its modules need no more."""

_CORRECTION = "q"
"""A quarter of the code may be lost to toner, folds and thumbs (ISO/IEC 18004, level Q)."""

LONGEST_ADDRESS = 151
"""Bytes that a code of version 10 holds with this correction (ISO/IEC 18004, table 7).

Its 57 modules and the white around them take 39 mm; on larger ones a phone is hard to hold still.
"""


def fits(address: str) -> bool:
    """Whether an address is short enough for a code that a phone reads."""
    return len(address.encode()) <= LONGEST_ADDRESS


def code_drawing(address: str) -> bytes:
    """The QR code of an address as an SVG drawing, whose units are mm; ValueError for one that does not fit."""
    if not fits(address):
        raise ValueError(f"the address has more than {LONGEST_ADDRESS} bytes")
    code = segno.make(address, error=_CORRECTION, micro=False, boost_error=False, encoding="utf-8", mode="byte")
    modules, _ = code.symbol_size(border=QUIET_ZONE)
    width = max(_WIDTH, modules * SMALLEST_MODULE)
    dark = "".join(_dark(tuple(code.matrix)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {width:g}">'
        f'<path transform="scale({width / modules:.6f})" d="{dark}"/></svg>'
    ).encode()


def _dark(rows: tuple[bytearray, ...]) -> Iterator[str]:
    """The dark modules as one path, run by run: between shapes of their own a reader of PDFs shows seams."""
    for top, row in enumerate(rows, QUIET_ZONE):
        left = QUIET_ZONE
        for is_dark, run in groupby(row):
            length = len(tuple(run))
            if is_dark:
                yield f"M{left} {top}h{length}v1h-{length}z"
            left += length
