"""Fronts and backs are printed on a model of a printer, carried back to its tray by a model of a person, and read."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.edition_settings import OFFICE_PAPER
from pamphlet.press.imposition import Sheet, blanks_needed, plan_booklet
from pamphlet.press.passes import Face, Impression, Order, backs, both_sides, fronts, inner_of


@dataclass(slots=True, kw_only=True)
class Paper:
    """A sheet in the printer: what is on its two sides, and which of them lies up."""

    sides: list[Impression | None]
    up: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """A printer that cannot turn paper.

    It takes the top sheet of its tray, prints the side that lies up or down there, and lays the sheet on
    those that came out before, printed side up or down.  Some drivers send the last page first.
    """

    tray: Face
    face: Face
    last_page_first: bool

    def draw(self, file: tuple[Impression, ...], pile: list[Paper]) -> list[Paper]:
        """Print a file on a pile, given from bottom to top; the pile that comes out, likewise."""
        out = []
        for impression in file[::-1] if self.last_page_first else file:
            paper = pile.pop()
            side = paper.up if self.tray is Face.UP else 1 - paper.up
            assert paper.sides[side] is None, "printed on a side that is printed already"
            paper.sides[side] = impression
            paper.up = side if self.face is Face.UP else 1 - side
            out.append(paper)
        return out

    @property
    def order(self) -> Order:
        """What the calibration sheet lets its user find with a pencil mark."""
        return Order.REVERSE if self.tray is not self.face else Order.SAME


def carry_back(pile: list[Paper], order: Order) -> list[Paper]:
    """Put a pile back into the tray as it came, or turned over as a whole."""
    if order is Order.REVERSE:
        return pile
    for paper in pile:
        paper.up = 1 - paper.up
    return pile[::-1]


def print_both(printer: Printer, extent: int, signature: int, order: Order, copies: int = 1) -> list[Paper]:
    """Print the fronts, feed the pile again, print the backs."""
    sides = inner_of(plan_booklet(extent, signature=signature), OFFICE_PAPER, OFFICE_PAPER)
    blank = [Paper(sides=[None, None]) for _ in range(len(sides) * copies)]
    printed = printer.draw(fronts(sides) * copies, blank)
    return printer.draw(backs(sides, order) * copies, carry_back(printed, order))


printers = st.builds(
    Printer, tray=st.sampled_from(list(Face)), face=st.sampled_from(list(Face)), last_page_first=st.booleans()
)


@given(printers, st.integers(1, 200), st.integers(0, 8), st.integers(1, 3))
def test_each_back_is_printed_behind_its_front(printer: Printer, extent: int, signature: int, copies: int) -> None:
    """On every printer, fed as its profile says, the sheets are those of the plan, once a copy."""
    plan = plan_booklet(extent, signature=signature)
    printed = print_both(printer, extent, signature, printer.order, copies)
    made = []
    for paper in printed:
        assert paper.sides[0] is not None
        assert paper.sides[1] is not None
        front, back = sorted((paper.sides[0], paper.sides[1]), key=lambda side: side.is_back)
        assert (front.is_back, back.is_back) == (False, True)
        assert front.shift == back.shift
        made.append((front.forme, back.forme))
    planned = [(sheet.front, sheet.back) for sheet in plan.inner] * copies
    assert sorted(made, key=str) == sorted(planned, key=str)


@given(printers, st.integers(9, 60))
def test_a_pile_fed_the_wrong_way_is_noticed(printer: Printer, extent: int) -> None:
    """The model is no yes-man: the other order prints on printed sides."""
    other = Order.SAME if printer.order is Order.REVERSE else Order.REVERSE
    with pytest.raises(AssertionError, match="printed already"):
        print_both(printer, extent, 0, other)


@given(st.integers(1, 200), st.integers(0, 8), st.booleans())
def test_both_sides_go_through_sheet_by_sheet(extent: int, signature: int, separate: bool) -> None:  # noqa: FBT001  # drawn
    """Front, back, front, back, in the order of gathering; every page of the inner sheets once."""
    plan = plan_booklet(extent, signature=signature, separate_cover=separate)
    sides = both_sides(inner_of(plan, OFFICE_PAPER, OFFICE_PAPER))
    assert [side.is_back for side in sides] == [False, True] * len(plan.inner)
    sheets = [
        Sheet(number=sheet.number, front=front.forme, back=back.forme)
        for sheet, front, back in zip(plan.inner, sides[::2], sides[1::2], strict=True)
    ]
    assert sheets == list(plan.inner)
    pages = [page for side in sides for page in side.forme.pages]
    covered = 0 if plan.cover is None else len(plan.cover.front.pages + plan.cover.back.pages)
    assert len(pages) == len(set(pages)) == extent - covered
    assert 4 * plan.sheets == extent + blanks_needed(extent)
