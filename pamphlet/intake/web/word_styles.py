"""What Word, LibreOffice and Google Docs say by styles in a page becomes what other pages say by elements."""

from __future__ import annotations

import re

from lxml.etree import _Element as Element

from pamphlet.intake.web.page import called

_ROLES = (
    (re.compile(r"\bmso(?:intense)?quote\b|\bmsoblocktext\b|\bquotations\b"), "quotation"),
    (re.compile(r"\bmsotitle(?:cxsp\w+)?\b"), "title"),
    (re.compile(r"\bmsosubtitle(?:cxsp\w+)?\b"), "subtitle"),
    (re.compile(r"\bmsocaption\b"), "caption"),
)
_LIST = re.compile(r"\bmsolist\w*\b")
_LEVEL = re.compile(r"mso-list\s*:\s*\S+\s+level(\d)")
_LEVEL_IN_DOCS = re.compile(r"(?<![\w-])lst-kix_\w+-(\d)(?!\d)")
_BREAKS_PAGE = re.compile(r"(?:page-)?break-before\s*:\s*(?:always|page)")
_INDENT = re.compile(
    r"margin-left\s*:\s*(?P<size>\d*\.?\d+)(?P<unit>pt|px|cm|mm|in|em)|margin\s*:\s*\S+\s+\S+\s+\S+\s+(?P<last>\d*\.?\d+)(?P<of>pt|px|cm|mm|in|em)"
)
_HANGING = re.compile(r"text-indent\s*:\s*-")
_POINTS = {"pt": 1.0, "px": 0.75, "cm": 28.35, "mm": 2.835, "in": 72.0, "em": 12.0}
_LEAST_INDENT = 14.0
"""Points from which a paragraph set in is a quotation: 5 mm, as in word processors' own files."""

BULLET = re.compile(r"[\s\u00a0]*(?:[·•o§▪–-]|(?P<number>\(?\d{1,3}[.)]|\(?[a-z][.)]))[\s\u00a0]+")
"""The sign or number that Word writes out before an item."""


def role_in_word(element: Element) -> str:
    """The role of a paragraph by the name of its style; empty for one of the text."""
    name = called(element)
    return next((role for pattern, role in _ROLES if pattern.search(name)), "")


def is_item(element: Element) -> bool:
    """Whether a paragraph is an item of a list, its bullet or number written out."""
    return _LIST.search(called(element)) is not None


def level_in_word(element: Element) -> int:
    """The level of an item in a list, from 1."""
    found = _LEVEL.search((element.get("style") or "").lower())
    return max(int(found[1]), 1) if found else 1


def level_in_docs(element: Element) -> int:
    """The level of a list of Google Docs, which writes each as a list of its own; 0 for any other element."""
    found = _LEVEL_IN_DOCS.search(called(element)) if element.tag in {"ul", "ol"} else None
    return int(found[1]) + 1 if found else 0


def is_indented(element: Element) -> bool:
    """Whether a paragraph is set in as a whole, and not hanging as entries of a bibliography do."""
    style = (element.get("style") or "").lower()
    found = _INDENT.search(style)
    if found is None or _HANGING.search(style):
        return False
    size, unit = (found["size"], found["unit"]) if found["size"] else (found["last"], found["of"])
    return float(size) * _POINTS[unit] >= _LEAST_INDENT


def breaks_page(element: Element) -> bool:
    """Whether a new page begins here."""
    return _BREAKS_PAGE.search((element.get("style") or "").lower()) is not None
