"""Laws of imposition: the sheets are folded here and read as a reader reads them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.edition_settings import OFFICE_PAPER
from pamphlet.press.imposition import (
    Forme,
    Plan,
    Sheet,
    blanks_needed,
    cannot_be_stapled,
    creep,
    creep_advice,
    pile_of,
    plan_booklet,
    saddle_stitch,
    sheets_needed,
    staple_advice,
)

extents = st.integers(min_value=1, max_value=400)
sheet_numbers = st.integers(min_value=0, max_value=100)
calipers = st.floats(min_value=0, max_value=0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """Half a folded sheet: the page on the right when the leaf is reached, and the one behind it."""

    recto: int | None
    verso: int | None


def fold(sheet: Sheet) -> tuple[Leaf, Leaf]:
    """Fold a sheet, outer side outwards, fold to the left: its front leaf and its rear leaf.

    Seen from outside, the right half of the front lies on top.  What is behind it is seen only by
    turning the sheet over, which swaps left and right: behind a right half stands a left half.
    """
    front_leaf = Leaf(recto=sheet.front.right, verso=sheet.back.left)
    rear_leaf = Leaf(recto=sheet.back.right, verso=sheet.front.left)
    return front_leaf, rear_leaf


def nest(sheets: tuple[Sheet, ...]) -> list[Leaf]:
    """Put each sheet into the fold of the one before it: the leaves from the front cover on."""
    leaves: list[Leaf] = []
    for sheet in reversed(sheets):
        front_leaf, rear_leaf = fold(sheet)
        leaves = [front_leaf, *leaves, rear_leaf]
    return leaves


def leaf_through(sheets: tuple[Sheet, ...]) -> list[int | None]:
    """Everything a reader sees, from the front cover to the back cover."""
    return [page for leaf in nest(sheets) for page in (leaf.recto, leaf.verso)]


def formes(sheets: tuple[Sheet, ...]) -> list[Forme]:
    """Every printed side in the order in which it goes through the copier."""
    return [forme for sheet in sheets for forme in (sheet.front, sheet.back)]


@given(extents)
def test_every_page_is_read_once_and_in_order(extent: int) -> None:
    """Leafing through the folded booklet meets pages 1 to the last, each exactly once."""
    pages = [page for page in leaf_through(saddle_stitch(extent)) if page is not None]
    assert pages == list(range(1, extent + 1))


@given(extents)
def test_first_page_is_the_front_cover(extent: int) -> None:
    """Page 1 lies on top, whatever the extent."""
    assert leaf_through(saddle_stitch(extent))[0] == 1


@given(extents.filter(lambda extent: extent > 1))
def test_last_page_is_the_back_cover(extent: int) -> None:
    """The last page lies at the very end, whatever has to be filled up."""
    assert leaf_through(saddle_stitch(extent))[-1] == extent


@given(extents.filter(lambda extent: extent > 1))
def test_blanks_stand_directly_before_the_last_page(extent: int) -> None:
    """No blank comes between two pages of text: all of them precede the back cover."""
    reading = leaf_through(saddle_stitch(extent))
    blanks = reading.count(None)
    assert reading[-1 - blanks : -1] == [None] * blanks


@given(extents)
def test_fewer_than_four_blanks(extent: int) -> None:
    """No sheet is spent on blanks alone, and the count announced is the count found."""
    blanks = leaf_through(saddle_stitch(extent)).count(None)
    assert blanks == blanks_needed(extent) < 4


@given(extents)
def test_sheets_are_as_many_as_announced_and_counted_from_outside(extent: int) -> None:
    """The sheets bear the numbers 0, 1, 2 …, four pages each, and none is missing."""
    sheets = saddle_stitch(extent)
    assert [sheet.number for sheet in sheets] == list(range(sheets_needed(extent)))
    assert 4 * len(sheets) == extent + blanks_needed(extent)


@given(extents)
def test_recto_is_odd_and_on_the_right(extent: int) -> None:
    """In an open booklet odd pages lie right and even ones left; only the back cover may be odd too."""
    for leaf in nest(saddle_stitch(extent)):
        assert leaf.recto is None or leaf.recto % 2 == 1
        assert leaf.verso in {None, extent} or leaf.verso % 2 == 0


@given(extents)
def test_odd_pages_are_printed_on_the_right_half(extent: int) -> None:
    """A forme has its odd page right and its even page left, the back cover again excepted."""
    for forme in formes(saddle_stitch(extent)):
        assert forme.right is None or forme.right % 2 == 1
        assert forme.left in {None, extent} or forme.left % 2 == 0


@given(extents)
def test_numbers_of_a_full_forme_sum_to_the_padded_extent_plus_one(extent: int) -> None:
    """Where both halves are printed their numbers make padded extent + 1, the rule a printer checks by.

    The outermost forme joins the covers: its sum is extent + 1, for blanks push the last page to
    the back without changing its number.
    """
    cover, *others = formes(saddle_stitch(extent))
    assert extent == 1 or (cover.left, cover.right) == (extent, 1)
    padded = extent + blanks_needed(extent)
    for forme in others:
        if forme.left is not None and forme.right is not None:
            assert forme.left + forme.right == padded + 1


@given(extents)
def test_back_of_a_leaf_is_the_next_page(extent: int) -> None:
    """Behind page n stands page n + 1; only the back cover may follow blanks."""
    for leaf in nest(saddle_stitch(extent)):
        if leaf.recto is not None and leaf.verso is not None:
            assert leaf.verso == leaf.recto + 1


@given(extents)
def test_page_opposite_is_the_next_page(extent: int) -> None:
    """Wherever the booklet is opened the right page continues the left one, the centre included."""
    reading = leaf_through(saddle_stitch(extent))
    for left, right in zip(reading[1:-1:2], reading[2:-1:2], strict=True):
        if left is not None and right is not None:
            assert right == left + 1


@pytest.mark.parametrize(
    ("extent", "reading"),
    [
        (1, [1, None, None, None]),
        (2, [1, None, None, 2]),
        (3, [1, 2, None, 3]),
        (4, [1, 2, 3, 4]),
        (5, [1, 2, 3, 4, None, None, None, 5]),
    ],
)
def test_small_extents(extent: int, reading: list[int | None]) -> None:
    """One page is a front cover, two are both covers, and three leave the inside of the back cover blank."""
    assert leaf_through(saddle_stitch(extent)) == reading


def test_twelve_pages() -> None:
    """Three sheets as every printer's table gives them."""
    assert saddle_stitch(12) == (
        Sheet(number=0, front=Forme(left=12, right=1), back=Forme(left=2, right=11)),
        Sheet(number=1, front=Forme(left=10, right=3), back=Forme(left=4, right=9)),
        Sheet(number=2, front=Forme(left=8, right=5), back=Forme(left=6, right=7)),
    )


@given(st.integers(max_value=0))
def test_no_booklet_without_a_page(extent: int) -> None:
    """An extent below one is refused, not turned into an empty plan."""
    with pytest.raises(ValueError, match="at least one page"):
        saddle_stitch(extent)


@given(calipers)
def test_creep_is_zero_outside(caliper: float) -> None:
    """Nothing is wrapped around the outermost sheet, so it stays where it is."""
    assert creep(0, caliper) == 0


@given(sheet_numbers, calipers)
def test_creep_is_never_negative(sheet_number: int, caliper: float) -> None:
    """No page is ever moved away from the fold."""
    assert creep(sheet_number, caliper) >= 0


@given(sheet_numbers, st.floats(min_value=0.01, max_value=0.5))
def test_creep_grows_inward_by_equal_steps(sheet_number: int, caliper: float) -> None:
    """Each sheet is moved further than the one around it, by the same distance every time."""
    step = creep(sheet_number + 1, caliper) - creep(sheet_number, caliper)
    assert step > 0
    assert math.isclose(step, creep(1, caliper), rel_tol=1e-9)


@pytest.mark.parametrize(("extent", "published"), [(12, 0.3), (16, 0.4), (24, 0.7), (40, 1.2)])
def test_creep_agrees_with_the_published_table(extent: int, published: float) -> None:
    """On copier paper the innermost sheet creeps, in mm, by the published factor."""
    assert round(creep(sheets_needed(extent) - 1, OFFICE_PAPER), 1) == published


@pytest.mark.parametrize("caliper", [-0.1, 1.0, 104.0, math.nan, math.inf])
def test_caliper_must_be_a_thickness_of_paper(caliper: float) -> None:
    """A caliper in µm, a negative one or none at all is refused before it moves a page off the sheet."""
    with pytest.raises(ValueError, match="thickness in mm"):
        creep(1, caliper)


def test_no_sheet_outside_the_outermost() -> None:
    """Sheet numbers start at 0."""
    with pytest.raises(ValueError, match="no sheet -1"):
        creep(-1, 0.1)


@given(st.integers(min_value=1, max_value=100), st.floats(min_value=0.05, max_value=0.4))
def test_a_cover_counts_in_creep_with_its_own_thickness(number: int, cover: float) -> None:
    """Card around the sheets pushes every one of them out by as much more as it is thicker."""
    assert creep(0, 0.1, cover) == 0
    assert creep(number, 0.1, cover) == pytest.approx(creep(number, 0.1) + (cover - 0.1) * 1.3)


@pytest.mark.parametrize(("sheets", "gsm_cover", "published"), [(8, 0.235, 1.1), (12, 0.29, 1.7), (16, 0.29, 2.3)])
def test_creep_under_card_agrees_with_the_published_table(sheets: int, gsm_cover: float, published: float) -> None:
    """32 pages under 200 gsm, 48 and 64 under 250 gsm, to a twentieth of a millimetre."""
    assert creep(sheets - 1, OFFICE_PAPER, gsm_cover) == pytest.approx(published, abs=0.08)


@pytest.mark.parametrize(("innermost", "said"), [(0, False), (1.5, False), (1.51, True), (3, True)])
def test_trimming_is_advised_when_the_leaves_stick_out(innermost: float, said: bool) -> None:  # noqa: FBT001  # a case
    """From more than 1.5 mm, with the figure."""
    assert bool(creep_advice(innermost)) == said
    assert not said or f"{innermost:.1f} mm" in creep_advice(innermost)


signature_sizes = st.integers(min_value=0, max_value=12)


def gather(plan: Plan) -> list[int | None]:
    """Fold each signature, lay them one upon the other, put the cover around them, and leaf through."""
    reading = [page for sheets in plan.signatures for page in leaf_through(sheets)]
    if plan.cover is None:
        return reading
    front, rear = fold(plan.cover)
    return [front.recto, front.verso, *reading, rear.recto, rear.verso]


@given(extents, signature_sizes, st.booleans())
def test_signatures_under_any_cover_read_in_order(extent: int, signature: int, separate: bool) -> None:  # noqa: FBT001  # drawn
    """Every page once and in order, blanks before the last page, whatever the signatures and the cover."""
    reading = gather(plan_booklet(extent, signature=signature, separate_cover=separate))
    assert reading == leaf_through(saddle_stitch(extent))


@given(extents, signature_sizes, st.booleans())
def test_signatures_are_balanced(extent: int, signature: int, separate: bool) -> None:  # noqa: FBT001  # drawn
    """None is larger than asked for, none smaller by more than one sheet, and there are no more than needed."""
    plan = plan_booklet(extent, signature=signature, separate_cover=separate)
    sizes = [len(sheets) for sheets in plan.signatures]
    assert plan.sheets == sheets_needed(extent)
    assert sum(sizes) == len(plan.inner) == plan.sheets - (plan.cover is not None)
    if signature:
        assert max(sizes) <= signature
        assert len(sizes) == -(-sum(sizes) // signature)
    else:
        assert len(sizes) == 1
    assert sizes == sorted(sizes, reverse=True)
    assert max(sizes) - min(sizes) <= 1


@given(extents, signature_sizes, st.booleans())
def test_creep_begins_anew_in_each_signature(extent: int, signature: int, separate: bool) -> None:  # noqa: FBT001  # drawn
    """A sheet's number is how many lie around it: those of its signature, and a cover."""
    plan = plan_booklet(extent, signature=signature, separate_cover=separate)
    around = int(plan.cover is not None)
    for sheets in plan.signatures:
        assert [sheet.number for sheet in sheets] == list(range(around, around + len(sheets)))
    assert plan.depth == around + len(plan.signatures[0]) - 1


def test_cover_of_twelve_pages_apart() -> None:
    """The cover has pages 12, 1 and 2, 11; the inner sheets are those of the whole booklet."""
    plan = plan_booklet(12, separate_cover=True)
    assert plan == Plan(cover=saddle_stitch(12)[0], signatures=(saddle_stitch(12)[1:],))


@pytest.mark.parametrize("extent", [1, 2, 3, 4])
def test_one_sheet_has_no_cover_apart(extent: int) -> None:
    """Nothing would be left to put into it."""
    assert plan_booklet(extent, separate_cover=True) == plan_booklet(extent)


@pytest.mark.parametrize(
    ("sheets", "advice"),
    [(1, "only folded"), (2, ""), (15, ""), (16, "by hand"), (20, "by hand"), (21, "print shop")],
)
def test_staple_advice_on_copier_paper(sheets: int, advice: str) -> None:
    """Nothing is said up to 15 sheets of 80 gsm; then the finisher, then the hand stapler gives up."""
    said = staple_advice(sheets, sheets * OFFICE_PAPER)
    assert advice in said
    assert bool(said) == bool(advice)
    assert cannot_be_stapled(sheets * OFFICE_PAPER) == (advice == "print shop")


def test_thicker_paper_is_stapled_in_fewer_sheets() -> None:
    """Sixteen sheets of card at twice the caliper are more than any hand stapler holds."""
    assert "by hand" in staple_advice(16, 16 * OFFICE_PAPER)
    assert "print shop" in staple_advice(16, 32 * OFFICE_PAPER)


@pytest.mark.parametrize(
    ("signature", "separate", "pile"),
    [(0, False, 2.0), (0, True, 2.2), (5, False, 0.5), (5, True, 0.5), (8, True, 0.7)],
)
def test_a_staple_goes_through_one_signature(signature: int, separate: bool, pile: float) -> None:  # noqa: FBT001  # a case
    """The pile is that of the largest signature; the cover is in it where there is only one."""
    plan = plan_booklet(80, signature=signature, separate_cover=separate)
    assert pile_of(plan, 0.1, 0.3) == pytest.approx(pile)
