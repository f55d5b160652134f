"""A line of a Word file: a paragraph, table, picture or box, understood alone; `grouping.py` makes blocks of lines."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lxml.etree import _Element as Element

from pamphlet.intake.word.numbering import Item


class Kind(StrEnum):
    """What a line is."""

    PLAIN = "plain"
    LISTED = "listed"
    """A paragraph in the style of a list, without a bullet or a number: it belongs to the item before it, if any."""
    ITEM = "item"
    QUOTATION = "quotation"
    VERSE = "verse"
    GAP = "gap"
    """An empty paragraph, which parts stanzas."""
    CAPTION = "caption"
    PICTURE = "picture"
    TABLE = "table"
    OTHER = "other"
    """What stands for itself: a head, a box, a rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line as its element in the copy; indents in twips, twentieths of a point."""

    kind: Kind
    element: Element
    number: int
    """Of its paragraph."""
    left: int = 0
    hanging: int = 0
    item: Item | None = None
