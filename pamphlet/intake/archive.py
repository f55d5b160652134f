"""The bytes of a zip become its files, each asked for by name: none larger than a text needs, none written anywhere.

Word, OpenDocument and ebook files are zips, and a zip can hold anything: a thousand times its own size, the name of
somebody else's file.  What cannot be had ends in `Refused`, with one finding.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from pamphlet.diagnostics import Refused, error

MOST_PARTS = 10_000
"""A book of a thousand pictures has some 2,000."""
LARGEST_PART = 32 * 1024 * 1024
"""Bytes that one part may unpack to; a picture that fills an A4 page at 600 ppi takes some 10 million."""
LARGEST_WHOLE = 256 * 1024 * 1024
"""Bytes that all parts together may unpack to."""

_ENTRY_MARK = b"PK\x01\x02"
_ENCRYPTED = 0x1
_KNOWN = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""What these formats may be packed with; of others one cannot say beforehand how large they grow."""
_BROKEN = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, KeyError, IndexError, OverflowError, RuntimeError,
    NotImplementedError,
)  # fmt: skip
"""What the library raises on a broken zip."""


class Archive:
    """A zip that was looked over: its parts can be read, each whole or not at all."""

    def __init__(self, file: zipfile.ZipFile, name: str) -> None:
        """Take a zip that was looked over, and the name that it goes by in messages."""
        self._file = file
        self._name = name
        members = (info for info in file.infolist() if info.filename and not info.is_dir())
        self.names = tuple(dict.fromkeys(info.filename for info in members))
        """The parts as the zip names them, in its order."""

    def __contains__(self, part: str) -> bool:
        """Whether there is a part of that name."""
        return part in self.names

    def read(self, part: str) -> bytes:
        """The bytes of a part.  Raises Refused: it is not there, damaged, or larger than LARGEST_PART."""
        if part not in self:
            raise damaged(self._name, f"`{part}` is missing in it")
        if self._file.getinfo(part).compress_type not in _KNOWN:
            raise damaged(self._name, f"`{part}` in it is packed as no program for writing packs it")
        try:
            with self._file.open(part) as stream:
                data = stream.read(LARGEST_PART + 1)
        except _BROKEN as problem:
            raise damaged(self._name, f"`{part}` in it cannot be unpacked") from problem
        if len(data) > LARGEST_PART:
            raise too_large(self._name, f"`{part}` in it unpacks to more than {_megabytes(LARGEST_PART)}")
        return data


def open_archive(data: bytes, name: str) -> Archive:
    """Look over a zip; `name` is the file's, for messages.

    Raises Refused: no zip or a damaged one, locked with a password, too large unpacked, with names that lead out of it.
    """
    if data.count(_ENTRY_MARK) > MOST_PARTS:  # asked before the library makes an object of each
        raise too_large(name, f"it holds more than {MOST_PARTS:,} files")
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as problem:
        raise damaged(name, "it cannot be unpacked") from problem
    members = file.infolist()
    astray = next((info.filename for info in members if _leads_out(info.filename)), None)
    if astray is not None:
        raise unsafe(name, f"it holds a file named `{astray[:100]}`, which leads out of it")
    if any(info.flag_bits & _ENCRYPTED for info in members):
        raise locked(name)
    if sum(info.file_size for info in members) > LARGEST_WHOLE:  # a part never unpacks to more than it says
        raise too_large(name, f"it unpacks to more than {_megabytes(LARGEST_WHOLE)}")
    return Archive(file, name)


def _leads_out(name: str) -> bool:
    """Whether a name, taken for a path, is of a place outside: `../x`, `/x`, `C:/x`, and the same with backslashes."""
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or parts[0].endswith(":") or (parts[0] == "" and len(parts) > 1)


def _megabytes(size: int) -> str:
    return f"{size // 1024 // 1024} MB"


def damaged(name: str, what: str) -> Refused:
    """A file that cannot be read to its end; `what` says of it how that shows."""
    hint = "it may have been cut short on its way: ask for it again, or open it in its own program and save it anew"
    return Refused((error("import-damaged", f"`{name}` is damaged: {what}", hint=hint),))


def locked(name: str) -> Refused:
    """A file that asks for a password, or is under lock and key."""
    hint = "open it in its own program, save a copy without a password and import that"
    return Refused((error("import-locked", f"`{name}` opens only with a password", hint=hint),))


def too_large(name: str, what: str) -> Refused:
    """A file that is more than an article can be; `what` says how."""
    hint = "no article is so large: ask where it comes from, or save the text alone and import that"
    return Refused((error("import-too-large", f"`{name}` is too large: {what}", hint=hint),))


def unsafe(name: str, what: str) -> Refused:
    """A file with something in it that no program for writing puts there; `what` says what."""
    hint = "no program for writing makes such files: ask where it comes from"
    return Refused((error("import-unsafe", f"`{name}` was not opened: {what}", hint=hint),))
