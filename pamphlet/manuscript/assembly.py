"""A folder of manuscript files becomes settings and a Document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from pamphlet.diagnostics import Diagnostics, Source, Span, did_you_mean
from pamphlet.limits import USUAL, Limits
from pamphlet.manuscript.document import PROSE_ROLE, Block, Document, Figure, Heading, Note, People, Section
from pamphlet.manuscript.fates_file import no_people, read_people
from pamphlet.manuscript.passage import Passage
from pamphlet.manuscript.picture import Picture
from pamphlet.manuscript.picture_problem import PictureProblem
from pamphlet.manuscript.pictures import read_picture
from pamphlet.manuscript.printings import Printing, read_printings
from pamphlet.manuscript.reader import Reader
from pamphlet.manuscript.text_files import read_text_file
from pamphlet.manuscript.traversal import blocks_within
from pamphlet.settings import Settings, read_settings, slug
from pamphlet.workspace import PICTURE_SUFFIXES, FileProblem, Folder, OtherKind

SETTINGS_FILE = "pamphlet.toml"
NOTES_FILE = "notes.md"
FATES_FILE = "fates.toml"

FATES, NOTES, INDEX = "fates", "notes", "index"
MADE_PARTS = (FATES, NOTES, INDEX)
"""Words that stand in [order] for the parts that are made."""

NOTES_PAGE = "notes"
"""Word that stands in `order.fill` for a page with lines to write on."""

_WORDS = {"back": MADE_PARTS, "fill": (NOTES_PAGE,)}

_UNTITLED_ROLES = ("epigraph", "dedication")
_MARKDOWN = frozenset({".md"})
RESERVED_IDS = ("cover", "title-page", "imprint", "contents", "notes-file", "back-cover", FATES, NOTES, INDEX)
"""Ids of what is made beside the manuscript's own text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A manuscript that was read: its settings, its text, and the printings of it that were recorded."""

    settings: Settings
    document: Document
    printings: tuple[Printing, ...] = ()


def read_manuscript(folder: Folder, diagnostics: Diagnostics, limits: Limits = USUAL) -> Manuscript | None:
    """Read a whole folder, within limits; None where there is nothing to go on with.

    Every problem of every file is a finding, so one run shows them all.
    """
    source = _settings_source(folder, diagnostics, limits)
    settings = read_settings(source, diagnostics) if source else None
    if settings is None:
        return None
    reader = Reader(settings.language, settings.quotes, diagnostics, limits.deepest_nesting)
    assembly = _Assembly(folder, settings, reader, diagnostics, limits)
    return Manuscript(settings=settings, document=assembly.document(), printings=read_printings(folder, diagnostics))


def _settings_source(folder: Folder, diagnostics: Diagnostics, limits: Limits) -> Source | None:
    if not folder.exists():
        diagnostics.error(
            "manuscript-absent",
            f"there is no folder `{folder.label}`",
            hint="name the manuscript's folder with --manuscript, or make one with `pamphlet new` or `pamphlet import`",
        )
        return None
    if not folder.exists(SETTINGS_FILE):
        diagnostics.error(
            "manuscript-absent",
            f"there is no {SETTINGS_FILE} in `{folder.label}`, so it is no manuscript",
            hint=f"a manuscript has {SETTINGS_FILE} and at least one chapter in body/",
        )
        return None
    return read_text_file(folder, SETTINGS_FILE, diagnostics, limits=limits)


class _Assembly:
    def __init__(
        self, folder: Folder, settings: Settings, reader: Reader, diagnostics: Diagnostics, limits: Limits
    ) -> None:
        self._folder = folder
        self._settings = settings
        self._reader = reader
        self._diagnostics = diagnostics
        self._limits = limits
        self._notes: list[Note] = []
        self._ids: set[str] = set(RESERVED_IDS)

    def document(self) -> Document:
        front = self._part("front", self._settings.order.front)
        body = self._part("body", self._settings.order.body)
        back = self._part("back", self._settings.order.back)
        fill = self._fill()
        sections = tuple(section for section in body if isinstance(section, Section))
        if not sections and not self._folder.names("body", _MARKDOWN):  # else it was said why none could be read
            self._diagnostics.error(
                "body-empty", f"there is no chapter in `{self._folder.label}/body`", hint="write one: body/01-title.md"
            )
        self._check_titles((*front, *body, *back, *(part for part, _ in fill)), len(sections))
        self._read_notes()
        people = self._people()
        return Document(
            front=tuple(section for section in front if isinstance(section, Section)),
            body=sections,
            back=self._with_made_parts(back),
            fill=fill,
            notes=tuple(self._notes),
            people=people,
            images=self._images((*front, *body, *back, *(part for part, _ in fill)), people),
            marks=tuple(self._reader.marks),
        )

    def _part(self, part: str, order: tuple[tuple[str, Span], ...] | None) -> tuple[Section | str, ...]:
        """The sections of a folder: as listed, else by file name."""
        there = self._folder.names(part, _MARKDOWN)
        if order is None:
            return tuple(section for name in there if (section := self._section(part, name, None)))
        found = (self._entry(part, entry, there, span) for entry, span in order)
        made = tuple(each for each in found if each is not None)
        listed = {f"{part}/{entry}" for entry, _ in order}
        for name in there:
            if name not in listed:
                self._diagnostics.error(
                    "file-not-listed",
                    f"`{name}` is there but `order.{part}` does not list it",
                    order[0][1] if order else self._settings.title_span,
                    hint="add it to the list, or move the file elsewhere",
                )
        return made

    def _fill(self) -> tuple[tuple[Section | str, Span], ...]:
        """What stands on pages that would be blank: as listed, and nothing that is not."""
        there = self._folder.names("fill", _MARKDOWN)
        found = ((self._entry("fill", entry, there, span), span) for entry, span in self._settings.order.fill)
        return tuple((each, span) for each, span in found if each is not None)

    def _entry(self, part: str, entry: str, there: tuple[str, ...], span: Span) -> Section | str | None:
        """What an entry of the order stands for; None, with a finding, where there is no such thing."""
        name = f"{part}/{entry}"
        if entry in _WORDS.get(part, ()):
            return entry
        if name not in there:
            self._absent(entry, part, there, span)
            return None
        return self._section(part, name, span)

    def _absent(self, entry: str, part: str, there: tuple[str, ...], span: Span) -> None:
        names = [*(name.removeprefix(f"{part}/") for name in there), *_WORDS.get(part, ())]
        self._diagnostics.error(
            "file-absent",
            f"`{part}/{entry}` is listed but not there",
            span,
            hint=did_you_mean(entry, names),
        )

    def _section(self, part: str, name: str, span: Span | None) -> Section | None:
        source = self._text(name, span)
        if source is None:
            return None
        stem = slug(re.sub(r"^\d+[-_. ]*", "", PurePosixPath(name).stem)) or "section"
        identity = self._unique(stem)
        found_before = len(self._diagnostics)
        reading = self._reader.read(Passage.whole(source), identity)
        self._notes.extend(reading.notes)
        start = source.span(0, 1)
        heading, blocks = _split_heading(reading.blocks)
        if not blocks and len(self._diagnostics) == found_before:  # else it is known why nothing is left
            self._diagnostics.error(
                "chapter-empty", f"`{name}` holds no text", start, hint="write it, or take the file away"
            )
        for block in blocks:
            if isinstance(block, Heading) and block.level == 1:
                self._diagnostics.error(
                    "title-second",
                    "a second title stands in this file",
                    block.span,
                    hint="begin a new file, or write `##`",
                )
        role = PROSE_ROLE if part == "body" else stem
        return Section(id=identity, role=role, heading=heading, blocks=blocks, language=reading.language, span=start)

    def _text(self, name: str, span: Span | None = None) -> Source | None:
        return read_text_file(self._folder, name, self._diagnostics, span, self._limits)

    def _unique(self, stem: str) -> str:
        number, identity = 1, stem
        while identity in self._ids:
            number += 1
            identity = f"{stem}-part-{number}"
        self._ids.add(identity)
        return identity

    def _check_titles(self, parts: Iterable[Section | str], chapters: int) -> None:
        """Every part has a title, but for an epigraph, a dedication and the only chapter of a short pamphlet."""
        for part in parts:
            if isinstance(part, str) or part.heading is not None or part.role in _UNTITLED_ROLES:
                continue
            if not part.blocks:
                continue  # an empty chapter is reported as such
            if part.role != PROSE_ROLE or chapters > 1:
                self._diagnostics.error(
                    "title-absent", "this chapter has no title", part.span, hint="begin it with `# Title`"
                )

    def _read_notes(self) -> None:
        if not self._folder.exists(NOTES_FILE):
            return
        source = self._text(NOTES_FILE)
        if source is None:
            return
        reading = self._reader.read(Passage.whole(source), "notes-file")
        self._notes.extend(reading.notes)
        for block in reading.blocks:
            if not (isinstance(block, Heading)):
                self._diagnostics.error(
                    "endnote-stray",
                    f"these words of {NOTES_FILE} belong to no note",
                    block.span,
                    hint="a note is `[^label]: text`; its further paragraphs are indented by four spaces",
                )

    def _people(self) -> People:
        if not self._folder.exists(FATES_FILE):
            return no_people()
        source = self._text(FATES_FILE)
        return read_people(source, self._reader, self._diagnostics) if source else no_people()

    def _with_made_parts(self, back: tuple[Section | str, ...]) -> tuple[Section | str, ...]:
        """Parts that the order leaves out follow; the index comes last, for it is set last."""
        left_out = [part for part in (FATES, NOTES) if part not in back]
        return (*(part for part in back if part != INDEX), *left_out, INDEX)

    def _images(self, sections: Iterable[Section | str], people: People) -> dict[str, Picture]:
        """The pictures that the text asks for; one that is not there, or none, is an error at its place."""
        blocks: list[Block] = [block for s in sections if isinstance(s, Section) for block in s.blocks]
        blocks += [block for note in self._notes for block in note.blocks]
        blocks += [*people.introduction, *people.closing]
        blocks += [block for person in people.persons for block in (*person.fate, *person.source)]
        found: dict[str, Picture] = {}
        for block in blocks_within(blocks):
            if isinstance(block, Figure) and block.image not in found:
                picture = self._picture(block)
                if picture is not None:
                    found[block.image] = picture
        return found

    def _picture(self, figure: Figure) -> Picture | None:
        try:
            picture = read_picture(self._folder.read_bytes(figure.image, PICTURE_SUFFIXES), self._limits)
        except OtherKind as problem:
            self._diagnostics.error(
                "picture-unreadable",
                f"the picture `{figure.image}` {problem}",
                figure.span,
                hint="phones and e-readers show no other kind: open it in a photo program and save it as PNG or JPEG",
            )
        except FileProblem as problem:
            hint = did_you_mean(figure.image, self._folder.names("images", PICTURE_SUFFIXES))
            self._diagnostics.error("picture-absent", f"the picture `{figure.image}` {problem}", figure.span, hint=hint)
        except PictureProblem as problem:
            self._diagnostics.error(
                "picture-unreadable",
                f"the picture `{figure.image}` {problem}",
                figure.span,
                hint=problem.hint or "open it in a drawing or photo program and save it anew",
            )
        else:
            if picture.dropped:
                self._diagnostics.warning(
                    "picture-cut",
                    f"the drawing `{figure.image}` goes without what a printed drawing does not need: "
                    f"{', '.join(picture.dropped)}",
                    figure.span,
                    hint="see that it looks right without it",
                )
            return picture
        return None


def _split_heading(blocks: tuple[Block, ...]) -> tuple[Heading | None, tuple[Block, ...]]:
    if blocks and isinstance(blocks[0], Heading) and blocks[0].level == 1:
        return blocks[0], blocks[1:]
    return None, blocks
