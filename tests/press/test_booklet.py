"""Booklets are made and then looked at as a print shop would: with qpdf, poppler and a rasteriser."""

from __future__ import annotations

import re
import subprocess
import time
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import fontpkg
import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageChops
from weasyprint import HTML

from pamphlet.edition_settings import OFFICE_PAPER
from pamphlet.press.booklet import impose as impose_sides
from pamphlet.press.imposition import blanks_needed, creep, plan_booklet
from pamphlet.press.passes import OFFICE_COPIER, Edge, Machine, both_sides, cover_of, fronts, inner_of

PT = 72 / 25.4
A5 = (148 * PT, 210 * PT)
A4_LANDSCAPE = (297 * PT, 210 * PT)
FOLD = A4_LANDSCAPE[0] / 2
THICK = 0.5
"""A caliper, in mm, that makes creep easy to see."""

TEXT_AT = 60.0
"""Where each page's number begins, in pt from the left edge of its trim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Booklet:
    """A booklet in one file, and what was planned."""

    pdf: bytes
    extent: int
    sheets: int
    blanks: int
    creep: float


def impose(
    pages: bytes, *, caliper: float, signature: int = 0, separate_cover: bool = False, machine: Machine = OFFICE_COPIER
) -> Booklet:
    """Plan and impose a booklet, both sides, without a cover that is apart."""
    try:
        with pikepdf.open(BytesIO(pages)) as pdf:
            extent = max(len(pdf.pages), 1)
    except (pikepdf.PdfError, pikepdf.PasswordError):  # refused below
        extent = 4
    plan = plan_booklet(extent, signature=signature, separate_cover=separate_cover)
    sides = inner_of(plan, caliper, caliper)
    return Booklet(
        pdf=impose_sides(pages, both_sides(sides), machine=machine),
        extent=extent,
        sheets=len(plan.inner),
        blanks=blanks_needed(extent),
        creep=sides[-1][0].shift,
    )


def make_pages(
    extent: int,
    *,
    size: tuple[float, float] = A5,
    bleed: float = 0,
    paint: tuple[str, str] = ("", ""),
    number: bool = True,
) -> bytes:
    """Write a PDF of numbered pages, with a bleed of so many pt around the trim.

    `paint` is the red, green and blue of the trim of even and of odd pages; their bleed is red.
    """
    width, height = size
    pdf = pikepdf.new()
    roman, italic = (pdf.make_indirect(_standard_font(face)) for face in ("Times-Roman", "Times-Italic"))
    for page in range(1, extent + 1):
        pdf.add_blank_page(page_size=(width + 2 * bleed, height + 2 * bleed))
        side = pdf.pages[-1].obj
        side.Resources = Dictionary(Font=Dictionary(F1=roman, F2=italic))
        if bleed:
            side.TrimBox = Array([bleed, bleed, bleed + width, bleed + height])
        content = ""
        if paint[page % 2]:
            content += f"1 0 0 rg 0 0 {width + 2 * bleed} {height + 2 * bleed} re f "
            content += f"{paint[page % 2]} rg {bleed} {bleed} {width} {height} re f 0 g "
        if number:
            content += f"BT /F1 40 Tf {bleed + TEXT_AT} {bleed + height / 2} Td (p{page}) Tj ET "
            content += f"BT /F2 9 Tf {bleed + TEXT_AT} {bleed + 40} Td (folio) Tj ET"
        side.Contents = pdf.make_stream(content.encode("ascii"))
    return save(pdf)


def _standard_font(face: str) -> Dictionary:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{face}"), Encoding=Name.WinAnsiEncoding)


def save(pdf: pikepdf.Pdf, encryption: pikepdf.Encryption | None = None) -> bytes:
    """The bytes of a PDF made here."""
    written = BytesIO()
    if encryption:
        pdf.save(written, encryption=encryption)
    else:
        pdf.save(written)
    return written.getvalue()


def reopen(booklet: Booklet) -> pikepdf.Pdf:
    """Open a booklet again as any program would."""
    return pikepdf.open(BytesIO(booklet.pdf))


def run(*command: str | Path) -> str:
    """Run one of the real tools, which must be installed, and return what it says."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word on a forme and the x, in pt, at which it begins."""

    text: str
    x: float


def words(booklet: Booklet, folder: Path) -> list[list[Word]]:
    """What poppler reads on each forme, and where."""
    file = folder / "booklet.pdf"
    file.write_bytes(booklet.pdf)
    formes = run("pdftotext", "-bbox", file, "-").split("<page ")[1:]
    pattern = re.compile(r'<word xMin="([-\d.]+)".*?>(.*?)</word>')
    return [[Word(text=found[2], x=float(found[1])) for found in pattern.finditer(forme)] for forme in formes]


def numbers(forme: list[Word]) -> tuple[str, str]:
    """The page numbers found on the left and on the right half of a forme, "" for a blank."""
    left = "".join(word.text for word in forme if word.x < FOLD and word.text.startswith("p"))
    right = "".join(word.text for word in forme if word.x >= FOLD and word.text.startswith("p"))
    return left, right


def leaf_through(halves: list[tuple[str, str]]) -> list[str]:
    """Fold the printed sheets into one another and read them: see the laws of imposition."""
    reading: list[str] = []
    for front, back in reversed(list(zip(halves[::2], halves[1::2], strict=True))):
        reading = [front[1], back[0], *reading, back[1], front[0]]
    return reading


def photograph(written: bytes, scale: float = 4) -> list[Image.Image]:
    """Every page of a PDF as a picture of `scale` pixels to the point."""
    pdf = pypdfium2.PdfDocument(written)
    try:
        return [page.render(scale=scale).to_pil().convert("RGB") for page in pdf]
    finally:
        pdf.close()


def ink(picture: Image.Image, box: tuple[int, int, int, int] | None = None) -> tuple[int, int, int, int] | None:
    """The box, in pixels from the upper left, around everything that is not white; None if all is."""
    part = picture.crop(box) if box else picture
    return ImageChops.invert(part.convert("L")).getbbox()


def font_count(pdf: pikepdf.Pdf) -> int:
    """How many font dictionaries a PDF holds."""
    return sum(isinstance(item, Dictionary) and item.get(Name.Type) == Name.Font for item in pdf.objects)


@pytest.mark.parametrize("extent", [1, 2, 3, 4, 5, 8, 21, 24])
def test_folded_sheets_read_in_order(extent: int, tmp_path: Path) -> None:
    """Printed, folded and leafed through, the booklet has every page once and blanks before the last."""
    booklet = impose(make_pages(extent), caliper=OFFICE_PAPER)
    reading = leaf_through([numbers(forme) for forme in words(booklet, tmp_path)])
    expected = [f"p{page}" for page in range(1, extent + 1)]
    blanks = [""] * booklet.blanks
    assert reading == (expected[:-1] + blanks + expected[-1:] if extent > 1 else expected + blanks)


@settings(deadline=None, max_examples=25)
@given(st.integers(min_value=1, max_value=90))
def test_the_counts_are_those_of_the_pdf(extent: int) -> None:
    """The sheets announced are half the formes written, and four pages a sheet are pages or blanks."""
    booklet = impose(make_pages(extent), caliper=OFFICE_PAPER)
    with reopen(booklet) as pdf:
        assert len(pdf.pages) == 2 * booklet.sheets
    assert booklet.extent == extent
    assert 4 * booklet.sheets == extent + booklet.blanks
    assert booklet.creep == creep(booklet.sheets - 1, OFFICE_PAPER)


def test_a5_pages_fill_a4_in_landscape(tmp_path: Path) -> None:
    """Each forme is 297 × 210 mm to within 0.01 pt, as poppler says too."""
    booklet = impose(make_pages(12), caliper=OFFICE_PAPER)
    with reopen(booklet) as pdf:
        for page in pdf.pages:
            assert [float(side) for side in page.mediabox] == pytest.approx([0, 0, *A4_LANDSCAPE], abs=0.01)
    file = tmp_path / "booklet.pdf"
    file.write_bytes(booklet.pdf)
    sizes = re.findall(r"size: +([\d.]+) x ([\d.]+) pts \(A4\)", run("pdfinfo", "-f", "1", "-l", "6", file))
    assert len(sizes) == 6
    for width, height in sizes:
        assert (float(width), float(height)) == pytest.approx(A4_LANDSCAPE, abs=0.01)


@pytest.mark.parametrize("millimetres", [(105, 148), (210, 297), (139.7, 215.9), (99, 210), (148, 148)])
def test_other_trims_get_a_sheet_of_twice_their_width(millimetres: tuple[float, float]) -> None:
    """A6 goes on A5, A4 on A3, half-letter on Letter, and whatever else on its own double."""
    width, height = (side * PT for side in millimetres)
    with reopen(impose(make_pages(4, size=(width, height)), caliper=OFFICE_PAPER)) as pdf:
        for page in pdf.pages:
            assert [float(side) for side in page.mediabox] == pytest.approx([0, 0, 2 * width, height], abs=0.01)


def test_qpdf_finds_nothing_wrong(tmp_path: Path) -> None:
    """`qpdf --check`, which fails on the least doubt, is content."""
    file = tmp_path / "booklet.pdf"
    file.write_bytes(impose(make_pages(13), caliper=OFFICE_PAPER).pdf)
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", file)


@pytest.mark.parametrize("bleed", [0, 30])
def test_pages_sit_at_the_fold_and_creep_towards_it(bleed: float, tmp_path: Path) -> None:
    """On sheet k every page's trim ends at the fold, moved beyond it by the creep of sheet k."""
    booklet = impose(make_pages(24, bleed=bleed), caliper=THICK)
    for index, forme in enumerate(words(booklet, tmp_path)):
        shift = creep(index // 2, THICK) * PT
        left, right = sorted(word.x for word in forme if word.text.startswith("p"))
        assert left == pytest.approx(FOLD - A5[0] + TEXT_AT + shift, abs=0.01)
        assert right == pytest.approx(FOLD + TEXT_AT - shift, abs=0.01)


def test_paper_without_thickness_moves_nothing(tmp_path: Path) -> None:
    """At a caliper of 0 every forme has its pages at the same two places."""
    formes = words(impose(make_pages(24), caliper=0), tmp_path)
    assert len({tuple(sorted(round(word.x, 3) for word in forme)) for forme in formes}) == 1


@pytest.mark.parametrize("paint", [("0 0 0", ""), ("", "0 0 0")])
def test_nothing_crosses_the_fold(paint: tuple[str, str]) -> None:
    """A black page reaches the fold and ends there, beside an empty one, however far it creeps."""
    booklet = impose(make_pages(24, bleed=20, paint=paint, number=False), caliper=THICK)
    for picture in photograph(booklet.pdf, scale=2)[1:]:  # the first forme has ticks on the fold
        beside_fold = 40
        fold = picture.width / 2
        left = ink(picture, (int(fold) - beside_fold, 0, int(fold) - 1, picture.height))
        right = ink(picture, (int(fold) + 2, 0, int(fold) + beside_fold, picture.height))
        full, empty = (left, right) if paint[0] else (right, left)
        assert full is not None
        assert full[2] - full[0] >= beside_fold - 2
        assert empty is None


def test_bleed_and_crop_marks_are_left_off() -> None:
    """Only the trim is shown: the red that surrounds it in the source is nowhere on the sheet."""
    booklet = impose(make_pages(8, bleed=20, paint=("0 0 1", "0 1 0"), number=False), caliper=OFFICE_PAPER)
    for picture in photograph(booklet.pdf, scale=1):
        red, _, _ = picture.split()
        white = picture.convert("L").point(lambda level: 255 if level > 250 else 0)
        assert red.crop((5, 0, picture.width - 5, picture.height)).getextrema() == (0, 0)
        assert white.getpixel((0, picture.height // 2)) == 255  # half a millimetre at the fore-edge


def test_ticks_stand_on_the_outer_forme_only() -> None:
    """Empty pages leave every forme white but the first, whose ink lies on the fold."""
    first, *others = photograph(impose(make_pages(12, number=False), caliper=OFFICE_PAPER).pdf)
    assert [ink(picture) for picture in others] == [None] * 5
    box = ink(first)
    assert box is not None
    left, top, right, bottom = box
    assert first.width / 2 - 2 <= left < right <= first.width / 2 + 2
    assert (top, bottom) == (0, first.height)


def test_fold_ticks_reach_what_a_copier_prints_and_no_further() -> None:
    """Between 5 and 8 mm from head and foot there is ink in more than half the rows; further in there is none."""
    first = photograph(impose(make_pages(12, number=False), caliper=OFFICE_PAPER).pdf)[0]
    millimetre = 4 * PT
    for far in (False, True):
        picture = first.transpose(Image.Transpose.FLIP_TOP_BOTTOM) if far else first
        printable = picture.crop((0, round(5 * millimetre), picture.width, round(8 * millimetre)))
        rows = [ink(printable, (0, row, printable.width, row + 1)) is not None for row in range(printable.height)]
        assert sum(rows) >= 1.5 * millimetre
        assert ink(picture, (0, round(8.2 * millimetre), picture.width, round(40 * millimetre))) is None


def test_staple_ticks_stand_at_a_quarter_and_three_quarters_of_the_height() -> None:
    """Each is 10 mm long, shorter than the staple that will cover it, and centred."""
    first = photograph(impose(make_pages(12, number=False), caliper=OFFICE_PAPER).pdf)[0]
    for part in (0.25, 0.75):
        middle, reach = first.height * part, 8 * 4 * PT
        box = ink(first, (0, round(middle - reach), first.width, round(middle + reach)))
        assert box is not None
        assert (box[1] + box[3]) / 2 == pytest.approx(reach, abs=2)
        assert box[3] - box[1] == pytest.approx(10 * 4 * PT, abs=2)


def test_single_sheet_has_no_staple_ticks() -> None:
    """One sheet is folded, not stapled: between the fold ticks it stays clean."""
    first = photograph(impose(make_pages(4, number=False), caliper=OFFICE_PAPER).pdf)[0]
    margin = round(8.2 * 4 * PT)
    assert ink(first) is not None
    assert ink(first, (0, margin, first.width, first.height - margin)) is None


def test_ticks_are_black_ink_alone() -> None:
    """The sheet itself sets no colour but grey 0: a colour machine charges no colour page for it."""
    with reopen(impose(make_pages(12), caliper=OFFICE_PAPER)) as pdf:
        colours = {"g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"}
        for index, page in enumerate(pdf.pages):
            found = [line for line in pikepdf.parse_content_stream(page) if str(line.operator) in colours]
            greys = [(str(line.operator), [float(grey) for grey in line.operands]) for line in found]
            assert greys == ([("G", [0.0])] if index == 0 else [])


def test_turned_and_enlarged_pages_lie_as_they_are_shown() -> None:
    """A page stored on its side, or in larger units, is placed the way a reader sees it."""
    with pikepdf.open(BytesIO(make_pages(4))) as pdf:
        for page in pdf.pages:
            page.obj.MediaBox = Array([0, 0, A5[1] / 2, A5[0] / 2])
            page.obj.Rotate = 90
            page.obj.UserUnit = 2
            page.obj.Contents = pdf.make_stream(b"0.5 g 10 20 30 60 re f")  # in one corner, and oblong
        pages = save(pdf)
    shown = ink(photograph(pages, scale=8)[1])  # pdfium takes no notice of UserUnit
    assert shown is not None
    back = photograph(impose(pages, caliper=0).pdf)[1]
    offset = (FOLD - A5[0]) * 4
    assert ink(back, (0, 0, back.width // 2, back.height)) == pytest.approx(
        (shown[0] + offset, shown[1], shown[2] + offset, shown[3]), abs=2
    )


def test_printer_is_asked_for_actual_size_on_both_sides() -> None:
    """Duplex turns on the short edge, nothing is scaled, and the tray is chosen by the size of the sheet."""
    with reopen(impose(make_pages(12), caliper=OFFICE_PAPER)) as pdf:
        asked = pdf.Root.ViewerPreferences
        assert asked.Duplex == Name.DuplexFlipShortEdge
        assert asked.PrintScaling == Name("/None")
        assert bool(asked.PickTrayByPDFSize)


def test_upright_sheet_turns_on_its_long_edge() -> None:
    """Two narrow pages make a sheet taller than wide: its upright edge is then the long one."""
    with reopen(impose(make_pages(4, size=(99 * PT, 210 * PT)), caliper=OFFICE_PAPER)) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == Name.DuplexFlipLongEdge


def describe(pages: bytes, **entries: str) -> bytes:
    """The same pages with entries in the document information dictionary, and a language."""
    with pikepdf.open(BytesIO(pages)) as pdf:
        for key, value in entries.items():
            pdf.docinfo[f"/{key}"] = value
        pdf.Root.Lang = String("cy")
        return save(pdf)


def test_title_author_dates_and_language_are_carried_over() -> None:
    """The file says whose pamphlet it is, and that it is the booklet to print."""
    dates = {"CreationDate": "D:20240121120000Z", "ModDate": "D:20240122120000Z"}
    pages = describe(make_pages(4), Title="Bara a thŷ", Author="Siân Ŵ", **dates)
    with reopen(impose(pages, caliper=OFFICE_PAPER)) as pdf:
        assert {key: str(value) for key, value in pdf.docinfo.items()} == {
            "/Title": "Bara a thŷ – booklet to print",
            "/Author": "Siân Ŵ",
            "/CreationDate": "D:20240121120000Z",
            "/ModDate": "D:20240122120000Z",
        }
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.Root.Lang) == "cy"


def test_nothing_is_invented_for_pages_that_say_nothing() -> None:
    """Without title, author or dates the booklet is titled for what it is, and no clock is read."""
    with reopen(impose(make_pages(4), caliper=OFFICE_PAPER)) as pdf:
        assert {key: str(value) for key, value in pdf.docinfo.items()} == {"/Title": "Booklet to print"}
        assert Name.Lang not in pdf.Root


def test_same_pages_give_the_same_bytes() -> None:
    """Two runs over the same pages write the same file, also when the clock has gone on between them."""
    pages = make_pages(21)
    first = impose(pages, caliper=OFFICE_PAPER).pdf
    time.sleep(1.1)  # a PDF's identifier is commonly made from the time in seconds
    assert impose(pages, caliper=OFFICE_PAPER).pdf == first


def test_fonts_stay_shared() -> None:
    """However many pages use a font, the booklet holds it as often as the source: once."""
    pages = make_pages(40)
    with pikepdf.open(BytesIO(pages)) as source, reopen(impose(pages, caliper=OFFICE_PAPER)) as booklet:
        assert font_count(booklet) == font_count(source) == 2


@pytest.fixture(scope="module")
def typeset_pages() -> bytes:
    """Pages as the press makes them: tagged, with links, bookmarks and an embedded font."""
    font = fontpkg.path("Literata").as_uri()
    sections = "".join(f'<section id="s{n}"><h1>p{n}</h1><p>See <a href="#s1">one</a>.</section>' for n in range(1, 8))
    style = f"@font-face {{font-family: L; src: url('{font}')}} @page {{size: A5}} body {{font-family: L}}"
    style += " section + section {break-before: page}"
    page = f'<html lang="en"><title>Bread</title><style>{style}</style>{sections}'
    written: bytes = HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    return written


def test_typeset_pages_are_imposed_with_their_fonts_shared(typeset_pages: bytes, tmp_path: Path) -> None:
    """What WeasyPrint writes folds into order, and its embedded fonts are not multiplied."""
    booklet = impose(typeset_pages, caliper=OFFICE_PAPER)
    reading = leaf_through([numbers(forme) for forme in words(booklet, tmp_path)])
    assert reading == [*(f"p{page}" for page in range(1, 7)), "", "p7"]
    with pikepdf.open(BytesIO(typeset_pages)) as source, reopen(booklet) as pdf:
        assert font_count(pdf) == font_count(source) > 0


def test_what_serves_reading_stays_behind(typeset_pages: bytes) -> None:
    """A sheet has no tags, bookmarks, labels, links or named places, and does not claim to be PDF/UA."""
    with pikepdf.open(BytesIO(typeset_pages)) as source:
        assert Name.StructTreeRoot in source.Root
        assert any(Name.Annots in page for page in source.pages)
    with reopen(impose(typeset_pages, caliper=OFFICE_PAPER)) as pdf:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages", "/Lang", "/ViewerPreferences"}
        assert not any(Name.Annots in page or Name.StructParents in page for page in pdf.pages)


def test_mixed_sizes_are_refused() -> None:
    """A4 among A5 does not fold: the message names the page and both sizes."""
    with pikepdf.open(BytesIO(make_pages(4))) as pdf:
        pdf.add_blank_page(page_size=(210 * PT, 297 * PT))
        pages = save(pdf)
    with pytest.raises(ValueError, match=r"page 1 is 148\.0 × 210\.0 mm, page 5 is 210\.0 × 297\.0 mm"):
        impose(pages, caliper=OFFICE_PAPER)


def test_sizes_that_differ_by_rounding_are_the_same() -> None:
    """419.53 × 595.28 pt is A5 as well."""
    booklet = impose(make_pages(4, size=(419.53, 595.28)), caliper=OFFICE_PAPER)
    with reopen(booklet) as pdf:
        assert [float(side) for side in pdf.pages[0].mediabox[2:]] == pytest.approx(A4_LANDSCAPE, abs=0.01)


@pytest.mark.parametrize("user", ["", "secret"])
def test_encrypted_pages_are_refused(user: str) -> None:
    """A locked PDF is refused, also one that opens without a password."""
    with pikepdf.open(BytesIO(make_pages(4))) as pdf:
        pages = save(pdf, pikepdf.Encryption(owner="owner", user=user))
    with pytest.raises(ValueError, match="cannot impose an encrypted PDF"):
        impose(pages, caliper=OFFICE_PAPER)


def test_no_pages_are_refused() -> None:
    """A PDF without a page makes no booklet."""
    with pytest.raises(ValueError, match="cannot impose a PDF without pages"):
        impose(save(pikepdf.new()), caliper=OFFICE_PAPER)


@given(st.binary(max_size=200))
def test_what_is_no_pdf_is_refused(rubbish: bytes) -> None:
    """Any other bytes are refused in a plain sentence, never with the library's own error."""
    with pytest.raises(ValueError, match="not a PDF, or it is damaged"):
        impose(rubbish, caliper=OFFICE_PAPER)


PAGES = make_pages(6)


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=len(PAGES) - 8))
def test_truncated_pages_are_refused(length: int) -> None:
    """A file cut short is not mended: it might come out with fewer pages, and nobody would see."""
    with pytest.raises(ValueError, match="not a PDF, or it is damaged"):
        impose(PAGES[:length], caliper=OFFICE_PAPER)


def test_caliper_in_micrometres_is_refused() -> None:
    """104 for 0.104 mm would push the pages off the sheet."""
    with pytest.raises(ValueError, match="thickness in mm"):
        impose(make_pages(4), caliper=104)


# -- what a machine does ---------------------------------------------------------------------


def as_turned(picture: Image.Image, machine: Machine, scale: float) -> Image.Image:
    """A back side as a reader sees it who turns the sheet like the page of a book.

    The machine has displaced it; turned on its long edge it stands upside down.
    """
    moved = round(machine.offset_x * PT * scale), round(-machine.offset_y * PT * scale)
    seen = Image.new("RGB", picture.size, "white")
    seen.paste(picture, moved)
    return seen.transpose(Image.Transpose.ROTATE_180) if machine.flip is Edge.LONG else seen


@pytest.mark.parametrize("flip", [Edge.SHORT, Edge.LONG])
@pytest.mark.parametrize("offset", [(0.0, 0.0), (2.0, -3.0)])
def test_backs_stand_upright_behind_their_fronts(flip: Edge, offset: tuple[float, float]) -> None:
    """Whatever edge the machine turns on and however far it is off, the reader sees what was meant."""
    machine = Machine(flip=flip, offset_x=offset[0], offset_y=offset[1])
    pages, scale = make_pages(8), 2
    meant = photograph(impose(pages, caliper=OFFICE_PAPER).pdf, scale)
    printed = photograph(impose(pages, caliper=OFFICE_PAPER, machine=machine).pdf, scale)
    for number, (one, other) in enumerate(zip(meant, printed, strict=True)):
        seen = as_turned(other, machine, scale) if number % 2 else other
        assert ink(seen) == pytest.approx(ink(one), abs=2)
        for half in ((0, 0, one.width // 2, one.height), (one.width // 2, 0, one.width, one.height)):
            assert ink(seen, half) == pytest.approx(ink(one, half), abs=2)


@pytest.mark.parametrize(
    ("flip", "asked"),
    [(None, "/DuplexFlipShortEdge"), ("short", "/DuplexFlipShortEdge"), ("long", "/DuplexFlipLongEdge")],
)
def test_the_printer_is_asked_to_turn_as_it_can(flip: str | None, asked: str) -> None:
    """The file says on which edge, as the profile has it."""
    machine = Machine(flip=Edge(flip) if flip else None)
    with reopen(impose(make_pages(8), caliper=OFFICE_PAPER, machine=machine)) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == Name(asked)


def test_fronts_alone_are_printed_on_one_side(tmp_path: Path) -> None:
    """Half of the formes, and the file asks for no duplex."""
    sides = inner_of(plan_booklet(12), OFFICE_PAPER, OFFICE_PAPER)
    file = tmp_path / "fronts.pdf"
    file.write_bytes(impose_sides(make_pages(12), fronts(sides), two_sided=False))
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) == 3
        assert pdf.Root.ViewerPreferences.Duplex == Name.Simplex
    assert re.findall(r"p\d+", run("pdftotext", "-raw", file, "-")) == ["p12", "p1", "p10", "p3", "p8", "p5"]


@pytest.mark.parametrize("size", [A5, (105 * PT, 148 * PT), (139.7 * PT, 215.9 * PT)])
def test_every_trim_folds_in_signatures(size: tuple[float, float], tmp_path: Path) -> None:
    """A5, A6 and half-letter: each signature is folded by itself, and they are read one after the other."""
    booklet = impose(make_pages(20, size=size), caliper=OFFICE_PAPER, signature=3)
    file = tmp_path / "booklet.pdf"
    file.write_bytes(booklet.pdf)
    found = [re.findall(r"p(\d+)", side) for side in run("pdftotext", "-raw", file, "-").split("\f")[:-1]]
    halves = [(str(min(side, key=int)), str(max(side, key=int))) for side in found]
    assert halves[0] == ("1", "12")
    assert halves[6] == ("13", "20")
    assert len(halves) == 10


def number_marks(written: bytes) -> list[tuple[int, int, int, int] | None]:
    """For each forme of empty A5 pages the box of the ink between the staples, in pixels, four to the point."""
    boxes = []
    for picture in photograph(written):
        top, bottom = round(picture.height * 0.25 + 6 * 4 * PT), round(picture.height * 0.75 - 6 * 4 * PT)
        boxes.append(ink(picture, (0, top, picture.width, bottom)))
    return boxes


def test_signatures_bear_their_numbers_in_stairs_on_the_fold() -> None:
    """On the outermost forme of each and nowhere else, across the fold, each lower than the one before."""
    booklet = impose(make_pages(48, number=False), caliper=OFFICE_PAPER, signature=3)
    boxes = number_marks(booklet.pdf)
    marked = [number for number, box in enumerate(boxes) if box]
    assert marked == [0, 6, 12, 18]
    found = [box for box in boxes if box]
    for box in found:
        assert abs((box[0] + box[2]) / 2 - FOLD * 4) < 2 * 4 * PT
        assert box[2] - box[0] < 2 * 4 * PT
    tops = [box[1] for box in found]
    assert [after - before for before, after in pairwise(tops)] == pytest.approx([4 * 4 * PT] * 3, abs=8)


def test_one_signature_bears_no_number() -> None:
    """There is nothing to put in order."""
    assert number_marks(impose(make_pages(12, number=False), caliper=OFFICE_PAPER).pdf) == [None] * 6


def test_a_cover_apart_bears_the_marks_and_the_inner_sheets_none() -> None:
    """Whoever folds and staples looks at the cover."""
    plan = plan_booklet(12, separate_cover=True)
    pages = make_pages(12, number=False)
    inner = impose_sides(pages, both_sides(inner_of(plan, 0.1, 0.3)))
    cover = impose_sides(pages, both_sides(cover_of(plan)))
    assert [ink(picture) for picture in photograph(inner, 1)] == [None] * 4
    front, back = photograph(cover, 1)
    assert ink(front) is not None
    assert ink(back) is None


def test_signatures_under_one_cover_bear_marks_of_their_own() -> None:
    """Each is stapled or sewn by itself; the cover is glued on, so it shows the fold alone."""
    plan = plan_booklet(40, signature=5, separate_cover=True)
    (front, _), *_ = cover_of(plan)
    assert (front.marked, front.stapled) == (True, False)
    sides = inner_of(plan, 0.1, 0.3)
    assert [side.signature for side, _ in sides if side.marked] == [1, 2]
    assert all(side.stapled for side, _ in sides if side.marked)
    assert sides[0][0].shift == pytest.approx(0.3 * 1.3)


def test_a_page_that_is_not_there_is_refused() -> None:
    """A plan for more pages than the file has is a mistake, not a blank."""
    sides = both_sides(inner_of(plan_booklet(8), 0.1, 0.1))
    with pytest.raises(ValueError, match="cannot impose page 8: there are 4 pages"):
        impose_sides(make_pages(4), sides)
