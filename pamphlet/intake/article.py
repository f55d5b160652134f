"""What an article consists of, once its reader has understood it and before it becomes files.

Every reader of a foreign file makes an `Article`; `manuscript_files` alone turns one into a
manuscript.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pamphlet.intake.blocks import Block, Part, passages_in
from pamphlet.intake.runs import Run

FATES_TITLE = "What became of them"
"""What a list of people is called where the source only says `Notes`."""


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
class Chapter(Part):
    """One chapter; an empty `title` is that of the pamphlet, an empty `language` its language."""

    title: Run
    blocks: tuple[Block, ...]
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Part):
    """An endnote under the label by which the text calls it."""

    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name at the head of a fate; the dates are empty unless the text gives them there.

    `key`, `sort` and `forms` are as in fates.toml, and empty but for a person from an ebook of ours.
    """

    name: str
    born: str = ""
    died: str = ""
    key: str = ""
    sort: str = ""
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate(Part):
    """What became of one person, or of several who share the line."""

    people: tuple[Named, ...]
    blocks: tuple[Block, ...]
    source: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fates(Part):
    """The list of people with its title, and what stands before and after the entries."""

    title: str
    introduction: tuple[Block, ...]
    entries: tuple[Fate, ...]
    closing: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Part):
    """A part before or behind the text that is neither endnotes nor fates: for example further reading.

    `role` names its file (`epigraph`, `glossary`) where the source says it; where it is empty the head does.
    """

    head: Run
    blocks: tuple[Block, ...]
    role: str = ""


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
    """How much there is of each thing, in a source or in a manuscript.

    `paragraphs` are all that hold words in the run of the text, in lists, quotations, tables and lives too; `heads`,
    titles of chapters among them, and paragraphs of notes are not.
    """

    words: int
    paragraphs: int
    heads: int
    notes: int = 0
    people: int = 0
    pictures: int = 0
    tables: int = 0
    links: int = 0
    text_boxes: int = 0
    comments: int = 0
    insertions: int = 0
    deletions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as its reader understood it.

    `source` is the text it was read from, decoded; `tally` what was counted in it, before
    anything was moved.  `title` and `subtitle` are None where the text has none; `date` (ISO 8601)
    and `language` (BCP 47) are empty where the file does not say.  `pictures` are the bytes of each
    figure's picture, by its name.  Labels of notes are unique in the article.
    """

    source: str
    tally: Tally
    title: Line | None
    subtitle: Line | None
    authors: tuple[Author, ...]
    chapters: tuple[Chapter, ...]
    notes: tuple[Note, ...]
    fates: Fates | None
    back: tuple[Section, ...]
    remarks: tuple[Remark, ...]
    front: tuple[Section, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    date: str = ""
    language: str = ""


def guessed(line: int, text: str) -> Remark:
    """A remark on what was done by a rule of thumb."""
    return Remark(kind=RemarkKind.GUESSED, line=line, text=text)


def question(line: int, text: str) -> Remark:
    """A remark on what only a person can know."""
    return Remark(kind=RemarkKind.QUESTION, line=line, text=text)


def left_out(line: int, words: str, reason: str) -> Remark:
    """A remark on words of the source that are in no file, and why."""
    return Remark(kind=RemarkKind.LEFT_OUT, line=line, text=reason, words=words)


def passages(article: Article) -> Iterator[tuple[int, str]]:
    """Every run of words of the text and of the fates with its line; names at the head of fates not."""
    for section in article.front:
        yield from passages_in(section.blocks)
    for chapter in article.chapters:
        yield from passages_in(chapter.blocks)
    for note in article.notes:
        yield from passages_in(note.blocks)
    if article.fates is not None:
        yield from passages_in(article.fates.introduction)
        for entry in article.fates.entries:
            yield from passages_in(entry.blocks)
        yield from passages_in(article.fates.closing)
    for section in article.back:
        yield from passages_in(section.blocks)
