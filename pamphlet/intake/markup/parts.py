"""The body of copy becomes chapters and what stands before and behind them, as the file parts it or as it reads."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree
from lxml.etree import _Element as Element

from pamphlet.intake.article import Chapter, Fates, Note, Remark, Section, guessed
from pamphlet.intake.blocks import Block, Break, Paragraph, Part, Subhead
from pamphlet.intake.markup.back import part_back_matter
from pamphlet.intake.markup.blocks import BlockReader
from pamphlet.intake.markup.elements import has_class, line_of
from pamphlet.intake.markup.fates import read_fates
from pamphlet.intake.markup.heads import chapters, levelled, with_bold_heads, with_breaks, with_short_heads
from pamphlet.intake.markup.lines_in_brackets import with_editorial_notes
from pamphlet.intake.runs import Run, Strong, plain, run_of
from pamphlet.intake.shapes import back_head
from pamphlet.settings import PLACEHOLDER_TITLE

_CHAPTER = "chapter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts of a text in order; `fates` is None where no part is a list of people."""

    front: tuple[Section, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    back: tuple[Section, ...] = ()
    notes: tuple[Note, ...] = ()
    fates: Fates | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part(Part):
    """A part that the file sets apart; its role is `chapter` or names its file."""

    role: str
    title: Run
    blocks: tuple[Block, ...]
    language: str = ""


def read_parts(body: Element, reader: BlockReader, *, title: str, notes: int) -> Parts:
    """The parts of a body; `notes` says how many notes the file itself has, `title` what a first chapter is called."""
    remarks = reader.words.remarks
    if any(has_class(child, "part") for child in body):
        return _as_set_apart(body, reader, title)
    blocks = tuple(with_bold_heads(tuple(with_breaks(reader.read(body))), remarks))
    headed = tuple(with_short_heads(blocks, remarks))
    parted = part_back_matter(tuple(with_editorial_notes(headed, remarks)), notes, remarks)
    return Parts(
        chapters=chapters(parted.text, title, remarks) if parted.text else (),
        back=parted.sections,
        notes=parted.notes,
        fates=parted.fates,
    )


def _as_set_apart(body: Element, reader: BlockReader, title: str) -> Parts:
    """The parts as the file has them: before the first chapter is front matter, behind it back matter."""
    remarks = reader.words.remarks
    parts = _read_apart(body, reader)
    first = next((index for index, part in enumerate(parts) if part.role == _CHAPTER), len(parts))
    front = [_section(part) for part in parts[:first]]
    text = [part for part in parts[first:] if part.role == _CHAPTER]
    behind = [part for part in parts[first:] if part.role != _CHAPTER]
    fates: Fates | None = None
    while len(text) > 1 and back_head(plain(text[-1].title)) is not None:
        last = text.pop()
        found = None if fates else read_fates(last.line, plain(last.title), last.blocks, remarks)
        if found is None:
            remarks.append(guessed(last.line, f"“{plain(last.title)}” is a part of its own behind the text"))
            behind.insert(0, last)
        fates = fates or found
    return Parts(
        front=tuple(front),
        chapters=tuple(_chapters(text, title, remarks)),
        back=tuple(_section(part) for part in behind),
        fates=fates,
    )


def _read_apart(body: Element, reader: BlockReader) -> list[_Part]:
    """Each part that is set apart; what stands between them goes on from the chapter before, or is one."""
    parts: list[_Part] = []
    for is_part, group in itertools.groupby(list(body), key=lambda child: has_class(child, "part")):
        if is_part:
            parts += (_part(section, reader) for section in group)
            continue
        loose = etree.Element("div")
        loose.extend(list(group))
        blocks = tuple(with_breaks(reader.read(loose)))
        if blocks and parts and parts[-1].role == _CHAPTER:
            parts[-1] = replace(parts[-1], blocks=(*parts[-1].blocks, *blocks))
        elif blocks:
            parts.append(_Part(line=blocks[0].line, role=_CHAPTER, title=(), blocks=blocks))
    return parts


def _part(section: Element, reader: BlockReader) -> _Part:
    language = section.get("lang", "")
    if language:  # words in it are not marked within the part
        reader = replace(reader, words=replace(reader.words, language=language))
    blocks = tuple(with_breaks(reader.read(section)))
    head = blocks[0] if blocks else None
    is_titled = isinstance(head, Subhead) and head.level == 1
    return _Part(
        line=line_of(section) or (head.line if head else 0),
        role=section.get("data-role", _CHAPTER),
        title=head.words if isinstance(head, Subhead) and is_titled else (),
        blocks=blocks[is_titled:],
        language=language,
    )


def _section(part: _Part) -> Section:
    role = "" if part.role == _CHAPTER else part.role
    return Section(line=part.line, head=part.title, blocks=levelled(part.blocks), role=role)


def _chapters(parts: Sequence[_Part], title: str, remarks: list[Remark]) -> Iterator[Chapter]:
    """Chapters, one without a title going on from the one before; the first, or the only one, has then that of all."""
    merged = _with_text(parts, remarks)
    for part in merged:
        words = part.title or (run_of(title or PLACEHOLDER_TITLE) if len(merged) > 1 else ())
        if words and not part.title:
            remarks.append(guessed(part.line, f"the first chapter has no title of its own: it is “{plain(words)}”"))
        alone = len(merged) == 1 and plain(words) == title
        made = levelled(part.blocks)
        yield Chapter(line=part.line, title=() if alone else words, blocks=made, language=part.language)


def _with_text(parts: Sequence[_Part], remarks: list[Remark]) -> list[_Part]:
    """Parts that have text and, but for the first, a title; a title alone is a line of the chapter that follows."""
    merged: list[_Part] = []
    waiting: tuple[Block, ...] = ()
    for part in parts:
        if not part.blocks:
            waiting += (Paragraph(line=part.line, words=(Strong(words=part.title),)),) if part.title else ()
            remarks.append(guessed(part.line, f"“{plain(part.title)}” has no text: a line of the chapter behind it"))
        elif merged and not part.title:
            blocks = (*merged[-1].blocks, *waiting, Break(line=part.line), *part.blocks)
            merged[-1], waiting = replace(merged[-1], blocks=blocks), ()
        else:
            merged.append(replace(part, blocks=(*waiting, *part.blocks)))
            waiting = ()
    if merged and waiting:
        merged[-1] = replace(merged[-1], blocks=(*merged[-1].blocks, *waiting))
    return merged
