"""A pamphlet becomes the HTML documents that are laid out on A5 pages: covers, body, index of names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from urllib.parse import quote

from pamphlet.apparatus.names_index import IndexLetter
from pamphlet.apparatus.parts import Pamphlet
from pamphlet.manuscript.document import Inline
from pamphlet.manuscript.pictures import Picture
from pamphlet.typeset.elements import element
from pamphlet.typeset.refinement import bound
from pamphlet.typeset.templates import Templates
from pamphlet.typeset.theme import Grid

BASE_ADDRESS = "https://pamphlet.invalid/"
"""Where files seem to stand for the layout engine; `.invalid` is reserved (RFC 2606), nothing is there."""


_POINTS_PER_MM = 72 / 25.4
_LINES_BESIDE = 5
"""Lines of a page that a picture leaves for its caption and the space around it."""

_COARSEST = 150
"""In pixels per inch: a photograph with fewer would show its squares, so it is set smaller instead."""


class _Paper:
    """The medium of a single document on pages: links are fragments, the engine knows the pages."""

    paged = True

    def __init__(self, pictures: Mapping[str, Picture], grid: Grid) -> None:
        self._pictures = pictures
        self._grid = grid

    def href(self, identity: str) -> str:
        return f"#{identity}"

    def picture(self, name: str) -> str:
        return picture_address(name)

    def figure_style(self, name: str) -> str:
        """How many lines of the grid a picture is high: below it the text is back on the grid."""
        picture = self._pictures[name]
        measure = self._grid.measure * _POINTS_PER_MM
        width = measure if picture.is_drawing else min(measure, picture.width / _COARSEST * 72)
        lines = int(width * picture.proportion / self._grid.lead)
        return f"--lines:{max(1, min(lines, self._grid.lines - _LINES_BESIDE))}"

    def semantics(self, kind: str) -> None:  # noqa: ARG002  # only an ebook has them
        return None

    def page_of(self, identity: str) -> str:
        """An empty element that the style sheet fills; were it the link's own, the link would be tagged twice."""
        return element("span", {"class": "page-of", "data-target": self.href(identity)})

    def refined(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return bound(inlines)


def picture_address(name: str) -> str:
    """The address under which the layout engine asks for a picture of the manuscript."""
    return f"{BASE_ADDRESS}manuscript/{quote(name)}"


class PaperDocuments:
    """The documents of one pamphlet, to be laid out one after the other."""

    def __init__(self, pamphlet: Pamphlet, grid: Grid, moment: dt.datetime) -> None:
        """Set this pamphlet on a theme's grid; `moment` is the time that the files are to carry."""
        self._templates = Templates(pamphlet, _Paper(pamphlet.images, grid))
        self._moment = moment.strftime("%Y-%m-%dT%H:%M:%SZ")

    def front(self) -> str:
        """The front cover and the imprint inside it: pages 1 and 2."""
        return self._fill("front")

    def body(self) -> str:
        """Contents, front matter, chapters, back matter; where the index will be, one page with its id."""
        return self._fill("body")

    def index(self, letters: tuple[IndexLetter, ...], *, first_page: int) -> str:
        """The index of names, beginning on the given page."""
        return self._fill("index", letters=letters, side="recto" if first_page % 2 else "verso")

    def back(self) -> str:
        """The back cover."""
        return self._fill("back", side="verso")

    def _fill(self, part: str, *, side: str = "recto", letters: tuple[IndexLetter, ...] = ()) -> str:
        return self._templates.fill("sheet.html", part=part, side=side, letters=letters, moment=self._moment)
