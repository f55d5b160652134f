"""Ink is put at known distances from the edge of a sheet, and what a copier would lose of it is measured."""

from __future__ import annotations

import time
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from conftest import Sample

from pamphlet.editions.product import Edition
from pamphlet.press.booklet import impose
from pamphlet.press.imposition import plan_booklet
from pamphlet.press.passes import OFFICE_COPIER, Edge, Impression, Machine, both_sides, inner_of
from pamphlet.press.printable_area import Loss, losses

PT = 72 / 25.4
WIDTH, HEIGHT = 148.0, 210.0


def pages_with(boxes: dict[int, tuple[float, float, float, float]], extent: int = 8, grey: float = 0) -> bytes:
    """A5 pages with a box on some: left, bottom, width and height in mm."""
    with pikepdf.new() as pdf:
        for number in range(1, extent + 1):
            pdf.add_blank_page(page_size=(WIDTH * PT, HEIGHT * PT))
            if number in boxes:
                box = " ".join(f"{side * PT:.3f}" for side in boxes[number])
                pdf.pages[-1].obj.Contents = pdf.make_stream(f"{grey} g {box} re f".encode())
        written = BytesIO()
        pdf.save(written)
        return written.getvalue()


def sides_of(extent: int) -> tuple[Impression, ...]:
    """Both sides of every sheet, on paper without thickness."""
    return both_sides(inner_of(plan_booklet(extent), 0, 0))


def lost(pages: bytes, margin: float = 4.2, machine: Machine = OFFICE_COPIER) -> list[tuple[int, str, Any]]:
    """Page, side and mm of each loss."""
    sides = sides_of(8)
    pdf = impose(pages, sides, machine=machine)
    found = losses(pdf, sides, margin, turned_backs=machine.flip is Edge.LONG)
    return [(loss.page, loss.side, round(loss.mm, 1)) for loss in found]


IN_THE_MIDDLE = (60.0, 80.0, 20.0, 20.0)


def test_what_stands_within_is_no_loss() -> None:
    """Nor are our own marks for folding, which run to the edge of the sheet."""
    assert lost(pages_with(dict.fromkeys(range(1, 9), IN_THE_MIDDLE))) == []
    assert lost(pages_with({})) == []


@pytest.mark.parametrize("flip", [Edge.SHORT, Edge.LONG])
@pytest.mark.parametrize("page", range(1, 9))
@pytest.mark.parametrize(
    ("distance", "box", "odd_box"),
    [
        ("head", (60, HEIGHT - 22, 20, 20), None),
        ("foot", (60, 2, 20, 20), None),
        ("fore-edge", (1.5, 80, 20, 20), (WIDTH - 21.5, 80, 20, 20)),
    ],
)
def test_ink_near_an_edge_is_measured(
    flip: Edge,
    page: int,
    distance: str,
    box: tuple[float, float, float, float],
    odd_box: tuple[float, float, float, float] | None,
) -> None:
    """2 mm from the edge of the sheet, 2.2 mm are lost; half a millimetre of A4 lies outside the fore-edge."""
    pages = pages_with({page: odd_box if odd_box and page % 2 else box})
    assert lost(pages, machine=Machine(flip=flip)) == [(page, distance, pytest.approx(2.2, abs=0.35))]


def test_the_margin_of_the_printer_counts() -> None:
    """What a better printer prints is no loss, and a worse one loses more."""
    pages = pages_with({3: (60, 5, 20, 20)})
    assert lost(pages, margin=4.2) == []
    assert lost(pages, margin=6) == [(3, "foot", pytest.approx(1, abs=0.35))]


def test_only_some_pages_are_looked_at() -> None:
    """Of a further branch the sides with its covers: what lies between was looked at with the first."""
    pages = pages_with({2: (60, 5, 20, 20), 4: (60, 5, 20, 20)})
    sides = sides_of(8)
    pdf = impose(pages, sides)
    every, covers = (
        {loss.page for loss in losses(pdf, sides, 6, turned_backs=False, only=only)}
        for only in (None, frozenset({1, 2, 8}))
    )
    assert (every, covers) == ({2, 4}, {2})


def test_an_offset_moves_ink_into_the_edge() -> None:
    """The backs are printed lower where the printer lifts them; the fronts stay."""
    pages = pages_with({2: (60, 5, 20, 20), 3: (60, 5, 20, 20)})
    assert lost(pages, machine=Machine(offset_y=2)) == [(2, "foot", pytest.approx(1.2, abs=0.35))]


def test_creep_takes_the_fore_edge_away_from_the_margin() -> None:
    """Pages of inner sheets move towards the fold: their fore-edge is farther from the edge of the sheet."""
    pages = pages_with({3: (WIDTH - 21, 80, 20, 20)})
    thick = both_sides(inner_of(plan_booklet(8), 0.5, 0.5))
    (thin_loss,) = lost(pages)
    (thick_loss,) = losses(impose(pages, thick), thick, 4.2, turned_backs=False)
    assert thin_loss[2] - thick_loss.mm == pytest.approx(0.65, abs=0.3)


def test_what_nobody_sees_is_not_missed() -> None:
    """The palest tint is not ink."""
    assert lost(pages_with({3: (0, 0, WIDTH, HEIGHT)}, grey=0.98)) == []
    assert {side for _, side, _ in lost(pages_with({3: (0, 0, WIDTH, HEIGHT)}, grey=0.5))} == {
        "head",
        "foot",
        "fore-edge",
    }


def test_the_sample_is_looked_at_in_half_a_second(sample: Sample) -> None:
    """And loses nothing."""
    pdf = sample.file(Edition.BOOKLET).read_bytes()
    sides = sides_of(sample.copy.extent)
    spent = []
    for _ in range(3):
        before = time.process_time()
        found: tuple[Loss, ...] = losses(pdf, sides, 4.2, turned_backs=False)
        spent.append(time.process_time() - before)
        assert found == ()
    assert min(spent) < 0.5
