"""HTML without furniture, as Markdown makes it, becomes the markup of copy: what that has not is said in a remark."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml.etree import _Element as Element

from pamphlet.intake.article import Remark, left_out, question
from pamphlet.intake.beside import Beside
from pamphlet.intake.tree import take_out
from pamphlet.settings import slug

_OTHER_NAMES = {"i": "em", "cite": "em", "u": "em", "b": "strong"}
_WORDLESS = ("iframe", "object", "embed", "video", "audio", "script", "style", "form", "svg", "math")
_BLOCKS = frozenset({
    "h1", "h2", "h3", "h4", "h5", "h6", "p", "blockquote", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th",
    "td", "caption", "figure", "figcaption", "dl", "dt", "dd", "aside", "hr",
})  # fmt: skip
_INLINES = frozenset({"em", "strong", "span", "sup", "sub", "a", "br", "img"})
_ATTRIBUTES = frozenset({"data-line", "lang", "href", "src", "alt", "start", "id"})
_CLASSES = {"smallcaps": "small-caps", "small-caps": "small-caps", "call": "call", "note": "note"}


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseMarkup:
    """A body in the markup of copy, the bytes of its pictures, and what was left out."""

    body: Element
    pictures: Mapping[str, bytes]
    remarks: tuple[Remark, ...]


def to_house_markup(body: Element, beside: Beside) -> HouseMarkup:
    """Turn HTML into the markup of copy, in place; pictures are taken from the files beside it."""
    remarks = list(_without_programs(body))
    _as_lines(body)
    for element in body.iter():
        element.tag = _OTHER_NAMES.get(element.tag, element.tag)
        _clean(element)
    etree.strip_tags(body, *({str(element.tag) for element in body.iterdescendants()} - _BLOCKS - _INLINES))
    pictures: dict[str, bytes] = {}
    remarks += _on_pictures(body, beside, pictures)
    _put_into_paragraphs(body)
    _gather_notes(body)
    return HouseMarkup(body=body, pictures=pictures, remarks=tuple(remarks))


def _without_programs(body: Element) -> Iterator[Remark]:
    """Take out what is shown by a program and not read."""
    for element in list(body.iter(*_WORDLESS)):
        words = " ".join("".join(element.itertext()).split())
        address = element.get("src") or element.get("data") or ""
        yield left_out(_line(element), words, f"`<{element.tag}>` {address[:200]}".strip())
        take_out(element)


def _as_lines(body: Element) -> None:
    """Lines set letter by letter become a paragraph with the same lines."""
    for block in body.iter("pre"):
        first, *others = "".join(block.itertext()).rstrip("\n").split("\n")
        block.set("data-line", str(_line(next(block.iterchildren(), block))))
        block[:] = []
        block.tag, block.text = "p", first
        for line in others:
            etree.SubElement(block, "br").tail = line


def _clean(element: Element) -> None:
    """Leave an element the attributes that copy has."""
    kept = _CLASSES.get(element.get("class", ""), "")
    for name in set(element.attrib) - _ATTRIBUTES:
        if name != "title" or element.tag != "img":
            del element.attrib[name]
    if kept or element.tag == "aside":
        element.set("class", kept or "box")


def _on_pictures(body: Element, beside: Beside, pictures: dict[str, bytes]) -> Iterator[Remark]:
    """Take in the pictures that lie beside the file; of one that does not, say what it shows."""
    for image in list(body.iter("img")):
        address, line = image.get("src", ""), _line(image)
        path = _path(address)
        if path not in beside:
            where = "stands on the web, and nothing is fetched from there" if "//" in address else "is not there"
            yield question(line, f"the picture `{address[:200]}` {where}: put it into images/ and show it")
            yield left_out(
                line, f"{image.get('alt', '')} {image.get('title', '')}".strip(), "said of a missing picture"
            )
            take_out(image)
            continue
        data = beside[path]()
        name = _name(path, data, pictures)
        pictures[name] = data
        image.set("src", name)
        if image.get("title"):
            _with_caption(image)


def _path(address: str) -> str:
    """The path of a file beside this one; empty for an address on the web."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return "" if parts.scheme or parts.netloc else posixpath.normpath(unquote(parts.path))


def _name(path: str, data: bytes, pictures: Mapping[str, bytes]) -> str:
    """A plain name after that of the file; only the same bytes have the same name."""
    file = PurePosixPath(path)
    stem, suffix, number = slug(file.stem)[:40] or "picture", file.suffix.lower(), 1
    name = f"{stem}{suffix}"
    while pictures.get(name, data) != data:
        number += 1
        name = f"{stem}-{number}{suffix}"
    return name


def _with_caption(image: Element) -> None:
    """The title that Markdown gives a picture is its caption, where the picture stands alone."""
    paragraph, title = image.getparent(), image.attrib.pop("title")
    alone = len(paragraph) == 1 and not "".join(paragraph.itertext()).strip()
    if paragraph.tag == "p" and alone:
        paragraph.tag = "figure"
        etree.SubElement(paragraph, "figcaption").text = title


def _put_into_paragraphs(body: Element) -> None:
    """Words that stand in no block, as raw HTML leaves them, get a paragraph of their own."""
    paragraph: Element | None = None
    if body.text and body.text.strip():
        paragraph = etree.Element("p")
        paragraph.text, body.text = body.text.lstrip(), None
        body.insert(0, paragraph)
    for child in [child for child in body if child is not paragraph]:
        if child.tag in _INLINES:
            if paragraph is None:
                paragraph = etree.Element("p")
                child.addprevious(paragraph)
            paragraph.append(child)
            continue
        words, child.tail, paragraph = child.tail, None, None
        if words and words.strip():
            paragraph = etree.Element("p")
            paragraph.text = words.lstrip()
            child.addnext(paragraph)


def _gather_notes(body: Element) -> None:
    """Notes may stand anywhere in Markdown; in copy they stand at the end."""
    notes = [aside for aside in body.iter("aside") if aside.get("class") == "note"]
    if notes:
        etree.SubElement(body, "section", {"class": "notes"}).extend(notes)


def _line(element: Element) -> int:
    """The line of the block that an element stands in."""
    for outer in (element, *element.iterancestors()):
        if outer.get("data-line"):
            return int(outer.get("data-line", "0"))
    return 0
