"""How the page is set in each theme, measured: the grid, the word spaces, the line ends."""

from __future__ import annotations

import ctypes
import io
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pytest
from conftest import ARTICLE, AS_IT_CAME, MOMENT, Pages, Sample
from fontTools.ttLib import TTFont
from pypdfium2 import raw

from pamphlet.apparatus.compilation import compile_pamphlet
from pamphlet.apparatus.parts import Pamphlet, Part, part_runs
from pamphlet.diagnostics import Diagnostics, as_text
from pamphlet.edition_settings import TRIMS
from pamphlet.inspection import inspect
from pamphlet.intake.importer import Arrival, import_files
from pamphlet.manuscript.assembly import SETTINGS_FILE
from pamphlet.manuscript.document import Heading
from pamphlet.manuscript.traversal import plain_text
from pamphlet.press.makeup import ReadingCopy, make_up
from pamphlet.press.page_boxes import POINTS_PER_PIXEL
from pamphlet.settings import DEFAULT_THEME
from pamphlet.typeset.fonts import Font, cut_fonts
from pamphlet.typeset.theme import Theme, load_theme, our_themes
from pamphlet.workshop import Workshop

RAGGED = {"leaflet"}
"""Themes whose lines are not justified."""

A_TENTH_OF_A_MM = 0.283
POINTS_PER_MM = 72 / 25.4
WIDEST_SPACE = 0.34
"""In em, over the face's own space, at the 99th percentile."""

Line = list[tuple[str, float]]
"""The pieces of text on a line with what was added to each of their spaces, in em."""


@dataclass(frozen=True, kw_only=True)
class Setting:
    """A pamphlet as it is set in one theme."""

    pamphlet: Pamphlet
    theme: Theme
    fonts: tuple[Font, ...]
    copy: ReadingCopy

    @property
    def body(self) -> range:
        """The numbers of the pages of the chapters."""
        pages = self.copy.page_map.pages
        return range(pages[_first_block(self.pamphlet.body[0])][0], pages[_first_block(self.pamphlet.back[0])][0])

    @property
    def size(self) -> float:
        """The size of the text, in pt."""
        return float(re.findall(r"--size: ([\d.]+)pt", "".join(text for _, text in self.theme.paper))[-1])

    @property
    def pages(self) -> list[Any]:
        """The pages of the chapters, as the engine made them."""
        return [page._page_box for page in self.copy.layout._paged.pages[self.body.start - 1 : self.body.stop - 1]]


def _first_block(part: Part) -> str:
    return next(iter(part_runs(part))).id


@pytest.fixture(scope="module", params=[*our_themes(TRIMS["A5"]), "the article"])
def setting(request: pytest.FixtureRequest, sample: Sample, workshop: Callable[..., Workshop]) -> Setting:
    """The sample in each theme, laid out once, and a real article; the default theme's pages are there already."""
    findings = Diagnostics()
    pamphlet = sample.pamphlet
    if request.param == "the article":
        if not ARTICLE.is_file():
            pytest.skip(f"the article is not here: {ARTICLE}")
        arrival = Arrival(name=ARTICLE.name, data=ARTICLE.read_bytes())
        files = import_files([arrival], today=MOMENT.date(), title="A Real Article").as_bytes()
        inspected = inspect(workshop({**files, SETTINGS_FILE: files[SETTINGS_FILE] + AS_IT_CAME.encode()}), findings)
        assert inspected is not None
        pamphlet = compile_pamphlet(inspected[0])
    theme = load_theme(DEFAULT_THEME if request.param == "the article" else request.param, findings)
    assert theme is not None
    fonts = cut_fonts(theme.faces)
    made = request.param == DEFAULT_THEME
    copy = sample.copy if made else make_up(pamphlet, theme, fonts, MOMENT, findings)
    assert not findings.has_errors, as_text(findings)
    return Setting(pamphlet=pamphlet, theme=theme, fonts=fonts, copy=copy)


@pytest.fixture(scope="module")
def lines(setting: Setting) -> list[list[Line]]:
    """The lines of the chapters, page by page, as the engine broke them."""
    return [[list(_pieces(line)) for line in _lines(page)] for page in setting.pages]


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


def test_lines_of_all_pages_stand_on_one_grid(setting: Setting) -> None:
    """Baselines of facing pages, and of both sides of a leaf, agree within a tenth of a millimetre."""
    lead, off = setting.theme.grid.lead, Counter[float]()
    with pypdfium2.PdfDocument(setting.copy.pdf) as document:
        for number in setting.body:
            page = document[number - 1]
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1):
                matrix = item.get_matrix()
                pixels = ctypes.c_float()
                raw.FPDFTextObj_GetFontSize(item, pixels)
                if abs(pixels.value * abs(matrix.d) - setting.size) < 0.05:
                    off[round(min(matrix.f % lead, lead - matrix.f % lead), 1)] += 1
    most = off.most_common(1)[0][0]
    on_grid = sum(number for distance, number in off.items() if abs(distance - most) <= A_TENTH_OF_A_MM)
    assert sum(off.values()) > 300
    assert on_grid >= 0.95 * sum(off.values())  # a box stands half a line off within its rules


def test_word_spaces_are_even(setting: Setting, lines: list[list[Line]]) -> None:
    """Justified lines are not torn apart: the widest hundredth of the spaces is bounded."""
    if setting.theme.name in RAGGED:
        assert {space for page in lines for line in page for _, space in line} == {0}
        return
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


def test_no_page_ends_with_a_head(setting: Setting, lines: list[list[Line]]) -> None:
    """Below a head stand at least two lines of what it heads."""
    heads = {
        plain_text(head.children).lower()
        for section in setting.pamphlet.body
        for head in (section.heading, *section.blocks)
        if isinstance(head, Heading)
    }
    set_lines = [[_words(line).strip().lower() for line in page if _words(line).strip()] for page in lines]
    if any(section.heading for section in setting.pamphlet.body):
        assert heads & set(itertools.chain(*set_lines))
    assert not heads & {line for page in set_lines for line in page[-2:]}


def test_no_page_begins_or_ends_with_a_lone_line(setting: Setting) -> None:
    """A paragraph that crosses a page has two lines at least on each: no widow, no orphan."""
    starts = [start for start in setting.copy.page_map.starts if int(start.label) in setting.body and start.offset]
    runs = [run for part in setting.pamphlet.body for run in part_runs(part)]
    letters = {run.id: len("".join(plain_text(run.children).split())) for run in runs}
    assert starts
    for start in starts:
        assert start.offset > 60, start  # more than a line's letters before the break
        assert letters[start.block] - start.offset > 45, start  # and more than a line behind it


def test_no_line_stops_short(setting: Setting) -> None:
    """But for the last one, every line of a paragraph is filled with words, not with space."""
    checked = 0
    for page in setting.pages:
        for paragraph in _paragraphs(page):
            lines = [_words(list(_pieces(line))) for line in _lines(paragraph)]
            full = max(map(len, lines))
            assert all(len(line) > 0.7 * full for line in lines[:-1]), lines
            checked += len(lines) > 2
    assert checked > 30


def test_no_paragraph_ends_with_a_short_word_alone(setting: Setting) -> None:
    """The last line of a paragraph is wider than the indent below it."""
    ends = [list(_lines(paragraph)) for page in setting.pages for paragraph in _paragraphs(page)]
    last = ["".join(text for text, _ in _pieces(lines[-1])).strip() for lines in ends if len(lines) > 1]
    assert len(last) > 30
    assert [words for words in last if len(words) < 6] == []


def _paragraphs(box: Any) -> Iterator[Any]:
    """The paragraphs of the text that have no line ends of the author's own."""
    element = box.element
    if box.element_tag == "p" and not len(element.findall(".//br")):
        yield box
    elif box.element_tag not in {"table", "ol", "ul"} and type(box).__name__ != "MarginBox":
        for child in getattr(box, "children", ()):
            yield from _paragraphs(child)


def test_superior_figures_are_the_fonts_own(setting: Setting) -> None:
    """The face of the text has a superior for every figure, so a note call is neither shrunk nor full size."""
    cut = TTFont(io.BytesIO(setting.fonts[0].data))
    table = cut["GSUB"].table
    found = set()
    for feature in table.FeatureList.FeatureRecord:
        if feature.FeatureTag == "sups":
            for number in feature.Feature.LookupListIndex:
                for lookup in table.LookupList.Lookup[number].SubTable:
                    found |= set(getattr(lookup, "ExtSubTable", lookup).mapping)
    assert found >= {cut.getBestCmap()[ord(figure)] for figure in "0123456789"}


def test_nothing_stands_near_the_edge(setting: Setting) -> None:
    """Text keeps 8 mm from every edge of the page: on a booklet head, foot and fore-edge are edges of the sheet."""
    near = 8 * POINTS_PER_MM
    with pypdfium2.PdfDocument(setting.copy.pdf) as document:
        for number, page in enumerate(document, 1):
            width, height = page.get_size()
            boxes = [item.get_bounds() for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1)]
            for left, bottom, right, top in boxes:
                assert min(left, bottom, width - right, height - top) >= near, number


# -- line ends and line beginnings that need a hand ---------------------------------------------


def _texts(box: Any) -> Iterator[Any]:
    if type(box).__name__ == "TextBox":
        yield box
    for child in getattr(box, "children", ()):
        yield from _texts(child)


@pytest.mark.parametrize("quotes", ["single", "double"])
def test_a_quotation_mark_that_opens_a_paragraph_hangs(quotes: str, laid_out: Callable[..., Pages]) -> None:
    """The letter behind it stands where the first letter of any other paragraph stands, and nothing is lost."""
    toml = f'title = "Bread"\nauthors = ["Jane Doe"]\ndate = 2024-01-21\nquotes = "{quotes}"\n'
    words = '# Bread\n\n"Hot," he said.\n\n"Hot," she said.\n\nHot it was.\n'
    laid = laid_out({"pamphlet.toml": toml, "body/bread.md": words})
    lines = [line for page in laid.copy.layout._paged.pages for line in _lines(page._page_box)]
    texts = [text for line in lines for text in itertools.islice(_texts(line), 1)]
    first, second = (text.position_x for text in texts if text.text[:1] in {"‘", "“"})
    plain = next(text.position_x for text in texts if text.text.startswith("Hot"))
    size = 9.3 / POINTS_PER_PIXEL
    width = size * (0.33 if quotes == "single" else 0.53)
    assert second - first == pytest.approx(1.3 * size, abs=2)
    assert plain - second == pytest.approx(width, abs=1.5)
    assert laid.report == ""


def test_ladders_are_taken_down(laid_out: Callable[..., Pages]) -> None:
    """Of three lines in a row that would end in a hyphen the last is broken elsewhere, whatever its words are in."""
    word = "characteristically *incomprehensibilities* counterrevolutionary internationalisation "
    narrow = ".part-chapter p { width: 44mm }"
    words = {"body/bread.md": f"# Bread\n\n{word * 12}\n"}
    pages = laid_out(words, narrow).copy.layout
    ends = "".join(
        "-" if line.text.endswith("\u2010") else " "
        for page in pages.numbered_lines(frozenset({"bread_2"}))
        for line in page
    )
    assert ends.count("-") > 5
    assert "---" not in ends


def test_a_head_is_not_left_alone_with_a_line_that_is_typed(laid_out: Callable[..., Pages]) -> None:
    """Wherever on the page the three fall, what a short command does stands below it and its head."""
    steps = "".join(
        f"{'Bread was dear that winter, and the queue was long. ' * (number % 7 + 5)}\n\n"
        f"## Step {number}\n\n    make {number}\n\nOut of {number} comes what is wanted.\n\n"
        for number in range(40)
    )
    made = laid_out({"body/01-bread.md": f"# Bread\n\n{steps}"})
    pages = [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(made.copy.pdf)]
    where = [
        [page for page, text in enumerate(pages) if f"{words} {number} " in text]
        for words in ("make", "Out of")
        for number in range(40)
    ]
    assert len({page for found in where for page in found}) > 5
    assert where[:40] == where[40:]
