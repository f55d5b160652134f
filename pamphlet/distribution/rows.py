"""A list of branches, as a table or as TOML, becomes rows of cells, each of which knows its place."""

from __future__ import annotations

import codecs
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pamphlet.diagnostics import UNPRINTABLE, Diagnostics, Source, Span, did_you_mean
from pamphlet.distribution.columns import FIELDS, field_of
from pamphlet.toml_source import Table, read_toml
from pamphlet.workspace import uniform_line_ends

_SEPARATORS = ",;\t"
_WESTERN = "cp1252"
"""What Excel writes as plain CSV on a machine set up for western Europe or America."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in a cell, white space at its ends left out, and where."""

    text: str
    span: Span


Row = Mapping[str, Cell]
"""The cells of a row that are not empty, by their fields; under SURPLUS the first that stands below no head."""

SURPLUS = ""


def table_source(name: str, data: bytes, diagnostics: Diagnostics) -> Source | None:
    """The text of a table: UTF-8, UTF-16 with its mark, else Windows-1252, which is said; None where it is no text."""
    encodings = ("utf-16",) if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ("utf-8-sig", _WESTERN)
    for encoding in encodings:
        try:
            source = Source(name=name, text=uniform_line_ends(data.decode(encoding)))
        except UnicodeDecodeError:
            continue
        if encoding == _WESTERN:
            diagnostics.warning(
                "branches-encoding",
                "this is not UTF-8; it was read as Windows-1252, as Excel saves it",
                source.span(0),
                hint="look at the accents in `pamphlet branches`; in Excel, save as “CSV UTF-8”",
            )
        return source
    diagnostics.error(
        "branches-encoding",
        "this is no text in UTF-8, UTF-16 or Windows-1252",
        Source(name=name, text="").span(0),
        hint="a workbook (.xlsx) is no table of text: save it as “CSV UTF-8”",
    )
    return None


def rows_of_table(source: Source, diagnostics: Diagnostics) -> Iterator[tuple[Row, Span]]:
    """The rows of a table with commas, semicolons or tabs; its first row has the heads.  Empty rows are left out."""
    separator, start = _separator(source.text)
    lines = _records(source, start, separator, diagnostics)
    fields = _fields(next(lines, ()), diagnostics, source)
    for cells in lines:
        full = [cell for cell in cells if cell.text]
        if not full:
            continue
        row = {field: cell for field, cell in zip(fields, cells, strict=False) if field and cell.text}
        surplus = next((cell for cell in cells[len(fields) :] if cell.text), None)
        yield (row | {SURPLUS: surplus} if surplus else row), full[0].span


def rows_of_toml(source: Source, diagnostics: Diagnostics) -> Iterator[tuple[Row, Span]]:
    """The tables `[[branch]]`, whose keys are as free as the heads of a table."""
    table = read_toml(source, diagnostics)
    if table is None:
        return
    table.refuse_unknown(("branch",))
    for entry in table.tables("branch"):
        row: dict[str, Cell] = {}
        for key, value in entry.data.items():
            field = field_of(key)
            if not field:
                _unknown(key, entry.key_span(key), diagnostics)
            elif text := _as_text(value):
                row[field] = Cell(text=text, span=_inside_quotes(entry, key))
        yield row, entry.span()


def _as_text(value: Any) -> str:
    """A value of TOML as a cell has it."""
    if isinstance(value, list):
        return ", ".join(map(_as_text, value))
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    return value.isoformat() if isinstance(value, dt.date) else str(value).strip()


def _inside_quotes(entry: Table, key: str) -> Span:
    span = entry.span(key)
    quoted = span.source.text[span.start : span.start + 1] in {'"', "'"}
    return span.within(1, span.end - span.start - 1) if quoted else span


def _separator(text: str) -> tuple[str, int]:
    """What parts the cells, and where the heads begin: Excel may say it in a line before them, `sep=;`."""
    first, _, rest = text.partition("\n")
    if first.casefold().startswith("sep=") and len(first.rstrip()) <= 5:
        return (first[4:5] or ","), len(first) + bool(rest)
    return max(_SEPARATORS, key=first.count), 0


def _records(source: Source, start: int, separator: str, diagnostics: Diagnostics) -> Iterator[tuple[Cell, ...]]:
    """The cells of each record (RFC 4180): one in quotation marks may hold separators, line ends, doubled marks."""
    text, place, cells = source.text, start, []
    while place < len(text):
        if text[place] == '"':
            end = _end_of_quoted(text, place + 1)
            if end == len(text):
                diagnostics.error(
                    "branches-quotes",
                    "this quotation mark is never closed: all that follows would be one cell",
                    source.span(place, place + 1),
                    hint="write one at the end of the cell, and two for one that belongs to the text",
                )
            span, quoted, place = source.span(place + 1, end), text[place + 1 : end], _next_of(text, end, separator)
            value = quoted.replace('""', '"') + text[end + 1 : place]
        else:
            end = _next_of(text, place, separator)
            value, span = text[place:end], source.span(place, end)
            place = end
        cells.append(Cell(text=" ".join(value.split()), span=span))
        if place >= len(text) or text[place] == "\n":
            yield tuple(cells)
            cells = []
        elif place + 1 >= len(text):
            yield (*cells, Cell(text="", span=source.span(place + 1)))
        place += 1


def _end_of_quoted(text: str, place: int) -> int:
    """Where the mark stands that closes a cell; the end of the text where none does."""
    while (end := text.find('"', place)) >= 0 and text[end + 1 : end + 2] == '"':
        place = end + 2
    return end if end >= 0 else len(text)


def _next_of(text: str, place: int, separator: str) -> int:
    """Where the next separator or line end stands."""
    ends = (found for sign in (separator, "\n") if (found := text.find(sign, place)) >= 0)
    return min(ends, default=len(text))


def _fields(heads: tuple[Cell, ...], diagnostics: Diagnostics, source: Source) -> tuple[str, ...]:
    """What each column means; empty for one that means nothing."""
    fields: list[str] = []
    for head in heads:
        field = field_of(head.text)
        if head.text and not field:
            _unknown(head.text, head.span, diagnostics)
        if field and field in fields:
            diagnostics.error(
                "branches-column",
                f"two columns mean `{field}`",
                head.span,
                hint="put both into one column, or give one of them another head",
            )
            field = ""
        fields.append(field)
    if "name" not in fields:
        diagnostics.error(
            "branches-column",
            "no column is called `name`",
            heads[0].span if heads else source.span(0),
            hint="the first row has the heads of the columns: `name`, `date`, `venue`, …",
        )
    return tuple(fields)


def _unknown(head: str, span: Span, diagnostics: Diagnostics) -> None:
    diagnostics.warning(
        "branches-column-unknown",
        f"the column `{UNPRINTABLE.sub('', head)[:40]}` means nothing here: what stands in it is left out",
        span,
        hint=did_you_mean(head, FIELDS) or "the manual lists the columns, under “Branches”",
    )
