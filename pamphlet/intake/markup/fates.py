"""Blocks that say what became of whom, in whatever form a file lists them, become the fates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pamphlet.intake.article import Fate, Fates, Named, Remark
from pamphlet.intake.blocks import Block, DefinitionList, ItemList, Paragraph, Subhead
from pamphlet.intake.fate_line import named_people, split_fate
from pamphlet.intake.list_of_people import HEADS_OF_FATES, list_of_people
from pamphlet.intake.markup.cutting import behind
from pamphlet.intake.runs import NoteCall, Run, Strong, calls_in, plain
from pamphlet.intake.shapes import PEOPLE_HEADS

_BEHIND_NAME = re.compile(r"\s*[:.,–—-]?\s*")
_COLON = re.compile(r"(?P<names>[^:]{3,80}):\s+(?=\S)")
_FEWEST = 3
"""So many entries and nothing else are a list of people though no head says so."""

Entry = Fate | Block


def read_fates(line: int, head: str, blocks: Sequence[Block], remarks: list[Remark]) -> Fates | None:
    """The fates under a head, which may be empty; None where the blocks are no list of people."""
    entries = list(_entries(blocks, headed=bool(head)))
    return list_of_people(line, head, entries, remarks) if _are_fates(head.lower(), entries) else None


def is_entry(block: Block) -> bool:
    """Whether a block says of one person after another what became of them, and nothing else."""
    return all(isinstance(entry, Fate) for entry in _entries_in(block, headed=False))


def _are_fates(head: str, entries: Sequence[Entry]) -> bool:
    """A third of the entries or more begin with a name, most of them with first names; without a head, all do."""
    found = [entry for entry in entries if isinstance(entry, Fate)]
    full = sum(1 for entry in found if " " in entry.people[0].name)
    if not head:
        return len(found) >= _FEWEST and full == len(entries)
    if head not in HEADS_OF_FATES or not found or len(found) * 3 < len(entries):
        return False
    return head in PEOPLE_HEADS or full * 2 >= len(found)


def _entries(blocks: Sequence[Block], *, headed: bool) -> Iterator[Entry]:
    """Blocks one by one, items and definitions too, those that begin with a name as the entry of a person.

    Only under a head that speaks of people is `Jane Doe: …` one: anywhere else it may be somebody speaking.
    """
    open_entry: Fate | None = None
    for block in blocks:
        people = named_people(plain(block.words)) if isinstance(block, Subhead) else ()
        if isinstance(block, Subhead) and people:
            if open_entry is not None:
                yield open_entry
            open_entry = Fate(line=block.line, people=people, blocks=())
        elif open_entry is not None and not isinstance(block, Subhead):
            open_entry = Fate(line=open_entry.line, people=open_entry.people, blocks=(*open_entry.blocks, block))
        else:
            if open_entry is not None:
                yield open_entry
                open_entry = None
            yield from _entries_in(block, headed=headed)
    if open_entry is not None:
        yield open_entry


def _entries_in(block: Block, *, headed: bool) -> Iterator[Entry]:
    match block:
        case Paragraph():
            yield _entry((block,), headed=headed) or block
        case ItemList():
            for item in block.items:
                entry = _entry(item, headed=headed)
                yield from (entry,) if entry else item
        case DefinitionList():
            for definition in block.entries:
                people = named_people(plain(definition.term))
                if people:
                    said = tuple(each for passage in definition.passages for each in passage)
                    yield Fate(line=block.line, people=people, blocks=said)
                else:
                    yield DefinitionList(line=block.line, entries=(definition,))
        case _:
            yield block


def _entry(blocks: Sequence[Block], *, headed: bool) -> Fate | None:
    """The entry of a first paragraph `Name – what became of them`, or one that begins with a name in bold."""
    if not blocks or not isinstance(first := blocks[0], Paragraph):
        return None
    people, words = _named_in(first.words, headed=headed)
    if not people or not (words or blocks[1:]):
        return None
    said = (Paragraph(line=first.line, words=words),) if words else ()
    return Fate(line=first.line, people=people, blocks=(*said, *blocks[1:]))


def _named_in(words: Run, *, headed: bool) -> tuple[tuple[Named, ...], Run]:
    """The people at the head of a paragraph, and the words behind them; calls of notes at the name are kept."""
    said = plain(words)
    people, text = split_fate(said)
    at = len(said) - len(text)
    if not people and words and isinstance(words[0], Strong):
        name = plain(words[:1])
        people = named_people(name.rstrip(" :.,–—-"))
        found = _BEHIND_NAME.match(said, len(name))
        at = found.end() if found else len(name)
    if not people and headed and (colon := _COLON.match(said)):
        people, at = named_people(colon["names"]), colon.end()
    rest = behind(words, at)
    kept = set(calls_in(rest))
    return people, (*(NoteCall(label=label) for label in calls_in(words) if label not in kept), *rest)
