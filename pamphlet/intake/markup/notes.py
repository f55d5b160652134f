"""The notes of copy get the labels under which the text calls them: 1, 2, 3 in the order of the calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from lxml.etree import _Element as Element

from pamphlet.intake.article import Note, Remark, question
from pamphlet.intake.blocks import Paragraph, with_runs
from pamphlet.intake.markup.blocks import BlockReader
from pamphlet.intake.markup.elements import has_class, line_of
from pamphlet.intake.runs import Inline, LineEnd, NoteCall, Run, Words, run_of
from pamphlet.intake.tree import take_out


def take_notes(body: Element) -> dict[str, Element]:
    """Take the notes out of a body: each by its id."""
    sections = [section for section in body.iter("section") if has_class(section, "notes")]
    for section in sections:
        take_out(section)
    found = (note for section in sections for note in section.iter("aside") if has_class(note, "note"))
    return {note.get("id", ""): note for note in found}


def labels_of(body: Element, notes: Mapping[str, Element]) -> dict[str, str]:
    """The label of each note by its id, those that nothing calls behind the others."""
    links = (link.get("href", "").removeprefix("#") for link in body.iter("a") if has_class(link, "call"))
    called = [identity for identity in dict.fromkeys(links) if identity in notes]
    uncalled = [identity for identity in notes if identity not in called]
    return {identity: str(number) for number, identity in enumerate([*called, *uncalled], 1)}


def read_notes(
    notes: Mapping[str, Element], labels: Mapping[str, str], body: Element, reader: BlockReader
) -> tuple[Note, ...]:
    """The notes in the order of their labels; `body` is the text that calls them."""
    called = {link.get("href", "").removeprefix("#") for link in body.iter("a") if has_class(link, "call")}
    remarks = reader.words.remarks
    made: list[Note] = []
    for identity, label in labels.items():
        element = notes[identity]
        line = line_of(element)
        blocks = with_runs(reader.read(element), partial(_without_calls, line=line, remarks=remarks))
        if not blocks:
            remarks.append(question(line, f"note {label} has no words"))
        made.append(Note(line=line, label=label, blocks=blocks or (Paragraph(line=line, words=run_of("…")),)))
        if identity not in called:
            remarks.append(question(line, f"where is note {label} called? Write `[^{label}]` there"))
    return tuple(made)


def _without_calls(run: Run, line: int, remarks: list[Remark]) -> Run:
    """The words of a note, which cannot call another: the number alone."""
    made: list[Inline] = []
    for part in run:
        match part:
            case NoteCall():
                remarks.append(question(line, f"a note cannot call another: here stood a call of note {part.label}"))
                made.append(Words(text=f"[{part.label}]"))
            case Words() | LineEnd():
                made.append(part)
            case _:
                made.append(replace(part, words=_without_calls(part.words, line, remarks)))
    return tuple(made)
