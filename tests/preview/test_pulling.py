"""What is pulled of a manuscript: changes at once, all pages, and nothing where it has errors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small import SMALL

from pamphlet.apparatus.page_map import PageMap
from pamphlet.press.raster import page_as_picture
from pamphlet.preview.proofs import (
    Made,
    MadeUp,
    MakeUp,
    Reading,
    ReadOver,
    SetLargePrint,
    SetWebPage,
    Spoilt,
    WebPage,
)
from pamphlet.preview.pulling import ProofPress
from pamphlet.preview.stretches import stretch_for
from pamphlet.workshop import Workshop
from pamphlet.workspace import MemoryFolder

Shop = Callable[..., Workshop]


def words(pdf: bytes, page: int) -> str:
    """What pdfium reads on a page, from 1."""
    with pypdfium2.PdfDocument(pdf) as document:
        return str(document[page - 1].get_textpage().get_text_bounded())


class Desk:
    """A press whose manuscript can be changed."""

    def __init__(self, workshop: Shop, made: MadeUp) -> None:
        """Read the manuscript of which these are all pages."""
        self._workshop = workshop(SMALL)
        self.press = ProofPress(self._workshop)
        self.state = 0
        self.made = made
        self.read()

    def change(self, file: str, old: str, new: str) -> None:
        """Another text in one of the files."""
        assert old in SMALL[file]
        folder = MemoryFolder({**SMALL, file: SMALL[file].replace(old, new)})
        self.press._workshop = replace(self._workshop, folder=folder)
        self.state += 1

    def read(self, made: Made | None = None, page: int = 1, *, web: bool = False) -> Reading:
        """Read it over."""
        reading = self.press.pull(ReadOver(state=self.state, made=made, page=page, web=web))
        assert isinstance(reading, Reading), reading
        return reading

    def make_up(self) -> MadeUp:
        """Lay out all pages."""
        pages = self.press.pull(MakeUp(state=self.state))
        assert isinstance(pages, MadeUp), pages
        return pages


@pytest.fixture(scope="module")
def made(workshop: Shop) -> MadeUp:
    """All pages of the manuscript as it is."""
    pages = ProofPress(workshop(SMALL)).pull(MakeUp(state=0))
    assert isinstance(pages, MadeUp), pages
    return pages


@pytest.fixture
def desk(workshop: Shop, made: MadeUp) -> Desk:
    """A press that has read the manuscript, and its pages."""
    return Desk(workshop, made)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("body/01-flour.md", "The last word is hers.", "The first word was hers, and so is the last."),
        ("body/02-water.md", "She carried it home.", "She carried it home over the bridge. " * 40),
        ("notes.md", "of the chapel", "of the co-operative"),
        ("fates.toml", "She baked.", "She baked for the whole street, and was paid in coal."),
        ("pamphlet.toml", '"Bread"', '"Bread and Salt"'),
    ],
)
def test_what_is_pulled_at_once_is_what_all_pages_show_later(desk: Desk, file: str, old: str, new: str) -> None:
    """A change is seen at once, and the page it is seen on is, to the pixel, that of the make-up which follows."""
    desk.change(file, old, new)
    slips = desk.read(desk.made.made).slips
    assert slips
    whole = desk.make_up()
    assert whole.pdf != desk.made.pdf
    for slip in slips:
        back = slip.first == desk.made.extent  # the back cover stands where the pages end
        first = whole.extent if back else slip.first
        for number in range(slip.pages):
            assert words(slip.pdf, number + 1) == words(whole.pdf, first + number)
            pulled = page_as_picture(slip.pdf, page=number + 1, width=300)
            assert pulled == page_as_picture(whole.pdf, page=first + number, width=300)
    pulled_words = " ".join(words(slip.pdf, page) for slip in slips for page in range(1, slip.pages + 1))
    assert new.rsplit(maxsplit=1)[-1].strip('".') in pulled_words


def test_nothing_is_pulled_where_nothing_changed(desk: Desk) -> None:
    """Reading the same again gives no pages, and neither does another place of the same words in their file."""
    assert desk.read(desk.made.made).slips == ()
    desk.change("body/02-water.md", "\n\nShe carried", "\n\n\n\n\nShe carried")
    assert desk.read(desk.made.made).slips == ()


def test_what_is_looked_at_comes_first(desk: Desk) -> None:
    """Of two chapters that changed, that on the page in sight is pulled, else the first."""
    desk.change("notes.md", "of the chapel", "of the mill")
    assert [slip.first for slip in desk.read(desk.made.made, page=1).slips] == [desk.made.made.parts["notes"][0]]
    fates = MemoryFolder(
        {**SMALL, "notes.md": "[^scale]: Of brass.\n", "body/01-flour.md": "# Flour\n\nAnna Arkwright.[^scale]\n"}
    )
    desk.press._workshop = replace(desk._workshop, folder=fates)
    desk.state += 1
    last = desk.made.made.parts["notes"][1]
    (far,) = desk.read(desk.made.made, page=last).slips
    (near,) = desk.read(desk.made.made, page=3).slips
    assert "Of brass" in words(far.pdf, far.pages)
    assert "Of brass" not in words(near.pdf, near.pages)


def test_the_web_page_follows_at_once(desk: Desk) -> None:
    """It has the new words before the pages are laid out anew, and the marks of pages once they are."""
    desk.change("body/02-water.md", "She carried it home.", "She spilt it all.")
    web = desk.read(desk.made.made, web=True).web
    assert web
    assert "She spilt it all." in web.decode()
    desk.make_up()
    page = desk.press.pull(SetWebPage())
    assert isinstance(page, WebPage)
    assert 'id="p4"' in page.data.decode()


def test_errors_are_told_and_the_press_goes_on(desk: Desk) -> None:
    """A broken manuscript gives its findings with their places, however it is asked for; mended, it gives pages."""
    desk.change("body/02-water.md", "She carried", "She[^none] carried")
    for order in (ReadOver(state=1, made=desk.made.made), MakeUp(state=1)):
        spoilt = desk.press.pull(order)
        assert isinstance(spoilt, Spoilt)
        assert [(found.slug, found.file, found.line) for found in spoilt.findings] == [
            ("endnote-undefined", "manuscript/body/02-water.md", 7)
        ]
    desk.change("body/02-water.md", "She carried", "She fetched")
    assert len(desk.read(desk.made.made).slips) == 1


def test_a_slip_of_ours_is_told_too(workshop: Shop) -> None:
    """Whatever else fails is told in words, and the next order is taken."""
    press = ProofPress(workshop(SMALL))
    spoilt = press.pull(SetLargePrint())
    assert isinstance(spoilt, Spoilt)
    assert "no pages were laid out" in spoilt.message
    assert isinstance(press.pull(ReadOver(state=0)), Reading)


def test_a_line_leads_to_its_page(desk: Desk) -> None:
    """A line of a block leads to the page on which the block begins, one before all blocks to the first of them."""
    made = desk.made.made
    assert made.page_of("manuscript/body/02-water.md", 7) == made.parts["water"][1]
    assert made.page_of("manuscript/body/02-water.md", 1) == made.parts["water"][0]
    assert made.page_of("manuscript/notes.md", 1) == made.parts["notes"][0]
    assert made.page_of("manuscript/branches.csv", 1) is None


_EXTENTS = st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(0, 4)), min_size=1, max_size=8)


def made_of(parts: dict[str, tuple[int, int]], openings: frozenset[int]) -> Made:
    """Pages of which nothing else is known."""
    page_map = PageMap(starts=(), pages={})
    return Made(state=0, parts=parts, openings=openings, lines={}, page_map=page_map, index=())


@given(_EXTENTS, st.data())
def test_a_stretch_begins_where_a_page_opens_and_ends_with_the_part(
    extents: list[tuple[bool, bool, int]], data: st.DataObject
) -> None:
    """It begins with the nearest part before which a page opens, and holds all parts up to the changed one."""
    pages: dict[str, tuple[int, int]] = {}
    openings = set()
    last = 2
    for number, (shares, opens, more) in enumerate(extents):
        first = last if shares and number else last + 1
        if (opens and first > last) or not number:
            openings.add(first)
        last = first + more
        pages[f"part{number}"] = (first, last)
    order = tuple(pages)
    changed = data.draw(st.sampled_from(order))
    stretch = stretch_for((changed,), order, made_of(pages, frozenset(openings)), page=0)
    assert stretch is not None
    begin, end = order.index(stretch.parts[0]), order.index(changed)
    starts = [place for place in range(end + 1) if not place or (not extents[place][0] and extents[place][1])]
    assert begin == starts[-1]
    assert stretch.parts[: end - begin + 1] == order[begin : end + 1]
    assert (stretch.first, stretch.last) == (pages[order[begin]][0], pages[changed][1])
    comes_along = end + 1 < len(order) and extents[end + 1][0]
    assert len(stretch.parts) == end - begin + 1 + comes_along


def test_a_new_part_has_no_stretch() -> None:
    """What stood on no page yet waits for all pages."""
    assert stretch_for(("new",), ("old", "new"), made_of({"old": (3, 4)}, frozenset({3})), page=3) is None
