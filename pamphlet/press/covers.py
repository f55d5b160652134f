"""A pamphlet becomes its covers: cover and imprint as pages 1 and 2, and the back cover as the last page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pamphlet.apparatus.page_map import PageMap
from pamphlet.apparatus.parts import Pamphlet
from pamphlet.diagnostics import Diagnostics, Refused
from pamphlet.press.completeness import cover_runs, report_lost
from pamphlet.press.layout import Engine, Layout
from pamphlet.press.words_on_page import lost_texts
from pamphlet.typeset.paper import PaperDocuments
from pamphlet.typeset.templates import PLACES_ON_COVERS, CoverProblem

_FOOT = "cover-foot"
"""The class of what stands at the foot of a cover, wherever the rest of it ends."""

FRONT_PAGES = 2
"""Cover and imprint: with one more, left pages would be set as right ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Covers:
    """The pages of the covers as they were laid out."""

    front: Layout
    back: Layout

    def page_map(self, inside: PageMap) -> PageMap:
        """The page map of the whole, given that of what lies between the covers."""
        front, back = (pages.page_map(PLACES_ON_COVERS) for pages in (self.front, self.back))
        return front.followed_by(inside).followed_by(back)


def lay_out_covers(documents: PaperDocuments, engine: Engine, *, last_page: int, diagnostics: Diagnostics) -> Covers:
    """Lay out the covers around an inside that ends with the given page.

    Raises Refused where the theme's own cover cannot be filled.
    """
    try:
        front = documents.front()
    except CoverProblem as problem:
        diagnostics.error(
            "theme-cover", str(problem), problem.span, hint="the manual lists what a cover may say, under “Themes”"
        )
        raise Refused(tuple(diagnostics)) from problem
    return Covers(front=engine.lay_out(front), back=engine.lay_out(documents.back(), first_page=last_page + 1))


def check_covers(covers: Covers, shown: Sequence[str], pamphlet: Pamphlet, diagnostics: Diagnostics) -> None:
    """Each cover has the pages that there are for it, and all that is to be said is on them.

    `shown` are the letters on each page of the covers.
    """
    full = False
    for names, layout, extent in (("cover and imprint", covers.front, FRONT_PAGES), ("back cover", covers.back, 1)):
        if layout.extent != extent or layout.is_overrun(_FOOT):
            full = True
            most = f"would take {layout.extent} pages; there is room for {extent}"
            diagnostics.error(
                "cover-full",
                f"the {names} {most if layout.extent != extent else 'would run into its foot'}",
                pamphlet.branch.span if pamphlet.branch else pamphlet.settings.title_span,
                hint=f"shorten the longest text in {'the list of branches or ' * (pamphlet.branch is not None)}"
                "pamphlet.toml: title, about, statement or summary",
            )
    if not full:
        for letters, runs in zip(shown, cover_runs(pamphlet), strict=True):
            report_lost(lost_texts(letters, runs), diagnostics)
