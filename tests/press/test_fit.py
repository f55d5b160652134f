"""How a pamphlet fits its sheets: what would save one, what blank pages are good for, and what fills them."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from conftest import SETTINGS, Pages
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.editions.product import Edition
from pamphlet.press.fit import Flow, advice, ways_to_save
from pamphlet.press.imposition import blanks_needed, sheets_needed
from pamphlet.workshop import Workshop

LEAD = 13.5 * 25.4 / 72
"""Of the grid of the theme, in mm."""


def poem(lines: int) -> str:
    """A chapter of lines of verse, each of which is a line on the page and nothing else."""
    return "# Bread\n\n::: verse\n" + "\n".join(f"line {number}" for number in range(1, lines + 1)) + "\n:::\n"


# -- arithmetic ------------------------------------------------------------------------------


def test_the_lines_of_the_last_page_save_a_sheet() -> None:
    """Of 13 pages one stands alone on a sheet; a flow that ends with nine lines gives it up for nine."""
    flow = Flow(first=3, lines=(35,) * 9 + (9,))
    assert advice((flow,), 13)[0] == "losing 9 lines on pages 3 to 12 saves a sheet"


def test_other_ways_are_named_the_shortest_first() -> None:
    """Whoever edits may choose where to cut."""
    flows = (Flow(first=3, lines=(35, 20)), Flow(first=5, lines=(35, 1)), Flow(first=7, lines=(35, 35)))
    (sentence, *_) = advice(flows, 9)
    assert sentence == (
        "losing 1 line on pages 5 to 6 saves a sheet; so does losing 20 lines on pages 3 to 4"
        "; so does losing 35 lines on pages 7 to 8"
    )


def test_two_flows_may_give_a_page_each() -> None:
    """Two pages beyond the sheet are lost where two flows end."""
    flows = (Flow(first=3, lines=(35, 5)), Flow(first=5, lines=(35, 7)))
    assert advice(flows, 10)[0] == "losing 5 lines on pages 3 to 4 and 7 on pages 5 to 6 saves a sheet"


def test_what_is_not_realistic_is_not_said() -> None:
    """More than 40 lines, or a page that is all there is of its part, is no advice."""
    assert ways_to_save((Flow(first=3, lines=(35, 35)), Flow(first=5, lines=(35, 6))), 10) == ()
    assert ways_to_save((Flow(first=3, lines=(4,)),), 9) == ()


@given(
    lines=st.lists(st.lists(st.integers(1, 40), min_size=1, max_size=4), min_size=1, max_size=4),
    extent=st.integers(5, 40),
)
def test_each_way_loses_the_pages_beyond_the_last_full_sheet(lines: list[list[int]], extent: int) -> None:
    """So many pages fewer are a multiple of four; no flow vanishes; the shortest way comes first."""
    flows = tuple(Flow(first=number, lines=tuple(counts)) for number, counts in enumerate(lines))
    ways = ways_to_save(flows, extent)
    totals = [sum(loss.lines for loss in way) for way in ways]
    assert totals == sorted(totals)
    assert all(total <= 40 for total in totals)
    for way in ways:
        lost = sum(loss.pages for loss in way)
        assert (extent - lost) % 4 == 0
        assert sheets_needed(extent - lost) == sheets_needed(extent) - 1
        assert all(loss.pages < len(loss.flow.lines) for loss in way)


@given(extent=st.integers(2, 100))
def test_blank_pages_are_always_told(extent: int) -> None:
    """And only where there are some."""
    told = advice((), extent)
    assert len(told) == (blanks_needed(extent) > 0)
    if told:
        assert told[0].startswith(f"{blanks_needed(extent)} blank page")


# -- real pages ------------------------------------------------------------------------------


def test_the_lines_said_are_the_lines_that_must_go(laid_out: Callable[..., Pages]) -> None:
    """Verse of which some lines run over: with one of them left the sheet is still needed, without them it is not."""
    lines = 144
    copy = laid_out({"body/01-bread.md": poem(lines)}).copy
    found = re.match(r"losing (\d+) lines on pages 4 to (\d+) saves a sheet", copy.fit[0])
    assert found, copy.fit
    assert int(found[2]) == copy.extent - 1
    lost = int(found[1])
    extent = laid_out({"body/01-bread.md": poem(lines - lost)}).copy.extent
    one_left = laid_out({"body/01-bread.md": poem(lines - lost + 1)}).copy.extent
    assert sheets_needed(one_left) == sheets_needed(copy.extent)
    assert sheets_needed(extent) == sheets_needed(copy.extent) - 1


def test_a_fill_page_stands_before_the_back_cover(laid_out: Callable[..., Pages]) -> None:
    """In the order given, as many as there is room; each has its folio, and no word is lost."""
    settings = SETTINGS + 'summary = "Why bread."\n[order]\nfill = ["appeal.md", "notes"]\n'
    files = {"body/01-bread.md": poem(5), "fill/appeal.md": "# Join us\n\nWe need bakers.\n"}
    before = laid_out({**files, "pamphlet.toml": SETTINGS + 'summary = "Why bread."\n'}).copy
    made = laid_out({**files, "pamphlet.toml": settings})
    room = blanks_needed(before.extent)
    assert room >= 2
    assert made.report == ""
    assert made.copy.extent == before.extent + 2
    texts = texts_of(made.copy.pdf)
    assert "We need bakers." in texts[-3]
    assert str(made.copy.extent - 2) in texts[-3].split()
    assert texts[-2].split() == ["Notes", str(made.copy.extent - 1)]
    assert "Why bread." in texts[-1]
    assert [start.label for start in made.copy.page_map.starts if start.block.startswith("appeal")]


def test_lines_to_write_on_stand_on_the_grid(laid_out: Callable[..., Pages]) -> None:
    """Two lines of the grid apart, and none below the text area."""
    settings = SETTINGS + '[order]\nfill = ["notes"]\n'
    made = laid_out({"body/01-bread.md": poem(5), "pamphlet.toml": settings})
    with pypdfium2.PdfDocument(made.copy.pdf) as document:
        page = document[len(document) - 2]
        heights = sorted({round(rule.get_bounds()[1] / 72 * 25.4, 2) for rule in page.get_objects() if rule.type == 2})
    steps = [high - low for low, high in pairwise(heights)]
    assert len(heights) >= 14
    assert steps == pytest.approx([2 * LEAD] * len(steps), abs=0.05)
    assert min(heights) >= 23.2


def texts_of(pdf: bytes) -> list[str]:
    """What stands on each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def test_what_finds_no_room_is_said_and_left_out(laid_out: Callable[..., Pages]) -> None:
    """A warning at its entry; what comes after it and fits still comes in."""
    settings = SETTINGS + '[order]\nfill = ["long.md", "notes", "notes", "notes", "notes"]\n'
    files = {
        "body/01-bread.md": poem(5),
        "fill/long.md": "# Long\n\n" + "Flour and water.\n\n" * 200,
        "pamphlet.toml": settings,
    }
    made = laid_out(files)
    slugs = [finding.slug for finding in made.findings]
    assert made.copy.extent % 4 == 0
    assert set(slugs) == {"fill-no-room"}
    places = [str(finding.span) for finding in made.findings]
    assert places[0].endswith(f":{SETTINGS.count(chr(10)) + 2}:9"), places
    assert "Flour" not in "".join(texts_of(made.copy.pdf))
    assert texts_of(made.copy.pdf)[-2].startswith("Notes")


def test_the_ebook_has_what_paper_has_no_room_for(
    workshop: Callable[..., Workshop], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Nothing is lost in silence: on a screen there is always room."""
    import zipfile  # noqa: PLC0415  # only here

    from pamphlet.build import build  # noqa: PLC0415  # only here
    from pamphlet.diagnostics import Diagnostics  # noqa: PLC0415  # only here

    settings = SETTINGS + '[order]\nfill = ["long.md"]\n'
    files = {"body/01-bread.md": poem(5), "fill/long.md": "# Long\n\n" + "Flour and water.\n\n" * 200}
    findings = Diagnostics()
    folder = tmp_path_factory.mktemp("long")
    (book,) = build(workshop({**files, "pamphlet.toml": settings}), [Edition.EPUB], folder, findings).products
    assert [finding.slug for finding in findings if finding.slug.startswith("fill")] == ["fill-no-room"]
    with zipfile.ZipFile(BytesIO(book.data)) as package:
        text = package.read("EPUB/text/long.xhtml").decode()
    assert text.count("Flour and water.") == 200


def test_the_pages_that_fill_are_tagged(laid_out: Callable[..., Pages]) -> None:
    """Their heads are heads to those who listen."""
    made = laid_out({"body/01-bread.md": poem(5), "pamphlet.toml": SETTINGS + '[order]\nfill = ["notes"]\n'})
    with pikepdf.open(BytesIO(made.copy.pdf)) as pdf:
        assert pdf.pages[-2].get("/StructParents") is not None
