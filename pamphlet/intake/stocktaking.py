"""The files of a manuscript, read as the rest of the program reads them, are counted: what the report compares.

They are read back, and not counted in the article that they were made of, so that a fault of the writing shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pamphlet.diagnostics import Diagnostic, Diagnostics
from pamphlet.intake.article import Tally
from pamphlet.intake.manuscript_toml import read_back
from pamphlet.manuscript.assembly import SETTINGS_FILE, read_manuscript
from pamphlet.manuscript.document import (
    Block,
    Code,
    Division,
    Document,
    Figure,
    Heading,
    Inline,
    LineBreak,
    Link,
    NoteReference,
    OrderedList,
    Person,
    Table,
    Text,
)
from pamphlet.manuscript.traversal import blocks_within, inline_nodes, runs
from pamphlet.workspace import MemoryFolder

_STAND_IN = 'title = "…"\nauthors = ["…"]\ndate = 2000-01-01\n'
"""Settings that do for reading: those of an import may still lack an author."""

_SAID_IN_SETTINGS = ("title", "subtitle", "authors")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """What is in a manuscript: how much of each thing, its words in pieces, and what its reader found wrong.

    `tally.words` is 0: words are compared one by one.  `undescribed` are the pictures of which nobody says what they
    show.
    """

    tally: Tally
    texts: tuple[str, ...]
    undescribed: tuple[Figure, ...]
    findings: tuple[Diagnostic, ...]


def take_stock(files: Mapping[str, str], pictures: Mapping[str, bytes]) -> Stock:
    """Read the files of a manuscript and its pictures, both by name, and count."""
    findings = Diagnostics()
    manuscript = read_manuscript(MemoryFolder({**files, **pictures, SETTINGS_FILE: _STAND_IN}, label=""), findings)
    settings = read_back(files[SETTINGS_FILE])
    said = [text for key in _SAID_IN_SETTINGS for text in _strings(settings.get(key, ""))]
    if manuscript is None:
        return Stock(tally=_NOTHING, texts=tuple(said), undescribed=(), findings=tuple(findings))
    document = manuscript.document
    figures = (block for block in _everywhere(document) if isinstance(block, Figure))
    return Stock(
        tally=_tally(document),
        texts=(*said, *_texts(document)),
        undescribed=tuple(figure for figure in figures if not figure.description),
        findings=tuple(findings),
    )


_NOTHING = Tally(words=0, paragraphs=0, heads=0)


def _tally(document: Document) -> Tally:
    told = tuple(_told(document))
    everywhere = tuple(_everywhere(document))
    said = (*told, *(block for note in document.notes for block in note.blocks))
    nodes = [node for run in runs(said) for node in inline_nodes(run.children)]
    heads = sum(isinstance(block, Heading) for block in blocks_within(told))
    return Tally(
        words=0,
        paragraphs=sum(1 for run in runs(told) if run.children) - heads,
        heads=heads,
        notes=len(document.notes),
        people=len(document.people.persons),
        pictures=sum(isinstance(block, Figure) for block in everywhere),
        tables=sum(isinstance(block, Table) for block in everywhere),
        links=sum(isinstance(node, Link) for node in nodes),
        text_boxes=sum(isinstance(block, Division) and block.kind == "box" for block in everywhere),
    )


def _everywhere(document: Document) -> Iterator[Block]:
    """All blocks, also those within others and those of the notes."""
    return blocks_within((*_told(document), *(block for note in document.notes for block in note.blocks)))


def _told(document: Document) -> Iterator[Block]:
    """All blocks but those of the notes, the titles of chapters among them."""
    for section in document.sections:
        if section.heading is not None:
            yield section.heading
        yield from section.blocks
    yield from document.people.introduction
    for person in document.people.persons:
        yield from (*person.fate, *person.source)
    yield from document.people.closing


def _texts(document: Document) -> Iterator[str]:
    yield from _of_blocks(_told(document))
    for note in document.notes:
        yield _label(note.label)
        yield from _of_blocks(note.blocks)
    yield document.people.title
    for person in document.people.persons:
        yield from _of_person(person)


def _of_blocks(blocks: Iterable[Block]) -> Iterator[str]:
    """The words of blocks; the numbers of items too, which a plain text has as words."""
    blocks = tuple(blocks)
    for run in runs(blocks):
        yield "".join(_words(node) for node in inline_nodes(run.children))
    for block in blocks_within(blocks):
        match block:
            case Figure():
                yield block.description
            case OrderedList():
                yield " ".join(str(block.start + index) for index, _ in enumerate(block.items))
            case _:
                pass


def _words(node: Inline) -> str:
    match node:
        case Text() | Code():
            return node.text
        case LineBreak():
            return " "
        case NoteReference():
            return _label(node.label)
        case _:
            return ""


def _label(label: str) -> str:
    """The label of a numbered note is its number, which stood in the text; `2-7` is note 7 of the second file."""
    number = label.rpartition("-")[2]
    return f" {number} " if number.isdigit() else ""


def _of_person(person: Person) -> Iterator[str]:
    """The head of an entry; one that is shared with another is the `and` between two names."""
    yield person.name
    yield f"{person.born} {person.died}"
    if person.together_with:
        yield "and"


def _strings(value: object) -> Iterator[str]:
    match value:
        case dict():
            for inner in value.values():
                yield from _strings(inner)
        case list():
            for inner in value:
                yield from _strings(inner)
        case str():
            yield value
