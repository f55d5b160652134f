"""Laws of all manuscripts: any text is read and answered, and what is well-formed is whole in every edition."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import example, given

from generated.manuscripts import Written, manuscripts, markers_in
from generated.profiles import TIMES, law
from generated.reading_back import all_text_of, losses, text_of
from generated.soup import folders
from pamphlet.apparatus.parts import Pamphlet, part_runs
from pamphlet.build import build
from pamphlet.desk.checking import check
from pamphlet.desk.view import Coverage
from pamphlet.diagnostics import Diagnostics, Severity, Span, as_text
from pamphlet.editions.product import Edition
from pamphlet.interface.epubcheck import run_epubcheck
from pamphlet.manuscript.assembly import Manuscript, read_manuscript
from pamphlet.manuscript.document import Node
from pamphlet.manuscript.traversal import set_words
from pamphlet.preflight.preflight import preflight
from pamphlet.speller import find_speller
from pamphlet.workshop import Workshop
from pamphlet.workspace import MemoryFolder, uniform_line_ends

sys.path.append(str(Path(__file__).parents[1] / "ebook"))

from opened_book import compiled, made
from web_pages import page_of

LETTERS = Coverage(upright=frozenset(range(0x20, 0x2100)), italic=frozenset(range(0x20, 0x2100)))

Files = Mapping[str, str | bytes]


def answered(files: Files) -> tuple[Manuscript | None, Diagnostics]:
    """What `pamphlet check` reads and finds."""
    folder, found = MemoryFolder(files), Diagnostics()
    manuscript = read_manuscript(folder, found)
    if manuscript is not None:
        found.extend(check(manuscript, folder, LETTERS, frozenset(), find_speller))
    return manuscript, found


def nodes(value: object) -> Iterator[Node]:
    """Every node of a tree."""
    if isinstance(value, tuple):
        for item in value:
            yield from nodes(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type | Span):
        if isinstance(value, Node):
            yield value
        for field in dataclasses.fields(value):
            yield from nodes(getattr(value, field.name))


def assert_in_its_file(span: Span, files: Files) -> None:
    """A stretch is in the text of its file, and its line and column are those at which an editor shows it."""
    name, text = span.source.name.removeprefix("manuscript/"), span.source.text
    assert 0 <= span.start <= span.end <= len(text)
    before = text[: span.start]
    assert span.position == (before.count("\n") + 1, len(before) - before.rfind("\n"))
    data = files.get(name, b"")
    whole = data if isinstance(data, str) else data.decode("utf-8", "ignore")
    assert text in uniform_line_ends(whole.removeprefix("\ufeff"))


@law(60)
@given(folders)
@example({"pamphlet.toml": "\ufefftitle = 1\r\n", "body/a.md": b"\xef\xbb\xbf# A\r\rB\xff"})
def test_any_folder_is_read_and_checked(files: Files) -> None:
    """Whatever its files hold: nothing is raised, every node and finding has its place, and every finding is shown."""
    manuscript, found = answered(files)
    for node in nodes(manuscript.document) if manuscript else ():
        assert_in_its_file(node.span, files)
    for finding in found:
        if finding.span is not None:
            assert_in_its_file(finding.span, files)
    assert as_text(found).count("[") >= len(found)


@law(20)
@given(written=manuscripts())
def test_what_is_well_formed_is_read_word_for_word(written: Written) -> None:
    """Without an error; the tree has every word once, in the order of reading, each where the manuscript has it."""
    _, found = answered(written.files)
    assert [finding for finding in found if finding.severity is Severity.ERROR] == []
    words = []
    for part in compiled_of(written).parts:
        for run in part_runs(part):
            assert_in_its_file(run.span, written.files)
            words += markers_in("".join(text for text, _ in set_words(run.children)))
    assert words == list(written.markers)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("qax qbx qhx qcx", []),
        ("qhx qax qb\u00ad-\nx qhx qhx qcx", []),
        ("qax qhx qcx", ["missing", "in another order or twice", "not behind what is before it"]),
        ("qax qbx qbx qhx qcx", ["missing", "in another order or twice"]),
        ("qbx qax qhx qcx", ["missing", "in another order or twice", "not behind what is before it"]),
        ("qax qbx qcx qhx", ["not behind what is before it"]),
        ("qax qbx qcx", ["not behind what is before it"]),
    ],
)
def test_what_is_lost_doubled_or_moved_is_noticed(text: str, fault: list[str]) -> None:
    """Words that may be shown again count only where they are missing; those of covers must be anywhere."""
    written = Written(files={}, markers=("qax", "qbx", "qhx", "qcx"), repeated=frozenset({"qhx"}), around=frozenset())
    assert [each.partition(":")[0] for each in losses(written, text, text)] == fault
    titled = dataclasses.replace(written, around=frozenset({"qtx"}))
    assert "not around the text: qtx" in list(losses(titled, text, text))
    assert "not around the text: qtx" not in list(losses(titled, text, f"qtx {text}"))


def compiled_of(written: Written) -> Pamphlet:
    """The pamphlet of a manuscript."""
    return compiled(MemoryFolder(written.files))


@law(8)
@given(written=manuscripts())
def test_ebook_and_web_page_have_every_word_once(written: Written, tmp_path: Path) -> None:
    """In order, whatever pages paper would have; and by our own rules nothing is wrong with the ebook."""
    pamphlet = compiled_of(written)
    book, page = tmp_path / "x.epub", tmp_path / "x.html"
    book.write_bytes(made(pamphlet).data)
    page.write_text(page_of(pamphlet), encoding="utf-8")
    for edition, file in ((Edition.EPUB, book), (Edition.WEB, page)):
        assert list(losses(written, text_of(edition, file, 0), all_text_of(edition, file))) == []
    assert errors_in(book) == []


def errors_in(file: Path) -> list[str]:
    """What preflight would refuse a file for."""
    found = preflight(file.read_bytes(), file.name).findings
    return [str(finding) for finding in found if finding.severity is Severity.ERROR]


@law(2, costly=True)
@given(written=manuscripts())
def test_every_edition_has_every_word_once(written: Written, workshop: Callable[..., Workshop], tmp_path: Path) -> None:
    """In order, within the area for text on some page; and preflight finds no error in any file."""
    products = build(workshop(written.files), list(Edition), tmp_path, Diagnostics()).products
    extent = next(product.pages for product in products if product.edition is Edition.READING)
    for edition in Edition:
        file = tmp_path / next(product.file_name for product in products if product.edition is edition)
        assert list(losses(written, text_of(edition, file, extent), all_text_of(edition, file))) == [], edition
        assert file.suffix == ".html" or errors_in(file) == [], edition


@pytest.mark.skipif(TIMES == 1, reason="each costs some seconds of Java: only where laws are tried at length")
@law(1, costly=True)
@given(written=manuscripts())
def test_epubcheck_finds_nothing_in_any_ebook(written: Written, tmp_path: Path) -> None:
    """Neither error nor warning."""
    file = tmp_path / "x.epub"
    file.write_bytes(made(compiled_of(written)).data)
    assert [
        message
        for message in json.loads(run_epubcheck(file))["messages"]
        if message["severity"] in {"FATAL", "ERROR", "WARNING"}
    ] == []
