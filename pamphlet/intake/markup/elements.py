"""What the rooms of `markup/` ask of an element: its words, its line, its class."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from pamphlet.diagnostics import UNPRINTABLE

HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset({
    *HEADS, "p", "div", "blockquote", "ul", "ol", "li", "table", "figure", "dl", "aside", "section", "hr", "body",
    "article", "main", "header", "footer", "pre",
})  # fmt: skip
"""What stands on lines of its own; anything else is part of the words around it."""

_SPACES = re.compile("[ \t\r\n\f\x0b\x85\u2028\u2029]+")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\u2066-\u2069\ufeff]")
"""Soft hyphens, marks without width, changes of direction: nothing of them is to be set."""


def cleaned(text: str) -> str:
    """Text as it is to be set: no soft hyphens, no controls, white space as one space; non-breaking spaces stay."""
    return UNPRINTABLE.sub("", _UNSEEN.sub("", _SPACES.sub(" ", text)))


def words_of(element: Element) -> str:
    """The words of an element on one line."""
    return " ".join(cleaned("".join(_pieces(element))).split())


def _pieces(element: Element) -> Iterator[str]:
    """The texts within an element, a space where a line or a block ends."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            parts = child.tag in BLOCKS or child.tag in {"br", "td", "th", "dt", "dd", "tr", "figcaption", "caption"}
            yield " " if parts else ""
            yield from _pieces(child)
            yield " " if parts else ""
        yield child.tail or ""


def line_of(element: Element) -> int:
    """The line of an element, or of the nearest around it that has one; 0 where none has."""
    for around in (element, *element.iterancestors()):
        line = around.get("data-line", "")
        if line.isdecimal():
            return int(line)
    return 0


def has_class(element: Element, name: str) -> bool:
    """Whether a class is among those of an element."""
    return name in element.get("class", "").split()
