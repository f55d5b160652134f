"""A way of making a copy and a number of copies become a printing: sheets, reams, weight, post, cost, minutes.

Pure arithmetic, in sheets, millimetres, grams, minutes and the smallest coin of the currency.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from pamphlet.edition_settings import Paper, PrintingSettings
from pamphlet.press.imposition import CREEP_TO_TRIM

SPOILT = 3
"""Of a hundred sheets, those that a copier or a hand at the fold spoils: the custom of small print rooms."""

TEST_SHEETS = 2
"""For the test print, and for one that goes wrong."""

REAM = 500
"""Sheets in a ream (ISO 4046)."""

_SECONDS_A_COPY, _SECONDS_A_SHEET = 30, 3
"""Gathering, folding and stapling one copy by hand, and what each of its sheets adds."""

USUAL_STAPLE = "26/6"
"""What an office stapler takes."""

_STAPLES = ((2.2, USUAL_STAPLE), (4.0, "26/8"), (math.inf, "23/10"))
"""The thickest pile, in mm, that a staple of each size goes through with legs left to clinch."""

_ENVELOPES = (("C6", 114, 162), ("C5", 162, 229), ("C4", 229, 324))
"""ISO 269: name, width and height in mm."""

_ENVELOPE_GSM, _FLAPS = 90, 1.25
"""The usual paper of envelopes in g/m², and how much more of it than front and back there is."""

_SEEN_FROM = 0.5
"""Creep in mm from which it can be seen that the inner leaves stand out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """How one copy is made: `sheets` of the inner paper, 0 or 1 of a cover's own paper.

    `sheet` is width and height of the open sheet, `page` of the finished page, in mm.  `pile` is
    what a staple goes through, in mm.  A folded copy is twice as thick as all its sheets.
    """

    sheets: int
    cover_sheets: int
    sheet: tuple[float, float]
    page: tuple[float, float]
    folded: bool
    pile: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One copy in the post: its envelope, the weight of both in g, and the price; None where no row holds it."""

    envelope: str
    weight: float
    price: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """One run of an edition.

    Sheets are those of all copies with the `spare` among them; weights in g, thicknesses in mm.
    `cost` is that of all copies in the smallest coin, None where no price is set.
    """

    copies: int
    sheets: int
    spare: int
    cover_sheets: int
    cover_spare: int
    reams: int
    copies_in_a_ream: int
    weight: float
    thickness: float
    staple: str
    post: Post
    cost: float | None
    minutes: int

    @property
    def cost_a_copy(self) -> float | None:
        """What a copy costs when the spoilt sheets are paid for too."""
        return None if self.cost is None else self.cost / self.copies


def plan_printing(making: Making, paper: Paper, prices: PrintingSettings, copies: int) -> Printing:
    """Reckon what a run of copies takes; ValueError where there is no copy or no sheet."""
    if copies < 1 or making.sheets < 1:
        raise ValueError(f"{copies} copies of {making.sheets} sheets are no printing")
    sheets, covers = with_spoilage(making.sheets * copies), with_spoilage(making.cover_sheets * copies)
    thickness = making.sheets * paper.caliper + making.cover_sheets * paper.cover_caliper
    weight = _area(making.sheet) * (making.sheets * paper.gsm + making.cover_sheets * paper.cover_gsm)
    return Printing(
        copies=copies,
        sheets=sheets,
        spare=sheets - making.sheets * copies,
        cover_sheets=covers,
        cover_spare=covers - making.cover_sheets * copies,
        reams=-(-sheets // REAM),
        copies_in_a_ream=REAM // making.sheets,
        weight=weight,
        thickness=thickness * (2 if making.folded else 1),
        staple=staple_for(making.pile),
        post=_post(making.page, weight, prices),
        cost=_cost(sheets, covers, prices),
        minutes=_minutes(copies, making.sheets + making.cover_sheets),
    )


def with_spoilage(sheets: int) -> int:
    """The sheets to have ready where so many must come out right: three in a hundred more, and two for the test."""
    return -(-sheets * (100 + SPOILT) // 100) + TEST_SHEETS if sheets else 0


def staple_for(pile: float) -> str:
    """The size of staple for a pile of sheets so many mm thick."""
    return next(size for thickest, size in _STAPLES if pile <= thickest)


def trim_for(creep: float) -> float:
    """How much, in mm, to cut off the fore-edge for a creep in mm; 0 where it is not needed."""
    return math.ceil(creep) + 1 if creep > CREEP_TO_TRIM else 0


def is_seen(creep: float) -> bool:
    """Whether the inner leaves visibly stand out."""
    return creep >= _SEEN_FROM


def envelope_for(page: tuple[float, float]) -> tuple[str, float]:
    """The smallest envelope that a page lies in flat, and what it weighs in g; the largest where none is large enough.

    Two millimetres on each side are left for the hand that puts it in.
    """
    width, height = sorted(page)
    fitting = (each for each in _ENVELOPES if width + 4 <= each[1] and height + 4 <= each[2])
    name, wide, high = next(fitting, _ENVELOPES[-1])
    return name, 2 * _FLAPS * _area((wide, high)) * _ENVELOPE_GSM


def _post(page: tuple[float, float], weight: float, prices: PrintingSettings) -> Post:
    name, of_envelope = envelope_for(page)
    total = weight + of_envelope
    price = next((price for up_to, price in prices.postage if total <= up_to), None)
    return Post(envelope=name, weight=total, price=price)


def _cost(sheets: int, covers: int, prices: PrintingSettings) -> float | None:
    """Sheets that are spoilt have been paid for: the spare is in the sum."""
    cost = sheets * (2 * prices.side + prices.sheet) + covers * (2 * prices.side + prices.cover_sheet)
    return cost or None


def _minutes(copies: int, sheets: int) -> int:
    """Begun minutes of work with the hands."""
    return -(-copies * (_SECONDS_A_COPY + _SECONDS_A_SHEET * sheets) // 60)


def _area(size: tuple[float, float]) -> float:
    """In m²."""
    return size[0] * size[1] / 1_000_000
