"""A table of a Word file becomes rows of cells, as many in each as it has columns, with its rows of heads."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree
from lxml.etree import _Element as Element

from pamphlet.intake.word.names import W, is_on, number, readings, value, within

MOST_COLUMNS = 63
"""As many as Word allows; a cell that says that it is wider is no wider."""


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table, also those that stand in a control or a change of their own."""
    for child in readings(table):
        if child.tag == f"{W}tr":
            yield child
        elif child.tag not in {f"{W}tblPr", f"{W}tblGrid"}:
            yield from rows_of(child)


def cells_of(row: Element) -> Iterator[Element]:
    """The cells of a row, likewise."""
    for child in readings(row):
        if child.tag == f"{W}tc":
            yield child
        elif child.tag not in {f"{W}trPr", f"{W}tblPrEx"}:
            yield from cells_of(child)


def is_deleted(row: Element) -> bool:
    """Whether tracked changes have taken the row away."""
    return within(row, "trPr", "del") is not None


def is_merged(table: Element) -> bool:
    """Whether a cell reaches over several columns or rows."""
    return any(
        number(value(within(cell, "tcPr", "gridSpan"))) > 1 or within(cell, "tcPr", "vMerge") is not None
        for row in rows_of(table)
        for cell in cells_of(row)
    )


def table_of(table: Element, line: int, read: Callable[[Element], list[Element]]) -> Element:
    """The table in the copy; `read` gives the blocks of a cell."""
    rows = [row for row in rows_of(table) if not is_deleted(row)]
    heads = 0
    while heads < len(rows) and _is_head(rows[heads]):
        heads += 1
    made = [_row(row, read) for row in rows]
    if not heads and len(made) > 1 and _is_strong(made[0]):
        heads = 1
    widest = max((len(row) for row in made), default=0)
    element = etree.Element("table", {"data-line": str(line)})
    for tag, group in (("thead", made[:heads]), ("tbody", made[heads:])):
        if group:
            part = etree.SubElement(element, tag)
            part.extend(group)
            for row in group:
                for _ in range(widest - len(row)):
                    etree.SubElement(row, "td")
            if tag == "thead":
                _make_heads(part)
    return element


def _row(row: Element, read: Callable[[Element], list[Element]]) -> Element:
    made = etree.Element("tr")
    for _ in range(min(number(value(within(row, "trPr", "gridBefore"))), MOST_COLUMNS)):
        etree.SubElement(made, "td")
    for cell in cells_of(row):
        etree.SubElement(made, "td").extend(read(cell))
        for _ in range(min(number(value(within(cell, "tcPr", "gridSpan"))), MOST_COLUMNS) - 1):
            etree.SubElement(made, "td")
    return made


def _is_head(row: Element) -> bool:
    head = within(row, "trPr", "tblHeader")
    return head is not None and is_on(head)


def _is_strong(row: Element) -> bool:
    """Whether all words of a row are strong."""
    weak = row.xpath(".//text()[normalize-space()][not(ancestor::strong)]")
    return not weak and row.find(".//strong") is not None


def _make_heads(part: Element) -> None:
    """Cells of heads, whose weight comes with being heads."""
    for cell in part.iter("td"):
        cell.tag = "th"
    etree.strip_tags(part, "strong")
