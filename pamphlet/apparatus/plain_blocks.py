"""The parts of a pamphlet become plain blocks: their words, without marks and without the numbers of notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pamphlet.apparatus.page_map import UNCOUNTED
from pamphlet.apparatus.parts import Endnotes, Fates, Part, part_runs
from pamphlet.manuscript.document import Code, Inline, LineBreak, NoteCall, Text
from pamphlet.manuscript.traversal import Run, inline_nodes, runs


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainBlock:
    """The words of a block, and before how many characters of it, counted as in a page map, each begins.

    `place` says where it belongs: `note 12`, `the fate of Ann Fox`; empty for the text.
    """

    id: str
    place: str
    words: tuple[str, ...]
    offsets: tuple[int, ...]


def plain_blocks(parts: Iterable[Part]) -> Iterator[PlainBlock]:
    """The blocks of parts that have words, in the order of reading."""
    for part in parts:
        for place, run in _placed_runs(part):
            block = _plain(run, place)
            if block.words:
                yield block


def _placed_runs(part: Part) -> Iterator[tuple[str, Run]]:
    match part:
        case Endnotes():
            for note in (note for group in part.groups for note in group.notes):
                yield from ((f"note {note.number}", run) for run in runs(note.blocks))
        case Fates():
            places: dict[str, str] = {}
            for entry in part.entries:
                own = (entry.id, *(run.id for run in runs((*entry.blocks, *entry.source))))
                places |= dict.fromkeys(own, f"the fate of {entry.persons[0].name}")
            yield from ((places.get(run.id, ""), run) for run in part_runs(part))
        case _:
            yield from (("", run) for run in part_runs(part))


def _plain(run: Run, place: str) -> PlainBlock:
    plain: list[str] = []
    offsets: list[int] = []
    counted = 0
    for node in inline_nodes(run.children):
        text = _set_as(node)
        for character in text:
            if not isinstance(node, NoteCall):
                plain.append(character)
                offsets.append(counted)
            counted += not UNCOUNTED.match(character)
    found = list(re.finditer(r"\S+", "".join(plain)))
    return PlainBlock(
        id=run.id,
        place=place,
        words=tuple(word[0].replace("\u00ad", "") for word in found),
        offsets=tuple(offsets[word.start()] for word in found),
    )


def _set_as(node: Inline) -> str:
    """What is set for a node itself, without those in it."""
    match node:
        case Text() | Code():
            return node.text
        case NoteCall():
            return str(node.number)
        case LineBreak():
            return " "
        case _:
            return ""
