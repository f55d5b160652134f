"""Questions that are asked of the elements of an ebook's documents: what one is, its words, its place."""

from __future__ import annotations

import re
from collections.abc import Collection

from lxml.etree import _Element as Element

HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset({
    *HEADS, "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt",
    "figcaption", "figure", "footer", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
"""Elements that begin on a line of their own."""
UNREAD = frozenset({"head", "script", "style", "template", "metadata"})
"""Elements whose text is for machines."""

_MARK_ALONE = re.compile(r"[\s\[\](){}.]*(?:\d{1,3}|[a-z]|[ivxlc]{1,6}|[*†‡§¶]{1,4})[\s\[\](){}.]*", re.IGNORECASE)


def kinds(element: Element) -> frozenset[str]:
    """What an element is by `epub:type` and role, the prefix `doc-` left out."""
    return frozenset(element.get("kind", "").split())


def classes(element: Element) -> frozenset[str]:
    """The classes of an element."""
    return frozenset(element.get("class", "").split())


def is_note_mark(words: str) -> bool:
    """Whether words are the number, letter or sign of a note and nothing else."""
    return _MARK_ALONE.fullmatch(words) is not None


def words_of(element: Element, without: Collection[Element] = (), apart: Collection[Element] = ()) -> str:
    """The words within an element, those of its pictures' descriptions too, on one line.

    Words `without` which it is asked for part those beside them, as do those that stand `apart`.
    """
    pieces: list[str] = []
    _speak(element, without, apart, pieces)
    return " ".join("".join(pieces).split())


def _speak(element: Element, without: Collection[Element], apart: Collection[Element], pieces: list[str]) -> None:
    """Add the text of an element, white space where a line or what stands apart begins and ends."""
    if element.tag in UNREAD or element in without:
        pieces.append(" ")
        return
    edge = " " if element.tag in BLOCKS or element.tag in {"br", "rt"} or element in apart else ""
    described = f" {element.get('alt')} " if element.tag == "img" and element.get("alt") else ""
    pieces.append(f"{edge}{described}{element.text or ''}")
    for inner in element:
        _speak(inner, without, apart, pieces)
        pieces.append(inner.tail or "")
    pieces.append(edge)


def holds_blocks(element: Element) -> bool:
    """Whether an element holds others that begin on a line of their own."""
    return any(inner.tag in BLOCKS for inner in element.iterdescendants())


def language_around(element: Element) -> str:
    """The language of what an element holds; empty where neither it nor anything around it says."""
    return next(filter(None, (outer.get("lang", "") for outer in (element, *element.iterancestors()))), "")


def is_other_language(language: str, usual: str) -> bool:
    """Whether two tags are of different languages; not of different countries, but of Latin letters and others."""
    return _primary(language) != _primary(usual)


def _primary(language: str) -> str:
    tag = language.lower()
    return tag if "-latn" in tag else tag.partition("-")[0]
