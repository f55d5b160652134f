"""A plan and a printing machine become passes: which formes go through, in which order, which way up.

Both sides in one file for a machine that turns the paper; fronts and backs in two files for one
that does not.  Then its pile of fronts is fed again, and the order of the backs depends on how:

- put back as it came out, the sheet printed last lies on top and is drawn first: the backs come
  in reverse (`Order.REVERSE`);
- turned over as a whole, the sheet printed first is drawn first: the order stays
  (`Order.SAME`).

Which of the two brings the blank sides to the print depends on whether sheets come out face up or
face down and on which side of the paper in the tray is printed.  That a driver prints the last
page first changes nothing: it does so with both files.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pamphlet.press.imposition import Forme, Plan, Sheet, creep

UNPRINTABLE_EDGE = 4.2
"""Outer part of a sheet, in mm, that office copiers leave white: 1/6 inch in many drivers' descriptions."""


class Edge(StrEnum):
    """The edge of a sheet that it is turned about between its two sides."""

    SHORT = "short"
    LONG = "long"


class Order(StrEnum):
    """How a pile that was printed on one side is put back into the tray."""

    REVERSE = "reverse"
    SAME = "same"


class Face(StrEnum):
    """Which way sheets come out of a machine: the side just printed up or down."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """How a printer treats a sheet; as it stands, what is assumed of an office copier.

    `flip` is the edge about which the sheet is turned; None for the edge that the fold asks for.  The
    back comes out `offset_x` mm too far to the right and `offset_y` mm too high, seen on the back
    itself.  `margin` is the outer part, in mm, that it cannot print; `scale` what a line of 100 mm
    measures on paper.  `face` and `order` concern machines that print one side at a time.
    """

    flip: Edge | None = None
    offset_x: float = 0
    offset_y: float = 0
    margin: float = UNPRINTABLE_EDGE
    scale: float = 100
    face: Face = Face.DOWN
    order: Order = Order.REVERSE


OFFICE_COPIER = Machine()
"""What is assumed where nothing is known of the printer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Impression:
    """One side to be printed: its pages are moved towards the fold by `shift` mm.

    `is_back`: it is the second side of its sheet.  `marked`: it shows where to fold.  `stapled`: it
    shows where to staple.  `signature` is the number to print on its fold, 0 for none.
    """

    forme: Forme
    shift: float
    is_back: bool = False
    marked: bool = False
    stapled: bool = False
    signature: int = 0


def both_sides(impressions: tuple[tuple[Impression, Impression], ...]) -> tuple[Impression, ...]:
    """Front and back of each sheet in turn, for a machine that turns the paper itself."""
    return tuple(side for sheet in impressions for side in sheet)


def fronts(impressions: tuple[tuple[Impression, Impression], ...]) -> tuple[Impression, ...]:
    """The first sides, in order."""
    return tuple(front for front, _ in impressions)


def backs(impressions: tuple[tuple[Impression, Impression], ...], order: Order) -> tuple[Impression, ...]:
    """The second sides in the order that the pile of first sides, fed again, needs."""
    in_order = tuple(back for _, back in impressions)
    return in_order[::-1] if order is Order.REVERSE else in_order


def cover_of(plan: Plan) -> tuple[tuple[Impression, Impression], ...]:
    """The two sides of a cover that is printed apart; nothing where there is none."""
    if plan.cover is None:
        return ()
    front = Impression(forme=plan.cover.front, shift=0, marked=True, stapled=len(plan.signatures) == 1)
    return ((front, Impression(forme=plan.cover.back, shift=0, is_back=True)),)


def inner_of(plan: Plan, caliper: float, cover_caliper: float) -> tuple[tuple[Impression, Impression], ...]:
    """The two sides of every sheet but a cover printed apart; calipers in mm.

    Whoever folds and staples looks at the outermost sheet of a pile, so the marks stand on that.
    """
    several = len(plan.signatures) > 1
    found = []
    for number, sheets in enumerate(plan.signatures, start=1):
        for sheet in sheets:
            outermost = sheet is sheets[0]
            front, back = _sides(sheet, creep(sheet.number, caliper, cover_caliper))
            if outermost and (several or plan.cover is None):
                stapled = several or len(sheets) > 1
                front = Impression(
                    forme=front.forme,
                    shift=front.shift,
                    marked=True,
                    stapled=stapled,
                    signature=number if several else 0,
                )
            found.append((front, back))
    return tuple(found)


def _sides(sheet: Sheet, shift: float) -> tuple[Impression, Impression]:
    return Impression(forme=sheet.front, shift=shift), Impression(forme=sheet.back, shift=shift, is_back=True)
