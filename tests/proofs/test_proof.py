"""Proofs: every finding on the page that it is about, its mark under its words, whatever else is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pypdfium2
import pytest
from conftest import ROOT, Pages, Sample, said

from pamphlet.apparatus.page_map import UNCOUNTED
from pamphlet.apparatus.parts import part_runs
from pamphlet.diagnostics import Diagnostic, Diagnostics, Source
from pamphlet.inspection import inspect
from pamphlet.manuscript.traversal import Run, set_words
from pamphlet.press.underlines import Stretch
from pamphlet.proofs.places import Places
from pamphlet.proofs.proofing import proof
from pamphlet.workshop import Workshop

CASES = ROOT / "tests" / "cases" / "diagnostics"
A4 = (595, 842)
CHAPTER = (
    "# Bread\n\nIn in the *winter* of 1923 the bakers , who were nine, put up the price.[^price]\n\n"
    "| When | What |\n|---|---|\n| 31 April 1923 | A petition |\n\n"
    "They met on 9 May in the hall of the union and stayed untill the morning, for nobody would go home first.\n"
)
FILES = {
    "body/01-bread.md": CHAPTER,
    "notes.md": "[^price]: The ledger  is in Leith, and was seen there in 1930 by two people who could read it.\n",
}


def found_in(workshop: Workshop) -> tuple[Diagnostic, ...]:
    """The findings of a manuscript."""
    diagnostics = Diagnostics()
    inspect(workshop, diagnostics)
    return tuple(diagnostics)


def sheets(pdf: bytes, folder: Path) -> list[str]:
    """What poppler reads on each page of a proof, as it is set."""
    file = folder / "proof.pdf"
    file.write_bytes(pdf)
    return said("pdftotext", "-layout", file, "-").split("\f")[:-1]


def made(workshop: Workshop) -> tuple[tuple[Diagnostic, ...], bytes]:
    """The findings of a manuscript and its proof."""
    findings = found_in(workshop)
    pdf = proof(workshop, findings)
    assert pdf is not None
    return findings, pdf


def test_every_finding_stands_on_the_sheet_of_its_page(workshop: Callable[..., Workshop], tmp_path: Path) -> None:
    """Each finding is listed once, with its place and its rule, below the words that it is about."""
    findings, pdf = made(workshop(FILES))
    texts = sheets(pdf, tmp_path)
    assert {"word-twice", "space-stray", "date-impossible", "space-double"} <= {each.slug for each in findings}
    for finding in findings:
        listed = [text for text in texts if f"{finding.span} " in text and f"[{finding.slug}]" in text]
        assert len(listed) == 1, finding
    chapter, notes = (next(text for text in texts if word in text) for word in ("price", "ledger"))
    assert "[date-impossible]" in chapter
    assert "[space-double]" in notes


def test_what_no_page_shows_is_listed_at_the_end(workshop: Callable[..., Workshop], tmp_path: Path) -> None:
    """A finding in pamphlet.toml has no words on the inside pages: it is not lost."""
    settings = 'title = "Bread"\nauthors = ["Jane Doe"]\ndate = 2024-01-21\n'
    _, pdf = made(workshop({**FILES, "pamphlet.toml": settings}))
    last = sheets(pdf, tmp_path)[-1]
    assert "What no page shows the place of" in last
    assert "[imprint-incomplete]" in last


def test_a_sheet_is_a4_with_the_page_at_its_true_size(
    workshop: Callable[..., Workshop], laid_out: Callable[..., Pages], tmp_path: Path
) -> None:
    """Every page of the pamphlet has its sheet, and words are as wide on it as they will be in print."""
    clean = {"body/01-bread.md": "# Bread\n\nThe bakers put up the price twice in one week.\n"}
    page, sheet = laid_out(clean).copy.pdf, made(workshop(clean))[1]
    assert wide(sheet, "twice in one week") == pytest.approx(wide(page, "twice in one week"), abs=0.2)
    with pypdfium2.PdfDocument(sheet) as proof_sheets, pypdfium2.PdfDocument(page) as pages:
        assert len(proof_sheets) == len(pages)
        assert {tuple(map(round, each.get_size())) for each in proof_sheets} == {A4}
    assert "   1" in sheets(sheet, tmp_path)[3]


def wide(pdf: bytes, words: str) -> float:
    """How wide words stand in a PDF, in pt."""
    left, right = next(box for box in boxes_of(pdf, words) if box)
    return right - left


def boxes_of(pdf: bytes, words: str) -> list[tuple[float, float] | None]:
    """For each page the left and right edge of the letters of words on it, where it has them once."""
    edges: list[tuple[float, float] | None] = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            at = text.get_text_range().find(words)
            boxes = [text.get_charbox(at + number) for number in range(len(words))] if at >= 0 else []
            edges.append((min(box[0] for box in boxes), max(box[2] for box in boxes)) if boxes else None)
    return edges


def test_a_mark_stands_under_its_words(sample: Sample) -> None:
    """In justified lines, in italics and behind them: to a point, where another reader of PDFs sees the letters."""
    words = ("sailors in revolt", "losschlagen", "a chart", "postscript", "Taken in turn", "stoutly as against")
    runs = [run for part in sample.pamphlet.parts for run in part_runs(part)]
    places = Places(runs)
    measured = 0
    for wanted in words:
        source = next((run.span.source for run in runs if wanted in run.span.source.text), None)
        if source is None:
            continue
        start = source.text.index(wanted)
        stretch = places.stretch(source.span(start, start + len(wanted)))
        assert stretch is not None
        marks = sample.copy.layout.underlines({stretch.block: (stretch,)})
        for found, seen in zip(marks, boxes_of(sample.copy.pdf, wanted), strict=True):
            if len(found) == 1 and seen:
                measured += 1
                assert (found[0].left, found[0].right) == pytest.approx(seen, abs=1.2), wanted
    assert measured >= 3


def test_places_lead_from_the_file_to_the_letter(laid_out: Callable[..., Pages]) -> None:
    """What a span has in the file is what the stretch has of its block, through emphasis and note calls."""
    clean = {name: text.replace("In in", "In").replace("31 April", "30 April") for name, text in FILES.items()}
    clean = {name: text.replace(" ,", ",").replace("  ", " ") for name, text in clean.items()}
    pamphlet = laid_out(clean).pamphlet
    runs = {run.id: run for part in pamphlet.parts for run in part_runs(part)}
    places = Places(runs.values())
    source = next(run.span.source for run in runs.values() if "bakers" in run.span.source.text)
    for words in ("winter", "of 1923", "price", "petition", "30 April 1923"):
        start = source.text.index(words)
        stretch = places.stretch(source.span(start, start + len(words)))
        assert stretch is not None
        assert letters_of(stretch, runs) == UNCOUNTED.sub("", words)
    assert places.stretch(Source(name="elsewhere.md", text="Bread").span(0, 5)) is None


def letters_of(stretch: Stretch, runs: Mapping[str, Run]) -> str:
    """The letters of a stretch of a block."""
    words = "".join(text for text, _ in set_words(runs[stretch.block].children))
    return UNCOUNTED.sub("", words)[stretch.start : stretch.end]


@pytest.mark.parametrize("slug", ["endnote-nested", "endnote-undefined", "fill-note", "picture-absent", "link-broken"])
def test_errors_that_stop_a_build_do_not_stop_a_proof(
    slug: str, workshop: Callable[..., Workshop], tmp_path: Path
) -> None:
    """What is left out cannot be set; the rest is there, with the error listed."""
    findings, pdf = made(workshop(CASES / slug / "manuscript"))
    assert slug in {each.slug for each in findings}
    assert f"[{slug}]" in "".join(sheets(pdf, tmp_path))


def test_a_proof_is_black_alone(workshop: Callable[..., Workshop]) -> None:
    """A copier makes of red what it likes: even a coloured drawing is grey."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#c00" d="M0 0h9v9H0z"/></svg>'
    files = {
        "body/01-bread.md": "# Bread\n\n![A red loaf](loaf.svg)\n\nThe price was high.\n",
        "images/loaf.svg": drawing,
    }
    with pypdfium2.PdfDocument(made(workshop(files))[1]) as document:
        for page in document:
            red, green, blue = (band.tobytes() for band in page.render().to_pil().convert("RGB").split())
            assert red == green == blue


def test_the_same_manuscript_gives_the_same_proof(workshop: Callable[..., Workshop]) -> None:
    """Byte for byte, so that two proofs can be told apart by their words alone."""
    assert made(workshop(FILES))[1] == made(workshop(FILES))[1]


def test_without_settings_there_is_no_proof(workshop: Callable[..., Workshop]) -> None:
    """Where nothing can be laid out there is none, and no crash."""
    assert proof(workshop(CASES / "manuscript-absent" / "manuscript"), ()) is None
