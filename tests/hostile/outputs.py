"""Files that were made become what is wrong with them: not whole, a leak, a link that may not be, words that are lost."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from lxml import etree
from trial import AUTHOR, LAST_WORD, SECRET, Verdict

from pamphlet.diagnostics import Severity
from pamphlet.preflight.preflight import preflight
from pamphlet.press.words_on_page import squeezed

LINKS = ("http://", "https://", "mailto:", "tel:", "#")
_CAMERA = b"Exif\0\0"
_LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')
_ELSEWHERE = re.compile(r"(?!data:|#)(?:[a-z]+:)?//")
_IN_STYLES = re.compile(r"""(?:url\(|@import)\s*["']?((?!data:|#)(?:[a-z]+:)?//[^"')]*)""")
_ASKS = ("src", "srcset", "poster", "data", "background", "{http://www.w3.org/1999/xlink}href")
_ASKS_BY_LINK = frozenset({"link", "use", "image"})


def faults_of(verdict: Verdict) -> Iterator[str]:
    """What is wrong with the files that a case made, and with what it said."""
    forbidden = (AUTHOR, SECRET, str(verdict.place.home))
    if verdict.status and verdict.made and "distribute" not in verdict.case.command:
        yield "refused, and files are there all the same"
    if not verdict.status and not verdict.made and "check" not in verdict.case.command:
        yield "done, and no files are there"
    for path in verdict.made:
        data = path.read_bytes()
        found = {".pdf": _of_pdf, ".epub": _of_epub, ".html": _of_page}.get(path.suffix, _of_text)(path, data, verdict)
        yield from (f"{path.name}: {fault}" for fault in found)
        for each in forbidden:
            if each in path.name:
                yield f"{path.name}: the name of the file has `{each}`"


def _leaks(data: bytes, verdict: Verdict) -> Iterator[str]:
    """What nothing that is made may have, as bytes or as the two-byte letters of PDF."""
    for secret in (AUTHOR, SECRET, str(verdict.place.home), str(verdict.place.outside)):
        for form in (secret.encode(), secret.encode("utf-16-be"), html.escape(secret).encode()):
            if form in data:
                yield f"has `{secret}` in it"
                break
    if _CAMERA in data:
        yield "has the notes of a camera in it"


def _lost(shown: str, verdict: Verdict) -> Iterator[str]:
    letters = squeezed(shown)
    at_the_end = (LAST_WORD,) if any(LAST_WORD in str(each) for each in verdict.case.files.values()) else ()
    for word in (*verdict.case.kept, *at_the_end):
        if squeezed(word) not in letters:
            yield f"the words `{word}` are lost"


def _links(addresses: Iterable[str]) -> Iterator[str]:
    for address in addresses:
        if not address.startswith(LINKS):
            yield f"a link leads to `{address[:80]}`"


def _fetched(tree: etree._Element | None, style: str) -> Iterator[str]:
    """What a page would ask for that is not in it: by its elements, or by its styles; a style sheet has no tree."""
    asked = []
    for element in () if tree is None else tree.iter(etree.Element):
        by_link = etree.QName(element).localname in _ASKS_BY_LINK
        asked += [element.get(name, "") for name in (*_ASKS, *(("href",) if by_link else ()))]
    if tree is not None:
        style = "".join("".join(each.itertext()) for each in tree.iter("{*}style", "style"))
        style += "".join(each.get("style", "") for each in tree.iter(etree.Element))
    found = [address for address in asked if _ELSEWHERE.match(address)] + _IN_STYLES.findall(style)
    yield from (f"asks for what is elsewhere: `{address[:60]}`" for address in found)


def _of_pdf(path: Path, data: bytes, verdict: Verdict) -> Iterator[str]:
    try:
        with pikepdf.open(path) as pdf:
            yield from (f"qpdf says: {problem}" for problem in pdf.check_pdf_syntax())
            yield from (
                f"has {name}" for name in ("/JavaScript", "/EmbeddedFiles") if name in pdf.Root.get("/Names", {})
            )
            yield from (f"has {name}" for name in ("/OpenAction", "/AA", "/AF") if name in pdf.Root)
            links: list[Any] = [note.get("/A", {}) for page in pdf.pages for note in page.get("/Annots", [])]
            yield from _links(str(link["/URI"]) for link in links if "/URI" in link)
            yield from (f"an action {link['/S']}" for link in links if link.get("/S", "/URI") not in ("/URI", "/GoTo"))
            for thing in pdf.objects:
                if isinstance(thing, pikepdf.Stream):
                    yield from _leaks(thing.read_raw_bytes(), verdict)
                    yield from _leaks(_unpacked(thing), verdict)
                elif isinstance(thing, pikepdf.Dictionary):
                    yield from _leaks(thing.unparse(), verdict)
    except pikepdf.PdfError as problem:
        yield f"is no PDF: {problem}"
    if "booklet" not in path.name and "sheet" not in path.name:
        with pypdfium2.PdfDocument(data) as document:
            text = "".join(page.get_textpage().get_text_bounded() for page in document)
        yield from _lost(text, verdict)
    yield from _leaks(data, verdict)


def _unpacked(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:  # a picture, which is read as it is
        return b""


def _of_epub(path: Path, data: bytes, verdict: Verdict) -> Iterator[str]:
    errors = [each for each in preflight(data, path.name).findings if each.severity is Severity.ERROR]
    yield from (f"preflight says: {each.message}" for each in errors)
    words = []
    with zipfile.ZipFile(path) as book:
        if broken := book.testzip():
            yield f"{broken} is broken"
        for name in book.namelist():
            content = book.read(name)
            yield from _leaks(content, verdict)
            if name.endswith((".xhtml", ".opf", ".ncx", ".svg", ".xml")):
                try:
                    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
                except etree.XMLSyntaxError as problem:
                    yield f"{name} is no XML: {problem}"
                    continue
                words += list(root.itertext()) if name.endswith(".xhtml") else []
                yield from (f"{name} has a script" for _ in root.iter("{*}script"))
            if name.endswith((".xhtml", ".css", ".svg")):
                tree = None if name.endswith(".css") else root
                yield from (f"{name} {fault}" for fault in _fetched(tree, content.decode()))
            if name.endswith(".xhtml"):
                outward = (link for link in _LINK.findall(content.decode()) if ":" in link)
                yield from _links(map(html.unescape, outward))
    yield from _lost("".join(words), verdict)


def _of_page(_path: Path, data: bytes, verdict: Verdict) -> Iterator[str]:
    text = data.decode()
    yield from _leaks(data, verdict)
    yield from _links(map(html.unescape, _LINK.findall(text)))
    if re.search(r"<script|\son[a-z]+=\"", text.partition("<body")[2]):
        yield "has a script"
    yield from _fetched(etree.HTML(text), text)
    yield from _lost(html.unescape(re.sub(r"<[^>]*>", "", text)), verdict)


def _of_text(_path: Path, data: bytes, verdict: Verdict) -> Iterator[str]:
    yield from _leaks(data, verdict)
