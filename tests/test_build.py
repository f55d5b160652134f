"""The foreman makes whole editions or none: what it refuses, what it writes, and what it leaves alone."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from conftest import SETTINGS, Sample, as_shown, letters, said
from PIL import Image

import pamphlet.build
from pamphlet.apparatus.parts import part_runs
from pamphlet.build import build
from pamphlet.diagnostics import Diagnostics, Refused
from pamphlet.ebook.package import EbookProblem
from pamphlet.editions.product import Edition, Product
from pamphlet.press.imposition import sheets_needed
from pamphlet.publishing import OutputProblem, reserved
from pamphlet.workshop import Workshop

GOOD = {"body/01-bread.md": "# Bread\n\nIt rose.\n"}
OLD = {"bread.pdf": b"the last good one", "bread.epub": b"likewise", "notes.txt": b"somebody else's"}


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder, hidden ones left out."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if not file.name.startswith(".")}


def hidden(folder: Path) -> set[str]:
    """What a build may have left lying about."""
    return {file.name for file in folder.iterdir() if file.name.startswith(".")}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A folder with the files of an earlier build."""
    folder = tmp_path / "build"
    folder.mkdir()
    for name, data in OLD.items():
        (folder / name).write_bytes(data)
    return folder


def slugs(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    """The rules that a refusal names."""
    return [finding.slug for finding in refusal.value.findings]


# -- what is made ----------------------------------------------------------------------------


def test_the_booklet_of_the_sample_is_a4_on_sheets_of_four_pages(sample: Sample) -> None:
    """A4 in landscape, two sides a sheet, as many sheets as the pages need."""
    reading, booklet = sample.products[Edition.READING], sample.products[Edition.BOOKLET]
    assert booklet.printed
    assert booklet.printed.sheets == sheets_needed(reading.pages)
    assert booklet.printed.extent == reading.pages == sample.copy.extent
    info = said("pdfinfo", sample.file(Edition.BOOKLET))
    assert re.search(rf"Pages: +{2 * booklet.printed.sheets}\n", info)
    assert re.search(r"Page size: +841\.89 x 595\.276 pts \(A4\)\n", info)
    assert "148 x 210" not in info
    assert re.search(r"Page size: +419\.528 x 595\.276 pts\n", said("pdfinfo", sample.file(Edition.READING)))


def test_the_cover_of_the_ebook_is_that_of_paper_in_picture_and_words(sample: Sample) -> None:
    """As large as shops want it, in the proportion of the page; its description has all its words and no others."""
    with zipfile.ZipFile(sample.file(Edition.EPUB)) as book:
        told = ET.fromstring(book.read("EPUB/text/cover.xhtml"))  # noqa: S314  # our own file
        picture = next(name for name in book.namelist() if name.startswith("EPUB/images/cover."))
        with Image.open(io.BytesIO(book.read(picture))) as cover:
            width, height = cover.size
    assert width >= 1600
    assert height >= 2400
    assert height / width == pytest.approx(210 / 148, abs=0.001)
    described = next(node.get("alt", "") for node in told.iter("{http://www.w3.org/1999/xhtml}img"))
    printed = said("pdftotext", "-l", "1", sample.file(Edition.READING), "-")
    for line in described.removeprefix("Front cover. ").removesuffix(".").split(". "):
        assert letters(line) in letters(printed)
    assert sorted(letters(described.replace(".", ""))) == sorted(letters(f"Front cover{printed}".replace(".", "")))


def test_every_word_is_in_the_ebook_in_order(sample: Sample) -> None:
    """Block after block, as on paper."""
    with zipfile.ZipFile(sample.file(Edition.EPUB)) as book:
        package = next(name for name in book.namelist() if name.endswith(".opf"))
        root = ET.fromstring(book.read(package))  # noqa: S314  # our own file
        opf = "{http://www.idpf.org/2007/opf}"
        files = {item.get("id"): item.get("href", "") for item in root.iter(f"{opf}item")}
        spine = [files[item.get("idref")] for item in root.iter(f"{opf}itemref")]
        folder = package.rpartition("/")[0]
        documents = [ET.fromstring(book.read(f"{folder}/{name}".lstrip("/"))) for name in spine]  # noqa: S314
    text = letters("".join("".join(document.itertext()) for document in documents))
    place = 0
    for run in (run for part in sample.pamphlet.parts for run in part_runs(part)):
        words = letters(as_shown(run.children))
        place = text.find(words, place)
        assert place >= 0, words
        place += len(words)


def test_only_the_editions_asked_for_are_made(workshop: Callable[..., Workshop], tmp_path: Path) -> None:
    """Under the name that the settings give, whatever else is there."""
    toml = f'{SETTINGS}name = "loaf"\n'
    made = build(
        workshop({"body/a.md": "It rose.\n", "pamphlet.toml": toml}), [Edition.BOOKLET], tmp_path, Diagnostics()
    ).products
    names = ["loaf-booklet.pdf", "loaf-booklet-print-sheet.pdf", "loaf-booklet-print-sheet.json"]
    assert [product.file_name for product in made] == names
    assert contents(tmp_path).keys() == {*names, "loaf-made-of.json"}
    assert made[0].printed
    assert (made[0].printed.sheets, made[0].printed.advice) == (1, ("one sheet is only folded: it needs no staples",))


def test_a6_and_a_drawing_with_small_letters(workshop: Callable[..., Workshop], tmp_path: Path) -> None:
    """Both are built: the smallest trim on half-size sheets; and small letters in a drawing are told, not refused."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 30">'
        '<text x="10" y="15" style="font:1.4px Literata">too small</text></svg>'
    )
    files = {
        "pamphlet.toml": f'{SETTINGS}[paper]\ntrim = "A6"\n',
        "body/01-bread.md": "# Bread\n\n![A loaf with its name.](images/loaf.svg)\n\nIt rose.\n",
        "images/loaf.svg": drawing,
    }
    findings = Diagnostics()
    build(workshop(files), (Edition.READING, Edition.BOOKLET), tmp_path, findings)
    assert "preflight-small-type" in {finding.slug for finding in findings}
    assert not findings.has_errors
    with pikepdf.open(tmp_path / "bread-booklet.pdf") as booklet:
        width, height = (float(side) / 72 * 25.4 for side in booklet.pages[0].mediabox[2:])
        assert (round(width), round(height)) == (210, 148)


def test_stages_are_announced(workshop: Callable[..., Workshop], tmp_path: Path) -> None:
    """In the order in which they come."""
    said_so: list[str] = []
    editions = (Edition.READING, Edition.BOOKLET, Edition.EPUB)
    build(replace(workshop(GOOD), announce=said_so.append), editions, tmp_path, Diagnostics())
    assert said_so == [
        "reading the manuscript",
        "checking it",
        "laying out the pages",
        "imposing the booklet",
        "making the ebook",
        "writing the print sheets",
        "looking the files over",
        "writing the files",
    ]


def test_old_files_are_replaced_and_others_left_alone(workshop: Callable[..., Workshop], output: Path) -> None:
    """A build takes the place of the last one, leaves no stage behind, and anyone may read what it makes."""
    build(workshop(GOOD), [Edition.READING], output, Diagnostics())
    now = contents(output)
    assert now.keys() == {*OLD, "bread-made-of.json"}
    assert now["bread.pdf"].startswith(b"%PDF")
    assert {name: now[name] for name in ("bread.epub", "notes.txt")} == {
        name: OLD[name] for name in ("bread.epub", "notes.txt")
    }
    assert not hidden(output)
    assert (output / "bread.pdf").stat().st_mode & 0o777 == 0o644


def test_the_time_is_that_of_the_manuscript_or_of_the_workshop(
    workshop: Callable[..., Workshop], tmp_path: Path
) -> None:
    """Its date at midnight, unless a moment is set (SOURCE_DATE_EPOCH): in the PDFs and in the ebook."""
    moment = dt.datetime(2025, 2, 3, 4, 5, 6, tzinfo=dt.UTC)
    for shop, pdf_date, epub_date in (
        (workshop(GOOD), "D:20240121000000Z", "2024-01-21T00:00:00Z"),
        (replace(workshop(GOOD), moment=moment), "D:20250203040506Z", "2025-02-03T04:05:06Z"),
    ):
        editions = (Edition.READING, Edition.BOOKLET, Edition.EPUB)
        reading, booklet, epub, print_sheet, _ = build(shop, editions, tmp_path, Diagnostics()).products
        for product in (reading, booklet, print_sheet):
            with pikepdf.open(io.BytesIO(product.data)) as pdf:
                assert str(pdf.docinfo["/CreationDate"]) == pdf_date
        with zipfile.ZipFile(io.BytesIO(epub.data)) as book:
            package = next(name for name in book.namelist() if name.endswith(".opf"))
            assert epub_date in book.read(package).decode()
            assert {entry.date_time for entry in book.infolist()} == {tuple(map(int, re.findall(r"\d+", epub_date)))}


# -- what is refused -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "slug"),
    [
        ({"body/01-bread.md": "# Bread\n\nIt rose.[^why]\n"}, "endnote-undefined"),
        ({"pamphlet.toml": "title = [", **GOOD}, "toml-syntax"),
        ({"body/01-bread.md": f"# Bread\n\n|{'reading|' * 20}\n|{'---|' * 20}\n|{'a|' * 20}\n"}, "words-off-page"),
        ({"pamphlet.toml": SETTINGS.replace("Bread", "Bread and roses " * 40), **GOOD}, "cover-full"),
    ],
)
def test_errors_leave_the_old_files_as_they_were(
    files: dict[str, str], slug: str, workshop: Callable[..., Workshop], output: Path
) -> None:
    """Whether the desk finds them or the layout: nothing is written, and all of them are told."""
    with pytest.raises(Refused) as refusal:
        build(workshop(files), list(Edition), output, Diagnostics())
    assert slug in slugs(refusal)
    assert contents(output) == OLD
    assert not hidden(output)


@pytest.mark.parametrize(
    "stage", ["editions.ebook.make_epub", "editions.ebook.page_as_png", "editions.booklet.impose", "build.make_up"]
)
def test_whatever_goes_wrong_nothing_is_half_written(
    stage: str, workshop: Callable[..., Workshop], output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bug of ours in any stage, even the last, loses neither the old files nor a part of them."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(stage)

    monkeypatch.setattr(f"pamphlet.{stage}", fail)
    with pytest.raises(RuntimeError, match=stage):
        build(workshop(GOOD), list(Edition), output, Diagnostics())
    assert contents(output) == OLD


def test_an_ebook_that_cannot_be_made_is_a_refusal(
    workshop: Callable[..., Workshop], output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the ebook cannot take is told as an error of the manuscript, not as a fault of the program."""

    def fail(*_: object, **__: object) -> None:
        raise EbookProblem("two places have the id `bread`")

    monkeypatch.setattr("pamphlet.editions.ebook.make_epub", fail)
    with pytest.raises(Refused) as refusal:
        build(workshop(GOOD), list(Edition), output, Diagnostics())
    assert [finding.message for finding in refusal.value.findings] == [
        "the ebook cannot be made: two places have the id `bread`"
    ]
    assert contents(output) == OLD


@pytest.mark.parametrize(
    "spoil",
    [
        lambda product: replace(product, data=product.data[: len(product.data) // 2]),
        lambda product: replace(product, data=b""),
        lambda product: replace(product, pages=product.pages + 1),
    ],
)
@pytest.mark.parametrize("edition", list(Edition))
def test_files_are_opened_again_before_they_are_written(
    edition: Edition,
    spoil: Callable[[Product], Product],
    workshop: Callable[..., Workshop],
    output: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One that is not whole, or has not the pages that it should, takes the place of none."""
    make = pamphlet.build.make_products

    def spoiled(*arguments: object) -> Iterable[Product]:
        for product in make(*arguments):  # type: ignore[arg-type]  # handed on as they came
            yield spoil(product) if product.edition is edition else product

    monkeypatch.setattr(pamphlet.build, "make_products", spoiled)
    unpaged = edition in {Edition.EPUB, Edition.WEB}
    if unpaged and spoil(Product(edition=edition, file_name="", data=b"1234")).data == b"1234":
        return  # neither an ebook nor a web page has a number of pages
    with pytest.raises(Exception):  # noqa: B017, PT011  # whatever the reader of the file says to it
        build(workshop(GOOD), list(Edition), output, Diagnostics())
    assert contents(output) == OLD


def test_an_output_that_cannot_be_written_is_told_before_the_long_work(
    workshop: Callable[..., Workshop], tmp_path: Path
) -> None:
    """A file in the folder's place: the message names it, and no page was laid out in vain."""
    place = tmp_path / "build"
    place.write_bytes(b"precious")
    stages: list[str] = []
    with pytest.raises(OutputProblem, match=re.escape(f"cannot write into {place}: ")):
        build(replace(workshop(GOOD), announce=stages.append), list(Edition), place, Diagnostics())
    assert place.read_bytes() == b"precious"
    assert "laying out the pages" not in stages


def test_a_second_build_into_the_same_folder_is_turned_away(workshop: Callable[..., Workshop], output: Path) -> None:
    """At once, while the first one is at work; afterwards the folder is free."""
    stages: list[str] = []
    with reserved(output), pytest.raises(OutputProblem, match="another build is writing"):
        build(replace(workshop(GOOD), announce=stages.append), [Edition.READING], output, Diagnostics())
    assert stages == []
    assert contents(output) == OLD
    build(workshop(GOOD), [Edition.READING], output, Diagnostics())
    assert contents(output) != OLD


def test_a_full_disk_loses_nothing(
    workshop: Callable[..., Workshop], output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a file cannot be flushed, none is swapped in, and the old ones stand."""
    real, calls = os.fsync, 0

    def full(descriptor: int) -> None:
        nonlocal calls
        calls += 1
        if calls > 1:
            raise OSError(28, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputProblem, match="no space left on device"):
        build(workshop(GOOD), list(Edition), output, Diagnostics())
    assert contents(output) == OLD
    assert not {name for name in hidden(output) if "stage" in name}
