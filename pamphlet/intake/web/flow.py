"""Words and blocks as they come become a sequence of blocks: loose words between blocks become paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree
from lxml.etree import _Element as Element

from pamphlet.intake.pieces import Piece, nest
from pamphlet.intake.tree import move_into
from pamphlet.intake.web.marks import paragraphs
from pamphlet.intake.web.page import BLOCKS


class Flow:
    """Gathers pieces until a block ends them, and blocks in their order.

    `role` is the class of each paragraph that it makes of loose words, if they have one.
    """

    def __init__(self, role: str = "") -> None:
        """Begin with nothing."""
        self._role = role
        self._pieces: list[Piece] = []
        self._blocks: list[Element] = []

    def add(self, piece: Piece) -> None:
        """Take words, or what stands among them."""
        self._pieces.append(piece)

    def end(self) -> None:
        """Make paragraphs of the loose words."""
        pieces, self._pieces = self._pieces, []
        for part in paragraphs(pieces):
            paragraph = set_in("p", part)
            if self._role and any(piece.tag != "img" for piece in part):
                paragraph.set("class", self._role)
            self._blocks.append(paragraph)

    def extend(self, blocks: Iterable[Element]) -> None:
        """Take finished blocks."""
        self.end()
        self._blocks += blocks

    def group(self, tag: str, blocks: Iterable[Element], role: str = "") -> None:
        """Take blocks within a block; none if there are none."""
        self.end()
        if held := list(blocks):
            self._blocks.append(holding(tag, held, role))

    def item(self, tag: str, item: Element, level: int, start: str = "") -> None:
        """Take an item of a list whose levels the page does not put into one another: it joins the list before it.

        `level` counts from 1, `start` is the number of the first item where another list begins.
        """
        self.end()
        last = self._blocks[-1] if self._blocks else None
        if last is None or last.get("class") != "typed" or (level == 1 and last.tag != tag):
            last = holding(tag, (), "typed")
            if start:
                last.set("start", start)
            self._blocks.append(last)
        list_around(last, tag, level).append(item)

    def finished(self) -> list[Element]:
        """All blocks."""
        self.end()
        for block in self._blocks:
            if block.get("class") == "typed":
                del block.attrib["class"]
        return self._blocks


def set_in(tag: str, pieces: Iterable[Piece], role: str = "") -> Element:
    """A block of words; `role` is its class."""
    return nest(etree.Element(tag, {"class": role} if role else {}), pieces)


def holding(tag: str, blocks: Iterable[Element], role: str = "") -> Element:
    """A block that holds others."""
    found = etree.Element(tag, {"class": role} if role else {})
    found.extend(blocks)
    return found


def held_by(tag: str, blocks: list[Element]) -> Element:
    """An item or a cell: of a single paragraph it holds the words themselves."""
    if len(blocks) == 1 and blocks[0].tag == "p" and not blocks[0].get("class"):
        blocks[0].tag = tag
        return blocks[0]
    return holding(tag, blocks)


def list_around(list_: Element, tag: str, level: int) -> Element:
    """The list for the next item of a level, within the last items of a list; none deeper than by one."""
    for depth in range(2, level + 1):
        if not len(list_):
            break
        inner = next(list_[-1].iterchildren("ul", "ol", reversed=True), None)
        if inner is None or (depth == level and inner.tag != tag):
            inner = etree.SubElement(list_[-1], tag)
        list_ = inner
    return list_


def join_item(list_: Element, stray: Sequence[Element]) -> None:
    """Put blocks into the last item of a list, or into one of their own."""
    if not stray:
        return
    if len(list_):
        last = list_[-1]
        blocks = [_as_paragraph(last)] if last.text or (len(last) and last[0].tag not in BLOCKS) else list(last)
        list_[-1] = holding("li", [*blocks, *stray])
    else:
        list_.append(held_by("li", list(stray)))


def _as_paragraph(item: Element) -> Element:
    paragraph = etree.Element("p")
    move_into(paragraph, item)
    return paragraph
