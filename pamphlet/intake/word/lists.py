"""Lines that are items become lists, one in another as deep as the items say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from pamphlet.intake.word.line import Line
from pamphlet.intake.word.numbering import Item


@dataclass(slots=True, kw_only=True)
class _Open:
    """A list that further items may go into, and the last that did.  Only this module changes it."""

    element: Element
    item: Item

    def takes(self, item: Item) -> bool:
        """Whether an item is the next of this list: a bullet after bullets, a number after the one before it."""
        if item.level != self.item.level:
            return False
        if item.number is None or self.item.number is None:
            return item.number is self.item.number
        return item.number == self.item.number + 1


def lists_of(lines: Sequence[Line]) -> list[Element]:
    """The lists of neighbouring items; a line that is no item is a further paragraph of the item before it."""
    found: list[Element] = []
    inward: list[_Open] = []
    for line in lines:
        item = line.item
        if item is None:
            inward[-1].element[-1].append(line.element)
            continue
        while inward and inward[-1].item.level >= item.level and not inward[-1].takes(item):
            inward.pop()
        if inward and inward[-1].takes(item):
            inward[-1].item = item
        else:
            opened = _list(line, item)
            if inward:
                inward[-1].element[-1].append(opened)
            else:
                found.append(opened)
            inward.append(_Open(element=opened, item=item))
        entry = etree.SubElement(inward[-1].element, "li", {"data-line": str(line.number)})
        entry.append(line.element)
    return found


def _list(line: Line, item: Item) -> Element:
    attributes = {"data-line": str(line.number)}
    if item.number is None:
        return etree.Element("ul", attributes)
    return etree.Element("ol", {**attributes, "start": str(item.number)} if item.number != 1 else attributes)
