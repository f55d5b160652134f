"""Which pages and sheets are different: arithmetic on printings made up for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from recorded import block, printing

from pamphlet.edition_settings import BookletSettings
from pamphlet.printings.comparison import compare
from pamphlet.printings.reprint import Reprint, reprint

PAGES = tuple("abcdefghijkl")
PLAIN = BookletSettings(separate_cover=False, signature=0, one_sided=False)


def changed_to(*pages: str, how: BookletSettings = PLAIN) -> Reprint:
    """What is to be printed again for pages that are now these, their words aside."""
    old = printing(block("It rose."), pages=PAGES)
    return reprint(old, replace(old, pages=pages), compare((), ()), how)


def test_nothing_changed() -> None:
    """Then there is nothing to print."""
    assert changed_to(*PAGES) == Reprint(pages=(), moved=(), sheets=(), other_sheets=False)


@pytest.mark.parametrize(("page", "sheet"), [(1, 1), (2, 1), (12, 1), (3, 2), (10, 2), (5, 3), (6, 3), (8, 3)])
def test_a_page_changes_its_sheet(page: int, sheet: int) -> None:
    """Twelve pages are three sheets, each with two pages from the front and two from the back."""
    now = [*PAGES]
    now[page - 1] = "x"
    assert changed_to(*now) == Reprint(pages=(page,), moved=(), sheets=(sheet,), other_sheets=False)


def test_a_cover_apart_and_signatures() -> None:
    """The cover is sheet 0; sheets are counted on from one signature to the next."""
    now = ("x", *PAGES[1:10], "y", "l")
    assert changed_to(*now, how=replace(PLAIN, separate_cover=True)).sheets == (0,)
    assert changed_to(*PAGES[:9], "x", *PAGES[10:], how=replace(PLAIN, signature=1)).sheets == (3,)


def test_more_pages_on_as_many_sheets() -> None:
    """A blank that is filled changes its sheet; the back cover stays on its own."""
    old = printing(block("It rose."), pages=PAGES[:11])
    now = replace(old, pages=(*PAGES[:10], "new", PAGES[10]))
    assert reprint(old, now, compare((), ()), PLAIN).sheets == (1,)


def test_another_number_of_sheets() -> None:
    """The whole booklet is another one."""
    found = changed_to(*PAGES, "m")
    assert found.other_sheets
    assert found.pages == (13,)


def test_words_that_go_over_to_another_page() -> None:
    """Only words that stay count: new ones on the next page move nothing."""
    first = block("It rose and it fell.", page=5, first=30)
    old = printing(first, block("Nobody saw it.", page=6), pages=PAGES)
    added = printing(first, block("Nobody at all saw it.", page=6), pages=PAGES)
    moved = printing(first, block("Nobody saw it.", page=8), pages=PAGES)
    for now, expected in ((added, ()), (moved, (6, 7, 8))):
        comparison = compare([each.words for each in old.blocks], [each.words for each in now.blocks])
        assert reprint(old, now, comparison, PLAIN).moved == expected
