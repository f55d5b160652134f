"""The ends of lines become the words that must not be divided, so that hyphens do not stand one below the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

LONGEST_LADDER = 2
"""Lines in a row that may end in a hyphen: typographers allow two, at most three."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineEnd:
    """A line of a block ends before `offset` characters of it, counted as in a page map; `divided`, within a word."""

    block: str
    offset: int
    divided: bool


def ladders(ends: Iterable[LineEnd]) -> Mapping[str, frozenset[int]]:
    """By block, the offsets before which words are divided that lengthen a ladder beyond LONGEST_LADDER."""
    found: dict[str, frozenset[int]] = {}
    for block, lines in groupby(ends, key=attrgetter("block")):
        length = 0
        for line in lines:
            length = length + 1 if line.divided else 0
            if length > LONGEST_LADDER:
                found[block] = found.get(block, frozenset()) | {line.offset}
                length = 0
    return found
