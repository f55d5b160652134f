"""The blocks of a text are parted from what stands behind it: the people, typed notes, further reading and so on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pamphlet.intake.article import Fates, Note, Remark, Section, guessed, left_out, question
from pamphlet.intake.blocks import Block, ItemList, Paragraph, Part, Subhead
from pamphlet.intake.fate_line import named_people
from pamphlet.intake.markup.fates import is_entry, read_fates
from pamphlet.intake.markup.heads import levelled, with_breaks
from pamphlet.intake.markup.typed_notes import TypedNotes, read_typed_notes, with_typed_calls
from pamphlet.intake.runs import plain, run_of
from pamphlet.intake.shapes import BackHead, back_head
from pamphlet.intake.text.note_calls import numbered_item

_OF_NOTES = frozenset({"note", "notes", "footnotes", "endnotes", "references"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """A text and what stands behind it; `fates` is None where there is no list of people."""

    text: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    fates: Fates | None = None
    sections: tuple[Section, ...] = ()


def part_back_matter(blocks: tuple[Block, ...], notes: int, remarks: list[Remark]) -> Parted:
    """Part the text from what follows it; `notes` says how many notes the file itself has."""
    start = _start(blocks)
    text = blocks[:start]
    fates: Fates | None = None
    typed: TypedNotes | None = None
    sections: list[Section] = []
    for head, content in _parts(blocks[start:]):
        said = _head(head)
        listed = (*_introduction(head, said), *content)
        if not listed:
            remarks += _on_empty(head, said, notes)
        elif fates is None and (found := read_fates(head.line, said.head, listed, remarks)):
            fates = found
        elif typed is None and (
            listing := read_typed_notes(listed, text, headed=True, first=notes + 1, remarks=remarks)
        ):
            typed = listing
            remarks.append(left_out(head.line, said.head, "the endnotes are given a head of their own"))
        else:
            remarks += _on_section(head, said, listed)
            sections.append(Section(line=head.line, head=run_of(said.head), blocks=levelled(listed)))
    if fates is None:
        text, fates = _closing_list(text, remarks)
    if typed is None:
        text, typed = _closing_notes(text, notes, remarks)
    if typed is None:
        return Parted(text=text, fates=fates, sections=tuple(sections))
    return Parted(text=with_typed_calls(text, typed), notes=typed.notes, fates=fates, sections=tuple(sections))


def _start(blocks: Sequence[Block]) -> int:
    """Where the back matter begins: at a head that opens such a part, with only such heads on its level behind it."""
    heads = [(index, block) for index, block in enumerate(blocks) if index and isinstance(block, Subhead)]
    for number, (index, head) in enumerate(heads):
        later = [other for _, other in heads[number + 1 :] if other.level <= head.level]
        if _opens(head) and _is_at_end(blocks, index) and all(_opens(other) or _is_name(other) for other in later):
            return index
    return len(blocks)


def _opens(head: Subhead) -> bool:
    return back_head(plain(head.words)) is not None


def _is_name(head: Subhead) -> bool:
    return bool(named_people(plain(head.words)))


def _is_at_end(blocks: Sequence[Block], index: int) -> bool:
    """In the second half, or in front of a list."""
    return index * 2 >= len(blocks) or any(_is_listed(block) for block in blocks[index + 1 : index + 2])


def _is_listed(block: Block) -> bool:
    """Whether a block begins a list: of people, of notes or of anything."""
    if isinstance(block, Subhead):
        return _is_name(block)
    return isinstance(block, ItemList) or _is_numbered(block) or is_entry(block)


def _parts(blocks: Sequence[Block]) -> Iterator[tuple[Subhead, tuple[Block, ...]]]:
    """Each part behind the text: its head and what stands under it."""
    head: Subhead | None = None
    content: list[Block] = []
    for block in blocks:
        if isinstance(block, Subhead) and (head is None or (block.level <= head.level and _opens(block))):
            if head is not None:
                yield head, tuple(content)
            head, content = block, []
        else:
            content.append(block)
    if head is not None:
        yield head, tuple(content)


def _head(head: Subhead) -> BackHead:
    said = plain(head.words)
    return back_head(said) or BackHead(head=said, introduction="")


def _introduction(head: Part, said: BackHead) -> tuple[Block, ...]:
    return (Paragraph(line=head.line, words=run_of(said.introduction)),) if said.introduction else ()


def _on_empty(head: Subhead, said: BackHead, notes: int) -> Iterator[Remark]:
    """A head with nothing under it: of the notes, which have one of their own, or of something lost."""
    if notes and said.head.lower() in _OF_NOTES:
        yield left_out(head.line, said.head, "the endnotes are given a head of their own")
    else:
        yield left_out(head.line, said.head, "a head with nothing under it")


def _on_section(head: Subhead, said: BackHead, listed: Sequence[Block]) -> Iterator[Remark]:
    yield guessed(head.line, f"“{said.head}” opens a part of its own behind the text")
    if said.head.lower() in _OF_NOTES and any(_is_numbered(block) for block in listed):
        yield question(head.line, "does the text call these numbers? If so write `[^1]` there and see notes.md")


def _is_numbered(block: Block) -> bool:
    return (isinstance(block, ItemList) and block.start is not None) or (
        isinstance(block, Paragraph) and numbered_item(plain(block.words)) is not None
    )


def _closing_list(text: tuple[Block, ...], remarks: list[Remark]) -> tuple[tuple[Block, ...], Fates | None]:
    """A list of people at the very end, under a line such as `Notes – …` or under none."""
    for index in range(len(text) - 1, 0, -1):
        block = text[index]
        said = back_head(plain(block.words)) if isinstance(block, Paragraph) else None
        if said is not None:
            listed = (*_introduction(block, said), *text[index + 1 :])
            fates = read_fates(block.line, said.head, listed, remarks) if listed else None
            if fates is not None:
                return text[:index], fates
    start = len(text)
    while start > 1 and is_entry(text[start - 1]):
        start -= 1
    fates = read_fates(text[start].line, "", text[start:], remarks) if start < len(text) else None
    if fates is None:
        return text, None
    remarks.append(guessed(fates.line, "the names with a dash behind them at the end are a list of people"))
    return tuple(with_breaks(text[:start])), fates


def _closing_notes(
    text: tuple[Block, ...], notes: int, remarks: list[Remark]
) -> tuple[tuple[Block, ...], TypedNotes | None]:
    """Numbered paragraphs at the very end, if every one is called."""
    start = len(text)
    while start > 1 and _is_numbered(text[start - 1]):
        start -= 1
    listed = text[start:]
    typed = read_typed_notes(listed, text[:start], headed=False, first=notes + 1, remarks=remarks) if listed else None
    return (tuple(with_breaks(text[:start])), typed) if typed else (text, None)
