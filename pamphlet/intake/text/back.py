"""Classified blocks from behind a text become endnotes, fates and other parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pamphlet.intake.article import Fate, Fates, Note, Remark, Section, guessed, left_out, question
from pamphlet.intake.blocks import Paragraph
from pamphlet.intake.fate_line import split_fate
from pamphlet.intake.list_of_people import list_of_people
from pamphlet.intake.runs import run_of
from pamphlet.intake.shapes import BackHead, back_head
from pamphlet.intake.text.body import build_blocks
from pamphlet.intake.text.kinds import Classified, Kind
from pamphlet.intake.text.note_calls import NO_CALLS, Calls, CallStyle, called_numbers, numbered_item

_TYPED = {
    CallStyle.RAISED: "¹",
    CallStyle.BRACKETS: "[1]",
    CallStyle.PARENTHESES: "(1)",
    CallStyle.GLUED: "1 behind a full stop",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BackMatter:
    """Everything behind the text; `fates` is None where there is no list of people."""

    notes: tuple[Note, ...]
    fates: Fates | None
    sections: tuple[Section, ...]


def build_back_matter(classified: Iterable[Classified], calls: Calls, remarks: list[Remark]) -> BackMatter:
    """Sort the parts behind a text; what was guessed or must be asked is added to the remarks."""
    notes: tuple[Note, ...] = ()
    fates: Fates | None = None
    sections: list[Section] = []
    for part in _parts(classified):
        kinds = {block.kind for block in part}
        if Kind.NOTE in kinds:
            notes = _notes(part, remarks)
        elif Kind.FATE in kinds and fates is None:
            fates = _fates(part, calls, remarks)
        else:
            sections.append(_section(part, calls, remarks))
    return BackMatter(notes=notes, fates=fates, sections=tuple(sections))


def _parts(blocks: Iterable[Classified]) -> list[list[Classified]]:
    """The parts behind the text, each with its head; notes may stand without one."""
    parts: list[list[Classified]] = []
    for block in blocks:
        if block.kind is Kind.BACK_HEAD or not parts:
            parts.append([])
        parts[-1].append(block)
    return parts


def _head(block: Classified) -> BackHead:
    return back_head(block.text) or BackHead(head=block.text, introduction="")


def _section(part: Sequence[Classified], calls: Calls, remarks: list[Remark]) -> Section:
    line, head = part[0].line, _head(part[0])
    remarks.append(guessed(line, f"“{head.head}” opens a part of its own behind the text"))
    if any(block.kind is Kind.NUMBERED for block in part):
        remarks.append(question(line, "does the text call these numbers? If so write `[^1]` there and see notes.md"))
    introduction = [_paragraph(part[0], head.introduction, calls)] if head.introduction else []
    return Section(line=line, head=run_of(head.head), blocks=(*introduction, *build_blocks(part[1:], calls, remarks)))


def _notes(part: Sequence[Classified], remarks: list[Remark]) -> tuple[Note, ...]:
    """Each numbered block is a note; one without a number goes on from the note before it."""
    if part[0].kind is Kind.BACK_HEAD:
        remarks.append(left_out(part[0].line, part[0].text, "the endnotes are given a head of their own"))
        part = part[1:]
    notes: list[Note] = []
    for block in part:
        item = numbered_item(block.text, bare=True)
        if block.kind is Kind.NOTE and item is not None:
            first = _paragraph(block, item.text, NO_CALLS)
            notes.append(Note(line=block.line, label=str(item.number), blocks=(first,)))
        else:
            label = notes[-1].label
            remarks.append(guessed(block.line, f"no number: taken for a further paragraph of note {label}"))
            longer = (*notes[-1].blocks, _paragraph(block, block.text, NO_CALLS))
            notes[-1] = replace(notes[-1], blocks=longer)
    return tuple(notes)


def remarks_on_calls(body: Iterable[Classified], notes: Sequence[Note], calls: Calls) -> tuple[Remark, ...]:
    """How calls were found, and which notes and calls have no counterpart."""
    if calls.style is None or not notes:
        return ()
    called = called_numbers([block.text for block in body], calls.style)
    shown = f"numbers typed as {_TYPED[calls.style]} are taken for calls of the notes at the end"
    uncalled = [note for note in notes if int(note.label) not in called]
    asked = [
        question(note.line, f"where is note {note.label} called? Write `[^{note.label}]` there") for note in uncalled
    ]
    unknown = sorted(called - calls.known)
    asked += [question(0, f"the text seems to call a note {number}, but there is none") for number in unknown]
    return (guessed(notes[0].line, shown), *asked)


def _fates(part: Sequence[Classified], calls: Calls, remarks: list[Remark]) -> Fates:
    head = _head(part[0])
    introduction = [_paragraph(part[0], head.introduction, calls)] if head.introduction else []
    entries = [
        _fate(block, calls) if block.kind is Kind.FATE else _paragraph(block, block.text, calls) for block in part[1:]
    ]
    return list_of_people(part[0].line, head.head, [*introduction, *entries], remarks)


def _fate(block: Classified, calls: Calls) -> Fate:
    people, text = split_fate(block.text)
    return Fate(line=block.line, people=people, blocks=(_paragraph(block, text, calls),))


def _paragraph(block: Classified, text: str, calls: Calls) -> Paragraph:
    return Paragraph(line=block.line, words=calls.run(text))
