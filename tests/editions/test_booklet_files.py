"""The booklet edition: which files its settings make, what is said of them, and what is found in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import MOMENT, Pages, said

from pamphlet.diagnostics import Diagnostics, as_text
from pamphlet.editions import booklet
from pamphlet.editions.job import Job
from pamphlet.editions.product import Product
from pamphlet.press.passes import OFFICE_COPIER, Face, Machine, Order
from pamphlet.typeset.fonts import Font
from pamphlet.typeset.theme import Theme
from pamphlet.workshop import Workshop

TEXT = {"body/01-bread.md": "# Bread\n\n" + "It rose in the night and was gone by the morning. " * 900}
MAKE = Callable[..., tuple[dict[str, Product], str]]


@pytest.fixture(scope="module")
def pages(laid_out: Callable[..., Pages]) -> Pages:
    """A pamphlet of several sheets."""
    return laid_out(TEXT)


@pytest.fixture(scope="module")
def make(pages: Pages, workshop: Callable[..., Workshop], theme: Theme, fonts: tuple[Font, ...]) -> MAKE:
    """Makes the booklet with other settings; its files by the end of their names, and what was found."""

    def made(
        machine: Machine = OFFICE_COPIER, laid: Pages = pages, **settings: object
    ) -> tuple[dict[str, Product], str]:
        findings = Diagnostics()
        old = laid.pamphlet.settings
        how = {key: value for key, value in settings.items() if hasattr(old.editions.booklet, key)}
        stock = {key: value for key, value in settings.items() if hasattr(old.paper, key)}
        assert how | stock == settings
        editions = replace(old.editions, booklet=replace(old.editions.booklet, **how))  # type: ignore[arg-type]
        new = replace(old, editions=editions, paper=replace(old.paper, **stock))  # type: ignore[arg-type]
        job = Job(
            workshop=workshop(TEXT),
            pamphlet=replace(laid.pamphlet, settings=new),
            theme=theme,
            fonts=fonts,
            copy=laid.copy,
            moment=MOMENT,
            diagnostics=findings,
            machine=machine,
        )
        products = {product.file_name.removeprefix("bread-"): product for product in booklet.make(job)}
        return products, as_text(findings)

    return made


def risings(folder: Path, *files: bytes) -> int:
    """How often PDFs say what the body says over and over, as poppler reads them."""
    count = 0
    for data in files:
        (folder / "file.pdf").write_bytes(data)
        count += len(re.findall(r"It\s+rose", said("pdftotext", "-raw", folder / "file.pdf", "-")))
    return count


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        ({}, ["booklet.pdf"]),
        ({"separate_cover": True}, ["booklet-cover.pdf", "booklet.pdf"]),
        ({"one_sided": True}, ["booklet-backs.pdf", "booklet-fronts.pdf"]),
        (
            {"one_sided": True, "separate_cover": True, "signature": 2},
            ["booklet-backs.pdf", "booklet-cover.pdf", "booklet-fronts.pdf"],
        ),
    ],
)
def test_settings_make_files(
    settings: dict[str, object], names: list[str], make: MAKE, pages: Pages, tmp_path: Path
) -> None:
    """Together they hold every page once, on as many sheets as are announced, with no finding."""
    products, findings = make(**settings)
    assert findings == ""
    assert sorted(products) == names
    printed = [product.printed for product in products.values() if product.printed]
    assert len(printed) == len(products)
    assert sum(each.extent for each in printed) == pages.copy.extent
    assert sum(each.extent + each.blanks for each in printed) == 2 * sum(each.pages for each in products.values())
    sheets = sum(each.sheets for each in printed if each.two_sided or "one_sided" not in settings)
    sheets += max((each.sheets for each in printed if not each.two_sided), default=0)
    assert sheets == -(-pages.copy.extent // 4)
    assert risings(tmp_path, *(each.data for each in products.values())) == risings(tmp_path, pages.copy.pdf) > 800


def test_a_cover_counts_in_creep(make: MAKE) -> None:
    """Printed apart on card it pushes the inner sheets out by its own thickness; printed with them by theirs."""
    with_cover = make(cover_caliper=0.3)[0]["booklet.pdf"].printed
    apart = make(cover_caliper=0.3, separate_cover=True)[0]
    inner, cover = apart["booklet.pdf"].printed, apart["booklet-cover.pdf"].printed
    assert with_cover
    assert inner
    assert cover
    assert inner.creep - with_cover.creep == pytest.approx((0.3 - 0.104) * 1.3)
    assert (cover.creep, cover.is_cover, cover.sheets) == (0, True, 1)


def test_trimming_is_advised_for_thick_paper(make: MAKE) -> None:
    """With the creep of the innermost sheet; thin paper needs no advice."""
    assert advice(make()[0]) == ""
    assert re.search(r"stick out by \d\.\d mm: after stapling have the fore-edge cut", advice(make(caliper=0.45)[0]))


def advice(products: dict[str, Product]) -> str:
    """All advice on all files."""
    return "\n".join(sentence for each in products.values() if each.printed for sentence in each.printed.advice)


def test_signatures_come_with_words_on_binding(make: MAKE) -> None:
    """How many, how large, and that each is stapled by itself; the whole is not stapled through one fold."""
    products, _ = make(signature=2)
    printed = products["booklet.pdf"].printed
    assert printed
    assert printed.plan
    sizes = ", ".join(str(len(sheets)) for sheets in printed.plan.signatures)
    assert f"{len(printed.plan.signatures)} signatures of {sizes}; " in advice(products)
    assert printed.creep == pytest.approx(0.104 * 1.3)
    assert "glue it to the back" in advice(make(signature=2, separate_cover=True)[0])


def test_more_than_a_stapler_holds_is_a_finding(make: MAKE) -> None:
    """It says how high the sheets lie and what to do; in signatures they can be stapled again."""
    _, findings = make(caliper=0.5)
    assert re.match(r"warning: the sheets of the booklet lie \d\.\d mm high, .*\[too-many-sheets\]", findings)
    assert "signature = 8" in findings
    assert make(caliper=0.5, signature=2)[1] == ""


def test_ink_in_the_unprintable_edge_is_a_finding(make: MAKE, laid_out: Callable[..., Pages]) -> None:
    """It names side, pages and what is lost; a printer with a narrow margin loses nothing."""
    high = laid_out(TEXT, css="@page { margin-top: 2mm }")
    _, findings = make(laid=high)
    assert re.match(
        r"warning: a copier that leaves 4\.2 mm white cuts up to [12]\.\d mm off at the head of pages .*\d",
        findings,
    ), findings
    assert "[unprintable-edge]" in findings
    assert "foot" not in findings
    assert make(laid=high, machine=Machine(margin=1))[1] == ""


@pytest.mark.parametrize("face", list(Face))
@pytest.mark.parametrize("order", list(Order))
def test_the_way_back_of_the_pile_is_told(face: Face, order: Order, make: MAKE) -> None:
    """As it came or turned over; the blank sides then look where the tray wants them."""
    products, _ = make(one_sided=True, machine=Machine(face=face, order=order))
    told = products["booklet-backs.pdf"].printed
    assert told
    assert ("turned over as a whole" in told.advice[0]) == (order is Order.SAME)
    blank_up_when_out = face is Face.DOWN
    blank_up = blank_up_when_out if order is Order.REVERSE else not blank_up_when_out
    assert f"look {'up' if blank_up else 'down'};" in told.advice[0]


def test_copies_are_no_affair_of_the_pages(make: MAKE, pages: Pages) -> None:
    """However many are to be printed, the file is the same."""
    settings = pages.pamphlet.settings
    many = replace(settings, printing=replace(settings.printing, copies=5000))
    laid = replace(pages, pamphlet=replace(pages.pamphlet, settings=many))
    assert make(laid=laid)[0]["booklet.pdf"].data == make()[0]["booklet.pdf"].data
