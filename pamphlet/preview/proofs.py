"""What is asked of those who pull proofs, and what they hand back: values that go from process to process."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from pamphlet.apparatus.names_index import IndexLetter
from pamphlet.apparatus.page_map import PageMap


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A finding as the page shows it; `file` as messages name it, empty without a place; line and column from 1."""

    severity: str
    slug: str
    message: str
    hint: str
    file: str = ""
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What the pages that were made last tell the next ones; `state` is the state of the manuscript that they show.

    `parts` are the first and last pages of parts, by their ids, in order.  `lines` say for each file on
    which page its blocks begin: line and page, both from 1, in the order of the lines.  `openings` are the pages
    that look as those do with which something begins.
    """

    state: int
    parts: Mapping[str, tuple[int, int]]
    openings: frozenset[int]
    lines: Mapping[str, tuple[tuple[int, int], ...]]
    page_map: PageMap = field(repr=False)
    index: tuple[IndexLetter, ...] = field(repr=False)

    def page_of(self, file: str, line: int) -> int | None:
        """The page on which a line of a file stands, or that nearest before it; None for files that are on no page."""
        lines = self.lines.get(file, ())
        if not lines:
            return None
        return lines[max(bisect_right(lines, (line, 1 << 30)) - 1, 0)][1]


# -- asked -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOver:
    """Read and check the manuscript and pull what has changed since `made`, near `page` first; `web`: as a web page."""

    state: int
    made: Made | None = None
    page: int = 1
    web: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeUp:
    """Lay out all pages."""

    state: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetWebPage:
    """Make the web page of the pages that were laid out last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLargePrint:
    """Lay out large print with the page numbers of the pages that were laid out last."""


Order = ReadOver | MakeUp | SetWebPage | SetLargePrint


# -- handed back -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """Pages of a part as they will be, in the place of the pages `first` to `last` of the last make-up (from 1)."""

    first: int
    last: int
    pages: int
    pdf: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A manuscript without errors as it was read, and what was pulled of it at once."""

    state: int
    findings: tuple[Finding, ...]
    slips: tuple[Slip, ...] = ()
    web: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeUp:
    """All pages.  `trim` is their size in mm; `signature` and `separate_cover` say how the booklet is folded."""

    made: Made
    findings: tuple[Finding, ...]
    title: str
    pdf: bytes = field(repr=False)
    extent: int
    trim: tuple[float, float]
    signature: int
    separate_cover: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPage:
    """The web page."""

    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LargePrint:
    """Large print; `shown` are for each of its pages the numbers of the pages of paper that it shows."""

    pdf: bytes = field(repr=False)
    extent: int
    shown: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoilt:
    """Nothing could be made: of the manuscript's errors, or because of what the message says."""

    findings: tuple[Finding, ...] = ()
    message: str = ""


Answer = Reading | MadeUp | WebPage | LargePrint | Spoilt
