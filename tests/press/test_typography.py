"""How the page is set, measured: the grid, the word spaces, the line ends."""

from __future__ import annotations

import ctypes
import datetime as dt
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pytest
from conftest import Sample
from pypdfium2 import raw

from pamphlet.apparatus.parts import part_runs
from pamphlet.diagnostics import Diagnostics
from pamphlet.editions.job import Edition
from pamphlet.manuscript.document import Heading
from pamphlet.manuscript.traversal import plain_text
from pamphlet.press.layout import Engine
from pamphlet.typeset.fonts import Font
from pamphlet.typeset.paper import PaperDocuments
from pamphlet.typeset.theme import Theme

BODY = range(5, 18)
"""The pages of the chapters of the sample."""

LEAD = 13.5
"""In pt: the distance of lines, as styles/literata/paper.css has it."""

BODY_SIZE = 9.3
"""In pt: the size of the text."""

A_TENTH_OF_A_MM = 0.283
WIDEST_SPACE = 0.36
"""In em, over the face's own space, at the 99th percentile: measured when the theme was made, 0.35."""

Line = list[tuple[str, float]]
"""The pieces of text on a line with what was added to each of their spaces, in em."""


@pytest.fixture(scope="module")
def lines(sample: Sample, theme: Theme, fonts: tuple[Font, ...]) -> list[list[Line]]:
    """The lines of the chapters of the sample, page by page, as the engine broke them."""
    moment = dt.datetime(2024, 1, 21, tzinfo=dt.UTC)
    pictures = {name: picture.data for name, picture in sample.pamphlet.images.items()}
    engine = Engine(fonts=fonts, sheets=theme.paper, pictures=pictures, diagnostics=Diagnostics())
    body = engine.lay_out(PaperDocuments(sample.pamphlet, theme.grid, moment).body(), first_page=3)
    pages = body._paged.pages[BODY.start - 3 : BODY.stop - 3]
    return [[list(_pieces(line)) for line in _lines(page._page_box)] for page in pages]


def _lines(box: Any) -> Iterator[Any]:
    if type(box).__name__ == "LineBox":
        yield box
    elif type(box).__name__ != "MarginBox":
        for child in getattr(box, "children", ()):
            yield from _lines(child)


def _pieces(box: Any) -> Iterator[tuple[str, float]]:
    if type(box).__name__ == "TextBox":
        yield box.text, box.justification_spacing / box.style["font_size"]
    for child in getattr(box, "children", ()):
        yield from _pieces(child)


def _words(line: Line) -> str:
    return "".join(text for text, _ in line)


def test_lines_of_all_pages_stand_on_one_grid(sample: Sample) -> None:
    """Baselines of facing pages, and of both sides of a leaf, agree within a tenth of a millimetre."""
    off = Counter[float]()
    with pypdfium2.PdfDocument(sample.file(Edition.READING)) as document:
        for number in BODY:
            page = document[number - 1]
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                matrix = item.get_matrix()
                pixels = ctypes.c_float()
                raw.FPDFTextObj_GetFontSize(item, pixels)
                if abs(pixels.value * abs(matrix.d) - BODY_SIZE) < 0.05:
                    off[round(min(matrix.f % LEAD, LEAD - matrix.f % LEAD), 1)] += 1
    most = off.most_common(1)[0][0]
    on_grid = sum(number for distance, number in off.items() if abs(distance - most) <= A_TENTH_OF_A_MM)
    assert sum(off.values()) > 300
    assert on_grid >= 0.95 * sum(off.values())  # a box stands half a line off within its rules


def test_word_spaces_are_even(lines: list[list[Line]]) -> None:
    """Justified lines are not torn apart: the widest hundredth of the spaces is bounded."""
    added = sorted(
        space for page in lines for line in page for text, space in line if space > 0 for _ in range(text.count(" "))
    )
    assert len(added) > 1500
    assert added[len(added) * 99 // 100] <= WIDEST_SPACE
    assert added[len(added) // 2] <= 0.1


def test_no_ladders(lines: list[list[Line]]) -> None:
    """No more than two lines in a row end in a hyphen."""
    ends = ["-" if _words(line).endswith("\u2010") else " " for page in lines for line in page if _words(line).strip()]
    assert "-" in ends
    assert "---" not in "".join(ends)


def test_no_line_begins_with_a_dash(lines: list[list[Line]]) -> None:
    """A dash or an ellipsis stands at the end of a line, never at the beginning of the next."""
    assert [text for text in map(_words, itertools.chain(*lines)) if re.match(r"[–—…]\s*\w", text)] == []


def test_no_page_ends_with_a_head(sample: Sample, lines: list[list[Line]]) -> None:
    """Below a head stand at least two lines of what it heads."""
    heads = {
        plain_text(head.children).lower()
        for section in sample.pamphlet.body
        for head in (section.heading, *section.blocks)
        if isinstance(head, Heading)
    }
    set_lines = [[_words(line).strip().lower() for line in page if _words(line).strip()] for page in lines]
    assert heads & set(itertools.chain(*set_lines))
    assert not heads & {line for page in set_lines for line in page[-2:]}


def test_no_page_begins_or_ends_with_a_lone_line(sample: Sample) -> None:
    """A paragraph that crosses a page has two lines at least on each: no widow, no orphan."""
    starts = [start for start in sample.copy.page_map.starts if int(start.label) in BODY and start.offset]
    runs = [run for part in sample.pamphlet.body for run in part_runs(part)]
    letters = {run.id: len("".join(plain_text(run.children).split())) for run in runs}
    assert starts
    for start in starts:
        assert start.offset > 60, start  # more than a line's letters before the break
        assert letters[start.block] - start.offset > 45, start  # and more than a line behind it
