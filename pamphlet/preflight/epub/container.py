"""The bytes of a zip become its entries: none larger than can be looked at, none trusted, none written anywhere."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass, field, replace

MOST_ENTRIES = 10_000
LARGEST_ENTRY = 32 * 1024 * 1024
"""Bytes that an entry may unpack to; a chapter has some 50,000, a large picture 5 million."""
LARGEST_BOOK = 256 * 1024 * 1024
"""Bytes that all entries that are looked at may unpack to."""

MIMETYPE = b"application/epub+zip"
_ENTRY_MARK = b"PK\x01\x02"
_ENCRYPTED = 0x1
_KNOWN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""What a container may be packed with (EPUB 3.3, 4.2.2); of others one cannot say beforehand how large they grow."""
_BROKEN = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, KeyError, IndexError, OverflowError, RuntimeError,
    NotImplementedError,
)  # fmt: skip
"""What the library raises on a broken zip."""


class Unexaminable(Exception):
    """The book cannot be looked into; `slug` names the finding, the message says why."""

    def __init__(self, slug: str, message: str) -> None:
        """Keep the rule that it breaks."""
        super().__init__(message)
        self.slug = slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file of the container; `data` is None where it cannot be had.

    `encrypted`: it asks for a password.  `packed`: in a way that every reader can unpack.  `too_large`: it was
    left, whole as it may be.
    """

    name: str
    data: bytes | None = field(repr=False)
    stored: bool
    packed: bool
    encrypted: bool
    extra: bool
    too_large: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """The entries of a zip in their order."""

    entries: tuple[Entry, ...]

    @property
    def truncated(self) -> bool:
        """Whether it holds more than was looked at."""
        return any(entry.too_large for entry in self.entries)

    @property
    def files(self) -> dict[str, bytes]:
        """What can be read, by name; of two entries with one name the last, as readers take it."""
        return {entry.name: entry.data for entry in self.entries if entry.data is not None}


def unpack(data: bytes) -> Container:
    """Look into a zip.  Raises Unexaminable: damaged beyond reading, or with too many entries."""
    if data.count(_ENTRY_MARK) > MOST_ENTRIES:  # asked before the library makes an object of each
        raise Unexaminable("preflight-unexamined", f"the file holds more than {MOST_ENTRIES:,} files")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as problem:
        raise Unexaminable("preflight-damaged", "the file is damaged and cannot be unpacked") from problem
    entries: list[Entry] = []
    left = LARGEST_BOOK
    with archive:
        for info in archive.infolist():
            if info.filename and not info.is_dir():
                entries.append(_entry(archive, info, min(left, LARGEST_ENTRY)))
                left -= len(entries[-1].data or b"")
    return Container(entries=tuple(entries))


def _entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> Entry:
    """An entry with its bytes, if they are no more than the limit."""
    unread = _unread(info)
    if unread.encrypted or not unread.packed:
        return unread
    try:
        with archive.open(info) as file:
            data = file.read(limit + 1)
    except _BROKEN:
        return unread
    return replace(unread, too_large=True) if len(data) > limit else replace(unread, data=data)


def _unread(info: zipfile.ZipInfo) -> Entry:
    return Entry(
        name=info.filename,
        data=None,
        stored=info.compress_type == zipfile.ZIP_STORED,
        packed=info.compress_type in _KNOWN,
        encrypted=bool(info.flag_bits & _ENCRYPTED),
        extra=bool(info.extra),
    )
