"""A number of pages becomes sheets: which page stands on which half of which side.

Pure arithmetic, in pages, sheets and millimetres; `press.booklet` draws what is planned here.

A saddle stitch is one signature: sheets nested in one another, folded once and stapled through
the fold.  Sheets are counted from 0, the outermost, which carries both covers.
"""

from __future__ import annotations

from dataclasses import dataclass

from pamphlet.edition_settings import OFFICE_PAPER

PAGES_PER_SHEET = 4

CREEP_FACTOR = 1.3
"""How far a leaf is pushed out by each sheet around it, in calipers.

A crisp fold gives 1, a round back half of π; impozycjoner.com advises 1.2 to 1.4.
"""

STAPLES_AT = (0.25, 0.75)
"""Where the staples go on the fold, as parts of its height: the custom of the trade."""

SHEETS_BY_FINISHER = 15
"""Sheets of 80 gsm, cover counted, that a copier's finisher staples: makers name 10 to 20."""

SHEETS_BY_HAND = 20
"""Sheets of 80 gsm, cover counted, that a hand stapler with 26/6 staples holds: 20 to 30."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forme:
    """One printed side: the page numbers, from 1, of its two halves; None is a blank."""

    left: int | None
    right: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One piece of paper.  `front` is its outer side once folded, `back` its inner side."""

    number: int
    front: Forme
    back: Forme


def sheets_needed(extent: int) -> int:
    """How many sheets a booklet of `extent` pages takes; ValueError where there is no page."""
    if extent < 1:
        raise ValueError(f"a booklet needs at least one page, not {extent}")
    return -(-extent // PAGES_PER_SHEET)


def blanks_needed(extent: int) -> int:
    """How many blank pages, 0 to 3, fill the last sheet."""
    return sheets_needed(extent) * PAGES_PER_SHEET - extent


def saddle_stitch(extent: int) -> tuple[Sheet, ...]:
    """Plan the sheets of a booklet of `extent` pages, the outermost first.

    Blanks stand directly before the last page, so that the last page remains the back cover.
    Only a single page is the front cover instead, with every blank after it.
    """
    places = _pages_in_reading_order(extent)
    last = len(places) - 1
    return tuple(
        Sheet(
            number=number,
            front=Forme(left=places[last - 2 * number], right=places[2 * number]),
            back=Forme(left=places[2 * number + 1], right=places[last - 2 * number - 1]),
        )
        for number in range(sheets_needed(extent))
    )


def _pages_in_reading_order(extent: int) -> tuple[int | None, ...]:
    """The pages as they are leafed through, padded to a multiple of four."""
    blanks = (None,) * blanks_needed(extent)
    if extent == 1:
        return (1, *blanks)
    return (*range(1, extent), *blanks, extent)


def creep(sheet_number: int, caliper: float) -> float:
    """How far, in mm, the pages of a sheet are to be moved towards the fold.

    Each sheet wraps around those inside it and so pushes their leaves out at the fore-edge: the
    k-th sheet from outside (k from 0) by k × t × c, with t the caliper in mm and c = 1.3.  Pages
    moved back by as much keep an even margin once trimmed.
    """
    if sheet_number < 0:
        raise ValueError(f"sheets are counted from 0, the outermost; there is no sheet {sheet_number}")
    if not 0 <= caliper < 1:  # also catches a caliper given in µm, and NaN
        raise ValueError(f"the caliper of paper is a thickness in mm, from 0 to 1; this is {caliper:g}")
    return sheet_number * caliper * CREEP_FACTOR


def staple_advice(sheets: int, caliper: float = OFFICE_PAPER) -> str:
    """What to know before stapling `sheets` of a paper `caliper` mm thick; empty if nothing.

    The limits are known for sheets of 80 gsm; thicker paper reaches them with fewer sheets.
    """
    if sheets == 1:
        return "one sheet is only folded: it needs no staples"
    pile = sheets * (caliper / OFFICE_PAPER)
    if pile > SHEETS_BY_HAND:
        return f"{sheets} sheets are more than a hand stapler holds: ask a print shop"
    if pile > SHEETS_BY_FINISHER:
        return f"{sheets} sheets are more than a copier's finisher staples: staple them by hand"
    return ""
