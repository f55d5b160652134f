"""The tree that a manuscript becomes: typed, immutable, every node knowing its place in a file.

A node's span is left out of equality, so that equal words at different places are equal.  What
changes state has two types: a `NoteReference` as it was written becomes a `NoteCall` once it is
numbered, and a name in a `Text` or a `PersonTag` becomes a `Mention` once the person is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pamphlet.diagnostics import Span
from pamphlet.manuscript.marks import Mark
from pamphlet.manuscript.picture import Picture

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


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMark(Node):
    """Where the page `label` of the paper edition begins: among words or before a block; made, never written."""

    label: str


Nesting = Emphasis | Strong | SmallCaps | Foreign | Link | MissingLink | Unbroken | PersonTag | Mention
"""Inline nodes with words inside."""

Inline = Nesting | Text | Code | LineBreak | NoteReference | NoteCall | PageMark


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
    """A fenced passage; `kind` is `verse`, `epigraph`, `box` or `questions`.

    `language` is the tag of its language; empty for that of what stands around it.
    """

    kind: str
    children: tuple[Block, ...]
    language: str = ""


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
    | PageMark
)

PROSE_ROLE = "chapter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Node):
    """One file of the manuscript: a chapter of the body, or a part before or after it.

    `id` is unique, `role` is `chapter` or what the file name says (`questions`, `chronology` …),
    `heading` is None for an epigraph, a dedication and the only chapter of a short pamphlet.
    `language` is the tag of its language; empty for that of the pamphlet.
    """

    id: str
    role: str
    heading: Heading | None
    blocks: tuple[Block, ...]
    language: str = ""


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
    """A whole manuscript as it was read; `back` and `fill` hold sections and the words for the parts made.

    `fill` stands on pages that would be blank, each entry with the place that asks for it.  `images`
    are the pictures that were found, by the name under which the text asks for them; `marks` the comments to
    the sub-editor, in the order of reading.
    """

    front: tuple[Section, ...]
    body: tuple[Section, ...]
    back: tuple[Section | str, ...]
    fill: tuple[tuple[Section | str, Span], ...]
    notes: tuple[Note, ...]
    people: People
    images: Mapping[str, Picture] = field(repr=False)
    marks: tuple[Mark, ...] = ()

    @property
    def sections(self) -> tuple[Section, ...]:
        """Every section, in the order of reading."""
        behind = (*self.back, *(part for part, _ in self.fill))
        return (*self.front, *self.body, *(part for part in behind if isinstance(part, Section)))
