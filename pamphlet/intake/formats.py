"""The bytes of a file become the name of its format: one that is read here, or a refusal that says what to do.

Names are not to be trusted: a web page is saved as `.doc`, a Word file is renamed.  So the bytes decide, and the
name only where bytes cannot: plain text and Markdown look alike.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from pamphlet.diagnostics import Refused, error
from pamphlet.intake.archive import Archive, locked, open_archive, too_large


class Format(StrEnum):
    """A format that is read here, as it is called in a sentence."""

    TEXT = "plain text"
    MARKDOWN = "Markdown"
    WORD = "a Word file"
    OPENDOCUMENT = "an OpenDocument text"
    WEB_PAGE = "a web page"
    EBOOK = "an ebook"


SUFFIXES = {
    Format.TEXT: (".txt", ".text"),
    Format.MARKDOWN: (".md", ".markdown"),
    Format.WORD: (".docx", ".docm", ".dotx"),
    Format.OPENDOCUMENT: (".odt", ".ott", ".fodt"),
    Format.WEB_PAGE: (".html", ".htm", ".xhtml"),
    Format.EBOOK: (".epub",),
}
"""How files of each format are called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Other:
    """A format that is not read here: how its files begin, what they are, what to do instead."""

    marks: tuple[bytes, ...]
    kind: str
    hint: str


_AS_DOCX = "open it in Word or LibreOffice, save it as .docx or .odt and import that"
_FROM_PDF = (
    "ask for the file that it was made from (.docx, .odt); if there is none, copy the text into a .txt file and"
    " import that"
)
_FROM_PICTURE = "the words in it must be typed, or read by a program for text recognition: import what that saves"
_COMPLETE_PAGE = "open it in a browser, save it as “web page, complete” (.html) and import that"
_PAGES = "open it in Pages, choose File > Export To > Word and import that"
_UNPACK = "unpack it and import the article that is in it"
_AS_TEXT = "save it in its own program as .docx, .odt or .txt and import that"

_OTHERS = (
    _Other(marks=(b"%PDF",), kind="a PDF", hint=_FROM_PDF),
    _Other(marks=(b"{\\rtf",), kind="an RTF file", hint=_AS_DOCX),
    _Other(
        marks=(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"\x00\x00\x01\x00"),
        kind="a picture",
        hint=_FROM_PICTURE,
    ),
    _Other(marks=(b"bplist00",), kind="a page that Safari saved as one file", hint=_COMPLETE_PAGE),
    _Other(marks=(b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ"), kind="a packed file", hint=_UNPACK),
    _Other(marks=(b"%!PS",), kind="PostScript", hint=_FROM_PDF),
)
_BINARY_MARKS = frozenset({b"BM", b"\x00\x00\x01\x00"})
"""Marks so short that a text may begin with them: it is one if it holds no zero byte."""

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"

_STREAMS = (
    ("WordDocument", "an old Word file (.doc)", _AS_DOCX),
    ("Workbook", "a spreadsheet", "copy what belongs to the article into a text file, and import that"),
    ("PowerPoint Document", "a presentation", "copy what belongs to the article into a text file, and import that"),
)
"""Streams of old Office files, what has them, and what to do."""

_SHEET = _STREAMS[1][1:]
_SLIDES = _STREAMS[2][1:]
_PARTS = (
    ("xl/", *_SHEET),
    ("ppt/", *_SLIDES),
    ("Index/", "a Pages file", _PAGES),
    ("index.xml", "a Pages file", _PAGES),
)
"""How parts of zips begin that are not read here."""

_MARKUP = re.compile(rb"(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(!doctype\s+)?([a-z][\w:.-]*)", re.IGNORECASE | re.DOTALL)
_PAGE_STARTS = frozenset({b"html", b"head", b"body", b"meta", b"title"})
_MAIL_ARCHIVE = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?mime-version:", re.IGNORECASE)
_WIDE = {
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
    b"<\x00": "utf-16-le",
    b"\x00<": "utf-16-be",
}
"""How texts begin whose signs take two bytes each: with a mark, or, where that was lost, with a tag."""

LARGEST_TEXT = 4 * 1024 * 1024
"""Bytes of a text without markup; a novel of 600 pages has 1.3 million."""
_SNIFFED = 4096
"""Bytes within which a text says what it is."""


def format_of(data: bytes, name: str) -> Format:
    """The format of a file; `name` is the file's, for messages and where the bytes leave it open.

    Raises Refused: a format that is not read here, a damaged or locked file.
    """
    if data.startswith(_OLD_OFFICE):
        raise _of_old_office(data, name)
    if data.startswith((_ZIP, _EMPTY_ZIP)):
        return _of_zip(open_archive(data, name), name)
    other = next((other for other in _OTHERS if _is(data, other)), None)
    if other is not None:
        raise refused(name, other.kind, other.hint)
    return _of_text(data, name)


def is_called(name: str, form: Format) -> bool:
    """Whether a file of that name is expected to be of the format."""
    return PurePath(name).suffix.lower() in SUFFIXES[form]


def refused(name: str, kind: str, hint: str) -> Refused:
    """A file that is whole, and of a kind that is not read here."""
    return Refused((error("import-kind", f"`{name}` is {kind}, which is not read here", hint=hint),))


def _is(data: bytes, other: _Other) -> bool:
    mark = next((mark for mark in other.marks if data.startswith(mark)), None)
    return mark is not None and (mark not in _BINARY_MARKS or b"\x00" in data)


def _of_old_office(data: bytes, name: str) -> Refused:
    """Old Office files are told apart by the names of their streams, which are UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:  # how Word locks a .docx
        return locked(name)
    for stream, kind, hint in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return refused(name, kind, hint)
    return refused(name, "an old Office file", _AS_DOCX)


def _of_zip(archive: Archive, name: str) -> Format:
    """What lies in a zip says what it is: the part `mimetype`, or parts that only one format has."""
    kind = archive.read("mimetype").strip() if "mimetype" in archive else b""
    if kind == b"application/epub+zip" or "META-INF/container.xml" in archive:
        return Format.EBOOK
    if kind.startswith(b"application/vnd.oasis.opendocument.text") or (not kind and "content.xml" in archive):
        _refuse_locked(archive, name)
        return Format.OPENDOCUMENT
    if kind.startswith(b"application/vnd.oasis.opendocument."):
        raise refused(name, *(_SHEET if b"spreadsheet" in kind else _SLIDES))
    for start, other, hint in _PARTS:
        if any(part.startswith(start) for part in archive.names):
            raise refused(name, other, hint)
    if "[Content_Types].xml" in archive:
        return Format.WORD
    raise refused(name, "a zip, and no Word, OpenDocument or EPUB file", _UNPACK)


def _refuse_locked(archive: Archive, name: str) -> None:
    """OpenDocument encrypts the parts alone and says so in its manifest (OpenDocument 1.3, part 2, 3.4)."""
    manifest = "META-INF/manifest.xml"
    if manifest in archive and b"encryption-data" in archive.read(manifest):
        raise locked(name)


def _of_text(data: bytes, name: str) -> Format:
    start = _as_ascii(data)
    if _MAIL_ARCHIVE.match(start):
        raise refused(name, "an email, or a web page saved as one file (.mht, .eml)", _COMPLETE_PAGE)
    found = _MARKUP.match(start)
    opening = found[2].lower() if found else b""
    if opening in _PAGE_STARTS or (opening and is_called(name, Format.WEB_PAGE)):
        return Format.WEB_PAGE
    if opening == b"office:document":
        return Format.OPENDOCUMENT
    if start.startswith(b"<?xml"):
        raise refused(name, "an XML file", _AS_TEXT)
    if b"\x00" in data and data[:2] not in _WIDE:
        raise refused(name, "no text", _AS_TEXT)
    if is_called(name, Format.WEB_PAGE):
        return Format.WEB_PAGE
    if len(data) > LARGEST_TEXT:
        raise too_large(name, f"it has more than {LARGEST_TEXT // 1024 // 1024} MB of text")
    return Format.MARKDOWN if is_called(name, Format.MARKDOWN) else Format.TEXT


def _as_ascii(data: bytes) -> bytes:
    """The beginning of a text, its signs as single bytes whatever they are written in."""
    if data[:2] in _WIDE:
        return data[:_SNIFFED].decode(_WIDE[data[:2]], "ignore").encode("ascii", "ignore")
    return data.removeprefix(codecs.BOM_UTF8)[:_SNIFFED]
