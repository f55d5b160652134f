"""Finished editions become the markers that a reader meets, in order: by programs that had no part in the making."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from conftest import page_texts
from lxml import etree
from read_pages import booklet, large_print, press, reading

from generated.manuscripts import Written, markers_in
from pamphlet.editions.product import Edition

_XHTML = "{http://www.w3.org/1999/xhtml}"
_OPF = "{http://www.idpf.org/2007/opf}"
_WHOLE_PAGE = (0, 1200, 0, 1200)
"""In pt: more than any page has."""


def text_of(edition: Edition, file: Path, extent: int) -> str:
    """The text between the covers of an edition, which on paper has so many pages."""
    match edition:
        case Edition.READING:
            return "".join(reading(file))
        case Edition.BOOKLET:
            return "".join(booklet(file, extent))
        case Edition.PRESS:
            return "".join(press(file))
        case Edition.LARGE_PRINT:
            return "".join(large_print(file))
        case Edition.EPUB:
            return "".join(_spine(file))
        case Edition.WEB:
            return _page(file)


def all_text_of(edition: Edition, file: Path) -> str:
    """All text of an edition: that of covers and running heads too."""
    paper = edition not in {Edition.EPUB, Edition.WEB}
    return "".join(page_texts(file, *_WHOLE_PAGE)) if paper else text_of(edition, file, 0)


def _spine(epub: Path) -> Iterator[str]:
    """The texts of an ebook's documents, in the order of reading."""
    with zipfile.ZipFile(epub) as book:
        package = etree.fromstring(book.read("EPUB/content.opf"))
        names: Mapping[str, str] = {item.get("id"): item.get("href") for item in package.iter(f"{_OPF}item")}
        for item in package.iter(f"{_OPF}itemref"):
            document = etree.fromstring(book.read(posixpath.join("EPUB", unquote(names[item.get("idref")]))))
            yield from document.find(f"{_XHTML}body").itertext()


def _page(file: Path) -> str:
    """The text of a web page, which is XML too but for its first line."""
    root = etree.fromstring(file.read_bytes().partition(b"\n")[2])
    return "".join(root.find(f"{_XHTML}body").itertext())


def losses(written: Written, text: str, whole: str) -> Iterator[str]:
    """What a reader of an edition misses, meets twice, or meets in another order; `whole` is its text with covers."""
    found = markers_in(text)
    once = [marker for marker in written.markers if marker not in written.repeated]
    known = set(once)
    met = [marker for marker in found if marker in known]
    if met != once:
        yield f"missing: {sorted(known - set(met)) or 'none'}"
        place = next((at for at, (one, other) in enumerate(zip(met, once, strict=False)) if one != other), len(once))
        yield f"in another order or twice: {met[place : place + 3]} instead of {once[place : place + 3]}"
    rest = iter(found)
    early = next((marker for marker in written.markers if marker not in rest), "")
    if early:
        yield f"not behind what is before it: {early}"
    yield from (f"not around the text: {marker}" for marker in sorted(written.around - set(markers_in(whole))))
