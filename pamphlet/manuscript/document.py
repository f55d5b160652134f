"""The tree that a manuscript becomes: typed, immutable, every node knowing its place in a file.

A node's span is left out of equality, so that equal words at different places are equal.  What
changes state has two types: a `NoteReference` as it was written becomes a `NoteCall` once it is
numbered, and a name in a `Text` or a `PersonTag` becomes a `Mention` once the person is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol, assert_never

from pamphlet.diagnostics import Span
from pamphlet.manuscript.pictures import Picture

NOT_A_PERSON = "none"
"""`[…]{person=none}` says that a name is not the person it looks like."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Anything that stands somewhere in the manuscript."""

    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Node):
    """Words as they are to be set; character n of the text stands at character n of the span."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Emphasis(Node):
    """Stressed words, titles of works."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strong(Node):
    """Words of great weight."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallCaps(Node):
    """Words in small capitals."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign(Node):
    """Words in another language, `language` being its tag (BCP 47)."""

    language: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Node):
    """Words that lead elsewhere: to an address, or with `#id` to a place in the pamphlet."""

    address: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingLink(Node):
    """Words that should lead somewhere: the address was lost."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Node):
    """Words to be set letter by letter."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineBreak(Node):
    """A new line within a paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unbroken(Node):
    """Words that stay on one line; made for paper, never written."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteReference(Node):
    """A call of an endnote as written: its label."""

    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteCall(Node):
    """A call of an endnote once numbered; `occurrence` counts the calls of this note from 1."""

    number: int
    occurrence: int

    @property
    def id(self) -> str:
        """The id of the call, to which the note leads back."""
        return f"noteref-{self.number}" + (f"-{self.occurrence}" if self.occurrence > 1 else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTag(Node):
    """Words that the author says are a person (by key), or with NOT_A_PERSON are none."""

    key: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Node):
    """A person named: `key` says who, `id` is that of this place.

    `entry` is the key under which the fates have the entry that it leads to; empty where it leads nowhere.
    """

    key: str
    id: str
    entry: str
    children: tuple[Inline, ...]


Nesting = Emphasis | Strong | SmallCaps | Foreign | Link | MissingLink | Unbroken | PersonTag | Mention
"""Inline nodes with words inside."""

Inline = Nesting | Text | Code | LineBreak | NoteReference | NoteCall


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Node):
    """A paragraph; `id` is unique in the pamphlet, as are the ids of all blocks that hold words."""

    id: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Node):
    """A head: `level` 1 is a chapter's title, 2 and 3 are subheads."""

    id: str
    level: int
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution(Node):
    """Who said what stands above: the last line of a quotation, epigraph or verse."""

    id: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Node):
    """Paragraphs quoted."""

    children: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem(Node):
    """One item of a list."""

    children: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletList(Node):
    """A list without order."""

    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderedList(Node):
    """A numbered list, beginning with `start`."""

    start: int
    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition(Node):
    """A term and what is said of it, in one or several passages."""

    id: str
    term: tuple[Inline, ...]
    passages: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionList(Node):
    """Terms with their definitions."""

    entries: tuple[Definition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell(Node):
    """A cell of a table; `align` is `left`, `center` or `right`."""

    id: str
    align: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Node):
    """A table: one row of heads, then the rows."""

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeBlock(Node):
    """Lines set letter by letter."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Break(Node):
    """A break between paragraphs where the text turns to something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Node):
    """A picture (`image` names its file in the manuscript), what it shows, and its caption."""

    id: str
    image: str
    description: str
    caption: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Division(Node):
    """A fenced passage; `kind` is `verse`, `epigraph`, `box` or `questions`."""

    kind: str
    children: tuple[Block, ...]


Block = (
    Paragraph
    | Heading
    | Attribution
    | Quotation
    | BulletList
    | OrderedList
    | DefinitionList
    | Table
    | CodeBlock
    | Break
    | Figure
    | Division
)

PROSE_ROLE = "chapter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Node):
    """One file of the manuscript: a chapter of the body, or a part before or after it.

    `id` is unique, `role` is `chapter` or what the file name says (`questions`, `chronology` …),
    `heading` is None for an epigraph, a dedication and the only chapter of a short pamphlet.
    """

    id: str
    role: str
    heading: Heading | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Node):
    """An endnote as written, under its label."""

    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Node):
    """A person of fates.toml.

    `names` are the name and the other forms by which the text calls the person, each with its
    place; `born` and `died` are as the author wrote them; `fate` is empty for a person who
    stands in the index only; `together_with` is the key of the person whose entry is shared.
    """

    key: str
    name: str
    sort: str
    names: tuple[tuple[str, Span], ...]
    born: str
    died: str
    fate: tuple[Block, ...]
    source: tuple[Block, ...]
    together_with: str

    @property
    def entry(self) -> str:
        """The key under which the fates have the person's entry; empty where they have none."""
        return self.together_with or (self.key if self.fate else "")

    @property
    def years(self) -> str:
        """Birth and death as the entry shows them: `1906–1938`."""
        match self.born, self.died:
            case "", "":
                return ""
            case "", died:
                return f"died {died}"
            case born, "":
                return f"born {born}"
            case born, died:
                spaced = " " in born or " " in died
                return f"{born} – {died}" if spaced else f"{born}–{died}"


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """All of fates.toml: the persons, and what stands before and after their entries."""

    title: str
    introduction: tuple[Block, ...]
    persons: tuple[Person, ...]
    closing: tuple[Block, ...]

    def by_key(self) -> dict[str, Person]:
        """The persons by their keys."""
        return {person.key: person for person in self.persons}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole manuscript as it was read; `back` holds sections and the words for the parts made.

    `images` are the pictures that were found, by the name under which the text asks for them.
    """

    front: tuple[Section, ...]
    body: tuple[Section, ...]
    back: tuple[Section | str, ...]
    notes: tuple[Note, ...]
    people: People
    images: Mapping[str, Picture] = field(repr=False)

    @property
    def sections(self) -> tuple[Section, ...]:
        """Every section, in the order of reading."""
        return (*self.front, *self.body, *(part for part in self.back if isinstance(part, Section)))


class Editor(Protocol):
    """Changes the words of a tree; each method takes inline nodes that stand side by side.

    An editor goes into nested nodes itself, with `descend`, so that it meets all words in the
    order of reading.
    """

    def words(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Change the words of a paragraph, a cell or a caption."""
        ...

    def head(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Change the words of a head."""
        ...


def descend(node: Inline, edit: Callable[[tuple[Inline, ...]], tuple[Inline, ...]]) -> Inline:
    """The node with its inner words changed; itself where it has none."""
    return replace(node, children=edit(node.children)) if isinstance(node, Nesting) else node


def edit_section(section: Section, editor: Editor) -> Section:
    """Change the heading and the blocks of a section, in the order of reading."""
    heading = section.heading
    if heading is not None:
        heading = replace(heading, children=editor.head(heading.children))
    return replace(section, heading=heading, blocks=edit_blocks(section.blocks, editor))


def edit_blocks(blocks: tuple[Block, ...], editor: Editor) -> tuple[Block, ...]:
    """Change every run of words in the blocks, in the order of reading."""
    return tuple(_edit_block(block, editor) for block in blocks)


def _edit_block(block: Block, editor: Editor) -> Block:
    match block:
        case Paragraph() | Attribution():
            return replace(block, children=editor.words(block.children))
        case Heading():
            return replace(block, children=editor.head(block.children))
        case Quotation() | Division():
            return replace(block, children=edit_blocks(block.children, editor))
        case BulletList() | OrderedList():
            items = tuple(replace(item, children=edit_blocks(item.children, editor)) for item in block.items)
            return replace(block, items=items)
        case DefinitionList():
            return replace(block, entries=tuple(_edit_definition(entry, editor) for entry in block.entries))
        case Table():
            head = _edit_cells(block.head, editor)
            return replace(block, head=head, rows=tuple(_edit_cells(row, editor) for row in block.rows))
        case Figure():
            return replace(block, caption=editor.words(block.caption))
        case CodeBlock() | Break():
            return block
        case _:
            assert_never(block)


def _edit_definition(entry: Definition, editor: Editor) -> Definition:
    term = editor.words(entry.term)
    return replace(entry, term=term, passages=tuple(edit_blocks(passage, editor) for passage in entry.passages))


def _edit_cells(cells: tuple[Cell, ...], editor: Editor) -> tuple[Cell, ...]:
    return tuple(replace(cell, children=editor.words(cell.children)) for cell in cells)


def inline_nodes(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Every inline node, the outer before the inner, in the order of reading."""
    for node in inlines:
        yield node
        if isinstance(node, Nesting):
            yield from inline_nodes(node.children)


def plain_text(inlines: Iterable[Inline]) -> str:
    """The words alone: no marks, no note calls; a line break is a space."""
    parts = []
    for node in inline_nodes(inlines):
        match node:
            case Text() | Code():
                parts.append(node.text)
            case LineBreak():
                parts.append(" ")
            case _:
                pass
    return "".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run(Node):
    """The words of one block that holds words directly; `id` is the block's."""

    id: str
    children: tuple[Inline, ...]


def runs(blocks: Iterable[Block]) -> Iterator[Run]:
    """Every block that holds words directly, however deep, in the order of reading."""
    for block in blocks:
        match block:
            case Paragraph() | Heading() | Attribution():
                yield Run(id=block.id, children=block.children, span=block.span)
            case Quotation() | Division():
                yield from runs(block.children)
            case BulletList() | OrderedList():
                for item in block.items:
                    yield from runs(item.children)
            case DefinitionList():
                for entry in block.entries:
                    yield Run(id=entry.id, children=entry.term, span=entry.span)
                    for passage in entry.passages:
                        yield from runs(passage)
            case Table():
                for cell in (*block.head, *(cell for row in block.rows for cell in row)):
                    yield Run(id=cell.id, children=cell.children, span=cell.span)
            case CodeBlock():
                yield Run(id=block.id, children=(Code(text=block.text, span=block.span),), span=block.span)
            case Figure():
                yield Run(id=block.id, children=block.caption, span=block.span)
            case Break():
                pass
            case _:
                assert_never(block)


def section_runs(section: Section) -> Iterator[Run]:
    """The heading and every other block with words of a section."""
    if section.heading is not None:
        yield from runs((section.heading,))
    yield from runs(section.blocks)


def blocks_within(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block, the outer before the inner, in the order of reading."""
    for block in blocks:
        yield block
        match block:
            case Quotation() | Division():
                yield from blocks_within(block.children)
            case BulletList() | OrderedList():
                for item in block.items:
                    yield from blocks_within(item.children)
            case DefinitionList():
                for entry in block.entries:
                    for passage in entry.passages:
                        yield from blocks_within(passage)
            case _:
                pass
