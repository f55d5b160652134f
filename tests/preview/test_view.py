"""What the page shows, put together from proofs: which picture stands where, and what is said of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pamphlet.apparatus.page_map import PageMap
from pamphlet.preview.proofs import Finding, LargePrint, Made, MadeUp, Reading, Slip, Spoilt
from pamphlet.preview.view import Leaf, Tab, View

WRONG = Finding(severity="error", slug="x", message="wrong", hint="", file="m/body/1.md", line=9, column=2)


def made_up(state: int, extent: int = 8) -> MadeUp:
    """Pages of a state of the manuscript."""
    lines = {"m/body/1.md": ((1, 3), (5, 4), (20, 6))}
    made = Made(
        state=state, parts={}, openings=frozenset(), lines=lines, page_map=PageMap(starts=(), pages={}), index=()
    )
    return MadeUp(
        made=made,
        findings=(),
        title="Bread",
        pdf=b"%d" % state,
        extent=extent,
        trim=(148, 210),
        signature=0,
        separate_cover=False,
    )


def read(state: int, *slips: Slip, web: bytes | None = None) -> Reading:
    """A manuscript without errors."""
    return Reading(state=state, findings=(), slips=slips, web=web)


def slip(first: int, last: int, pages: int) -> Slip:
    """Some pages in the place of others."""
    return Slip(first=first, last=last, pages=pages, pdf=b"slip")


def test_what_was_pulled_stands_in_its_place_until_all_pages_are_made() -> None:
    """A part of three pages that had two: the pages after it come one later; then all are anew."""
    view = View().after_reading(read(0)).made_up(made_up(0)).after_reading(read(1, slip(3, 4, 3)))
    assert [leaf.document for leaf in view.pages] == [1, 1, 2, 2, 2, 1, 1, 1, 1]
    assert view.pages[5] == Leaf(document=1, number=5)
    assert not view.complete[Tab.SPREADS]
    view = view.made_up(made_up(1, extent=9))
    assert [leaf.document for leaf in view.pages] == [3] * 9
    assert view.complete[Tab.SPREADS]
    assert set(view.documents) == {3}


def test_what_was_pulled_later_stays_upon_pages_that_come_late() -> None:
    """Pages that were made of an earlier state do not take back what was seen already."""
    view = View().after_reading(read(0)).made_up(made_up(0))
    view = view.after_reading(read(1, slip(3, 3, 1))).after_reading(read(2, slip(5, 5, 1))).made_up(made_up(1))
    assert [leaf.document for leaf in view.pages] == [4, 4, 4, 4, 3, 4, 4, 4]
    assert not view.complete[Tab.SPREADS]


def test_the_last_good_pages_stay_under_an_error() -> None:
    """An error says where it stands, by the pages that are shown; when it is gone nothing is left of it."""
    view = View().after_reading(read(0)).made_up(made_up(0)).spoilt(Spoilt(findings=(WRONG,)))
    record = view.as_record()
    assert record["spoilt"]
    assert len(record["pages"]) == 8
    assert [(found["file"], found["line"], found["page"]) for found in record["findings"]] == [("m/body/1.md", 9, 4)]
    mended = view.after_reading(read(1)).as_record()
    assert (mended["spoilt"], mended["findings"]) == (False, [])


def test_pages_that_come_late_do_not_hide_an_error() -> None:
    """All pages of the last good state may be made only when the next state is broken: its errors stay."""
    view = View().after_reading(read(0)).spoilt(Spoilt(findings=(WRONG,))).made_up(made_up(0))
    record = view.as_record()
    assert (record["spoilt"], len(record["findings"]), len(record["pages"])) == (True, 1, 8)


def test_before_there_are_pages_errors_have_none() -> None:
    """A manuscript that is broken from the start shows its errors and no page."""
    record = View().spoilt(Spoilt(findings=(WRONG,), message="it broke")).as_record()
    assert (record["pages"], record["sheets"], record["problem"]) == ([], [], "it broke")
    assert record["findings"][0]["page"] is None


def test_sheets_are_those_of_the_booklet() -> None:
    """Eight pages lie on two sheets, the covers outermost; a blank half is 0."""
    sheets = View().after_reading(read(0)).made_up(made_up(0, extent=7)).as_record()["sheets"]
    assert [sheet["name"] for sheet in sheets] == ["Sheet 1 of 2", "Sheet 2 of 2"]
    assert sheets[0]["sides"][0] == {"name": "front", "left": 7, "right": 1}
    assert sheets[0]["sides"][1] == {"name": "back", "left": 2, "right": 0}


def test_tabs_are_complete_when_their_own_pages_are() -> None:
    """Large print and the web page come after the pages; the same web page keeps its name."""
    view = View().after_reading(read(0)).made_up(made_up(0))
    assert view.complete == {Tab.SPREADS: True, Tab.SHEETS: True, Tab.PHONE: False, Tab.LARGE: False}
    view = view.with_large_print(LargePrint(pdf=b"large", extent=1, shown=(("1", "2"),)))
    view = view.with_web_page(b"page", exact=True)
    assert all(view.complete.values())
    assert view.as_record()["large"] == [{"key": "2-1", "shows": [1, 2]}]
    assert view.with_web_page(b"page", exact=True).web_number == view.web_number
    changed = view.after_reading(read(1, web=b"other"))
    assert changed.web_number == view.web_number + 1
    assert not any(changed.complete.values())


@given(st.lists(st.tuples(st.integers(1, 8), st.integers(0, 3), st.integers(1, 4)), max_size=6))
def test_no_page_is_lost_or_twice(changes: list[tuple[int, int, int]]) -> None:
    """However many slips lie on the pages, each other page is there once, in order, and so is each page of a slip."""
    view = View().after_reading(read(0)).made_up(made_up(0))
    for state, (first, more, pages) in enumerate(changes, 1):
        view = view.after_reading(read(state, slip(first, min(first + more, 8), pages)))
    assert len(set(view.pages)) == len(view.pages)
    whole = [leaf.number for leaf in view.pages if leaf.document == 1]
    assert whole == sorted(whole)
    assert {leaf.document for leaf in view.pages} <= set(view.documents)
