"""Each reader of files that strangers send, with files to begin from and the ways in which they are spoilt."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from pamphlet.desk.checking import check
from pamphlet.desk.view import Coverage
from pamphlet.diagnostics import Diagnostic, Diagnostics, Refused, as_text
from pamphlet.distribution.branches import read_branches
from pamphlet.intake.importer import Arrival, import_files
from pamphlet.manuscript.assembly import read_manuscript
from pamphlet.preflight.preflight import preflight
from pamphlet.speller import find_speller
from pamphlet.typeset.theme import load_theme
from pamphlet.workspace import DiskFolder, MemoryFolder

HERE = Path(__file__).parent
TESTS = HERE.parent
ROOT = TESTS.parent
sys.path.append(str(TESTS / "intake"))

import mutations
import word_files as word
from ebook_files import epub
from opendocument_files import FURNITURE, flat_odt, odt

_LETTERS = frozenset(range(0x20, 0x2100))
_COVERAGE = Coverage(upright=_LETTERS, italic=_LETTERS)
_TODAY = dt.date(2024, 1, 21)
_SETTINGS = 'title = "Bread"\nauthors = ["Jane Doe"]\ndate = 2024-01-21\n'
_LONG = (
    "In the spring of 1840 the price of bread in Leith rose by a third, and a petition went to the mayor of the town."
)
_PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#888"/></svg>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A reader: `read` raises where anything but its own findings comes of a file; `suffix` is that of its files."""

    name: str
    suffix: str
    read: Callable[[bytes], None]
    mutated: Callable[[bytes], st.SearchStrategy[bytes]]
    seeds: Callable[[], tuple[bytes, ...]]

    @property
    def files(self) -> st.SearchStrategy[bytes]:
        """Spoilt files."""
        return st.sampled_from(self.seeds()).flatmap(self.mutated)


class Misplaced(Exception):
    """A finding whose stretch is not in its source."""


def shown(findings: Iterator[Diagnostic] | Diagnostics | tuple[Diagnostic, ...]) -> None:
    """Show findings as the command line does.  Raises Misplaced."""
    found = tuple(findings)
    for finding in found:
        span = finding.span
        if span is not None and not 0 <= span.start <= span.end <= len(span.source.text):
            raise Misplaced(finding)
    as_text(found)


def _folder(name: str) -> Callable[[bytes], None]:
    """Reads a manuscript that has this file, and checks it."""

    def read(data: bytes) -> None:
        text = "# Bread\n\nIt rose, said Ann Lee, and Lev Sedov.[^a]\n\n[^a]: In 1840.\n"
        folder = MemoryFolder({"pamphlet.toml": _SETTINGS, "body/one.md": text, name: data})
        found = Diagnostics()
        manuscript = read_manuscript(folder, found)
        if manuscript is not None:
            found.extend(check(manuscript, folder, _COVERAGE, frozenset(), find_speller))
        shown(found)

    return read


def _branches(name: str) -> Callable[[bytes], None]:
    """Reads a list of branches."""

    def read(data: bytes) -> None:
        found = Diagnostics()
        folder = MemoryFolder({"pamphlet.toml": _SETTINGS, name: data, "branches/mark.svg": _PICTURE})
        manuscript = read_manuscript(folder, Diagnostics())
        if manuscript is None:
            raise AssertionError("the settings are sound")
        shown(found)
        shown(read_branches(folder, manuscript.settings, _COVERAGE, ("office",), found).findings)
        shown(found)

    return read


def _theme(data: bytes) -> None:
    found = Diagnostics()
    load_theme("styles/mine", found, manuscript=MemoryFolder({"styles/mine/theme.toml": data}))
    shown(found)


def _import(name: str) -> Callable[[bytes], None]:
    """Imports a file, and reads the manuscript that comes of it."""

    def read(data: bytes) -> None:
        beside = {"page_files/map.svg": lambda: _PICTURE}
        try:
            intake = import_files([Arrival(name=name, data=data, beside=beside)], today=_TODAY)
        except Refused as refusal:
            shown(refusal.findings)
            return
        intake.report.as_text()
        found = Diagnostics()
        read_manuscript(MemoryFolder(intake.as_bytes()), found)
        shown(found)

    return read


def _preflight(name: str) -> Callable[[bytes], None]:
    """Looks a finished file over."""

    def read(data: bytes) -> None:
        shown(tuple(preflight(data, name).findings))

    return read


# Files to begin from: our own, and those that the tests of each reader are about.


def _those(*patterns: str) -> Callable[[], tuple[bytes, ...]]:
    """Files of the project."""
    return lambda: tuple(dict.fromkeys(path.read_bytes() for each in patterns for path in sorted(ROOT.glob(each))))


_BRANCH_TABLES = """
[[branch]]
name = "Leith"
slug = "leith"
date = 2024-02-21
time = "19:30"
venue = "The Hall"
web = "https://example.org"
editions = ["epub", "booklet"]
copies = 40
[[branch]]
name = "Hawick"
logo = "branches/mark.svg"
paper = { trim = "A5" }
"""


@cache
def _word_files() -> tuple[bytes, ...]:
    note = f'<w:footnote w:id="1">{word.paragraph("Said Peel.")}</w:footnote>'
    comment = f'<w:comment w:id="1" w:author="x">{word.paragraph("Is that so?")}</w:comment>'
    rich = word.word_file(
        word.paragraph("Bread", style="Titel")
        + word.paragraph("By Jane Doe", style="Author")
        + word.paragraph("The mayor", style="berschrift1")
        + word.paragraph(word.run(_LONG) + word.call(1) + word.run(" The Corn Book", "<w:i/>"))
        + word.paragraph(f'<w:ins w:id="1">{word.run("added")}</w:ins><w:del w:id="2">{word.run("gone")}</w:del>')
        + word.paragraph(f'<w:hyperlink r:id="to">{word.run("the archive")}</w:hyperlink>')
        + word.paragraph(word.field(' HYPERLINK "https://example.org" ', word.run("there")))
        + word.item("one", 2)
        + word.item("within", 1, 1)
        + word.item("two", 4)
        + word.table([["Year", "Price"], ["1840", "9d"]], head=1)
        + word.paragraph(word.box(word.paragraph("In a box.")))
        + word.paragraph(word.picture("map", "A map"))
        + word.paragraph("Map 1: Leith", style="Bild")
        + word.paragraph("What became of them", style="berschrift1")
        + word.paragraph("Mary Poe – transported.")
        + word.paragraph("Tom Roe and Ann Roe – hanged."),
        parts={"footnotes": note, "comments": comment, "header": word.paragraph("A running head")},
        media={"map": b"\x89PNG\r\n\x1a\n" + bytes(80)},
        links={"to": "https://example.org/a"},
    )
    return rich, word.with_other_namespaces(rich)


_ODT_TEXT = (
    '<text:p text:style-name="Title">Butter</text:p><text:p text:style-name="Subtitle">And bread</text:p>'
    f'<text:p>By Joe Bloggs</text:p><text:h text:outline-level="1">The queue</text:h><text:p>{_LONG}<text:note'
    ' text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Said Poe.</text:p>'
    '</text:note-body></text:note> <text:span text:style-name="I">so<text:s text:c="3"/></text:span><text:line-break/>'
    '<text:a xlink:href="https://example.org">there</text:a></text:p><text:list text:style-name="LN"><text:list-item>'
    '<text:p>one</text:p><text:list><text:list-item><text:p>within</text:p></text:list-item></text:list>'
    '</text:list-item></text:list><table:table><table:table-column table:number-columns-repeated="2"/>'
    "<table:table-header-rows><table:table-row><table:table-cell><text:p>Year</text:p></table:table-cell>"
    '<table:table-cell><text:p>Price</text:p></table:table-cell></table:table-row></table:table-header-rows>'
    '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-spanned="2"><text:p>1840'
    '</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table><text:p><draw:frame'
    ' svg:width="9cm"><draw:image xlink:href="Pictures/map.svg"/><svg:desc>A map</svg:desc></draw:frame></text:p>'
    '<text:p><draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame></text:p><text:p'
    ' text:style-name="Quotations">Cold.</text:p><text:tracked-changes/><text:section><text:p>Roe – hanged.</text:p>'
    "</text:section>"
)


@cache
def _opendocument_texts() -> tuple[bytes, ...]:
    return (odt(_ODT_TEXT, parts={"Pictures/map.svg": _PICTURE}, furniture=FURNITURE),)


@cache
def _flat_texts() -> tuple[bytes, ...]:
    return (flat_odt(_ODT_TEXT),)


@cache
def _ebooks() -> tuple[bytes, ...]:
    call = '<a href="notes.xhtml#n1" epub:type="noteref">1</a>'
    chapter = (
        f'<section epub:type="chapter"><h1>Salt</h1><p id="p">{_LONG}{call}</p><blockquote><p>Cold.</p></blockquote>'
        '<ul><li>one<ol start="3"><li>within</li></ol></li></ul><table><tr><th>Year</th></tr><tr><td>1840</td></tr>'
        '</table><figure><img src="map.svg" alt="A map"/><figcaption>Leith</figcaption></figure><pre>so  so</pre>'
        f'<p>{_LONG} <em lang="fr">Bien</em>, <a href="a.xhtml#p">above</a>.</p></section>'
    )
    notes = '<aside id="n1" epub:type="footnote"><p><a href="a.xhtml#p">1</a> Said Peel.</p></aside>'
    return (epub({"a.xhtml": chapter, "notes.xhtml": notes}, parts={"map.svg": _PICTURE, "s.css": b"p{margin:0}"}),)


@cache
def _our_ebooks() -> tuple[bytes, ...]:
    """One of ours, which has what only ours have: people, marks of pages, kinds of parts."""
    sys.path.append(str(TESTS / "ebook"))
    from opened_book import everything  # noqa: PLC0415  # makes an ebook as it is asked, which takes a second

    return (everything().data,)


_MARKDOWN = (
    f"---\ntitle: Meat\nauthor: Jane Doe\ndate: 2024-01-21\n---\n\n# The butcher\n\n{_LONG}[^1] *So*, **he** `said`.\n\n"
    "> Cold.\n>\n> — Poe\n\n- one\n  - within\n- two\n\n| Year | Price |\n|---|---|\n| 1840 | 9d |\n\n"
    f"![A map](page_files/map.svg)\n\n{_LONG} [There](https://example.org).\n\n[^1]: Said Doe.\n\n    And Roe.\n"
).encode()
_TEXT = (
    f"FISH\n\nBy Joe Bloggs\n\n{_LONG} [1]\n\nThe harbour\n\n{_LONG} [2]\n\n- one\n- two\n\n* * *\n\n    Cold,\n    late.\n\n"
    "Notes\n\n[1] Said Peel.\n[2] Said Poe.\n\nWhat became of them\n\nMary Poe – transported.\nTom Roe – hanged.\n"
).encode()

_MANUSCRIPTS = ("manuscript", "docs/manual", "tests/ebook/everything")

TARGETS: Mapping[str, Target] = {
    target.name: target
    for target in (
        Target(
            name="settings", suffix=".toml", read=_folder("pamphlet.toml"), mutated=mutations.toml,
            seeds=_those(
                *(f"{each}/pamphlet.toml" for each in _MANUSCRIPTS), "tests/cases/diagnostics/*/manuscript/pamphlet.toml"
            ),
        ),
        Target(
            name="people", suffix=".toml", read=_folder("fates.toml"), mutated=mutations.toml,
            seeds=_those(
                *(f"{each}/fates.toml" for each in _MANUSCRIPTS), "tests/cases/diagnostics/*/manuscript/fates.toml"
            ),
        ),
        Target(
            name="branches", suffix=".toml", read=_branches("branches.toml"), mutated=mutations.toml,
            seeds=lambda: (_BRANCH_TABLES.encode(),),
        ),
        Target(
            name="theme", suffix=".toml", read=_theme, mutated=mutations.toml,
            seeds=_those("styles/*/theme.toml", "docs/manual/styles/*/theme.toml"),
        ),
        Target(
            name="branch table", suffix=".csv", read=_branches("branches.csv"), mutated=mutations.csv,
            seeds=_those("manuscript/branches.csv", "tests/distribution/branches.csv"),
        ),
        Target(name="Word", suffix=".docx", read=_import("x.docx"), mutated=mutations.packed, seeds=_word_files),
        Target(
            name="OpenDocument", suffix=".odt", read=_import("x.odt"), mutated=mutations.packed,
            seeds=_opendocument_texts,
        ),
        Target(
            name="flat OpenDocument", suffix=".fodt", read=_import("x.fodt"), mutated=mutations.flat, seeds=_flat_texts
        ),
        Target(
            name="web page", suffix=".html", read=_import("page.html"), mutated=mutations.markup,
            seeds=_those("tests/cases/web/*/*.htm*"),
        ),
        Target(
            name="ebook", suffix=".epub", read=_import("x.epub"), mutated=mutations.packed,
            seeds=lambda: (*_ebooks(), *_our_ebooks()),
        ),
        Target(
            name="ebook to send", suffix=".epub", read=_preflight("x.epub"), mutated=mutations.packed,
            seeds=lambda: (*_ebooks(), *_our_ebooks()),
        ),
        Target(
            name="Markdown", suffix=".md", read=_import("x.md"), mutated=mutations.prose, seeds=lambda: (_MARKDOWN,)
        ),
        Target(
            name="plain text", suffix=".txt", read=_import("x.txt"), mutated=mutations.prose, seeds=lambda: (_TEXT,)
        ),
        Target(
            name="chapter", suffix=".md", read=_folder("body/two.md"), mutated=mutations.prose,
            seeds=_those(*(f"{each}/body/*.md" for each in _MANUSCRIPTS)),
        ),
    )
}  # fmt: skip
