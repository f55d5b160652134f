"""Whatever file of a pamphlet is found says what it is; what is held against the manuscript says whether it is old."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
from conftest import Pages, Sample
from recorded import block, printing

from pamphlet.apparatus.edition_code import EditionCode, canonical
from pamphlet.editions.product import Edition
from pamphlet.printings.found_copy import codes_of
from pamphlet.printings.identity import Shelf, account, as_record, is_today


@pytest.mark.parametrize("edition", list(Edition))
def test_every_edition_says_what_it_is(edition: Edition, sample: Sample) -> None:
    """In what the file says of itself, or in its imprint."""
    assert codes_of(sample.products[edition].data) == (sample.pamphlet.code,)


@pytest.mark.parametrize("edition", [Edition.READING, Edition.BOOKLET, Edition.PRESS, Edition.LARGE_PRINT])
def test_a_pdf_without_information_is_known_by_its_imprint(edition: Edition, sample: Sample) -> None:
    """Some programs drop what a PDF says of itself; all of them keep the page."""
    bare = io.BytesIO()
    with pikepdf.open(io.BytesIO(sample.products[edition].data)) as pdf:
        assert str(pdf.docinfo["/editioncode"]) == str(sample.pamphlet.code)
        del pdf.trailer["/Info"]
        pdf.save(bare)
    assert codes_of(bare.getvalue()) == (sample.pamphlet.code,)


def test_an_ebook_without_metadata_is_known_by_its_imprint(sample: Sample) -> None:
    """Its pieces stand side by side, whatever is between them."""
    with zipfile.ZipFile(io.BytesIO(sample.products[Edition.EPUB].data)) as book:
        package = book.read("EPUB/content.opf").decode()
        imprint = book.read("EPUB/text/imprint.xhtml").decode()
    assert f'<meta property="schema:version">{sample.pamphlet.code}</meta>' in package
    for piece in sample.pamphlet.code.pieces:
        assert f"<span>{piece}</span>" in imprint


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7\nbroken", b"PK\x03\x04broken", b"\xff\xfe\x00", b"Edition code NEW-COURSE/1/"],
    ids=["nothing", "broken PDF", "broken zip", "no text", "half a code"],
)
def test_other_files_have_no_code(data: bytes) -> None:
    """And that is no crash."""
    assert codes_of(data) == ()


def told(code: EditionCode, shelf: Shelf | None) -> dict[str, str]:
    """What is said of a copy."""
    return dict(account(code, shelf))


def test_what_a_copy_is(laid_out: Callable[..., Pages]) -> None:
    """Which pamphlet, printing and branch, and whether its text is today's."""
    pamphlet = laid_out({"body/a.md": "It rose.\n"}).pamphlet
    first = printing(block("It fell."))
    shelf = Shelf(pamphlet=replace(pamphlet, printing=2), printings=(first,), branches={"old-town": "Old Town"})
    today = shelf.pamphlet.code
    assert today.digest == printing(block("It rose.")).code.rpartition("/")[2].replace("-", "")[:6]
    assert told(today, shelf) == {
        "Edition code": str(today),
        "Pamphlet": "Bread",
        "Printing": "2",
        "Branch": "none",
        "Date": "21 January 2024",
        "Text": "that of today’s manuscript",
    }
    old = replace(today, printing=1, digest=first.code.rpartition("/")[2].replace("-", "")[:6], branch="o1d-town")
    assert canonical(str(replace(old, branch=""))) == canonical(first.code)
    assert told(old, shelf)["Printing"] == "1, recorded on 25 January 2024"
    assert told(old, shelf)["Branch"] == "Old Town"
    assert told(old, shelf)["Text"].startswith("that of printing 1, and not today’s")
    assert told(replace(old, digest="ZZZZZZ"), shelf)["Text"].endswith("perhaps a proof of it")
    assert told(replace(today, digest="ZZZZZZ"), shelf)["Text"] == "not today’s, and not recorded: perhaps a proof"
    assert told(replace(today, branch="new-town"), shelf)["Branch"] == "new-town"
    other = replace(today, title="rye")
    assert told(other, shelf)["Text"].endswith("another pamphlet, Bread")
    assert told(other, None)["Text"] == "not compared: name the manuscript with --manuscript"
    assert [is_today(code, shelf) for code in (today, old, other)] == [True, False, None]
    assert str(today) in set(shelf.codes)
    assert str(replace(today, branch="old-town")) in set(shelf.codes)
    assert as_record(old, shelf)["recorded"] == "2024-01-25"
