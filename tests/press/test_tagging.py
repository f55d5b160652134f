"""The tag tree of the reading copy: what someone hears who cannot see the page."""

from __future__ import annotations

import ctypes
import functools
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from conftest import Sample
from pypdfium2 import raw

from pamphlet.apparatus.parts import part_runs
from pamphlet.editions.product import Edition
from pamphlet.manuscript.document import Figure, Section
from pamphlet.manuscript.traversal import blocks_within, plain_text


@pytest.fixture(scope="module")
def pdf(sample: Sample) -> Iterator[pikepdf.Pdf]:
    """The reading copy of the sample."""
    with pikepdf.open(sample.file(Edition.READING)) as opened:
        yield opened


def kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    """What stands directly below an element: elements, references to annotations, numbers of marks."""
    below = element.get("/K", pikepdf.Array())
    return list(below) if isinstance(below, pikepdf.Array) else [below]


def elements(above: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every structure element below another, in the order of reading."""
    for kid in kids(above):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def instructions(page: pikepdf.Page) -> Iterator[tuple[str, list[pikepdf.Object]]]:
    """What a page draws: operators with their operands."""
    for instruction in pikepdf.parse_content_stream(page):
        if isinstance(instruction, pikepdf.ContentStreamInstruction):
            yield str(instruction.operator), list(instruction.operands)


def is_annotation(kid: pikepdf.Object) -> bool:
    """Whether a kid of an element is a reference to an annotation."""
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"


def tagged(pdf: pikepdf.Pdf, tag: str) -> list[pikepdf.Object]:
    """The elements of one kind, in the order of reading."""
    return [element for element in elements(pdf.Root.StructTreeRoot) if f"/{tag}" == element.S]


def test_heads_skip_no_level(pdf: pikepdf.Pdf) -> None:
    """A head of level three never follows one of level one: who jumps from head to head misses nothing."""
    levels = [int(str(e.S)[2:]) for e in elements(pdf.Root.StructTreeRoot) if re.fullmatch(r"/H[1-6]", str(e.S))]
    assert levels[0] == 1
    assert max(levels) >= 2
    assert all(below <= above + 1 for above, below in itertools.pairwise(levels))


def test_all_that_is_shown_is_tagged_or_an_artifact(pdf: pikepdf.Pdf) -> None:
    """No letter and no line stands outside the tree and outside the artifacts."""
    for page in pdf.pages:
        marks = 0
        for operator, operands in instructions(page):
            match operator:
                case "BDC" | "BMC":
                    marks += 1
                case "EMC":
                    marks -= 1
                case "Tj" | "TJ" | "Do" | "S" | "f" | "f*" | "B":
                    assert marks, operands
        assert marks == 0


def test_every_mark_has_its_element(pdf: pikepdf.Pdf) -> None:
    """Each tagged stretch of a page belongs to exactly one element of the tree, and is drawn on the page."""
    drawn = {
        (page.obj.objgen, int(operands[1].MCID))
        for page in pdf.pages
        for operator, operands in instructions(page)
        if operator == "BDC" and "/MCID" in operands[1]
    }
    named = [
        (element.Pg.objgen, int(kid))
        for element in elements(pdf.Root.StructTreeRoot)
        for kid in kids(element)
        if not isinstance(kid, pikepdf.Dictionary)
    ]
    assert len(named) == len(set(named))
    assert set(named) == drawn


def test_running_heads_and_folios_belong_to_the_page(sample: Sample, pdf: pikepdf.Pdf) -> None:
    """They are artifacts, so nobody hears the pamphlet's title and a number in the middle of a sentence."""
    spoken = said(sample)
    assert spoken.count(sample.pamphlet.settings.title.lower()) < 5
    pagination = sum(
        operands[0] == "/Artifact" and operands[1].get("/Type") == "/Pagination"
        for page in pdf.pages
        for operator, operands in instructions(page)
        if operator == "BDC"
    )
    assert pagination >= len(pdf.pages) - 3  # not on the covers and the imprint


def test_leaders_are_silent(sample: Sample) -> None:
    """The dots between a title and its page are not read out one by one."""
    assert ". . ." not in said(sample)


def test_a_link_is_one_link(pdf: pikepdf.Pdf) -> None:
    """Every annotation hangs on one link element, every link element has one, and none stands within another."""
    links = tagged(pdf, "Link")
    held = [kid.Obj.objgen for link in links for kid in kids(link) if is_annotation(kid)]
    there = [annotation.objgen for page in pdf.pages for annotation in page.get("/Annots", [])]
    assert sorted(held) == sorted(there)
    assert len(held) == len(links)
    assert not [inner for link in links for inner in elements(link) if inner.S == "/Link"]
    parents = dict(zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            assert int(annotation.F) == 4
            assert str(annotation.Contents)
            assert parents[annotation.StructParent].S == "/Link"


def test_figures_are_described(sample: Sample, pdf: pikepdf.Pdf) -> None:
    """Each figure says in words what it shows: the words of the manuscript."""
    described = [
        block.description
        for part in sample.pamphlet.parts
        if isinstance(part, Section)
        for block in blocks_within(part.blocks)
        if isinstance(block, Figure)
    ]
    assert described
    assert [str(figure.Alt) for figure in tagged(pdf, "Figure")] == described


def test_heads_of_tables_say_what_they_head(pdf: pikepdf.Pdf) -> None:
    """A head of a table is that of its column."""
    heads = tagged(pdf, "TH")
    assert heads
    assert {str(head.A.Scope) for head in heads} == {"/Column"}


def test_numbered_lists_say_so(pdf: pikepdf.Pdf) -> None:
    """A list with numbers is read as one: the endnotes at least."""
    numbered = [
        each for each in tagged(pdf, "L") if any(p.S == "/Lbl" for li in kids(each) if "/S" in li for p in kids(li))
    ]
    assert numbered
    assert {str(each.A.ListNumbering) for each in numbered} == {"/Decimal"}


def test_pages_are_labelled_as_printed(pdf: pikepdf.Pdf) -> None:
    """The number that a viewer shows is the number on the paper: from 1, the front cover."""
    assert [str(part) for part in pdf.Root.PageLabels.Nums[1].values()] == ["/D"]
    assert pdf.Root.PageLabels.Nums[0] == 0


def test_the_file_claims_what_it_is(pdf: pikepdf.Pdf) -> None:
    """It says PDF/A-2a and PDF/UA-1, and has what both ask for: language, title, marks, output intent, identifier."""
    with pdf.open_metadata() as metadata:
        assert metadata.pdfa_status == "2A"
        assert metadata["pdfuaid:part"] == "1"
    assert bytes(pdf.Root.Metadata.read_bytes()).count(b"<rdf:RDF") == 1
    assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
    assert "/DestOutputProfile" in pdf.Root.OutputIntents[0]
    assert pdf.Root.Lang == "en-GB"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert "/ID" in pdf.trailer
    assert not pdf.is_encrypted
    assert "/EmbeddedFiles" not in pdf.Root.get("/Names", pikepdf.Dictionary())


def test_the_tree_reads_in_the_order_of_the_manuscript(sample: Sample) -> None:
    """Every block with words is heard, whole, one after the other as the manuscript has them."""
    heard = squeezed(said(sample))
    place = 0
    for part in sample.pamphlet.parts:
        for run in part_runs(part):
            words = squeezed(plain_text(run.children))
            # A block that crosses a page, or a note call, stands in pieces: its beginning must come next.
            found = heard.find(words[:12], place)
            assert found >= 0, (str(run.span), plain_text(run.children)[:60])
            place = found


def said(sample: Sample) -> str:
    """The words of the tag tree in its order, in small letters, pieces parted by spaces."""
    file = sample.file(Edition.READING)
    words = words_by_mark(file)
    with pikepdf.open(file) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        pieces = (
            words.get((pages[element.Pg.objgen], int(kid)), "")
            for element in elements(pdf.Root.StructTreeRoot)
            for kid in kids(element)
            if not isinstance(kid, pikepdf.Dictionary)
        )
        return " ".join(" ".join(pieces).lower().split())


@functools.cache
def words_by_mark(file: Path) -> dict[tuple[int, int], str]:
    """What each marked stretch says, by the index of its page and its number."""
    found: dict[tuple[int, int], str] = {}
    with pypdfium2.PdfDocument(file) as document:
        for number, page in enumerate(document):
            letters = page.get_textpage()
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                mark = raw.FPDFPageObj_GetMarkedContentID(item)
                size = raw.FPDFTextObj_GetText(item, letters, None, 0)
                buffer = (ctypes.c_ushort * size)()
                raw.FPDFTextObj_GetText(item, letters, buffer, size)
                text = bytes(buffer).decode("utf-16-le").rstrip("\0")
                found[number, mark] = found.get((number, mark), "") + text
    return found


def squeezed(text: str) -> str:
    """Letters and digits only, so that hyphens and spaces at line ends do not matter."""
    return re.sub(r"[\W_]+", "", text.lower())
