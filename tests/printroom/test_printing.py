"""A printing is reckoned: sheets with spares, reams, weight, staples, post, cost, time."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.edition_settings import TRIMS, Paper, PrintingSettings
from pamphlet.press.imposition import CREEP_TO_TRIM
from pamphlet.printroom.printing import (
    REAM,
    Making,
    envelope_for,
    is_seen,
    plan_printing,
    staple_for,
    trim_for,
    with_spoilage,
)

OFFICE = Paper(
    trim=TRIMS["A5"],
    gsm=80,
    caliper=0.104,
    cover_gsm=250,
    cover_caliper=0.29,
    colour="white",
    cover_colour="red",
)
FREE = PrintingSettings(copies=100, currency="£", side=0, sheet=0, cover_sheet=0, postage=())


def booklet(sheets: int, cover: int = 0) -> Making:
    """A booklet of A5 pages, folded once and stapled through all its sheets."""
    pile = sheets * OFFICE.caliper + cover * OFFICE.cover_caliper
    return Making(sheets=sheets, cover_sheets=cover, sheet=(297, 210), page=(148, 210), folded=True, pile=pile)


def test_the_figures_of_a_known_booklet() -> None:
    """Twelve pages of office paper in a hundred copies: 300 sheets, 15 g and 0.6 mm each, 65 minutes."""
    run = plan_printing(booklet(3), OFFICE, replace(FREE, side=10), 100)
    assert (run.sheets, run.spare, run.reams, run.copies_in_a_ream) == (311, 11, 1, 166)
    assert run.weight == pytest.approx(15, abs=0.1)
    assert run.thickness == pytest.approx(0.6, abs=0.05)
    assert run.minutes == 65
    assert run.cost == 311 * 20
    assert run.cost_a_copy == pytest.approx(62.2)


def test_a_cover_of_card_weighs_and_is_counted_apart() -> None:
    """Sixty-four pages with a cover of 250 gsm are still a letter: 90 g and less than 4 mm."""
    run = plan_printing(booklet(15, 1), OFFICE, FREE, 100)
    assert run.weight == pytest.approx(90.4, abs=0.1)
    assert run.thickness == pytest.approx(3.7, abs=0.05)
    assert (run.sheets, run.cover_sheets, run.cover_spare) == (1547, 105, 5)
    assert run.post.envelope == "C5"


@given(sheets=st.integers(0, 1_000_000))
def test_there_are_enough_sheets_and_not_many_more(sheets: int) -> None:
    """Three in a hundred and two more, rounded up; none where none are needed."""
    ready = with_spoilage(sheets)
    exact = sheets * 1.03
    assert ready == 0 if not sheets else exact + 2 - 1e-6 <= ready <= exact + 3 + 1e-6


@given(sheets=st.integers(1, 200), cover=st.integers(0, 1), copies=st.integers(1, 10_000), more=st.integers(1, 1000))
def test_more_copies_take_more_of_everything(sheets: int, cover: int, copies: int, more: int) -> None:
    """Sheets, reams, minutes and cost never fall with the copies; a copy itself stays what it is."""
    prices = replace(FREE, side=3, sheet=1, cover_sheet=8)
    few = plan_printing(booklet(sheets, cover), OFFICE, prices, copies)
    many = plan_printing(booklet(sheets, cover), OFFICE, prices, copies + more)
    assert few.sheets < many.sheets
    assert few.reams <= many.reams
    assert few.minutes <= many.minutes
    assert (few.cost or 0) < (many.cost or 0)
    assert (few.weight, few.thickness, few.staple, few.post) == (many.weight, many.thickness, many.staple, many.post)
    assert few.sheets == sheets * copies + few.spare
    assert (few.reams - 1) * REAM < few.sheets <= few.reams * REAM


def test_without_prices_nothing_is_said_to_cost_nothing() -> None:
    """Neither a cost nor a price of the post is made up."""
    run = plan_printing(booklet(3), OFFICE, FREE, 100)
    assert run.cost is None
    assert run.cost_a_copy is None
    assert run.post.price is None


@pytest.mark.parametrize(("sheets", "price"), [(3, 85), (17, 85), (19, 155), (60, None)])
def test_the_post_takes_the_first_row_that_holds_the_weight(sheets: int, price: float | None) -> None:
    """The envelope is weighed too: 18 sheets are below 100 g only without it."""
    rows = ((100.0, 85.0), (250.0, 155.0))
    run = plan_printing(booklet(sheets), OFFICE, replace(FREE, postage=rows), 10)
    assert run.post.weight == pytest.approx(run.weight + 8.3, abs=0.1)
    assert run.post.price == price


@pytest.mark.parametrize(
    ("page", "envelope"), [((105, 148), "C6"), ((148, 210), "C5"), ((139.7, 215.9), "C5"), ((210, 297), "C4")]
)
def test_the_envelope_is_the_smallest_that_holds_the_page(page: tuple[float, float], envelope: str) -> None:
    """Unfolded, with a little room."""
    assert envelope_for(page)[0] == envelope


@given(pile=st.floats(0.05, 10))
def test_thicker_piles_have_longer_staples(pile: float) -> None:
    """26/6 up to 2.2 mm, 26/8 up to 4 mm, 23/10 above."""
    expected = "26/6" if pile <= 2.2 else "26/8" if pile <= 4 else "23/10"
    assert staple_for(pile) == expected


@given(creep=st.floats(0, 8))
def test_what_is_trimmed_is_more_than_what_stands_out(creep: float) -> None:
    """Nothing up to 1.5 mm; above it whole millimetres that leave a straight edge."""
    off = trim_for(creep)
    assert (off == 0) == (creep <= CREEP_TO_TRIM)
    if off:
        assert off == int(off)
        assert creep < off <= math.ceil(creep) + 1
        assert is_seen(creep)


@pytest.mark.parametrize(("sheets", "copies"), [(0, 10), (3, 0)])
def test_no_sheets_or_copies_are_no_printing(sheets: int, copies: int) -> None:
    """A caller's slip is an error."""
    with pytest.raises(ValueError, match="no printing"):
        plan_printing(booklet(sheets), OFFICE, FREE, copies)
