"""What an article consists of, once its reader has understood it and before it becomes files.

Every reader of a foreign file makes an `Article`; `manuscript_files` alone turns one into a
manuscript.  Each part knows its `line` in the source, counted from 1 as the reader counts: lines
of a text file, paragraphs of a word processor's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words as they are to be set."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Words that lead to an address; for an address in the text they are that address."""

    text: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingAddress:
    """Words that led somewhere until the article was copied: their address is lost."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteCall:
    """The place where the note with this label is called."""

    label: str


Inline = Words | Address | MissingAddress | NoteCall
Run = tuple[Inline, ...]
"""The words of one paragraph, head or item."""

FATES_TITLE = "What became of them"
"""What a list of people is called where the source only says `Notes`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Anything with a place in the source."""

    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Part):
    """A line that stands for itself: a title, a subtitle."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Author(Part):
    """Someone who wrote it, and what the byline says about them."""

    name: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subhead(Part):
    """A head within the text."""

    words: Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Part):
    """A paragraph of the text."""

    words: Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Part):
    """Paragraphs quoted; `attribution` says who is quoted and is empty where the text does not."""

    paragraphs: tuple[Run, ...]
    attribution: Run = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemList(Part):
    """A list; `start` is the number of its first item, None for a list without numbers."""

    start: int | None
    items: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Break(Part):
    """A break where the text turns to something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorialNote(Part):
    """A line in brackets that leads elsewhere; its words hold an `Address` or a `MissingAddress`."""

    words: Run


Block = Subhead | Paragraph | Quotation | ItemList | Break | EditorialNote


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Part):
    """An endnote under the label by which the text calls it."""

    label: str
    paragraphs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name at the head of a fate; the years are empty unless the text gives them there."""

    name: str
    born: str = ""
    died: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate(Part):
    """What became of one person, or of several who share the line."""

    people: tuple[Named, ...]
    paragraphs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fates(Part):
    """The list of people with its title, and what stands before and after the entries."""

    title: str
    introduction: tuple[Run, ...]
    entries: tuple[Fate, ...]
    closing: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackSection(Part):
    """A part behind the text that is neither endnotes nor fates: for example further reading."""

    head: str
    blocks: tuple[Block, ...]


class RemarkKind(StrEnum):
    """What a remark of the import asks of the person who reads it."""

    GUESSED = "guessed"
    """Done, but by a rule of thumb: look at it."""

    QUESTION = "question"
    """Not done, because nobody but a person can know."""

    LEFT_OUT = "left out"
    """Words of the source that the manuscript says in another way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One line of the report.  `line` is 0 for the whole; `words` are those left out, else empty."""

    kind: RemarkKind
    line: int
    text: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How much there is of each thing, in a source or in a manuscript."""

    words: int
    paragraphs: int
    heads: int
    quotations: int
    list_items: int
    notes: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as its reader understood it.

    `source` is the text it was read from, decoded; `tally` what was counted in it, before
    anything was moved.  `title` and `subtitle` are None where the text has none.
    """

    source: str
    tally: Tally
    title: Line | None
    subtitle: Line | None
    authors: tuple[Author, ...]
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    fates: Fates | None
    back: tuple[BackSection, ...]
    remarks: tuple[Remark, ...]


def guessed(line: int, text: str) -> Remark:
    """A remark on what was done by a rule of thumb."""
    return Remark(kind=RemarkKind.GUESSED, line=line, text=text)


def question(line: int, text: str) -> Remark:
    """A remark on what only a person can know."""
    return Remark(kind=RemarkKind.QUESTION, line=line, text=text)


def left_out(line: int, words: str, reason: str) -> Remark:
    """A remark on words of the source that are in no file, and why."""
    return Remark(kind=RemarkKind.LEFT_OUT, line=line, text=reason, words=words)


def plain(run: Run) -> str:
    """The words of a run alone."""
    return "".join(inline.text for inline in run if not isinstance(inline, NoteCall))


def passages(article: Article) -> Iterator[tuple[int, str]]:
    """Every run of words of the text and of the fates with its line; names at the head of fates not."""
    yield from _of_blocks(article.blocks)
    for note in article.notes:
        yield from ((note.line, plain(run)) for run in note.paragraphs)
    if article.fates is not None:
        yield from ((article.fates.line, plain(run)) for run in article.fates.introduction)
        for entry in article.fates.entries:
            yield from ((entry.line, plain(run)) for run in entry.paragraphs)
        yield from ((article.fates.line, plain(run)) for run in article.fates.closing)
    for section in article.back:
        yield from _of_blocks(section.blocks)


def _of_blocks(blocks: Iterable[Block]) -> Iterator[tuple[int, str]]:
    for block in blocks:
        match block:
            case Subhead() | Paragraph() | EditorialNote():
                yield block.line, plain(block.words)
            case Quotation():
                yield from ((block.line, plain(run)) for run in (*block.paragraphs, block.attribution))
            case ItemList():
                yield from ((block.line, plain(run)) for run in block.items)
            case Break():
                pass
