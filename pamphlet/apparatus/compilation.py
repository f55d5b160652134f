"""A manuscript becomes a pamphlet: people linked, notes numbered and gathered, parts in order."""

from __future__ import annotations

from dataclasses import replace

from pamphlet.apparatus.contents import contents
from pamphlet.apparatus.endnotes import Numberer
from pamphlet.apparatus.names_index import collation
from pamphlet.apparatus.parts import (
    Endnotes,
    FateEntry,
    Fates,
    Filling,
    NamesIndex,
    Naming,
    NumberedNote,
    Pamphlet,
    Part,
)
from pamphlet.apparatus.persons import Recogniser, Untagger
from pamphlet.apparatus.plain_blocks import plain_blocks
from pamphlet.diagnostics import Span
from pamphlet.manuscript.assembly import FATES, NOTES, Manuscript
from pamphlet.manuscript.document import People, Person, Section, Text
from pamphlet.manuscript.printings import printing_now, text_digest
from pamphlet.manuscript.traversal import edit_blocks, edit_section
from pamphlet.settings import Settings


def compile_pamphlet(manuscript: Manuscript) -> Pamphlet:
    """Add the apparatus to a manuscript without errors."""
    pamphlet = _Compilation(manuscript).pamphlet()
    digest = text_digest(block.words for block in plain_blocks(pamphlet.parts))
    return replace(pamphlet, digest=digest, printing=printing_now(manuscript.printings, digest))


class _Compilation:
    def __init__(self, manuscript: Manuscript) -> None:
        self._settings: Settings = manuscript.settings
        self._document = manuscript.document
        self._recogniser = Recogniser(manuscript.document.people.persons)
        self._numberer = Numberer({note.label: note for note in manuscript.document.notes})
        self._namings: list[Naming] = []
        self._linked: dict[str, list[str]] = {}

    def pamphlet(self) -> Pamphlet:
        document = self._document
        front = tuple(self._section(section) for section in document.front)
        body = tuple(self._section(section) for section in document.body)
        back = [self._back_part(part) for part in document.back]
        notes = self._endnotes()
        parts: tuple[Part, ...] = tuple(
            made for part in back if not _is_empty(made := notes if part is None else self._with_mentions(part))
        )
        if self._namings:
            parts = (*parts, NamesIndex())
        return Pamphlet(
            settings=self._settings,
            front=front,
            body=body,
            back=parts,
            fill=tuple(_filling(part, span) for part, span in document.fill),
            contents=contents((*front, *body, *parts), self._settings.title_span),
            persons=document.people.persons,
            namings=tuple(self._namings),
            images=document.images,
        )

    def _back_part(self, part: Section | str) -> Part | None:
        """A part of the back matter; None for the notes, which are known only after all others."""
        if isinstance(part, Section):
            return self._section(part)
        if part == FATES:
            return self._fates(self._document.people)
        return None if part == NOTES else NamesIndex()

    def _section(self, section: Section) -> Section:
        self._recogniser.begin()
        section = edit_section(section, self._recogniser)
        self._keep_namings()
        firsts = {mention.entry: mention.id for mention in reversed(self._recogniser.found) if mention.entry}
        for entry, identity in firsts.items():
            self._linked.setdefault(entry, []).append(identity)
        title = section.heading.children if section.heading else ()
        self._numberer.begin(section.id, title)
        return edit_section(section, self._numberer)

    def _keep_namings(self, *, note: int | None = None, besides: tuple[str, ...] = ()) -> None:
        """Note down the mentions just found, in a note or in the text, but for those persons."""
        self._namings += [
            Naming(key=mention.key, id=mention.id, note=note)
            for mention in self._recogniser.found
            if mention.key not in besides
        ]

    def _with_mentions(self, part: Part) -> Part:
        """The fates with the places that link to each entry, which are known only after all parts."""
        if not isinstance(part, Fates):
            return part
        return replace(
            part,
            entries=tuple(
                replace(entry, mentions=tuple(self._linked.get(entry.persons[0].key, ()))) for entry in part.entries
            ),
        )

    def _fates(self, people: People) -> Fates:
        self._numberer.begin(FATES, (Text(text=people.title, span=self._settings.title_span),))
        self._recogniser.begin(links=False)
        introduction = edit_blocks(edit_blocks(people.introduction, self._recogniser), self._numberer)
        self._keep_namings()
        entries = tuple(self._entry(person, people) for person in _with_fates(people))
        self._recogniser.begin(links=False)
        closing = edit_blocks(edit_blocks(people.closing, self._recogniser), self._numberer)
        self._keep_namings()
        return Fates(title=people.title, introduction=introduction, entries=entries, closing=closing)

    def _entry(self, person: Person, people: People) -> FateEntry:
        persons = (person, *(other for other in people.persons if other.together_with == person.key))
        keys = tuple(each.key for each in persons)
        self._recogniser.begin(besides=keys)
        blocks = edit_blocks(edit_blocks(person.fate, self._recogniser), self._numberer)
        source = edit_blocks(edit_blocks(person.source, Untagger()), self._numberer)  # titles of books name no one
        self._keep_namings(besides=keys)
        return FateEntry(persons=persons, blocks=blocks, source=source, mentions=(), span=person.span)

    def _endnotes(self) -> Endnotes:
        groups = tuple(
            replace(group, notes=tuple(self._note(note) for note in group.notes)) for group in self._numberer.groups()
        )
        return Endnotes(groups=groups)

    def _note(self, note: NumberedNote) -> NumberedNote:
        self._recogniser.begin(links=False)
        blocks = edit_blocks(note.blocks, self._recogniser)
        self._keep_namings(note=note.number)
        return replace(note, blocks=blocks)


def _filling(part: Section | str, span: Span) -> Filling:
    """Names in it are not linked: the index, which lists their pages, is set before it is known what has room."""
    return Filling(section=edit_section(part, Untagger()) if isinstance(part, Section) else None, span=span)


def _with_fates(people: People) -> list[Person]:
    """Those who head an entry, in the order of the alphabet."""
    return sorted((person for person in people.persons if person.fate), key=lambda person: collation(person.sort))


def _is_empty(part: Part) -> bool:
    match part:
        case Fates():
            return not (part.entries or part.introduction or part.closing)
        case Endnotes():
            return not part.groups
        case NamesIndex():
            return True
        case _:
            return False
