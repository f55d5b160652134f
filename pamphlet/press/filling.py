"""Blank pages and what may fill them become filled pages; what finds no room is a finding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pamphlet.apparatus.parts import Filling
from pamphlet.diagnostics import Diagnostics
from pamphlet.manuscript.document import Section
from pamphlet.press.imposition import blanks_needed
from pamphlet.press.layout import Engine, Layout
from pamphlet.typeset.paper import PaperDocuments


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """The pages with those that were filled at their end, how many these are, and the sections on them."""

    pages: Layout
    extent: int
    sections: tuple[Section, ...]


def fill_blanks(
    pages: Layout, fill: Iterable[Filling], documents: PaperDocuments, engine: Engine, diagnostics: Diagnostics
) -> Filled:
    """Fill the pages that would be blank before the back cover, in the order given, as far as there is room."""
    before = pages.last_page
    room = blanks_needed(before + 1)
    sections: list[Section] = []
    for each in fill:
        first = pages.last_page + 1
        left = before + room - pages.last_page
        layout = engine.lay_out(documents.filling(each.section, first_page=first), first_page=first) if left else None
        if layout is None or layout.extent > left:
            _no_room(each, layout.extent if layout else 0, left, diagnostics)
            continue
        pages = pages.followed_by(layout)
        sections += [each.section] if each.section else []
    return Filled(pages=pages, extent=pages.last_page - before, sections=tuple(sections))


def _no_room(filling: Filling, extent: int, left: int, diagnostics: Diagnostics) -> None:
    what = "this file" if filling.section else "this page of notes"
    if left:
        lack = f"{what} takes {extent} pages of paper, and {left} {'is' if left == 1 else 'are'} blank"
    else:
        lack = f"{what} is not on paper: no blank page is left for it"
    diagnostics.warning(
        "fill-no-room",
        lack,
        filling.span,
        hint="take it off the list, shorten the text, or put it into back/, where it always stands",
    )
