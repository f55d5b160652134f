"""Entries of people, and what stands between them, become the fates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pamphlet.intake.article import FATES_TITLE, Fate, Fates, Remark, guessed, left_out
from pamphlet.intake.blocks import Block
from pamphlet.intake.shapes import PEOPLE_HEADS

HEADS_OF_FATES = (*PEOPLE_HEADS, "notes", "note", "endnotes", "footnotes", "appendix", "afterword", "postscript")
"""Heads, in small letters, under which a list may say what became of people."""


def list_of_people(line: int, head: str, entries: Sequence[Fate | Block], remarks: list[Remark]) -> Fates:
    """The fates of entries, of which at least one is a `Fate`; an empty head is none.

    A block without a name goes on from the entry before it; behind the last entry it closes the list.
    """
    title = head if head.lower() in PEOPLE_HEADS else FATES_TITLE
    if head and title != head:
        remarks.append(left_out(line, head, f"the list of people is headed “{title}” instead"))
    last = max(index for index, entry in enumerate(entries) if isinstance(entry, Fate))
    introduction: list[Block] = []
    people: list[Fate] = []
    closing: list[Block] = []
    for index, entry in enumerate(entries):
        if isinstance(entry, Fate):
            people.append(entry)
            if len(entry.people) > 1:
                shared = " and ".join(person.name for person in entry.people)
                remarks.append(guessed(entry.line, f"{len(entry.people)} people share this entry: {shared}"))
        elif not people:
            introduction.append(entry)
        elif index > last:
            closing.append(entry)
            remarks.append(guessed(entry.line, "no name at its head: it closes the list of people"))
        else:
            name = people[-1].people[-1].name
            remarks.append(guessed(entry.line, f"no name at its head: taken for a further paragraph on {name}"))
            people[-1] = replace(people[-1], blocks=(*people[-1].blocks, entry))
    return Fates(
        line=line, title=title, introduction=tuple(introduction), entries=tuple(people), closing=tuple(closing)
    )
