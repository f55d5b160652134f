"""What the rules look at: the manuscript as it was read, and what stands beside it in its folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from pamphlet.desk.prose import Prose
from pamphlet.diagnostics import Source, Span
from pamphlet.manuscript.assembly import SETTINGS_FILE
from pamphlet.manuscript.document import Block, Division, Document, Figure, Heading, Inline, Table
from pamphlet.manuscript.passage import Passage
from pamphlet.manuscript.traversal import Run, blocks_within, inline_nodes, runs, section_runs
from pamphlet.settings import Settings
from pamphlet.speller import FindSpeller


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The code points that can be set: those of every upright face, and those of every italic one."""

    upright: frozenset[int] = field(repr=False)
    italic: frozenset[int] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """A person's dates as the author wrote them, each with its place; empty where not given."""

    name: str
    born: str
    born_span: Span
    died: str
    died_span: Span


@dataclass(frozen=True, kw_only=True)  # without slots, for what many rules ask for is gathered once
class View:
    """A manuscript as the desk sees it.

    `wordings` are the texts of the TOML files that are printed as they stand; `date` is that of
    the edition, None where it is missing or wrong; `web_span` is where `imprint.web` stands;
    `pictures` are the files of images/, `unread` those that no stage reads.  `complete` says that
    every file could be read: only then can a rule say that nothing calls, names or uses something.
    `prose` is all that is printed, run by run, in the order of reading.  `find_speller` is asked by the rule
    on spelling alone.
    """

    settings: Settings
    document: Document
    coverage: Coverage
    date: dt.date | None
    wordings: tuple[Passage, ...]
    web_span: Span
    lives: tuple[Life, ...]
    pictures: tuple[str, ...]
    unread: tuple[str, ...]
    complete: bool
    prose: tuple[Prose, ...] = field(repr=False)
    find_speller: FindSpeller = field(repr=False)

    def place(self, name: str) -> Span:
        """The place of a file as a whole, by its name in the manuscript."""
        return Source(name=self.settings.source.name.removesuffix(SETTINGS_FILE) + name, text="").span(0)

    @cached_property
    def text_runs(self) -> tuple[Run, ...]:
        """All words that may call a note: the sections and the fates, in the order of reading."""
        sections = (run for section in self.document.sections for run in section_runs(section))
        return (*sections, *runs(self.fates_blocks()))

    @cached_property
    def note_runs(self) -> tuple[Run, ...]:
        """All words of the notes."""
        return tuple(run for note in self.document.notes for run in runs(note.blocks))

    @cached_property
    def inlines(self) -> tuple[Inline, ...]:
        """Every inline node of the manuscript, the outer before the inner."""
        return tuple(node for run in (*self.text_runs, *self.note_runs) for node in inline_nodes(run.children))

    def fates_blocks(self) -> Iterator[Block]:
        """The blocks of fates.toml."""
        people = self.document.people
        yield from people.introduction
        for person in people.persons:
            yield from person.fate
            yield from person.source
        yield from people.closing

    def _blocks(self) -> Iterator[Block]:
        """Every block of the manuscript but the chapters' titles, the outer before the inner."""
        for section in self.document.sections:
            yield from blocks_within(section.blocks)
        yield from blocks_within(self.fates_blocks())
        for note in self.document.notes:
            yield from blocks_within(note.blocks)

    def figures(self) -> Iterator[Figure]:
        """Every picture that the text shows."""
        return (block for block in self._blocks() if isinstance(block, Figure))

    def tables(self) -> Iterator[Table]:
        """Every table."""
        return (block for block in self._blocks() if isinstance(block, Table))

    def divisions(self) -> Iterator[Division]:
        """Every fenced passage."""
        return (block for block in self._blocks() if isinstance(block, Division))

    def titles(self) -> Iterator[Heading]:
        """The title of every section that has one."""
        return (section.heading for section in self.document.sections if section.heading is not None)

    def heads(self) -> Iterator[Heading]:
        """Every head: the titles of the sections, then all others."""
        yield from self.titles()
        yield from (block for block in self._blocks() if isinstance(block, Heading))
