"""The parts of an EPUB become a Book: what it says of itself, its documents in the order of reading, its pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree
from lxml.etree import _Element as Element

from pamphlet.diagnostics import Refused
from pamphlet.epub_addresses import resolved
from pamphlet.intake.archive import Archive, damaged, locked, open_archive, too_large
from pamphlet.intake.copy import Offered
from pamphlet.intake.xml import html_tree, xml_tree

_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_TEXTS = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})
_FONTS = ("font/", "application/font", "application/vnd.ms-opentype", "application/x-font")
_DC = "{http://purl.org/dc/elements/1.1/}"
_KIND = "{http://www.idpf.org/2007/ops}type"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_MOST_ELEMENTS = 200_000
"""Of all documents together; a book of 500 pages has some 30,000, each of which takes some 30 µs to judge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text of the book.  Its elements have their names alone; `epub:type` and role stand in `kind`."""

    path: str
    body: Element
    kinds: frozenset[str]
    """What the package says that it is: `toc`, `title-page`, `cover` …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """An EPUB, opened; `styles` are the texts of its style sheets."""

    archive: Archive
    offered: Offered
    documents: tuple[Document, ...]
    styles: tuple[str, ...]

    def picture(self, path: str) -> bytes | None:
        """The bytes of a picture; None where the book does not have it."""
        return self.archive.read(path) if path in self.archive else None


def open_book(data: bytes, name: str) -> Book:
    """Open an EPUB.  Raises Refused: damaged, locked, too large, or without anything to read."""
    archive = open_archive(data, name)
    if _CONTAINER not in archive:
        raise damaged(name, f"it is called an ebook and has no `{_CONTAINER}`")
    container = xml_tree(archive.read(_CONTAINER), name)
    path = next((node.get("full-path", "") for node in container.iter("{*}rootfile")), "")
    if path not in archive:
        raise damaged(name, "it does not say where the book in it begins")
    package = xml_tree(archive.read(path), name)
    items = {node.get("id", ""): node for node in package.iter("{*}item")}
    _refuse_locked(archive, items.values(), path, name)
    documents: list[Document] = []
    elements = 0
    for document in _documents(archive, package, items, path, name):
        documents.append(document)
        elements += sum(1 for _ in document.body.iter())
        if elements > _MOST_ELEMENTS:
            raise too_large(name, f"its texts have more than {_MOST_ELEMENTS:,} elements")
    if not documents:
        raise damaged(name, "it names no text to be read")
    sheets = [
        resolved(path, node.get("href", ""))[0] for node in items.values() if node.get("media-type") == "text/css"
    ]
    return Book(
        archive=archive,
        offered=_offered(package),
        documents=tuple(documents),
        styles=tuple(archive.read(sheet).decode("utf-8", "replace") for sheet in sheets if sheet in archive),
    )


def _refuse_locked(archive: Archive, items: Iterable[Element], path: str, name: str) -> None:
    """Fonts may be made hard to copy; where a text is encrypted the book is locked (EPUB 3.3, 4.2.6.3.2)."""
    if _ENCRYPTION not in archive:
        return
    hidden = {
        unquote(node.get("URI", "")) for node in xml_tree(archive.read(_ENCRYPTION), name).iter("{*}CipherReference")
    }
    for node in items:
        if resolved(path, node.get("href", ""))[0] in hidden and not node.get("media-type", "").startswith(_FONTS):
            raise locked(name)


def _documents(
    archive: Archive, package: Element, items: Mapping[str, Element], path: str, name: str
) -> Iterator[Document]:
    """The texts that the spine names, in its order, each once."""
    guide: dict[str, set[str]] = {}
    for reference in package.iter("{*}reference"):
        guide.setdefault(resolved(path, reference.get("href", ""))[0], set()).add(reference.get("type", "").lower())
    seen = set()
    for reference in package.iter("{*}itemref"):
        item = items.get(reference.get("idref", ""))
        place = "" if item is None else resolved(path, item.get("href", ""))[0]
        if item is None or place in seen or place not in archive or item.get("media-type") not in _TEXTS:
            continue
        seen.add(place)
        root = _page(archive.read(place), name)
        body = next(root.iter("body"), None)
        if body is not None:
            for attribute in ("lang", "kind"):
                if root.get(attribute) and not body.get(attribute):
                    body.set(attribute, root.get(attribute, ""))
            kinds = {"toc"} if "nav" in item.get("properties", "").split() else set()
            yield Document(path=place, body=body, kinds=frozenset(kinds | guide.get(place, set())))


def _page(data: bytes, name: str) -> Element:
    """A document as a tree of plain names; one that is not well-formed as browsers read it."""
    try:
        root = xml_tree(data, name)
        for element in root.iter():
            element.tag = etree.QName(element).localname.lower()
    except Refused as refused:
        if refused.findings[0].slug != "import-damaged":
            raise
        root = html_tree(data.decode("utf-8", "replace"), name)  # whose names are plain, though some may not be set
    for element in root.iter():
        kinds = f"{element.get(_KIND, element.get('epub:type', ''))} {element.get('role', '')}".split()
        if kinds:
            element.set("kind", " ".join(kind.removeprefix("doc-") for kind in kinds))
        if element.get(_LANGUAGE):
            element.set("lang", element.get(_LANGUAGE, ""))
        if element.tag == "image" and element.get(_XLINK):  # a picture wrapped in a drawing, as covers are
            element.tag = "img"
            element.set("src", element.get(_XLINK, ""))
    return root


def _offered(package: Element) -> Offered:
    """What the book says of itself."""
    roles = {
        node.get("refines", "").removeprefix("#"): "".join(node.itertext()).strip()
        for node in package.iter("{*}meta")
        if node.get("property") in {"title-type", "role"}
    }

    def said(name: str) -> list[tuple[str, str]]:
        found = ((" ".join("".join(node.itertext()).split()), node) for node in package.iter(f"{_DC}{name}"))
        return [(words, roles.get(node.get("id", ""), "")) for words, node in found if words]

    titles = said("title")
    subtitle = next((words for words, role in titles if role == "subtitle"), "")
    return Offered(
        title=next((words for words, role in titles if role in {"", "main"}), ""),
        subtitle=subtitle,
        authors=tuple(words for words, role in said("creator") if role in {"", "aut"}),
        date=next((words for words, _ in said("date") if re.match(r"\d{4}", words)), ""),
        language=next((words for words, _ in said("language")), ""),
    )
