"""Which format a file is of, whatever it is called; and what to do with those that are not read here."""

from __future__ import annotations

import io
import zipfile

import pytest

from pamphlet.diagnostics import Refused
from pamphlet.intake.formats import Format, format_of, is_called

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
OPENDOCUMENT = b"application/vnd.oasis.opendocument."


def zipped(*parts: str, mimetype: bytes = b"") -> bytes:
    """A zip of parts with these names, and a part `mimetype` where one is given."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, data in {**({"mimetype": mimetype} if mimetype else {}), **dict.fromkeys(parts, b"<x/>")}.items():
            file.writestr(name, data)
    return buffer.getvalue()


def stream(name: str) -> bytes:
    """An old Office file that has a stream of that name."""
    return OLD_OFFICE + name.encode("utf-16-le")


WORD = zipped("[Content_Types].xml", "word/document.xml")
ODT = zipped("content.xml", mimetype=OPENDOCUMENT + b"text")
EPUB = zipped("META-INF/container.xml", mimetype=b"application/epub+zip")


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b"Bread.", Format.TEXT),
        ("a", b"", Format.TEXT),
        ("a.txt", "Brød.".encode("utf-16"), Format.TEXT),
        ("a.txt", b"BMs are bread and meat.", Format.TEXT),
        ("a.txt", b"<b>Bread</b> is no page.", Format.TEXT),
        ("a.md", b"# Bread", Format.MARKDOWN),
        ("A.MARKDOWN", b"<p>raw HTML", Format.MARKDOWN),
        ("a.docx", WORD, Format.WORD),
        ("a.zip", WORD, Format.WORD),
        ("a.odt", ODT, Format.OPENDOCUMENT),
        ("a.docx", ODT, Format.OPENDOCUMENT),
        ("a.fodt", b'<?xml version="1.0"?>\n<office:document xmlns:office="x"/>', Format.OPENDOCUMENT),
        ("a.epub", EPUB, Format.EBOOK),
        ("a.html", b"Bread", Format.WEB_PAGE),
        ("a.htm", b"<p>Bread", Format.WEB_PAGE),
        ("a.doc", b"\xef\xbb\xbf \r\n<!-- saved from url=(0014)about:internet -->\r\n<!DOCTYPE html>", Format.WEB_PAGE),
        ("a.html", "<html><p>Brød".encode("utf-16-be"), Format.WEB_PAGE),
        ("a.txt", '<?xml version="1.0"?><html xmlns="x">'.encode("utf-16"), Format.WEB_PAGE),
    ],
)
def test_the_bytes_decide(name: str, data: bytes, expected: Format) -> None:
    """The name only where they cannot: text, Markdown, a page without any of its usual beginnings."""
    assert format_of(data, name) is expected


@pytest.mark.parametrize(
    ("data", "kind", "advice"),
    [
        (stream("WordDocument"), "an old Word file (.doc)", ".docx"),
        (stream("Workbook"), "a spreadsheet", "text file"),
        (stream("PowerPoint Document"), "a presentation", "text file"),
        (OLD_OFFICE, "an old Office file", ".docx"),
        (b"{\\rtf1 bread}", "an RTF file", ".docx"),
        (b"%PDF-1.7", "a PDF", ".txt"),
        (b"%!PS-Adobe", "PostScript", ".txt"),
        (zipped("Index/Document.iwa"), "a Pages file", "Export To > Word"),
        (zipped("index.xml"), "a Pages file", "Export To > Word"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "a spreadsheet", "text file"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), "a presentation", "text file"),
        (zipped(mimetype=OPENDOCUMENT + b"spreadsheet"), "a spreadsheet", "text file"),
        (zipped(mimetype=OPENDOCUMENT + b"presentation"), "a presentation", "text file"),
        (zipped("article.txt"), "a zip, and no Word, OpenDocument or EPUB file", "unpack it"),
        (zipped(), "a zip, and no Word, OpenDocument or EPUB file", "unpack it"),
        (b"\x1f\x8bx", "a packed file", "unpack it"),
        (b"\x89PNG\r\n\x1a\n", "a picture", "text recognition"),
        (b"\xff\xd8\xff\xe0", "a picture", "text recognition"),
        (b"BM\x00\x00", "a picture", "text recognition"),
        (b"bplist00", "a page that Safari saved as one file", "web page, complete"),
        (b"From: <x>\r\nSubject: bread\r\n and butter\r\nMIME-Version: 1.0\r\n", "an email, or", "web page, complete"),
        (b'<?xml version="1.0"?><rss/>', "an XML file", ".docx"),
        (b"bread\x00and", "no text", ".docx"),
    ],
)
def test_other_kinds_are_refused_with_what_to_do(data: bytes, kind: str, advice: str) -> None:
    """A file that is not read here is named by its kind, not imported as rubbish, and its sender told what to do."""
    with pytest.raises(Refused) as refused:
        format_of(data, "article.docx")
    (finding,) = refused.value.findings
    assert finding.slug == "import-kind"
    assert finding.message.startswith(f"`article.docx` is {kind}")
    assert advice in finding.hint


def test_a_file_with_a_password_is_named_as_that() -> None:
    """Word locks a .docx as an old Office file, LibreOffice the parts alone."""
    buffer = io.BytesIO(zipped("content.xml", mimetype=OPENDOCUMENT + b"text"))
    with zipfile.ZipFile(buffer, "a") as file:
        file.writestr("META-INF/manifest.xml", b"<manifest:encryption-data/>")
    for data in (stream("EncryptedPackage"), buffer.getvalue()):
        with pytest.raises(Refused) as refused:
            format_of(data, "a.docx")
        assert [finding.slug for finding in refused.value.findings] == ["import-locked"]


def test_what_a_file_is_called() -> None:
    """Small letters or capitals; a file of another name was renamed, or has no suffix."""
    assert is_called("A.DOCX", Format.WORD)
    assert not is_called("a.docx.txt", Format.WORD)
    assert not is_called("docx", Format.WORD)
