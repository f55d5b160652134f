"""Preflight on whole files: our own editions, faults planted in them, other tools' files, and hostile ones."""

from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from conftest import Sample
from drawn_pdf import A4, WORDS, changed, drawn, every_page, form, image, saved
from pikepdf import Array, Dictionary, Name

from pamphlet.diagnostics import as_text
from pamphlet.editions.product import Edition
from pamphlet.preflight.pdf.examination import examine
from pamphlet.preflight.pdf.purpose import Purpose
from pamphlet.preflight.pdf.verdict import PdfDescription
from pamphlet.preflight.preflight import preflight
from pamphlet.preflight.report import Report

OWN = {
    Edition.READING: Purpose.SCREEN,
    Edition.BOOKLET: Purpose.COPIER,
    Edition.PRESS: Purpose.SHOP,
    Edition.LARGE_PRINT: Purpose.LARGE_PRINT,
}


def slugs(report: Report) -> set[str]:
    """What was found."""
    return {finding.slug for finding in report.findings}


@pytest.fixture(scope="module")
def reading(sample: Sample) -> bytes:
    """The sample's reading copy."""
    return sample.file(Edition.READING).read_bytes()


# -- our own ---------------------------------------------------------------------------------


def test_the_sample_is_fit_for_what_it_is_for(sample: Sample) -> None:
    """Every PDF that the build made of the sample is recognised for what it is, and without findings."""
    pdfs = [path for path in sorted(sample.folder.glob("*.pdf")) if "print-sheet" not in path.name]
    assert len(pdfs) >= len(set(OWN) & set(sample.products))
    for edition in set(OWN) & set(sample.products):
        report = preflight(sample.file(edition).read_bytes(), edition, None)
        assert as_text(report.findings) == ""
        assert isinstance(report.description, PdfDescription)
        assert report.description.purpose is OWN[edition]


def test_what_is_known_of_the_sample(reading: bytes) -> None:
    """The facts are those of the file: size, text size, fonts, tags, claims, no word outside the tags."""
    examined = examine(reading)
    assert examined.body_size == 9.3
    assert examined.claims.pdfa == "PDF/A-2a"
    assert examined.claims.pdfua == "PDF/UA-1"
    assert all(font.embedded and font.readable for page in examined.pages for font in page.fonts)
    assert sum(page.untagged for page in examined.pages) == 0
    assert not any(page.damaged for page in examined.pages)
    assert "Published by" in examined.pages[1].words


def strip_fonts(pdf: pikepdf.Pdf) -> None:
    """Takes the files of the fonts out."""
    for found in pdf.objects:
        if isinstance(found, Dictionary) and found.get("/Type") == "/FontDescriptor":
            del found["/FontFile2"]


def redden(pdf: pikepdf.Pdf) -> None:
    """Sets the text of a page in RGB."""
    page = pdf.pages[5].obj
    content = page.Contents.read_bytes()
    page.Contents = pdf.make_stream(re.sub(rb"(?<=\n)(0 g|0 0 0 rg)(?=\n)", b"0.1 0.1 0.1 rg", content))


def move_trim(pdf: pikepdf.Pdf) -> None:
    """Cuts a page nearer to its text."""
    pdf.pages[5].obj.TrimBox = Array([36, 0, 419.53, 595.28])


def drop_tags(pdf: pikepdf.Pdf) -> None:
    """Takes the tags away, but not the claim."""
    del pdf.Root["/StructTreeRoot"]


def claim_pdfx(pdf: pikepdf.Pdf) -> None:
    """Claims PDF/X-1a."""
    pdf.docinfo["/GTS_PDFXVersion"] = pikepdf.String("PDF/X-1a:2003")


@pytest.mark.parametrize(
    ("plant", "purpose", "expected"),
    [
        (strip_fonts, Purpose.SCREEN, {"preflight-font", "preflight-claim"}),
        (redden, Purpose.COPIER, {"preflight-black"}),
        (move_trim, Purpose.SHOP, {"preflight-page-size", "preflight-text-at-trim"}),
        (drop_tags, Purpose.SCREEN, {"preflight-untagged", "preflight-claim"}),
        (claim_pdfx, Purpose.SCREEN, {"preflight-claim"}),
    ],
)
def test_a_planted_fault_is_named(
    reading: bytes, plant: Callable[[pikepdf.Pdf], None], purpose: Purpose, expected: set[str]
) -> None:
    """A fault in a copy of the sample is found, and was not found before."""
    before = slugs(preflight(reading, "x.pdf", purpose))
    assert slugs(preflight(changed(reading, plant), "x.pdf", purpose)) - before == expected


def test_the_copy_that_goes_to_a_shop_by_mistake(sample: Sample) -> None:
    """The booklet, sent to a print shop, is called what it is."""
    report = preflight(sample.file(Edition.BOOKLET).read_bytes(), "x.pdf", Purpose.SHOP)
    assert "preflight-imposed" in slugs(report)


# -- other tools -----------------------------------------------------------------------------


@pytest.mark.skipif(not shutil.which("gs"), reason="needs ghostscript")
def test_a_file_from_ghostscript(reading: bytes, tmp_path: Path) -> None:
    """Ghostscript keeps fonts, sizes and colours, and loses tags and language; so says preflight."""
    (tmp_path / "in.pdf").write_bytes(reading)
    made = tmp_path / "out.pdf"
    subprocess.run(["gs", "-q", "-sDEVICE=pdfwrite", "-o", made, tmp_path / "in.pdf"], check=True)
    report = preflight(made.read_bytes(), "x.pdf")
    assert slugs(report) == {"preflight-language", "preflight-untagged"}
    assert examine(made.read_bytes()).body_size == 9.3


@pytest.mark.skipif(not shutil.which("pdftocairo"), reason="needs poppler")
def test_a_file_from_cairo(reading: bytes, tmp_path: Path) -> None:
    """Cairo keeps the text readable and embedded, and says nothing of trim and title."""
    (tmp_path / "in.pdf").write_bytes(reading)
    subprocess.run(["pdftocairo", "-pdf", "-l", "4", tmp_path / "in.pdf", tmp_path / "out.pdf"], check=True)
    found = slugs(preflight((tmp_path / "out.pdf").read_bytes(), "x.pdf", Purpose.SHOP))
    assert {"preflight-trim-box", "preflight-title", "preflight-bleed"} <= found
    assert not found & {"preflight-font", "preflight-glyph", "preflight-hairline", "preflight-damaged"}


@pytest.mark.skipif(not shutil.which("chromium"), reason="needs chromium")
def test_a_file_from_a_browser(tmp_path: Path) -> None:
    """What a browser prints is tagged and in RGB: fit for the screen, not for a shop."""
    (tmp_path / "in.html").write_text(
        f"<html lang=en><title>A page</title><h1>A page</h1><p>{WORDS}<p style='color:#c00'>Red.", encoding="utf-8"
    )
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    made = tmp_path / "out.pdf"
    subprocess.run([*command, f"--print-to-pdf={made}", tmp_path / "in.html"], check=True, capture_output=True)
    assert slugs(preflight(made.read_bytes(), "x.pdf", Purpose.SCREEN)) == set()
    assert {"preflight-black", "preflight-rgb"} <= slugs(preflight(made.read_bytes(), "x.pdf", Purpose.SHOP))


# -- odd and hostile -------------------------------------------------------------------------


def test_what_is_no_pdf() -> None:
    """What is neither a PDF nor an EPUB is called so, and nothing is tried on it."""
    for data, said in ((b"", "empty"), (b"hello", "neither a PDF nor an EPUB")):
        report = preflight(data, "x")
        assert slugs(report) == {"preflight-kind"}
        assert said in report.findings[0].message
        assert report.description is None


def test_a_locked_file() -> None:
    """A file with a password is said to be locked; one that only forbids things is looked at and said to forbid."""
    with pikepdf.open(io.BytesIO(drawn())) as pdf:
        locked = saved(pdf, pikepdf.Encryption(owner="owner", user="user"))
        guarded = saved(pdf, pikepdf.Encryption(owner="owner", user=""))
    assert slugs(preflight(locked, "x.pdf")) == {"preflight-locked"}
    assert slugs(preflight(guarded, "x.pdf")) == {"preflight-encrypted"}
    copier = preflight(guarded, "x.pdf", Purpose.COPIER).findings
    assert [finding.severity for finding in copier if finding.slug == "preflight-encrypted"] == ["warning"]


def test_a_file_without_pages() -> None:
    """Nothing to print is a finding."""
    assert slugs(preflight(saved(pikepdf.new()), "x.pdf")) == {"preflight-no-pages"}


def test_a_file_cut_short(reading: bytes) -> None:
    """Half a file is damaged, whether or not something of it can still be read."""
    found = slugs(preflight(reading[: len(reading) // 2], "x.pdf", Purpose.SCREEN))
    assert found & {"preflight-damaged", "preflight-repaired", "preflight-no-pages"}


def test_a_turned_page_and_an_odd_origin() -> None:
    """Sizes are those that are seen, and places count from the page's own corner."""

    def shift(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.obj.Contents = pdf.make_stream(b"1 0 0 1 500 -300 cm\n" + page.obj.Contents.read_bytes())
            for key in ("/MediaBox", "/TrimBox", "/BleedBox"):
                left, bottom, right, top = (float(side) for side in page.obj[key])
                page.obj[key] = Array([left + 500, bottom - 300, right + 500, top - 300])

    assert slugs(preflight(drawn(change=shift), "x.pdf", Purpose.SHOP)) == set()
    turned = preflight(drawn(size=A4, bleed=0, change=every_page("/Rotate", 90)), "x.pdf").description
    assert isinstance(turned, PdfDescription)
    assert (turned.width, turned.height) == (297.0, 210.0)


def test_boxes_and_resources_may_be_inherited() -> None:
    """A page without a box or fonts of its own has those of the node above it."""

    def lift(pdf: pikepdf.Pdf) -> None:
        for key in ("/MediaBox", "/Resources"):
            pdf.Root.Pages[key] = pdf.pages[0].obj[key]
        for page in pdf.pages:
            del page.obj["/MediaBox"]
            del page.obj["/Resources"]

    assert slugs(preflight(drawn(change=lift), "x.pdf", Purpose.SHOP)) == set()


def test_a_user_unit_makes_everything_larger() -> None:
    """With a unit of two points, text of 4 pt is text of 8 pt."""

    def enlarge(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.obj.UserUnit = 2

    data = drawn(size=(74, 105), bleed=1.5, points=4, change=enlarge)
    found = preflight(data, "x.pdf", Purpose.SHOP)
    assert "preflight-small-type" not in slugs(found)
    assert isinstance(found.description, PdfDescription)
    assert round(found.description.width) == 148


def test_forms_without_end_come_to_an_end() -> None:
    """A form that paints itself is painted once; forms that paint others twice, and these others, are given up."""
    assert slugs(preflight(drawn("/X Do", change=form("/X Do")), "x.pdf", Purpose.SHOP)) == set()

    def tower(pdf: pikepdf.Pdf) -> None:
        below = pdf.make_stream(b"0 0 9 9 re f " * 200, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        for _ in range(11):
            resources = Dictionary(XObject=Dictionary(Y=below))
            below = pdf.make_stream(
                b"/Y Do /Y Do /Y Do /Y Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]),
                Resources=resources,
            )  # fmt: skip
        every_page("/Resources", Dictionary(XObject=Dictionary(X=below)))(pdf)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pamphlet.preflight.pdf.examination.MOST_OPERATORS", 20_000)
        assert "preflight-unexamined" in slugs(preflight(drawn("/X Do", change=tower), "x.pdf", Purpose.SHOP))


def test_a_stream_that_unpacks_to_too_much() -> None:
    """A small file that would fill the memory is not unpacked."""

    def bomb(pdf: pikepdf.Pdf) -> None:
        packed = zlib.compress(zlib.compress(b" " * 70_000_000, 1), 1)
        twice = Array([Name.FlateDecode, Name.FlateDecode])
        pdf.pages[0].obj.Contents = pikepdf.Stream(pdf, packed, Filter=twice)

    assert slugs(preflight(drawn(change=bomb), "x.pdf", Purpose.SHOP)) & {"preflight-damaged", "preflight-unexamined"}


JUNK = (
    b"null", b"true", b"[]", b"<<>>", b"(x)", b"/Foo", b"-1", b"99999999999999999999", b"1 0 R", b"4 0 R", b"[null]",
    b"[/Indexed /DeviceRGB 3 <00>]", b"\xe4",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_damage_is_never_more_than_a_finding(seed: int) -> None:
    """Whatever stands at whatever place of a file, preflight ends with a report."""
    chance = random.Random(seed)  # noqa: S311  # chance, not secrecy
    content = "/C cs 1 scn q 72 0 0 72 50 50 cm /I Do Q /X Do 50 50 20 20 re f"
    whole = drawn(content, tagged=True, change=lambda pdf: (image(9, 9)(pdf), form("/S gs 0 0 9 9 re f")(pdf))[0])
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        plain = io.BytesIO()
        pdf.save(plain, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable, qdf=True)
    for _ in range(60):
        data = plain.getvalue()
        for _ in range(chance.randint(1, 8)):
            words = list(re.finditer(rb"(?<=[ \n])(/\w+|-?[\d.]+|\d+ 0 R|\[[^\]]{0,60}\])(?=[ \n])", data))
            place = chance.choice(words)
            data = data[: place.start()] + chance.choice(JUNK) + data[place.end() :]
        report = preflight(data, "x.pdf", chance.choice([None, *Purpose]))
        assert report.description is not None or report.findings
