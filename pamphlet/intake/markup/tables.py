"""A table of copy becomes a table of the article: one row of heads, words in each cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.etree import _Element as Element

from pamphlet.intake.article import guessed, question
from pamphlet.intake.blocks import Table
from pamphlet.intake.markup.elements import BLOCKS, line_of
from pamphlet.intake.markup.marks import Stretch, in_order
from pamphlet.intake.markup.words import PictureInWords, WordReader
from pamphlet.intake.runs import Run, Strong

_WIDEST = 50
"""So many columns a cell may span; what says more is no table."""
_LONGEST_NUMBER = 4
"""Digits of it."""

Row = tuple[Run, ...]


def rows_of(table: Element) -> list[Element]:
    """The rows of a table, those of tables in its cells not."""
    return [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]


def cells_of(row: Element) -> list[Element]:
    """The cells of a row."""
    return [cell for cell in row if cell.tag in {"td", "th"}]


def read_table(table: Element, words: WordReader) -> tuple[Table | None, tuple[PictureInWords, ...]]:
    """A table, None where it holds no words, and the pictures that stood in its cells."""
    line = line_of(table)
    rows = rows_of(table)
    pictures: list[PictureInWords] = []
    grid = [row for row in _grid(rows, words, pictures) if any(row)]
    if not grid:
        return None, tuple(pictures)
    if any(_is_long(cell) for row in rows for cell in cells_of(row)):
        asked = "a cell of the table holds several paragraphs or a list: they are written in one line"
        words.remarks.append(question(line, asked))
    head = grid[0]
    if not _has_heads(rows[0]):
        words.remarks.append(guessed(line, "the first row of the table is taken for its heads"))
        head = tuple(map(_light, head))
    return Table(line=line, head=head, rows=tuple(grid[1:])), tuple(pictures)


def _light(cell: Run) -> Run:
    """The words of a cell without the weight that made it look like a head."""
    match cell:
        case (Strong(words=words),):
            return words
        case _:
            return cell


def _has_heads(row: Element) -> bool:
    parent = row.getparent()
    return (parent is not None and parent.tag == "thead") or all(cell.tag == "th" for cell in cells_of(row))


def _is_long(cell: Element) -> bool:
    blocks = [element for element in cell.iterdescendants() if element.tag in BLOCKS]
    return len(blocks) > 1


def _grid(rows: Sequence[Element], words: WordReader, pictures: list[PictureInWords]) -> Iterator[Row]:
    """The rows with an empty cell wherever another reaches over."""
    spanned: dict[int, int] = {}
    for row in rows:
        cells: list[Run] = []
        for cell in cells_of(row):
            _fill_up(cells, spanned)
            down = _span(cell, "rowspan")
            across = _span(cell, "colspan")
            spanned |= {len(cells) + column: down - 1 for column in range(across)}
            cells += [_words(cell, words, pictures), *[()] * (across - 1)]
        _fill_up(cells, spanned)
        yield tuple(cells)


def _fill_up(cells: list[Run], spanned: dict[int, int]) -> None:
    while spanned.get(len(cells), 0) > 0:
        spanned[len(cells)] -= 1
        cells.append(())


def _span(cell: Element, name: str) -> int:
    said = cell.get(name, "1")
    return min(max(int(said), 1), _WIDEST) if said.isdecimal() and len(said) <= _LONGEST_NUMBER else 1


def _words(cell: Element, words: WordReader, pictures: list[PictureInWords]) -> Run:
    parts = list(words.read(cell))
    pictures += (part for part in parts if isinstance(part, PictureInWords))
    return in_order(part for part in parts if isinstance(part, Stretch))
