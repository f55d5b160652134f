"""Where each page of the paper edition begins, to the word, and on which pages each place stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

UNCOUNTED = re.compile(r"[\s\u00ad\u2010]")
"""What a page start does not count: the engine ends a divided line with U+2010, which nothing tells from an
author's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStart:
    """A page begins in block `block`, after `offset` characters of it, those aside that are UNCOUNTED.

    A block is one of the manuscript, or an element of a template that holds words, by its id.
    """

    label: str
    block: str
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMap:
    """What paper tells the other editions: page starts in order, and the pages of every id.

    A page with neither words nor pictures (a blank) has no start.
    """

    starts: tuple[PageStart, ...]
    pages: Mapping[str, tuple[int, ...]]

    def followed_by(self, other: PageMap) -> PageMap:
        """This map and that of the pages that come next."""
        pages = {key: (*self.pages.get(key, ()), *other.pages.get(key, ())) for key in (*self.pages, *other.pages)}
        return PageMap(starts=(*self.starts, *other.starts), pages=pages)

    @property
    def begun_in(self) -> Mapping[str, tuple[str, ...]]:
        """The labels of the pages that begin in a block, by that block."""
        labels: dict[str, tuple[str, ...]] = {}
        for start in self.starts:
            labels[start.block] = (*labels.get(start.block, ()), start.label)
        return labels

    @property
    def without_gaps(self) -> PageMap:
        """The same with a start for each page: a blank begins where the next page does that is none."""
        starts: list[PageStart] = []
        for start in self.starts:
            labels = range(len(starts) + 1, int(start.label) + 1)
            starts += [replace(start, label=str(label)) for label in labels]
        return PageMap(starts=tuple(starts), pages=self.pages)
