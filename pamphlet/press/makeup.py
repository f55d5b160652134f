"""A pamphlet becomes the pages of its trim, their page map and its index of names.

What lies between the covers is laid out once, whoever the covers are for.  The body ends with one
page that holds the place of the index, so that the contents know where the index begins; the index
itself is set from the page map of the body and takes that page's place.  Front and back cover are
layouts of their own (`press/covers.py`), joined to it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pamphlet.apparatus.names_index import IndexLetter, index_of_names
from pamphlet.apparatus.page_map import PageMap
from pamphlet.apparatus.parts import NamesIndex, Pamphlet, part_runs
from pamphlet.diagnostics import Diagnostics
from pamphlet.manuscript.document import Section
from pamphlet.manuscript.traversal import Run, section_runs
from pamphlet.press.body import lay_out_body
from pamphlet.press.completeness import index_runs, report_lost
from pamphlet.press.covers import FRONT_PAGES, check_covers, lay_out_covers
from pamphlet.press.filling import fill_blanks
from pamphlet.press.fit import advice
from pamphlet.press.layout import Engine, Layout
from pamphlet.press.words_on_page import lost_texts, lost_words, shown_letters
from pamphlet.typeset.fonts import Font
from pamphlet.typeset.paper import PaperDocuments
from pamphlet.typeset.templates import places_of_templates
from pamphlet.typeset.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """What lies between the covers, and what it tells the editions: the number of its last page, its page map.

    `filling` found room on pages that would be blank; `fit` says what would save a sheet, and what blank
    pages are good for.
    """

    last_page: int
    page_map: PageMap
    index: tuple[IndexLetter, ...]
    filling: tuple[Section, ...]
    fit: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InsidePages:
    """The pages between the covers as they were laid out; `runs` are the words that must stand on them."""

    inside: Inside
    layout: Layout
    runs: tuple[Run, ...]
    index_first: int

    def report_lost(self, shown: list[str], diagnostics: Diagnostics) -> None:
        """Words of the manuscript that no page shows are errors; `shown` are the letters of each page."""
        passages = self.layout.passages(frozenset(run.id for run in self.runs))
        report_lost(lost_words(shown, passages, self.runs), diagnostics)
        after = "".join(shown[self.index_first - FRONT_PAGES - 1 :])
        report_lost(lost_texts(after, index_runs(self.inside.index)), diagnostics)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenCopy:
    """The pamphlet on pages of its trim: their PDF and number, and what it tells the other editions."""

    pdf: bytes
    extent: int
    page_map: PageMap
    index: tuple[IndexLetter, ...]
    filling: tuple[Section, ...]
    fit: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingCopy(WrittenCopy):
    """The same with the pages as they were laid out, which can be written once more for a print shop."""

    layout: Layout


def make_up(
    pamphlet: Pamphlet, theme: Theme, fonts: tuple[Font, ...], moment: dt.datetime, diagnostics: Diagnostics
) -> ReadingCopy:
    """Lay out the pages of the theme's trim; `moment` is the time that the file carries.

    Words of the manuscript that stand on no page are errors, as is all that the engine reports.
    Raises Refused where the theme's own cover cannot be filled.
    """
    engine = engine_for(pamphlet, theme, fonts, diagnostics)
    documents = PaperDocuments(pamphlet, theme.grid, moment, theme.cover)
    pages = lay_out_inside(pamphlet, documents, engine, diagnostics)
    inside = pages.inside
    covers = lay_out_covers(documents, engine, last_page=inside.last_page, diagnostics=diagnostics)
    layout = covers.front.followed_by(pages.layout, covers.back)
    pdf = layout.pdf(frozenset(face.name for face in theme.faces))
    shown = shown_letters(pdf, layout.text_areas())
    front = covers.front.extent
    check_covers(covers, (*shown[:front], *shown[-covers.back.extent :]), pamphlet, diagnostics)
    pages.report_lost(shown[front : front + pages.layout.extent], diagnostics)
    return ReadingCopy(
        layout=layout,
        pdf=pdf,
        extent=layout.extent,
        page_map=covers.page_map(inside.page_map),
        index=inside.index,
        filling=inside.filling,
        fit=inside.fit,
    )


def engine_for(pamphlet: Pamphlet, theme: Theme, fonts: tuple[Font, ...], diagnostics: Diagnostics) -> Engine:
    """What lays out the documents of a pamphlet in a theme."""
    return Engine(
        fonts=fonts,
        sheets=theme.paper,
        pictures={name: picture.data for name, picture in pamphlet.images.items()},
        diagnostics=diagnostics,
        theme_pictures=theme.pictures,
        hangs_together=theme.hangs_together,
    )


def lay_out_inside(
    pamphlet: Pamphlet, documents: PaperDocuments, engine: Engine, diagnostics: Diagnostics
) -> InsidePages:
    """Lay out all pages but those of the covers."""
    runs = [run for part in pamphlet.parts for run in part_runs(part)]
    blocks = frozenset(run.id for run in runs)
    pages = lay_out_body(pamphlet, documents, engine, first_page=FRONT_PAGES + 1)
    index_first = pages.last_page
    letters: tuple[IndexLetter, ...] = ()
    if any(isinstance(part, NamesIndex) for part in pamphlet.back):
        letters = index_of_names(pamphlet, pages.page_map(blocks).pages)
        index = engine.lay_out(documents.index(letters, first_page=index_first), first_page=index_first)
        pages = pages.without_last().followed_by(index)
    flows = pages.flows(documents.grid.lead)
    filled = fill_blanks(pages, pamphlet.fill, documents, engine, diagnostics)
    runs += [run for section in filled.sections for run in section_runs(section)]
    places = frozenset(run.id for run in runs) | places_of_templates(pamphlet, letters)
    inside = Inside(
        last_page=filled.pages.last_page,
        page_map=filled.pages.page_map(places),
        index=letters,
        filling=filled.sections,
        fit=advice(flows, filled.pages.last_page + 1, filled=filled.extent),
    )
    return InsidePages(inside=inside, layout=filled.pages, runs=tuple(runs), index_first=index_first)
