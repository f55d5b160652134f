"""A container of a Word file, such as its body, a note, a cell or a text box, becomes blocks of the copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree
from lxml.etree import _Element as Element

from pamphlet.intake.pieces import EMPHASIS, STRONG, Mark, Piece, bridged, even, language_apart, nest, without
from pamphlet.intake.word.gathering import Gathering
from pamphlet.intake.word.grouping import grouped
from pamphlet.intake.word.line import Kind, Line
from pamphlet.intake.word.names import PARAGRAPH, TABLE, W, is_blank, readings, runs_on, value, within
from pamphlet.intake.word.numbering import Item, Numbering
from pamphlet.intake.word.paragraphs import CONTENTS, DELETED, UNFILLED, Content, Paragraphs
from pamphlet.intake.word.styles import ParagraphLook, Role, Styles
from pamphlet.intake.word.tables import cells_of, is_deleted, is_merged, rows_of, table_of

_CLASSES = {Role.TITLE, Role.SUBTITLE, Role.BYLINE, Role.DATE, Role.CAPTION}
_KINDS = {
    Role.PLAIN: Kind.PLAIN,
    Role.CAPTION: Kind.CAPTION,
    Role.QUOTATION: Kind.QUOTATION,
    Role.VERSE: Kind.VERSE,
    Role.LISTED: Kind.LISTED,
}
_NEXT_PAGE = {"", "nextPage", "oddPage", "evenPage"}
"""Sections that begin on a page of their own; the first is what a section does that says nothing."""


class Containers:
    """Reads the containers of one part."""

    def __init__(self, paragraphs: Paragraphs, styles: Styles, numbering: Numbering, gathering: Gathering) -> None:
        """Take what reads the part's paragraphs."""
        self._paragraphs = paragraphs
        self._styles = styles
        self._numbering = numbering
        self._gathering = gathering

    def blocks(self, container: Element, line: int) -> list[Element]:
        """The blocks of a container; `line` is the number of its paragraphs where they have none of their own."""
        return list(grouped(tuple(self._lines(container, line)), self._gathering))

    def _lines(self, container: Element, line: int) -> Iterator[Line]:
        carried = Content()
        for child in readings(container):
            if child.tag == PARAGRAPH:
                number = self._gathering.line(child, line)
                if runs_on(child):
                    look = self._styles.paragraph(child)
                    self._paragraphs.read(child, look.role, number, carried)
                    continue
                yield from self._paragraph(child, number, carried)
                carried = Content()
            elif child.tag == TABLE:
                yield from self._table(child, line)
            elif child.tag == f"{W}altChunk":
                self._gathering.ask(
                    line, "a file within the file is not read: open it in Word, save it anew and import that"
                )
            elif child.tag == f"{W}sdt":
                yield from self._control(child, line)
            elif child.tag not in {f"{W}tcPr", f"{W}sectPr"}:
                yield from self._lines(child, line)

    def _control(self, control: Element, line: int) -> Iterator[Line]:
        """What stands in a control: a table of contents and a blank that nobody filled in are left out."""
        gallery = value(within(control, "sdtPr", "docPartObj", "docPartGallery"))
        number = next((self._gathering.line(row, line) for row in control.iter(PARAGRAPH)), line)
        if gallery == "Table of Contents":
            self._paragraphs.drop(control, number, CONTENTS)
        elif is_blank(control):
            self._paragraphs.drop(control, number, UNFILLED)
        else:
            yield from self._lines(control, line)

    def _paragraph(self, paragraph: Element, number: int, content: Content) -> Iterator[Line]:
        look = self._styles.paragraph(paragraph)
        if look.role is Role.CONTENTS:
            self._paragraphs.drop(paragraph, number, CONTENTS)
            return
        self._paragraphs.read(paragraph, look.role, number, content)
        if look.page_before:
            yield _page(number)
        place = self._paragraphs.place(paragraph)
        for index, stretch in enumerate(content.stretches):
            if index:
                yield _page(number)
            pieces = even(stretch)
            if pieces:
                yield self._line(pieces, look, number, place)
                place = ""
        yield from self._beside(paragraph, content, number)

    def _beside(self, paragraph: Element, content: Content, number: int) -> Iterator[Line]:
        """What hangs on a paragraph, after it."""
        for picture in content.pictures:
            holder = etree.Element("p", {"data-line": str(number)})
            holder.append(picture)
            yield Line(kind=Kind.PICTURE, element=holder, number=number)
        for box in content.boxes:
            yield from self._box(box, number)
        empty = not (any(content.stretches) or content.pictures or content.boxes)
        section = within(paragraph, "pPr", "sectPr")
        if content.has_rule or (empty and within(paragraph, "pPr", "pBdr", "bottom") is not None):
            yield Line(kind=Kind.OTHER, element=etree.Element("hr", {"data-line": str(number)}), number=number)
        elif section is not None and value(within(section, "type")) in _NEXT_PAGE:
            yield _page(number)
        elif empty:
            yield Line(kind=Kind.GAP, element=etree.Element("p"), number=number)

    def _line(self, pieces: Sequence[Piece], look: ParagraphLook, number: int, place: str) -> Line:
        if look.role in _CLASSES or look.role is Role.HEAD:
            pieces = _but_for_look(_but_for_look(pieces, STRONG), EMPHASIS)
        attributes = {"data-line": str(number)}
        if look.role in _CLASSES:
            attributes["class"] = str(look.role)
        if place:
            attributes["id"] = place
        language, pieces = language_apart(bridged(pieces))
        if language:
            attributes["lang"] = language
        element = nest(etree.Element(f"h{min(look.level, 6)}" if look.role is Role.HEAD else "p", attributes), pieces)
        item = self._item(look, number)
        kind = Kind.ITEM if item is not None else _KINDS.get(look.role, Kind.OTHER)
        left = 0 if look.centred else look.left
        return Line(kind=kind, element=element, number=number, left=left, hanging=look.hanging, item=item)

    def _item(self, look: ParagraphLook, number: int) -> Item | None:
        """The place in a list; a head that Word numbers is a head."""
        if not look.list_id:
            return None
        item = self._numbering.item(look.list_id, look.list_level)
        if look.role is Role.HEAD:
            if item.number is not None:
                self._gathering.guess(
                    0, "Word puts numbers before the heads: they are not in the file and not taken over"
                )
            return None
        if item.lettered:
            self._gathering.guess(number, "a list with letters or Roman figures has figures now")
        return item

    def _table(self, table: Element, line: int) -> Iterator[Line]:
        first = next((self._gathering.line(row, line) for row in table.iter(PARAGRAPH)), line)
        rows = [row for row in rows_of(table) if not is_deleted(row)]
        for row in rows_of(table):
            if is_deleted(row):
                self._paragraphs.drop(row, first, DELETED)
        cells = [cell for row in rows for cell in cells_of(row)]
        if len(cells) == 1:
            yield from self._boxed(tuple(self._lines(cells[0], line)), first, "a table of one cell is a box now")
            return
        if is_merged(table):
            self._gathering.guess(first, "cells of a table that were merged are parted, all words in the first of them")
        element = table_of(table, first, lambda cell: self.blocks(cell, line))
        inner = [row for row in element.iter("table") if row is not element]
        yield Line(kind=Kind.TABLE, element=element, number=first)
        for nested in inner:
            self._gathering.guess(first, "a table that stood in a table comes after it")
            nested.getparent().remove(nested)
            yield Line(kind=Kind.TABLE, element=nested, number=first)

    def _box(self, box: Element, number: int) -> Iterator[Line]:
        """A text box; one around a caption alone only keeps it beside its picture."""
        lines = tuple(self._lines(box, number))
        if all(line.kind in {Kind.CAPTION, Kind.PICTURE, Kind.GAP} for line in lines):
            yield from lines
        else:
            yield from self._boxed(lines, number, "a text box comes after the paragraph that it hangs on")

    def _boxed(self, lines: tuple[Line, ...], number: int, remark: str) -> Iterator[Line]:
        blocks = list(grouped(lines, self._gathering))
        if blocks:
            self._gathering.guess(number, remark)
            element = etree.Element("aside", {"class": "box", "data-line": str(number)})
            element.extend(blocks)
            yield Line(kind=Kind.OTHER, element=element, number=number)


def _page(number: int) -> Line:
    element = etree.Element("hr", {"class": "page", "data-line": str(number)})
    return Line(kind=Kind.OTHER, element=element, number=number)


def _but_for_look(pieces: Sequence[Piece], mark: Mark) -> Sequence[Piece]:
    """Pieces without a mark that all words bear: then it is the look of the paragraph.  Else as they are."""
    return without(pieces, mark) if all(mark in row.marks for row in pieces if row.text.strip()) else pieces
