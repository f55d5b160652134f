"""What the apparatus adds to a Document: numbered notes, entries of the fates, contents, a pamphlet whole."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import takewhile

from pamphlet.apparatus.edition_code import EditionCode, code_digest, code_name
from pamphlet.branch import Branch
from pamphlet.manuscript.assembly import FATES, INDEX, NOTES
from pamphlet.manuscript.document import Block, Inline, Node, Person, Section, Text
from pamphlet.manuscript.picture import Picture
from pamphlet.manuscript.printings import text_digest
from pamphlet.manuscript.traversal import Run, runs, section_runs
from pamphlet.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedNote(Node):
    """An endnote with its number in the pamphlet and the ids of its calls, in order."""

    number: int
    blocks: tuple[Block, ...]
    calls: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id under which calls find the note."""
        return f"note-{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteGroup:
    """The notes first called in one part, under its title; `id` is that part's."""

    id: str
    title: tuple[Inline, ...]
    notes: tuple[NumberedNote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endnotes:
    """All notes of the pamphlet, numbered through."""

    groups: tuple[NoteGroup, ...]

    id: str = NOTES
    title: str = "Notes"


@dataclass(frozen=True, slots=True, kw_only=True)
class FateEntry(Node):
    """What became of someone, or of several who share an entry.

    `mentions` are the ids of the places that link here: the first of each chapter.
    """

    persons: tuple[Person, ...]
    blocks: tuple[Block, ...]
    source: tuple[Block, ...]
    mentions: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id under which mentions find the entry."""
        return f"fate-{self.persons[0].key}"

    @property
    def head(self) -> tuple[tuple[str, str], ...]:
        """The head in pieces, each `name`, `years` or `joint` and its text: A 1879–1940 and B 1883–1936."""
        pieces: list[tuple[str, str]] = []
        for number, person in enumerate(self.persons):
            if number:
                pieces.append(("joint", " and " if number == len(self.persons) - 1 else ", "))
            pieces.append(("name", person.name))
            if person.years:
                pieces += [("joint", " "), ("years", person.years)]
        return tuple(pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fates:
    """The appendix that says what became of the people named."""

    title: str
    introduction: tuple[Block, ...]
    entries: tuple[FateEntry, ...]
    closing: tuple[Block, ...]

    id: str = FATES


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesIndex:
    """The place of the index of names, which is set once the pages are known."""

    id: str = INDEX
    title: str = "Index of names"


CODE_PICTURE = "~code.svg"
"""Under which name the code of a branch's address is among the pictures: no file of a manuscript has it."""

Part = Section | Fates | Endnotes | NamesIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling(Node):
    """What may stand on pages that would be blank: a section, or lines to write on where that is None.

    `span` is the place that asks for it.
    """

    section: Section | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """One place where a person is named: the mention's id, and the number of the note it stands in."""

    key: str
    id: str
    note: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsLine:
    """A line of the contents: a part or a subhead, with those below it."""

    id: str
    title: tuple[Inline, ...]
    lines: tuple[ContentsLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pamphlet:
    """Everything that an edition prints, in the order of reading; `branch` is whose covers it has, None for none.

    `printing` is the number of the printing that it belongs to, and `digest` that of its words, in hexadecimal.
    """

    settings: Settings
    front: tuple[Section, ...]
    body: tuple[Section, ...]
    back: tuple[Part, ...]
    contents: tuple[ContentsLine, ...]
    persons: tuple[Person, ...]
    namings: tuple[Naming, ...]
    images: Mapping[str, Picture] = field(repr=False)
    fill: tuple[Filling, ...] = ()
    branch: Branch | None = None
    printing: int = 1
    digest: str = text_digest(())

    @property
    def code(self) -> EditionCode:
        """What each copy says of itself in its imprint."""
        return EditionCode(
            title=code_name(self.settings.name),
            printing=self.printing,
            branch=code_name(self.branch.slug) if self.branch else "",
            date=self.settings.date,
            digest=code_digest(self.digest),
        )

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every part, in the order of reading; what only fills blank pages is none."""
        return (*self.front, *self.body, *self.back)

    @property
    def whole(self) -> Pamphlet:
        """The same with what fills blank pages as its last parts: for editions that have room for all of it."""
        return self.ending_with(tuple(each.section for each in self.fill if each.section))

    def with_parts(self, chosen: Container[str]) -> Pamphlet:
        """The same with no parts but some, by their ids."""
        return replace(
            self,
            front=tuple(part for part in self.front if part.id in chosen),
            body=tuple(part for part in self.body if part.id in chosen),
            back=tuple(part for part in self.back if part.id in chosen),
        )

    def parted_at(self, part: str) -> tuple[Pamphlet, Pamphlet]:
        """What stands before a part of the back matter, by its id, with no more of that one than where it begins.

        And that part with all behind it, without contents.
        """
        before = {each.id for each in takewhile(lambda each: each.id != part, self.parts)}
        first = self.with_parts({*before, part})
        behind = self.with_parts({each.id for each in self.parts} - before)
        return replace(first, back=(*first.back[:-1], _head_of(first.back[-1]))), replace(behind, contents=())

    def ending_with(self, filling: tuple[Section, ...]) -> Pamphlet:
        """The same with some of what fills blank pages as its last parts."""
        return replace(self, back=(*self.back, *filling), fill=())


def _head_of(part: Part) -> Part:
    match part:
        case Section():
            return replace(part, blocks=())
        case Fates():
            return replace(part, introduction=(), entries=(), closing=())
        case Endnotes():
            return replace(part, groups=())
        case NamesIndex():
            return part


def part_runs(part: Part) -> Iterator[Run]:
    """Every block with words of a part, in the order of reading."""
    match part:
        case Section():
            yield from section_runs(part)
        case Fates():
            yield from _fates_runs(part)
        case Endnotes():
            for group in part.groups:
                for note in group.notes:
                    yield from runs(note.blocks)
        case NamesIndex():
            pass


def _fates_runs(fates: Fates) -> Iterator[Run]:
    yield from runs(fates.introduction)
    for entry in fates.entries:
        head = "".join(text for _, text in entry.head)
        yield Run(id=entry.id, children=(Text(text=head, span=entry.span),), span=entry.span)
        yield from runs(entry.blocks)
        yield from runs(entry.source)
    yield from runs(fates.closing)
