"""The print sheet is read as someone at a copier reads it: from the PDF, and beside the files that it is about."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from conftest import MOMENT, ROOT, SETTINGS, Pages, Sample

from pamphlet.apparatus.compilation import compile_pamphlet
from pamphlet.diagnostics import Diagnostics, as_text
from pamphlet.editions import booklet, print_sheets
from pamphlet.editions.job import Job
from pamphlet.editions.product import Edition
from pamphlet.manuscript.assembly import read_manuscript
from pamphlet.typeset.fonts import Font
from pamphlet.typeset.templates import fill_template
from pamphlet.typeset.theme import Theme
from pamphlet.workshop import Workshop

MM = 72 / 25.4
CHAPTER = {"body/01-bread.md": "# Bread\n\n" + "It rose and fell. " * 300 + "\n"}
PRICES = "[printing]\ncopies = 40\nside = 10\nsheet = 1\n[[printing.postage]]\nup_to = 100\nprice = 85\n"

Make = Callable[..., tuple[dict[str, Any], bytes]]


def sheet_text(pdf: Path | bytes) -> str:
    """What stands on a print sheet, on one line."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    return " ".join(text.split())


@pytest.fixture(scope="module")
def printed(sample: Sample) -> list[tuple[str, Path]]:
    """The name and the print sheet of each paper edition of the sample."""
    sheets = sorted(sample.folder.glob("*-print-sheet.pdf"))
    return [(sheet.name.removesuffix("-print-sheet.pdf"), sheet) for sheet in sheets]


@pytest.fixture(scope="module")
def make(
    workshop: Callable[..., Workshop], laid_out: Callable[..., Pages], theme: Theme, fonts: tuple[Font, ...]
) -> Make:
    """Prints a small booklet as settings say, with the pages laid out once: the JSON, and the print sheet."""
    copy = laid_out(CHAPTER).copy

    def made(settings: str, copies: int | None = None) -> tuple[dict[str, Any], bytes]:
        findings = Diagnostics()
        shop = workshop({"pamphlet.toml": settings, **CHAPTER})
        manuscript = read_manuscript(shop.folder, findings)
        assert manuscript
        pamphlet = compile_pamphlet(manuscript)
        job = Job(
            workshop=shop,
            pamphlet=pamphlet,
            theme=theme,
            fonts=fonts,
            copy=copy,
            moment=MOMENT,
            diagnostics=findings,
        )
        pdf, data = print_sheets.make(job, tuple(booklet.make(job)), copies)
        assert not findings.has_errors, as_text(findings)
        assert (pdf.file_name, data.file_name) == tuple(
            f"{pamphlet.settings.name}-booklet-print-sheet.{kind}" for kind in ("pdf", "json")
        )
        return json.loads(data.data), pdf.data

    return made


def test_each_paper_edition_has_its_sheet(sample: Sample, printed: list[tuple[str, Path]]) -> None:
    """And nothing else has: neither the ebook nor the reading copy is printed."""
    papers = {sample.file(edition).stem for edition, product in sample.products.items() if product.printed}
    assert "new-course-booklet" in papers
    assert {name for name, _ in printed} == papers
    assert all(sheet.with_suffix(".json").exists() for _, sheet in printed)


def test_it_is_one_page_of_a4(printed: list[tuple[str, Path]]) -> None:
    """With all its words within the edge that a copier cannot print."""
    for _, sheet in printed:
        with pypdfium2.PdfDocument(sheet) as document:
            assert len(document) == 1
            assert document[0].get_size() == pytest.approx((210 * MM, 297 * MM), abs=0.1)
            for thing in document[0].get_objects(max_depth=1):
                left, bottom, right, top = thing.get_bounds()
                assert left >= 8 * MM, (left, bottom)
                assert bottom >= 8 * MM
                assert right <= (210 - 8) * MM
                assert top <= (297 - 8) * MM


def test_it_names_its_file_by_its_checksum(sample: Sample, printed: list[tuple[str, Path]]) -> None:
    """The SHA-256 on paper and in the JSON are those of the files in the folder."""
    for _, sheet in printed:
        text = sheet_text(sheet).replace(" ", "")
        files = json.loads(sheet.with_suffix(".json").read_bytes())["files"]
        assert files
        for file in files:
            data = (sample.folder / file["name"]).read_bytes()
            assert file["sha256"] == hashlib.sha256(data).hexdigest()
            assert file["sha256"] in text
            with pypdfium2.PdfDocument(data) as document:
                assert file["pages"] == len(document)


def test_what_is_worth_knowing_is_not_what_the_steps_say(printed: list[tuple[str, Path]]) -> None:
    """How to order is said once; a stapler that the staples do not fit is not sent for."""
    said = {name: sheet_text(sheet) for name, sheet in printed}
    assert said["new-course-press"].count("saddle stitched") == 1
    assert "Two staples 26/8 at the left edge" in said["new-course-large-print"]
    assert "need a strong stapler, with staples 26/8" in said["new-course-large-print"]


def test_it_is_tagged_and_its_drawings_are_described(printed: list[tuple[str, Path]]) -> None:
    """Who cannot see the drawing is told what it shows."""
    for _, sheet in printed:
        with pikepdf.open(sheet) as pdf:
            figures = [node for node in _nodes(pdf.Root.StructTreeRoot) if node.get("/S") == "/Figure"]
            assert figures
            assert all(str(figure.Alt).strip() for figure in figures)
            assert str(pdf.Root.Lang) == "en-GB"


def _nodes(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield node
    kids = node.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:  # one child need not stand in a list
        if isinstance(kid, pikepdf.Dictionary):
            yield from _nodes(kid)


def test_the_test_print_and_the_middle_are_those_of_the_booklet(sample: Sample) -> None:
    """The pages that it says lie side by side do so in the booklet: their folios are read from its sheets."""
    text = sheet_text(sample.folder / "new-course-booklet-print-sheet.pdf")
    middle = re.search(r"In the middle lie page (\d+) and page (\d+)", text)
    assert middle
    with pypdfium2.PdfDocument(sample.file(Edition.BOOKLET)) as document:
        assert f"{sample.products[Edition.BOOKLET].pages} pages in the file" in text
        inner = document[len(document) - 1].get_textpage()
        width, height = document[0].get_size()
        left, right = (inner.get_text_bounded(start, 0, start + width / 2, height).split() for start in (0, width / 2))
        assert middle[1] in left
        assert middle[2] in right
        front, back = (document[number].get_textpage() for number in (0, 1))
        assert "page 1 (front cover) is on the right" in text
        assert "Winter" in front.get_text_bounded(width / 2, 0, width, height)
        assert "page 2 is on the left" in text
        assert "This edition" in back.get_text_bounded(0, 0, width / 2, height)


def test_a_booklet_is_printed_on_both_sides_at_actual_size(sample: Sample) -> None:
    """The three settings that spoil a run when they are wrong."""
    text = sheet_text(sample.folder / "new-course-booklet-print-sheet.pdf")
    assert "Both sides, flip on the SHORT edge" in text
    assert "Scale 100 %" in text
    assert "Paper A4, landscape" in text
    assert "never this file" in text  # to a print shop


def test_the_staples_are_drawn_where_they_are_said_to_go() -> None:
    """On the fold, at a quarter and three quarters of the height, in the millimetres of the page."""
    drawing = fill_template("print_sheet_staples.svg", page_width=148, page_height=210, staples=(52, 158), folded=True)
    strokes = re.findall(r'<path stroke-width="[\d.]+" d="M([\d.]+) ([\d.]+) V([\d.]+)"', drawing)
    assert [float(across) for across, _, _ in strokes] == [148, 148]
    assert [(float(start) + float(end)) / 2 for _, start, end in strokes] == pytest.approx([52, 158])


def test_prices_are_reckoned_only_where_they_are_set(make: Make) -> None:
    """Without them the sheet says how to set them; with them it gives the sums, the spare sheets among them."""
    data, sheet = make(SETTINGS)
    assert data["cost_minor_units"] is None
    assert data["postage_minor_units"] is None
    assert "no prices set" in sheet_text(sheet)
    assert "£" not in sheet_text(sheet)
    data, sheet = make(SETTINGS + PRICES)
    assert data["copies"] == 40
    assert data["cost_minor_units"] == data["sheets"] * 21
    assert f"£{data['cost_minor_units'] / 100:.2f} for all" in sheet_text(sheet)
    assert "in the UK a Letter: 85p" in sheet_text(sheet)


def test_the_number_of_copies_changes_nothing_but_the_print_sheet(make: Make) -> None:
    """`--copies` goes before the settings, and never into the pages: the files that are printed are the same."""
    few, _ = make(SETTINGS + PRICES)
    many, sheet = make(SETTINGS + PRICES, 250)
    assert (few["copies"], many["copies"]) == (40, 250)
    assert "For 250 copies" in sheet_text(sheet)
    assert many["sheets"] > few["sheets"]
    assert few["files"] == many["files"]


def test_the_same_manuscript_gives_the_same_sheet(make: Make) -> None:
    """Byte for byte, the PDF and the JSON."""
    assert make(SETTINGS) == make(SETTINGS)


@pytest.mark.parametrize("sides", ["both", "one"])
def test_it_stays_on_one_page_whatever_is_switched_on(make: Make, sides: str) -> None:
    """Long titles and names, a cover apart, gatherings, prices: set smaller rather than on a second page."""
    settings = (
        f'title = "{"Bread and the price of bread in our time " * 12}"\n'
        'authors = ["Jane Doe"]\ndate = 2024-01-21\n'
        f'name = "{"-".join(["bread"] * 25)}"\n'
        f'[paper]\ncover_gsm = 300\ncolour = "{"ivory " * 30}"\ncover_colour = "{"vermilion " * 30}"\n'
        f'[editions.booklet]\ncover = "separate"\nsignature = 1\nsides = "{sides}"\n'
        '[editions.press]\ncover = "separate"\nbinding = "perfect"\n'
        + PRICES.replace("[printing]", f'[printing]\ncurrency = "{"ducats" * 9}"')
    )
    data, sheet = make(settings, 1_000_000)
    text = sheet_text(sheet)
    with pypdfium2.PdfDocument(sheet) as document:
        assert len(document) == 1
    assert len(data["files"]) == (3 if sides == "one" else 2)
    assert "Before" in text
    assert "British Library" in text
    assert data["title"].count("Bread") == 12
    assert data["cover_paper"]["colour"].count("vermilion") == 30


def test_the_letters_of_any_title_are_there(make: Make) -> None:
    """What the sheet's own face lacks is set in that of the pamphlet."""
    _, sheet = make(SETTINGS.replace("Bread", "Хлеб"))
    assert "Хлеб" in sheet_text(sheet)


def test_every_key_of_the_json_is_documented(make: Make) -> None:
    """The manual lists what a program may rely on."""
    data, _ = make(SETTINGS)
    documented = (ROOT / "docs" / "manual" / "body" / "10-programs.md").read_text(encoding="utf-8")
    keys = {*data, *data["files"][0], *data["page"], *data["sheet"], *data["paper"]}
    assert {key for key in keys if f"`{key}`" not in documented} == set()
