"""A pamphlet in one trim becomes a bench: what its branches share, and the pages of each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from pamphlet.apparatus.page_map import PageMap
from pamphlet.apparatus.parts import Pamphlet
from pamphlet.build import moment_of
from pamphlet.diagnostics import Diagnostics
from pamphlet.distribution.dressing import on_paper
from pamphlet.ebook.dress import Dress, text_fonts
from pamphlet.ebook.sharing import SharedEbook, SharedPage, share_ebook, share_page
from pamphlet.press.covers import FRONT_PAGES, Covers, check_covers, lay_out_covers
from pamphlet.press.joining import joined, without_links
from pamphlet.press.layout import Engine
from pamphlet.press.makeup import Inside, InsidePages, ReadingCopy, WrittenCopy, engine_for, lay_out_inside
from pamphlet.press.raster import page_as_png
from pamphlet.press.words_on_page import shown_letters
from pamphlet.typeset.fonts import cut_fonts
from pamphlet.typeset.paper import PaperDocuments
from pamphlet.typeset.theme import Theme
from pamphlet.workshop import Workshop


class Bench:
    """What the branches of one trim share.  The inside is laid out once, and as bytes goes with a copy (`pickle`).

    A copy in another process lays it out again only where a reading copy or a press copy is asked for.
    """

    def __init__(self, workshop: Workshop, pamphlet: Pamphlet, theme: Theme) -> None:
        """Take a pamphlet of no branch, and what it is set with."""
        self.pamphlet = pamphlet
        self.theme = theme
        self.fonts = cut_fonts(theme.faces)
        self.moment = moment_of(workshop, pamphlet.settings)
        self.workshop = replace(workshop, announce=_say_nothing)
        self.allowance = workshop.allowance

    def __getstate__(self) -> Mapping[str, Any]:
        """All but the objects of the layout engine, which belong to one process."""
        self.inside, self._inside_pdf, self._plain_map  # noqa: B018  # so that no copy makes them again
        return {name: value for name, value in vars(self).items() if name not in {"_engine", "_pages", "_findings"}}

    def lay_out(self, diagnostics: Diagnostics) -> None:
        """Lay out the inside and check that every word of the manuscript is on it; what is wrong is a finding."""
        pages = self._pages
        shown = shown_letters(self._inside_pdf, pages.layout.text_areas())
        pages.report_lost(shown, self._findings)
        diagnostics.extend(self._findings)

    @cached_property
    def inside(self) -> Inside:
        """What lies between the covers."""
        return self._pages.inside

    @cached_property
    def shared_ebook(self) -> SharedEbook:
        """The ebook of no branch, whose covers are exchanged; raises EbookProblem."""
        fonts = text_fonts(self.theme, self.fonts) if self.pamphlet.settings.editions.epub.fonts else ()
        dress = Dress(theme=self.theme, cover=self._plain_cover, fonts=fonts)
        return share_ebook(self.pamphlet.whole, self.inside.index, self._plain_map, dress, self.moment)

    @cached_property
    def shared_page(self) -> SharedPage:
        """The web page of no branch, likewise."""
        inside = self.inside
        return share_page(self.pamphlet.whole, inside.index, self._plain_map, self.theme, self.fonts)

    def written(self, pamphlet: Pamphlet, diagnostics: Diagnostics) -> WrittenCopy:
        """The pages of a branch, joined as they were written: to be imposed, and for the picture of the cover.

        What is wrong with its covers is a finding.
        """
        covers = self._covers(pamphlet, diagnostics)
        pages = covers.front.followed_by(covers.back)
        pdf = pages.pdf(self._families)
        check_covers(covers, shown_letters(pdf, pages.text_areas()), pamphlet, diagnostics)
        diagnostics.stop_on_errors()
        whole = joined(without_links(pdf), self._inside_pdf, front=FRONT_PAGES)
        return WrittenCopy(pdf=whole, **self._told(covers))

    def read(self, pamphlet: Pamphlet, diagnostics: Diagnostics) -> ReadingCopy:
        """The pages of a branch, joined as they were laid out and written as a whole: tagged and linked."""
        covers = self._covers(pamphlet, diagnostics)
        layout = covers.front.followed_by(self._pages.layout, covers.back)
        pdf = layout.pdf(self._families)
        return ReadingCopy(layout=layout, pdf=pdf, **self._told(covers))

    @property
    def _plain_cover(self) -> bytes:
        """The picture of a cover, in the place of which each branch has its own."""
        return page_as_png(self._inside_pdf, page=1, at_least=(1, 1))

    @cached_property
    def _plain_map(self) -> PageMap:
        return self._covers(self.pamphlet, self._findings).page_map(self.inside.page_map)

    def _covers(self, pamphlet: Pamphlet, diagnostics: Diagnostics) -> Covers:
        dressed = on_paper(pamphlet)
        added = {name: picture.data for name, picture in dressed.images.items() if name not in self.pamphlet.images}
        documents = PaperDocuments(dressed, self.theme.grid, self.moment, self.theme.cover)
        engine = self._engine.showing(added, diagnostics)
        return lay_out_covers(documents, engine, last_page=self.inside.last_page, diagnostics=diagnostics)

    def _told(self, covers: Covers) -> dict[str, Any]:
        """What the pages tell the other editions: each page begins for every branch with the same word."""
        page_map = covers.page_map(self.inside.page_map)
        front, back = page_map.starts[:FRONT_PAGES], page_map.starts[-1]
        places = [(start.label, start.block, start.offset) for start in (*front, back)]
        extent = self.inside.last_page + 1
        if places != [("1", "cover", 0), ("2", "imprint", 0), (str(extent), "back-cover", 0)]:
            raise AssertionError(f"the covers of a branch have other pages than those of the others: {places}")
        inside = self.inside
        return {
            "extent": extent,
            "page_map": page_map,
            "index": inside.index,
            "filling": inside.filling,
            "fit": inside.fit,
        }

    @property
    def _families(self) -> frozenset[str]:
        return frozenset(face.name for face in self.theme.faces)

    @cached_property
    def _findings(self) -> Diagnostics:
        return Diagnostics()

    @cached_property
    def _engine(self) -> Engine:
        return engine_for(self.pamphlet, self.theme, self.fonts, self._findings)

    @cached_property
    def _pages(self) -> InsidePages:
        documents = PaperDocuments(self.pamphlet, self.theme.grid, self.moment, self.theme.cover)
        return lay_out_inside(self.pamphlet, documents, self._engine, self._findings)

    @cached_property
    def _inside_pdf(self) -> bytes:
        return without_links(self._pages.layout.pdf(self._families))


def _say_nothing(stage: str) -> None:
    """A branch has no stages to tell of: whoever hands out the work says how far it is."""
    del stage
