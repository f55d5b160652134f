"""A table of OpenDocument becomes one of copy: rows of cells, the places under a merged cell empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree
from lxml.etree import _Element as Element

from pamphlet.intake.article import Remark, guessed
from pamphlet.intake.opendocument.vocabulary import inside, kind, number

_MOST_COLUMNS = 64
"""A cell that is repeated more often is the rest of a spreadsheet."""

_GROUPS = frozenset({"table:table-header-rows", "table:table-rows", "table:table-row-group"})
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})


def as_table(
    table: Element,
    read: Callable[[Element, Element], None],
    is_head: Callable[[Element], bool],
    line: int,
    remark: Callable[[Remark], None],
) -> Element:
    """Make a table; `read` writes the blocks of a cell, `is_head` knows the paragraphs of heads by their style."""
    written = etree.Element("table", {"data-line": str(line)})
    rows = list(_rows(table, heads=False))
    if any(number(cell, f"table:number-{way}-spanned", 1) > 1 for cell in inside(table, "table:table-cell")
           for way in ("columns", "rows")):  # fmt: skip
        remark(guessed(line, "the table has cells over several columns or rows: their words are in the first of them"))
    heads = [row for row, head in rows if head]
    if not heads and rows and _all_heads(rows[0][0], is_head):
        heads = [rows[0][0]]
    for row, _ in rows:
        group = "thead" if row in heads else "tbody"
        if not len(written) or written[-1].tag != group:
            etree.SubElement(written, group)
        _write_row(row, written[-1], read, tag="th" if row in heads else "td")
    return written


def _rows(group: Element, *, heads: bool) -> Iterator[tuple[Element, bool]]:
    """The rows of a table, and whether each is one of heads."""
    for element in group:
        if kind(element) == "table:table-row":
            yield element, heads
        elif kind(element) in _GROUPS:
            yield from _rows(element, heads=heads or kind(element) == "table:table-header-rows")


def _all_heads(row: Element, is_head: Callable[[Element], bool]) -> bool:
    """Whether every cell of a row that holds a paragraph is a head."""
    paragraphs = list(inside(row, "text:p"))
    return bool(paragraphs) and all(is_head(paragraph) for paragraph in paragraphs)


def _write_row(row: Element, group: Element, read: Callable[[Element, Element], None], *, tag: str) -> None:
    written = etree.SubElement(group, "tr")
    for cell in row:
        if kind(cell) not in _CELLS:
            continue
        repeated = number(cell, "table:number-columns-repeated", 1)
        for _ in range(repeated if repeated <= _MOST_COLUMNS else 1):
            read(cell, etree.SubElement(written, tag))
