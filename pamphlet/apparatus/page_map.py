"""Where each page of the A5 edition begins, to the word, and on which pages each place stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStart:
    """A page begins in block `block`, after `offset` characters of it, not counting spaces, U+00AD and U+2010."""

    label: str
    block: str
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMap:
    """What paper tells the other editions: page starts in order, and the pages of every id.

    A page without words of the manuscript (a blank, the imprint) has no start.
    """

    starts: tuple[PageStart, ...]
    pages: Mapping[str, tuple[int, ...]]
