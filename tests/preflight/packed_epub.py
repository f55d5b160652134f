"""EPUBs for tests: the sample's, opened, changed in memory and packed again."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterable

Entries = dict[str, bytes]
Change = Callable[[Entries], Entries]

OPF, NAV, CSS = "EPUB/content.opf", "EPUB/nav.xhtml", "EPUB/css/1-ebook.css"
CHAPTER, NOTES, COVER = "EPUB/text/scissors.xhtml", "EPUB/text/notes.xhtml", "EPUB/images/cover.png"
CONTAINER = "META-INF/container.xml"


def opened(data: bytes) -> Entries:
    """The entries of an EPUB in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(entries: Entries, more: Iterable[tuple[str, bytes]] = (), method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The entries as a zip, and some more that may have names already taken; `mimetype` is stored."""
    data = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(data, "w", method) as archive:
        warnings.simplefilter("ignore")  # two of one name are what some tests are about
        for name, content in (*entries.items(), *more):
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return data.getvalue()


def nothing(entries: Entries) -> Entries:
    """Changes nothing."""
    return entries


def put(name: str, data: bytes | str) -> Change:
    """Puts a file in, in the place of one of that name."""
    return lambda entries: {**entries, name: data if isinstance(data, bytes) else data.encode()}


def without(name: str) -> Change:
    """Takes a file out."""
    return lambda entries: {key: data for key, data in entries.items() if key != name}


def changed(name: str, pattern: str, new: str, count: int = 1) -> Change:
    """Replaces what a pattern finds in a file, which it must."""

    def change(entries: Entries) -> Entries:
        text, number = re.subn(pattern, new, entries[name].decode(), count=count, flags=re.DOTALL)
        assert number, f"{pattern} is not in {name}"
        return {**entries, name: text.encode()}

    return change


def both(*changes: Change) -> Change:
    """One change after the other."""

    def change(entries: Entries) -> Entries:
        for one in changes:
            entries = one(entries)
        return entries

    return change


def listed(name: str, media_type: str, data: bytes, properties: str = "") -> Change:
    """Puts a file in and lists it."""
    item = f'<item href="{name}" id="more" media-type="{media_type}" properties="{properties}"/>'
    return both(put(f"EPUB/{name}", data), changed(OPF, "</manifest>", f"{item}</manifest>"))


def in_chapter(markup: str) -> Change:
    """Puts something before the end of a chapter."""
    return changed(CHAPTER, "</section>", f"{markup}</section>")


def said(statement: str) -> Change:
    """Adds something to what is said about the book."""
    return changed(OPF, "</metadata>", f"{statement}</metadata>")


def styled(css: str) -> Change:
    """Adds something to the style sheet."""
    return lambda entries: {**entries, CSS: entries[CSS] + css.encode()}


def png(width: int, height: int, weight: int = 0) -> bytes:
    """A white picture; `weight` bytes are added as a comment."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    lines = zlib.compress((b"\0" + b"\xff" * width) * height)
    comment = chunk(b"tEXt", b"Comment\0" + b"x" * weight)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + comment + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def font(rights: int, *, woff: bool = False) -> bytes:
    """The beginnings of a font: one table, in which it says what may be done with it."""
    table = struct.pack(">HhHHH", 4, 500, 400, 5, rights) + bytes(86)
    if woff:
        held = zlib.compress(table)
        head = struct.pack(">4sIIHHIHHIIIII", b"wOFF", 0x00010000, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0)
        return head + struct.pack(">4sIIII", b"OS/2", 64, len(held), len(table), 0) + held
    return struct.pack(">IHHHH", 0x00010000, 1, 16, 0, 0) + struct.pack(">4sIII", b"OS/2", 0, 28, len(table)) + table
