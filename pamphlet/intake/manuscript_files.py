"""An `Article` becomes the files of a manuscript, as docs/manuscript.md describes them.

The text is one chapter, whose title is left out: it is then the pamphlet's.  What stands before
the first subhead has no head of its own, so chapters made of the subheads would begin with one
that has no title, which the format does not allow; and an article of a few pages keeps its
endnotes together.  Subheads are `##`; a line in brackets that leads elsewhere becomes an endnote.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pamphlet.intake import markdown
from pamphlet.intake.article import (
    Article,
    Block,
    EditorialNote,
    Note,
    NoteCall,
    Paragraph,
    Remark,
    Run,
    Words,
    guessed,
    plain,
)
from pamphlet.intake.manuscript_toml import TitlePage, fates_toml, settings_toml
from pamphlet.intake.people import People
from pamphlet.settings import slug

_SMALL_WORDS = frozenset({"the", "a", "an", "this", "these", "you", "to", "can", "be", "is", "of", "on", "in"})
_BACK_FILES = {
    "bibliography": "further-reading",
    "timeline": "chronology",
    "about the authors": "about-the-author",
    "questions for discussion": "questions",
    "acknowledgments": "acknowledgements",
    "notes": "remarks",  # `notes` stands for the endnotes, `fates` for the people
}
"""Names of files by the heads in the source, where they are not the same: docs/manuscript.md."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The files of a manuscript by name, and what was guessed in writing them."""

    files: dict[str, str]
    remarks: tuple[Remark, ...]


def write_manuscript(article: Article, people: People, page: TitlePage, *, stem: str) -> Written:
    """Write every part of an article into its file; the chapter is called after the stem."""
    text = _with_endnotes(article)
    files = {
        "pamphlet.toml": settings_toml(page),
        f"body/01-{slug(stem)[:40].strip('-') or 'text'}.md": markdown.blocks(text.blocks),
    }
    if text.notes:
        files["notes.md"] = "\n\n".join(markdown.note(note) for note in text.notes) + "\n"
    if article.fates is not None:
        files["fates.toml"] = fates_toml(article.fates, people)
    for number, section in enumerate(article.back, 1):
        title = markdown.head((Words(text=section.head),), 1)
        prefix = f"{number:02}-" if len(article.back) > 1 else ""  # or the names would set another order
        files[f"back/{prefix}{_back_stem(section.head)}.md"] = f"{title}\n\n{markdown.blocks(section.blocks)}"
    return Written(files=files, remarks=text.remarks)


def _back_stem(head: str) -> str:
    return _BACK_FILES.get(head.lower(), slug(head)) or "appendix"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """The chapter and its endnotes, no line in brackets left among the blocks."""

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    remarks: tuple[Remark, ...]


def _with_endnotes(article: Article) -> _Text:
    """Make endnotes of the lines in brackets; each is called at the end of the paragraph before it."""
    placed: list[Block] = []
    notes = list(article.notes)
    remarks: list[Remark] = []
    for block in article.blocks:
        if not isinstance(block, EditorialNote):
            placed.append(block)
        elif placed and isinstance(last := placed[-1], Paragraph):
            label = _label(block.words, [note.label for note in notes])
            placed[-1] = replace(last, words=(*last.words, NoteCall(label=label)))
            notes.append(Note(line=block.line, label=label, paragraphs=(block.words,)))
            called = f"the line in brackets is the endnote `{label}`, called at the end of line {last.line}"
            remarks.append(guessed(block.line, called))
        else:
            bracketed = (Words(text="["), *block.words, Words(text="]"))
            placed.append(Paragraph(line=block.line, words=bracketed))
            remarks.append(guessed(block.line, "no paragraph before the line in brackets: kept as one"))
    in_order = sorted(notes, key=lambda note: note.line)
    return _Text(blocks=tuple(placed), notes=tuple(in_order), remarks=tuple(remarks))


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
