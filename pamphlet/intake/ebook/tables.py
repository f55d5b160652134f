"""A table of an ebook becomes one of copy: rows of cells, with what each says of how far it reaches."""

from __future__ import annotations

from collections.abc import Callable, Collection

from lxml import etree
from lxml.etree import _Element as Element

_SPANS = {"colspan", "rowspan"}


def as_table(
    element: Element, table: Element, held: Callable[[Element, str], Element], skipped: Collection[Element]
) -> Element:
    """Write an element into a table; `held` makes a cell or caption of one, `skipped` are not part of the text."""
    for caption in element.iterchildren("caption"):
        table.append(held(caption, "caption"))
    rows = [row for row in element.iter("tr") if next(row.iterancestors("table"), None) is element]
    for at, row in enumerate(rows):
        cells = [cell for cell in row if cell.tag in {"td", "th"} and cell not in skipped]
        head = next(row.iterancestors("thead"), None) is not None or (
            at == 0 and {cell.tag for cell in cells} == {"th"}
        )
        group = "thead" if head else "tbody"
        if not len(table) or table[-1].tag != group:
            etree.SubElement(table, group)
        written = etree.SubElement(table[-1], "tr")
        for cell in cells:
            kept = held(cell, str(cell.tag))
            for spans in _SPANS & set(cell.keys()):
                kept.set(spans, cell.get(spans, ""))
            written.append(kept)
    return table
