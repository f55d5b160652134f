"""Classified blocks from behind a text become endnotes, fates and other parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pamphlet.intake.article import (
    FATES_TITLE,
    BackSection,
    Fate,
    Fates,
    Note,
    Paragraph,
    Remark,
    Run,
    guessed,
    left_out,
    question,
)
from pamphlet.intake.fate_line import split_fate
from pamphlet.intake.shapes import PEOPLE_HEADS, BackHead, back_head
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
    sections: tuple[BackSection, ...]


def build_back_matter(classified: Iterable[Classified], calls: Calls, remarks: list[Remark]) -> BackMatter:
    """Sort the parts behind a text; what was guessed or must be asked is added to the remarks."""
    notes: tuple[Note, ...] = ()
    fates: Fates | None = None
    sections: list[BackSection] = []
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


def _section(part: Sequence[Classified], calls: Calls, remarks: list[Remark]) -> BackSection:
    line, head = part[0].line, _head(part[0])
    remarks.append(guessed(line, f"“{head.head}” opens a part of its own behind the text"))
    if any(block.kind is Kind.NUMBERED for block in part):
        remarks.append(question(line, "does the text call these numbers? If so write `[^1]` there and see notes.md"))
    introduction = [Paragraph(line=line, words=calls.run(head.introduction))] if head.introduction else []
    return BackSection(line=line, head=head.head, blocks=(*introduction, *build_blocks(part[1:], calls, remarks)))


def _notes(part: Sequence[Classified], remarks: list[Remark]) -> tuple[Note, ...]:
    """Each numbered block is a note; one without a number goes on from the note before it."""
    if part[0].kind is Kind.BACK_HEAD:
        remarks.append(left_out(part[0].line, part[0].text, "the endnotes are given a head of their own"))
        part = part[1:]
    notes: list[Note] = []
    for block in part:
        item = numbered_item(block.text, bare=True)
        if block.kind is Kind.NOTE and item is not None:
            words = NO_CALLS.run(item.text)
            notes.append(Note(line=block.line, label=str(item.number), paragraphs=(words,)))
        else:
            label = notes[-1].label
            remarks.append(guessed(block.line, f"no number: taken for a further paragraph of note {label}"))
            longer = (*notes[-1].paragraphs, NO_CALLS.run(block.text))
            notes[-1] = replace(notes[-1], paragraphs=longer)
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
    """A line without a name goes on from the entry before it; behind the last entry it closes the list."""
    head = _head(part[0])
    title = head.head if head.head.lower() in PEOPLE_HEADS else FATES_TITLE
    if title != head.head:
        remarks.append(left_out(part[0].line, head.head, f"the list of people is headed “{title}” instead"))
    last = max(index for index, block in enumerate(part) if block.kind is Kind.FATE)
    introduction: list[Run] = [calls.run(head.introduction)] if head.introduction else []
    entries: list[Fate] = []
    closing: list[Run] = []
    for index, block in enumerate(part[1:], 1):
        if block.kind is Kind.FATE:
            entries.append(_fate(block, calls, remarks))
        elif not entries:
            introduction.append(calls.run(block.text))
        elif index > last:
            closing.append(calls.run(block.text))
            remarks.append(guessed(block.line, "no name at its head: it closes the list of people"))
        else:
            name = entries[-1].people[-1].name
            remarks.append(guessed(block.line, f"no name at its head: taken for a further paragraph on {name}"))
            entries[-1] = replace(entries[-1], paragraphs=(*entries[-1].paragraphs, calls.run(block.text)))
    return Fates(
        line=part[0].line,
        title=title,
        introduction=tuple(introduction),
        entries=tuple(entries),
        closing=tuple(closing),
    )


def _fate(block: Classified, calls: Calls, remarks: list[Remark]) -> Fate:
    people, text = split_fate(block.text)
    if len(people) > 1:
        shared = " and ".join(person.name for person in people)
        remarks.append(guessed(block.line, f"{len(people)} people share this entry: {shared}"))
    return Fate(line=block.line, people=people, paragraphs=(calls.run(text),))
