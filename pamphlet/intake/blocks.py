"""The blocks of an article: paragraphs, heads, quotations, lists, tables, figures, each with its line.

`line` is the place in the source, counted from 1 as the reader counts: lines of a text file, paragraphs of a word
processor's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from pamphlet.intake.runs import Run, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Anything with a place in the source."""

    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Subhead(Part):
    """A head within the text; `level` is 2 or 3."""

    words: Run
    level: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Part):
    """A paragraph of the text."""

    words: Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Part):
    """Blocks quoted; `attribution` says who is quoted and is empty where the text does not."""

    blocks: tuple[Block, ...]
    attribution: Run = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemList(Part):
    """A list; `start` is the number of its first item, None for a list without numbers."""

    start: int | None
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verse(Part):
    """Stanzas, each a run with the ends of its lines."""

    stanzas: tuple[Run, ...]
    attribution: Run = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Part):
    """A table: one row of heads, then rows of as many cells or fewer."""

    head: tuple[Run, ...]
    rows: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Part):
    """A picture by the name of its file in images/, what it shows, and the words under it."""

    picture: str
    description: str
    caption: Run = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A term and what is said of it, in one or several passages."""

    term: Run
    passages: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionList(Part):
    """Terms with their definitions."""

    entries: tuple[Definition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Division(Part):
    """A passage set apart: `kind` is `box`, `epigraph` or `questions`; an epigraph may say whose it is."""

    kind: str
    blocks: tuple[Block, ...]
    attribution: Run = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Break(Part):
    """A break where the text turns to something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorialNote(Part):
    """A line in brackets that leads elsewhere; its words hold an `Address` or a `MissingAddress`."""

    words: Run


Block = (
    Subhead
    | Paragraph
    | Quotation
    | ItemList
    | Verse
    | Table
    | Figure
    | DefinitionList
    | Division
    | Break
    | EditorialNote
)


def runs_in(blocks: Iterable[Block]) -> Iterator[tuple[int, Run]]:
    """Every run of words in blocks, with the line of its block, in the order of reading."""
    for block in blocks:
        match block:
            case Subhead() | Paragraph() | EditorialNote():
                yield block.line, block.words
            case Figure():
                yield block.line, block.caption
            case Verse():
                yield from ((block.line, stanza) for stanza in (*block.stanzas, block.attribution))
            case Table():
                yield from ((block.line, cell) for row in (block.head, *block.rows) for cell in row)
            case DefinitionList():
                for entry in block.entries:
                    yield block.line, entry.term
                    for passage in entry.passages:
                        yield from runs_in(passage)
            case ItemList():
                for item in block.items:
                    yield from runs_in(item)
            case Quotation() | Division():
                yield from runs_in(block.blocks)
                yield block.line, block.attribution
            case Break():
                pass
            case _:
                assert_never(block)


def with_runs(blocks: Iterable[Block], change: Callable[[Run], Run]) -> tuple[Block, ...]:
    """Blocks whose every run of words is changed."""
    return tuple(_with_runs(block, change) for block in blocks)


def _with_runs(block: Block, change: Callable[[Run], Run]) -> Block:
    match block:
        case Subhead() | Paragraph() | EditorialNote():
            return replace(block, words=change(block.words))
        case Figure():
            return replace(block, caption=change(block.caption))
        case Verse():
            stanzas = tuple(change(stanza) for stanza in block.stanzas)
            return replace(block, stanzas=stanzas, attribution=change(block.attribution))
        case Table():
            head, *rows = (tuple(change(cell) for cell in row) for row in (block.head, *block.rows))
            return replace(block, head=head, rows=tuple(rows))
        case DefinitionList():
            return replace(block, entries=tuple(_definition_with_runs(entry, change) for entry in block.entries))
        case ItemList():
            return replace(block, items=tuple(with_runs(item, change) for item in block.items))
        case Quotation() | Division():
            return replace(block, blocks=with_runs(block.blocks, change), attribution=change(block.attribution))
        case Break():
            return block
        case _:
            assert_never(block)


def _definition_with_runs(entry: Definition, change: Callable[[Run], Run]) -> Definition:
    passages = tuple(with_runs(passage, change) for passage in entry.passages)
    return Definition(term=change(entry.term), passages=passages)


def passages_in(blocks: Iterable[Block]) -> Iterator[tuple[int, str]]:
    """The words of every run in blocks with the line of its block; empty runs not."""
    yield from ((line, plain(run)) for line, run in runs_in(blocks) if run)
