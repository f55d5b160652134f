"""A pamphlet with page marks and the page map of its paper edition become one document in large print.

Its page numbers, but for the one at the foot of each sheet, are those of the paper edition: in the
contents, the index, the ways back from the notes and the marks in the margin.
"""

from __future__ import annotations

import datetime as dt

from pamphlet.apparatus.names_index import IndexLetter
from pamphlet.apparatus.page_map import PageMap
from pamphlet.apparatus.page_marks import with_page_marks
from pamphlet.apparatus.parts import Pamphlet
from pamphlet.typeset.elements import element, run
from pamphlet.typeset.paper import COARSEST, POINTS_PER_MM, Corrections, Paper, moment_of_files
from pamphlet.typeset.templates import Templates
from pamphlet.typeset.theme import Grid

_WIDE = 0.7
"""Height by width of a drawing that is so wide that it gains by being turned: A4 upright is 1.41, its text 1.56."""

_LINES_FOR_CAPTION = 4


class _LargePrint(Paper):
    """The medium of large print: pages that show the page numbers of another edition.

    But for the marks, what shows them are empty elements that the style sheet fills: their words are
    not the manuscript's.
    """

    stress = "bold"

    def __init__(self, pamphlet: Pamphlet, page_map: PageMap, grid: Grid) -> None:
        super().__init__(pamphlet.images, grid, Corrections())
        self._pages = page_map.pages
        self._begun_in = page_map.begun_in

    def figure_style(self, name: str) -> str:
        """How large a picture is set, in pt; a wide drawing with words is turned, for its letters to be large too."""
        picture = self.pictures[name]
        measure = self.grid.measure * POINTS_PER_MM
        depth = self.grid.lead * (self.grid.lines - _LINES_FOR_CAPTION)
        if picture.is_drawing and picture.proportion < _WIDE and b"<text" in picture.data:
            length = min(depth, measure / picture.proportion)
            height = length * picture.proportion
            move = f"translate({height:.2f}pt) rotate(90deg)"
            return f"--width:{length:.2f}pt;--height:{height:.2f}pt;--below:{length - height:.2f}pt;--turn:{move}"
        width = measure if picture.is_drawing else min(measure, picture.width / COARSEST * 72)
        width = min(width, depth / picture.proportion)
        return f"--width:{width:.2f}pt;--height:{width * picture.proportion:.2f}pt;--below:0;--turn:none"

    def page_of(self, identity: str) -> str:
        return element("span", {"class": "page-of", "data-page": self._label(identity)})

    def leader_to(self, identity: str) -> str:
        return element("span", {"class": "leader", "data-page": self._label(identity)})

    def page_mark(self, label: str) -> str:
        """An anchor that leads nowhere: by that it is known for a mark when the file is written."""
        return element("a", {"class": "page-mark", "id": mark_id(label)}, label)

    def page_mark_at(self, identity: str) -> str:
        return run(self.page_mark(label) for label in self._begun_in.get(identity, ()))

    def _label(self, identity: str) -> str:
        return str(self._pages[identity][0])


def mark_id(label: str) -> str:
    """The id of the mark of a page; no block of a manuscript has a full stop in its id."""
    return f"page.{label}"


def large_print_document(
    pamphlet: Pamphlet, page_map: PageMap, letters: tuple[IndexLetter, ...], grid: Grid, moment: dt.datetime
) -> str:
    """The whole pamphlet, covers and index of names included, as one HTML document."""
    marked = with_page_marks(pamphlet, page_map)
    templates = Templates(marked, _LargePrint(marked, page_map, grid))
    return templates.fill("sheet.html", part="whole", side="recto", letters=letters, moment=moment_of_files(moment))
