"""The links of a Word file become addresses that a pamphlet can print, and places within the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import islice
from urllib.parse import quote

from lxml.etree import _Element as Element

from pamphlet.intake.word.fields import Field
from pamphlet.intake.word.names import PARAGRAPH, R, W, value
from pamphlet.intake.word.package import Part

_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_OF_CONTENTS = "_Toc"
_NEAR = 20
"""Marks that may stand between a mark and its paragraph."""


def address_of(hyperlink: Element, part: Part) -> str:
    """Where a link leads, `#` before a place in the file; empty where it says nothing."""
    relation = part.relations.get(hyperlink.get(f"{R}id", ""))
    anchor = value(hyperlink, "anchor")
    address = relation.target if relation is not None else ""
    return f"{address}#{anchor}" if anchor else address


def usable(address: str, places: Mapping[str, str]) -> str:
    """An address of the web or of a letter-box, or a place that is in the file; empty for any other."""
    if address.startswith("#"):
        return f"#{places[address[1:]]}" if address[1:] in places else ""
    escaped = quote(address.strip(), safe="%/:=&?~#+!$,;'@()*[]")
    return escaped if _ADDRESS.fullmatch(escaped) else ""


def linked_places(root: Element, fields: Iterable[Field]) -> Mapping[str, str]:
    """The places that links of a part lead to and that are there, each with the first that its paragraph has.

    The places to which a table of contents leads are none of them.
    """
    wanted = {value(row, "anchor") for row in root.iter(f"{W}hyperlink")}
    wanted |= {field.address[1:] for field in fields if field.address.startswith("#")}
    found: dict[str, str] = {}
    firsts: dict[Element, str] = {}
    for mark in root.iter(f"{W}bookmarkStart"):
        name = value(mark, "name")
        paragraph = _paragraph_of(mark) if name in wanted and not name.startswith(_OF_CONTENTS) else None
        if paragraph is not None:
            found[name] = firsts.setdefault(paragraph, name)
    return found


def place_of(paragraph: Element, places: Mapping[str, str]) -> str:
    """The name of a paragraph that a link leads to; empty where none does."""
    marks = [row for row in paragraph.iter(f"{W}bookmarkStart") if _paragraph_of(row) is paragraph]
    before = paragraph.getprevious()
    while before is not None and before.tag != PARAGRAPH:
        marks += [before] if before.tag == f"{W}bookmarkStart" else []
        before = before.getprevious()
    return next((places[value(row, "name")] for row in marks if value(row, "name") in places), "")


def _paragraph_of(mark: Element) -> Element | None:
    """The paragraph that a mark of a place stands in, or before."""
    around = next(mark.iterancestors(PARAGRAPH), None)
    after = (row for row in islice(mark.itersiblings(), _NEAR) if row.tag == PARAGRAPH)
    return next(after, None) if around is None else around
