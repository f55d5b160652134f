"""A pamphlet becomes the HTML documents that are laid out on pages: covers, body, index of names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from pamphlet.apparatus.names_index import IndexLetter
from pamphlet.apparatus.parts import Pamphlet
from pamphlet.diagnostics import Source
from pamphlet.manuscript.document import Inline, Section
from pamphlet.manuscript.picture import Picture
from pamphlet.typeset.elements import element
from pamphlet.typeset.refinement import bound
from pamphlet.typeset.templates import Templates
from pamphlet.typeset.theme import Grid

BASE_ADDRESS = "https://pamphlet.invalid/"
"""Where files seem to stand for the layout engine; `.invalid` is reserved (RFC 2606), nothing is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """What laying out has shown and is to be otherwise when the pages are laid out again.

    `repeated` are places in a list of pages whose page is that of a place before.  `pages` are the pages of places
    that do not stand in the document.
    """

    repeated: frozenset[str] = frozenset()
    pages: Mapping[str, int] = field(default_factory=dict)


POINTS_PER_MM = 72 / 25.4
_LINES_BESIDE = 5
"""Lines of a page that a picture leaves for its caption and the space around it."""

COARSEST = 150
"""In pixels per inch: a photograph with fewer would show its squares, so it is set smaller instead."""


class Paper:
    """The medium of a single document on pages: links are fragments, the engine knows the pages."""

    paged = True
    stress = "italics"

    def __init__(self, pictures: Mapping[str, Picture], grid: Grid, corrections: Corrections) -> None:
        """Set pictures on a grid."""
        self.pictures = pictures
        self.grid = grid
        self._corrections = corrections

    def href(self, identity: str) -> str:
        """A place in the same document."""
        return f"#{identity}"

    def picture(self, name: str) -> str:
        """The address under which the engine asks for it."""
        return picture_address(name)

    def figure_style(self, name: str) -> str:
        """How many lines of the grid a picture is high: below it the text is back on the grid."""
        picture = self.pictures[name]
        measure = self.grid.measure * POINTS_PER_MM
        width = measure if picture.is_drawing else min(measure, picture.width / COARSEST * 72)
        lines = int(width * picture.proportion / self.grid.lead)
        return f"--lines:{max(1, min(lines, self.grid.lines - _LINES_BESIDE))}"

    def semantics(self, kind: str) -> None:  # noqa: ARG002  # only an ebook has them
        """None."""
        return

    def page_of(self, identity: str) -> str:
        """An empty element that the style sheet fills; were it the link's own, the link would be tagged twice."""
        if identity in self._corrections.repeated:
            return ""
        if identity in self._corrections.pages:
            return element("span", {"class": "page-of", "data-page": str(self._corrections.pages[identity])})
        return element("span", {"class": "page-of", "data-target": self.href(identity)})

    def leader_to(self, identity: str) -> str:
        """Likewise an empty element."""
        if identity in self._corrections.pages:
            return element("span", {"class": "leader", "data-page": str(self._corrections.pages[identity])})
        return element("span", {"class": "leader", "data-target": self.href(identity)})

    def page_mark(self, label: str) -> str:  # noqa: ARG002  # its pages begin where they begin
        """None."""
        return ""

    def page_mark_at(self, identity: str) -> str:  # noqa: ARG002  # likewise
        """None."""
        return ""

    def refined(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """With what is read as one on one line."""
        return bound(inlines)


def picture_address(name: str) -> str:
    """The address under which the layout engine asks for a picture of the manuscript."""
    return f"{BASE_ADDRESS}manuscript/{quote(name)}"


def moment_of_files(moment: dt.datetime) -> str:
    """A time as the metadata of a document have it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


class PaperDocuments:
    """The documents of one pamphlet, to be laid out one after the other."""

    def __init__(self, pamphlet: Pamphlet, grid: Grid, moment: dt.datetime, cover: Source | None = None) -> None:
        """Set this pamphlet on a theme's grid; `moment` is the time that the files are to carry.

        `cover` is the theme's own template of the front cover.
        """
        self._pamphlet = pamphlet
        self._cover = cover
        self._moment = moment
        self._templates = Templates(pamphlet, Paper(pamphlet.images, grid, Corrections()), cover)
        self.grid = grid

    def corrected(self, corrections: Corrections) -> PaperDocuments:
        """The same documents with what their pages have shown."""
        others = PaperDocuments(self._pamphlet, self.grid, self._moment, self._cover)
        paper = Paper(self._pamphlet.images, self.grid, corrections)
        others._templates = Templates(self._pamphlet, paper, self._cover)
        return others

    def of(self, pamphlet: Pamphlet) -> PaperDocuments:
        """The documents of another pamphlet, such as some parts of this one."""
        return PaperDocuments(pamphlet, self.grid, self._moment, self._cover)

    def front(self) -> str:
        """The front cover and the imprint inside it: pages 1 and 2.  Raises CoverProblem."""
        return self._fill("front")

    def body(self, *, first_page: int = 3) -> str:
        """Contents, front matter, chapters, back matter; where the index will be, one page with its id."""
        return self._fill("body", side="recto" if first_page % 2 else "verso")

    def index(self, letters: tuple[IndexLetter, ...], *, first_page: int) -> str:
        """The index of names, beginning on the given page."""
        return self._fill("index", letters=letters, side="recto" if first_page % 2 else "verso")

    def back(self) -> str:
        """The back cover."""
        return self._fill("back", side="verso")

    def filling(self, section: Section | None, *, first_page: int) -> str:
        """What fills blank pages from the given one on: a section, or lines to write on where that is None."""
        part = "filling" if section else "notes-page"
        side = "recto" if first_page % 2 else "verso"
        return self._fill(part, side=side, section=section, first_page=first_page, grid_lines=self.grid.lines)

    def _fill(self, part: str, *, side: str = "recto", letters: tuple[IndexLetter, ...] = (), **values: object) -> str:
        return self._templates.fill(
            "sheet.html", part=part, side=side, letters=letters, moment=moment_of_files(self._moment), **values
        )
