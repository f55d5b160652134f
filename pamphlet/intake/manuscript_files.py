"""An `Article` becomes the files of a manuscript, as the manual describes them.

An article of one chapter leaves its title out: it is then the pamphlet's.  A line in brackets that leads elsewhere
becomes an endnote.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pamphlet.intake import markdown
from pamphlet.intake.article import Article, Chapter, Note, Remark, Section, guessed
from pamphlet.intake.blocks import Block, EditorialNote, Paragraph, runs_in
from pamphlet.intake.manuscript_toml import (
    TO_BE_FILLED_IN,
    Frame,
    TitlePage,
    candidates_toml,
    fates_toml,
    settings_toml,
)
from pamphlet.intake.people import People
from pamphlet.intake.runs import NoteCall, Run, Words, calls_in, plain
from pamphlet.settings import slug

_SMALL_WORDS = frozenset({"the", "a", "an", "this", "these", "you", "to", "can", "be", "is", "of", "on", "in"})
_STEMS_BY_HEAD = {
    "bibliography": "further-reading",
    "timeline": "chronology",
    "about the authors": "about-the-author",
    "questions for discussion": "questions",
    "acknowledgments": "acknowledgements",
    "notes": "remarks",  # `notes` stands for the endnotes, `fates` for the people
}
"""Names of files by the heads in the source, where they are not the same, as the manual has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The files of a manuscript by name, its pictures by name, and what was guessed in writing them."""

    files: dict[str, str]
    pictures: dict[str, bytes]
    remarks: tuple[Remark, ...]


def write_manuscript(
    article: Article, people: People, page: TitlePage, *, stem: str, frame: Frame = TO_BE_FILLED_IN
) -> Written:
    """Write every part of an article into its file; a chapter without a title is called after the stem."""
    text = _with_endnotes(article)
    files = {"pamphlet.toml": settings_toml(page, frame)}
    files |= _sections("front", article.front)
    for number, chapter in enumerate(text.chapters, 1):
        before = frame.chapter if number == 1 else ""
        files[f"body/{number:02}-{_file_stem(plain(chapter.title) or stem)}.md"] = before + markdown.chapter(chapter)
    if text.notes:
        files["notes.md"] = "\n\n".join(markdown.note(note) for note in text.notes) + "\n"
    if article.fates is not None:
        files["fates.toml"] = fates_toml(article.fates, people)
    elif people.candidates:
        files["fates.toml"] = candidates_toml(people.candidates)
    files |= _sections("back", article.back)
    pictures = {f"{markdown.PICTURES_FOLDER}/{name}": data for name, data in article.pictures.items()}
    return Written(files=files, pictures=pictures, remarks=text.remarks)


def _file_stem(title: str) -> str:
    return slug(title)[:40].strip("-") or "text"


def _sections(folder: str, sections: Sequence[Section]) -> dict[str, str]:
    """Sections by their files, numbered where there are several, or the names would set another order."""
    prefixes = [f"{number:02}-" if len(sections) > 1 else "" for number, _ in enumerate(sections, 1)]
    return {
        f"{folder}/{prefix}{section.role or _stem_by_head(plain(section.head))}.md": markdown.section(section)
        for prefix, section in zip(prefixes, sections, strict=True)
    }


def _stem_by_head(head: str) -> str:
    return _STEMS_BY_HEAD.get(head.lower(), slug(head)) or "appendix"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """The chapters and their endnotes, no line in brackets left among the blocks."""

    chapters: tuple[Chapter, ...]
    notes: tuple[Note, ...]
    remarks: tuple[Remark, ...]


def _with_endnotes(article: Article) -> _Text:
    """Make endnotes of the lines in brackets; each is called at the end of the paragraph before it."""
    notes = list(article.notes)
    remarks: list[Remark] = []
    chapters = [
        replace(chapter, blocks=_without_lines_in_brackets(chapter.blocks, notes, remarks))
        for chapter in article.chapters
    ]
    return _Text(chapters=tuple(chapters), notes=_as_called(notes, chapters), remarks=tuple(remarks))


def _as_called(notes: Sequence[Note], chapters: Sequence[Chapter]) -> tuple[Note, ...]:
    """Notes in the order of their first calls, those that no chapter calls behind the others."""
    runs = (run for chapter in chapters for _, run in runs_in(chapter.blocks))
    labels = list(dict.fromkeys(label for run in runs for label in calls_in(run)))
    places = {label: place for place, label in enumerate(labels)}
    return tuple(sorted(notes, key=lambda note: places.get(note.label, len(places))))


def _without_lines_in_brackets(blocks: Sequence[Block], notes: list[Note], remarks: list[Remark]) -> tuple[Block, ...]:
    placed: list[Block] = []
    for block in blocks:
        if not isinstance(block, EditorialNote):
            placed.append(block)
        elif placed and isinstance(last := placed[-1], Paragraph):
            label = _label(block.words, [note.label for note in notes])
            placed[-1] = replace(last, words=(*last.words, NoteCall(label=label)))
            notes.append(Note(line=block.line, label=label, blocks=(Paragraph(line=block.line, words=block.words),)))
            called = f"the line in brackets is the endnote `{label}`, called at the end of line {last.line}"
            remarks.append(guessed(block.line, called))
        else:
            bracketed = (Words(text="["), *block.words, Words(text="]"))
            placed.append(Paragraph(line=block.line, words=bracketed))
            remarks.append(guessed(block.line, "no paragraph before the line in brackets: kept as one"))
    return tuple(placed)


def _label(words: Run, taken: Sequence[str]) -> str:
    """A label from the first two words of a note, small ones left aside."""
    leading = [part for part in words if isinstance(part, Words)]
    said = [word for word in plain(tuple(leading)).split() if word.lower() not in _SMALL_WORDS]
    stem = slug(" ".join(said[:2])) or "link"
    stem = f"note-{stem}" if stem.isdigit() else stem
    label, number = stem, 1
    while label in taken:
        number += 1
        label = f"{stem}-{number}"
    return label
