"""A table on a page becomes rows of cells, or, where it only lays the page out, is no table at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lxml import etree
from lxml.etree import _Element as Element

from pamphlet.intake.web.flow import held_by, holding
from pamphlet.intake.web.page import BLOCKS, HEADS, words_of

_LONGEST_CELL = 400
"""Letters in a cell beyond which a table without heads lays out the page, as pages of the 1990s do."""
_WIDEST = 50
"""Cells that one may stretch over; more is a slip or a trap."""

_PARTS = {
    "table": frozenset({"thead", "tbody", "tfoot", "tr", "caption", "colgroup", "col"}),
    "thead": frozenset({"tr"}),
    "tbody": frozenset({"tr"}),
    "tfoot": frozenset({"tr"}),
    "tr": frozenset({"td", "th"}),
}
"""What may stand in each part of a table."""

Inner = Callable[[Element], list[Element]]


def is_layout(table: Element) -> bool:
    """Whether a table only puts things beside each other."""
    if table.get("role") in {"presentation", "none"}:
        return True
    if has_loose_words(table, _PARTS):
        return True
    if next(table.iter("th", "caption", "thead"), None) is not None:
        return False
    cells = list(table.iter("td"))
    rows = [row for row in table.iter("tr") if sum(1 for _ in row.iterchildren("td")) > 1]
    return not rows or any(_holds_text(cell) for cell in cells)


def has_loose_words(element: Element, parts: Mapping[str, frozenset[str]]) -> bool:
    """Whether words stand between the parts of a table or a list, where no words belong."""
    allowed = parts.get(str(element.tag))
    if allowed is None:
        return False
    if (element.text or "").strip():
        return True
    return any(
        (child.tail or "").strip() or (child.tag not in allowed and words_of(child)) or has_loose_words(child, parts)
        for child in element
    )


def _holds_text(cell: Element) -> bool:
    if next(cell.iter("table", "ul", "ol", "blockquote", *HEADS), None) is not None:
        return True
    return sum(1 for child in cell if child.tag in BLOCKS) > 2 or len(words_of(cell)) > _LONGEST_CELL


def table_of(table: Element, inner: Inner, is_here: Callable[[Element], bool]) -> Element:
    """A table of copy: `inner` makes the blocks of a cell, `is_here` says whether an element is kept."""
    found = etree.Element("table")
    head, body = etree.Element("thead"), etree.Element("tbody")
    open_cells: dict[int, int] = {}
    for row in table.iter("tr"):
        if not is_here(row):
            continue
        cells = [cell for cell in row if cell.tag in {"td", "th"} and is_here(cell)]
        line = holding("tr", _cells(cells, inner, open_cells))
        is_head = bool(cells) and not len(body) and _is_head(row, cells)
        if any(len(cell) or cell.text for cell in line):
            (head if is_head else body).append(line)
    for caption in table.iterchildren("caption"):
        if is_here(caption) and words_of(caption):
            found.append(held_by("caption", inner(caption)))
    found.extend(part for part in (head, body) if len(part))
    return found


def _is_head(row: Element, cells: list[Element]) -> bool:
    above = row.getparent()
    return all(cell.tag == "th" for cell in cells) or (above is not None and above.tag == "thead")


def _cells(cells: list[Element], inner: Inner, open_cells: dict[int, int]) -> list[Element]:
    """The cells of a row, with an empty one wherever another stretches over its place."""
    line: list[Element] = []
    for cell in cells:
        _fill(line, open_cells)
        start = len(line)
        wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
        line.append(held_by(str(cell.tag), inner(cell)))
        line += [etree.Element("td") for _ in range(wide - 1)]
        open_cells.update(dict.fromkeys(range(start, start + wide), high - 1) if high > 1 else {})
    _fill(line, open_cells)
    return line


def _fill(line: list[Element], open_cells: dict[int, int]) -> None:
    while open_cells.get(len(line), 0) > 0:
        open_cells[len(line)] -= 1
        line.append(etree.Element("td"))


def _span(cell: Element, name: str) -> int:
    value = cell.get(name) or ""
    return min(int(value), _WIDEST) if re.fullmatch(r"[1-9]\d{0,3}", value, re.ASCII) else 1


def captioned(blocks: list[Element]) -> list[Element]:
    """What stands in a figure; of a table with a line under it, the table with that line as its caption."""
    if len(blocks) == 2 and blocks[0].tag == "table" and blocks[1].get("class") == "caption":
        table, caption = blocks
        caption.tag = "caption"
        del caption.attrib["class"]
        table.insert(0, caption)
        return [table]
    return blocks
