"""The bytes of a font become what it says of its own embedding."""

from __future__ import annotations

import struct
import zlib
from enum import Enum, auto

_SFNT = (b"\x00\x01\x00\x00", b"OTTO", b"true", b"ttcf")
_LARGEST_TABLE = 4096
_RESTRICTED, _READING = 0x0002, 0x0004
_EDITABLE = 0x0008


class Licence(Enum):
    """The rights that the OS/2 table grants (OpenType 1.9, OS/2, fsType)."""

    FREE = auto()
    READING_ONLY = auto()
    RESTRICTED = auto()
    UNKNOWN = auto()
    NO_FONT = auto()


def licence_of(data: bytes) -> Licence:
    """What a font of the kinds TTF, OTF and WOFF says; WOFF2 and collections are not looked into."""
    if data[:4] == b"wOF2" or data[:4] == b"ttcf":
        return Licence.UNKNOWN
    if data[:4] not in {*_SFNT, b"wOFF"}:
        return Licence.NO_FONT
    try:
        table = _table(data, b"OS/2")
        if table is None:
            return Licence.UNKNOWN
        rights = struct.unpack_from(">H", table, 8)[0]
    except (struct.error, zlib.error, ValueError):
        return Licence.NO_FONT
    if rights & _RESTRICTED and not rights & (_READING | _EDITABLE):
        return Licence.RESTRICTED
    return Licence.READING_ONLY if rights & _READING and not rights & _EDITABLE else Licence.FREE


def _table(data: bytes, wanted: bytes) -> bytes | None:
    """A table of a font by its tag.  Raises struct.error and zlib.error where the font is broken."""
    packed = data[:4] == b"wOFF"
    (number,) = struct.unpack_from(">H", data, 12 if packed else 4)
    for place in range(number):
        if packed:
            tag, start, size, full = struct.unpack_from(">4sIII", data, 44 + 20 * place)
        else:
            tag, _, start, size = struct.unpack_from(">4sIII", data, 12 + 16 * place)
            full = size
        if tag == wanted:
            held = data[start : start + size]
            return held if full == size else zlib.decompressobj().decompress(held, _LARGEST_TABLE)
    return None
