"""A number of pages becomes sheets: which page stands on which half of which side.

Pure arithmetic, in pages, sheets and millimetres; `press.passes` puts what is planned here in the
order of the machine and `press.booklet` draws it.

A saddle stitch is one signature: sheets nested in one another, folded once and stapled through
the fold.  A thick pamphlet is several of them, one upon the other.  Sheets are counted by how
many lie around them: 0 is the outermost, which carries both covers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

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

CREEP_TO_TRIM = 1.5
"""Creep, in mm, from which a fore-edge looks stepped however the pages are moved, and is cut (print trade's advice)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forme:
    """One printed side: the page numbers, from 1, of its two halves; None is a blank."""

    left: int | None
    right: int | None

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages on it."""
        return tuple(page for page in (self.left, self.right) if page is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One piece of paper.  `front` is its outer side once folded, `back` its inner side.

    `number` is how many sheets lie around it when it is folded.
    """

    number: int
    front: Forme
    back: Forme


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The sheets of a booklet: each signature's from its outermost inwards.

    `cover` is the sheet around all of them where it is printed apart; None where the outermost sheet
    is a sheet like the others.
    """

    cover: Sheet | None
    signatures: tuple[tuple[Sheet, ...], ...]

    @property
    def inner(self) -> tuple[Sheet, ...]:
        """All sheets but for a cover printed apart, in the order in which they are gathered."""
        return tuple(sheet for signature in self.signatures for sheet in signature)

    @property
    def sheets(self) -> int:
        """How many sheets there are, the cover counted."""
        return len(self.inner) + (self.cover is not None)

    @property
    def depth(self) -> int:
        """The number of the sheet that has most sheets around it."""
        return max(sheet.number for sheet in self.inner)


def sheets_needed(extent: int) -> int:
    """How many sheets a booklet of `extent` pages takes; ValueError where there is no page."""
    if extent < 1:
        raise ValueError(f"a booklet needs at least one page, not {extent}")
    return -(-extent // PAGES_PER_SHEET)


def blanks_needed(extent: int) -> int:
    """How many blank pages, 0 to 3, fill the last sheet."""
    return sheets_needed(extent) * PAGES_PER_SHEET - extent


def saddle_stitch(extent: int) -> tuple[Sheet, ...]:
    """Plan the sheets of a booklet of `extent` pages in one signature, the outermost first."""
    return plan_booklet(extent).signatures[0]


def plan_booklet(extent: int, *, signature: int = 0, separate_cover: bool = False) -> Plan:
    """Plan a booklet of `extent` pages in signatures of at most `signature` sheets, 0 for a single one.

    Blanks stand directly before the last page, so that the last page remains the back cover.
    Only a single page is the front cover instead, with every blank after it.  A booklet of one
    sheet has no cover apart: nothing would be left to put into it.
    """
    places = pages_in_reading_order(extent)
    if not separate_cover or len(places) == PAGES_PER_SHEET:
        return Plan(cover=None, signatures=_signatures(places, signature, around=0))
    cover = _nested((*places[:2], *places[-2:]), around=0)[0]
    return Plan(cover=cover, signatures=_signatures(places[2:-2], signature, around=1))


def _signatures(places: Sequence[int | None], largest: int, *, around: int) -> tuple[tuple[Sheet, ...], ...]:
    """Cut the pages into signatures as even as can be, the larger ones first."""
    sheets = len(places) // PAGES_PER_SHEET
    count = -(-sheets // (largest or sheets))
    sizes = [sheets // count + (number < sheets % count) for number in range(count)]
    cuts = pairwise(accumulate((PAGES_PER_SHEET * size for size in sizes), initial=0))
    return tuple(_nested(places[start:end], around=around) for start, end in cuts)


def _nested(places: Sequence[int | None], *, around: int) -> tuple[Sheet, ...]:
    """The sheets of one signature, which has `around` sheets around it."""
    last = len(places) - 1
    return tuple(
        Sheet(
            number=around + number,
            front=Forme(left=places[last - 2 * number], right=places[2 * number]),
            back=Forme(left=places[2 * number + 1], right=places[last - 2 * number - 1]),
        )
        for number in range(len(places) // PAGES_PER_SHEET)
    )


def pages_in_reading_order(extent: int) -> tuple[int | None, ...]:
    """The pages as they are leafed through, padded to a multiple of four."""
    blanks = (None,) * blanks_needed(extent)
    if extent == 1:
        return (1, *blanks)
    return (*range(1, extent), *blanks, extent)


def creep(sheet_number: int, caliper: float, cover_caliper: float | None = None) -> float:
    """How far, in mm, the pages of a sheet are to be moved towards the fold.

    Each sheet wraps around those inside it and so pushes their leaves out at the fore-edge: by its
    own thickness times 1.3.  `caliper` is that of the paper in mm, `cover_caliper` that of the
    outermost sheet where it is another.  Pages moved back by as much keep an even margin once trimmed.
    """
    if sheet_number < 0:
        raise ValueError(f"sheets are counted from 0, the outermost; there is no sheet {sheet_number}")
    outermost = caliper if cover_caliper is None else cover_caliper
    for thickness in (caliper, outermost):
        if not 0 <= thickness < 1:  # also catches a caliper given in µm, and NaN
            raise ValueError(f"the caliper of paper is a thickness in mm, from 0 to 1; this is {thickness:g}")
    if sheet_number == 0:
        return 0.0
    return (outermost + (sheet_number - 1) * caliper) * CREEP_FACTOR


def creep_advice(innermost: float) -> str:
    """What to know of a creep, in mm, of the innermost sheet; empty if nothing."""
    if innermost <= CREEP_TO_TRIM:
        return ""
    return (
        f"the inner leaves stick out by {innermost:.1f} mm: after stapling have the fore-edge cut straight; "
        "the pages are moved so that their margins stay even"
    )


def pile_of(plan: Plan, caliper: float = OFFICE_PAPER, cover_caliper: float | None = None) -> float:
    """The thickness, in mm, of the thickest pile of open sheets that a staple must go through."""
    pile = max(map(len, plan.signatures)) * caliper
    if plan.cover and len(plan.signatures) == 1:  # around several signatures it is glued or sewn
        pile += caliper if cover_caliper is None else cover_caliper
    return pile


def cannot_be_stapled(pile: float) -> bool:
    """Whether a pile of so many mm is more than a hand stapler holds."""
    return pile / OFFICE_PAPER > SHEETS_BY_HAND + 0.01  # 20 sheets are 20 sheets, whatever floats make of them


def staple_advice(sheets: int, pile: float) -> str:
    """What to know before stapling `sheets` that lie `pile` mm high; empty if nothing.

    The limits are known for sheets of 80 gsm; thicker paper reaches them with fewer sheets.
    """
    if sheets == 1:
        return "one sheet is only folded: it needs no staples"
    if cannot_be_stapled(pile):
        return f"{sheets} sheets are more than a hand stapler holds: ask a print shop"
    if pile / OFFICE_PAPER > SHEETS_BY_FINISHER + 0.01:
        return f"{sheets} sheets are more than a copier's finisher staples: staple them by hand"
    return ""
