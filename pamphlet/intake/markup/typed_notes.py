"""Numbers that somebody typed, `[3]` or `³`, and the numbered paragraphs at the end become calls and notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pamphlet.intake.article import Note, Remark, guessed, left_out, question
from pamphlet.intake.blocks import Block, ItemList, Paragraph, passages_in, with_runs
from pamphlet.intake.markup.cutting import behind
from pamphlet.intake.runs import Address, Inline, LineEnd, NoteCall, Run, Words, plain
from pamphlet.intake.text.note_calls import Calls, CallStyle, call_style, called_numbers, numbered_item


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedNotes:
    """Notes that were typed, in order, and how the text calls them; the first has the label `first`."""

    notes: tuple[Note, ...]
    style: CallStyle
    first: int


def read_typed_notes(
    listed: Sequence[Block], text: Sequence[Block], *, headed: bool, first: int, remarks: list[Remark]
) -> TypedNotes | None:
    """The notes of a numbered list that the text calls; None where it does not call them.

    A paragraph without a number goes on from the note before it.
    """
    items = list(_items(listed))
    numbers = [number for number, _ in items if number]
    if not items or not items[0][0] or numbers != list(range(1, len(numbers) + 1)):
        return None
    passages = [words for _, words in passages_in(text)]
    style = call_style(passages, len(numbers), headed=headed)
    if style is None:
        return None
    notes: list[Note] = []
    for number, blocks in items:
        line = blocks[0].line
        if number:
            notes.append(Note(line=line, label=str(first + number - 1), blocks=blocks))
        else:
            remarks.append(guessed(line, f"no number: taken for a further paragraph of note {notes[-1].label}"))
            notes[-1] = replace(notes[-1], blocks=(*notes[-1].blocks, *blocks))
    typed = TypedNotes(notes=tuple(notes), style=style, first=first)
    remarks.append(guessed(notes[0].line, "numbers typed into the text are taken for calls of the notes at the end"))
    remarks += _without_counterpart(typed, passages)
    if first > 1:
        calls = (found[0].strip() for passage in passages for found in style.value.finditer(passage))
        reason = "the notes that were typed have numbers behind those of the file's own"
        remarks.append(left_out(notes[0].line, " ".join([*map(str, numbers), *calls]), reason))
    return typed


def _items(listed: Sequence[Block]) -> Iterator[tuple[int, tuple[Block, ...]]]:
    """Each item with its number, 0 for a block that has none."""
    for block in listed:
        match block:
            case ItemList(start=int(start)):
                yield from enumerate(block.items, start)
            case Paragraph():
                item = numbered_item(plain(block.words), bare=True)
                if item is None:
                    yield 0, (block,)
                else:
                    words = behind(block.words, len(plain(block.words)) - len(item.text))
                    yield item.number, (replace(block, words=words),)
            case _:
                yield 0, (block,)


def _without_counterpart(typed: TypedNotes, passages: Sequence[str]) -> Iterator[Remark]:
    called = called_numbers(passages, typed.style)
    for number, note in enumerate(typed.notes, 1):
        if number not in called:
            yield question(note.line, f"where is note {note.label} called? Write `[^{note.label}]` there")
    for number in sorted(called - set(range(1, len(typed.notes) + 1))):
        yield question(0, f"the text seems to call a note {number}, but there is none")


def with_typed_calls(blocks: Sequence[Block], typed: TypedNotes) -> tuple[Block, ...]:
    """Blocks whose typed numbers are calls."""
    calls = Calls(style=typed.style, known=frozenset(range(1, len(typed.notes) + 1)))
    return with_runs(blocks, lambda run: _called(run, calls, typed.first - 1))


def _called(run: Run, calls: Calls, offset: int) -> Run:
    made: list[Inline] = []
    for part in run:
        match part:
            case Words():
                made += (_moved(found, offset) for found in calls.run(part.text))
            case LineEnd() | NoteCall() | Address():
                made.append(part)
            case _:
                made.append(replace(part, words=_called(part.words, calls, offset)))
    return tuple(made)


def _moved(part: Inline, offset: int) -> Inline:
    return NoteCall(label=str(int(part.label) + offset)) if isinstance(part, NoteCall) else part
