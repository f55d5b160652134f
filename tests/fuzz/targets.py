"""Each reader of files that strangers send, with files to begin from and the ways in which they are spoilt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import mutations
import seeds
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
from pamphlet.workspace import MemoryFolder

_LETTERS = frozenset(range(0x20, 0x2100))
_COVERAGE = Coverage(upright=_LETTERS, italic=_LETTERS)
_TODAY = dt.date(2024, 1, 21)
_SETTINGS = 'title = "Bread"\nauthors = ["Jane Doe"]\ndate = 2024-01-21\n'


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
        folder = MemoryFolder({"pamphlet.toml": _SETTINGS, name: data, "branches/mark.svg": seeds.PICTURE})
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
        beside = {"page_files/map.svg": lambda: seeds.PICTURE}
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


_MANUSCRIPTS = ("manuscript", "docs/manual", "tests/ebook/everything")

TARGETS: Mapping[str, Target] = {
    target.name: target
    for target in (
        Target(
            name="settings", suffix=".toml", read=_folder("pamphlet.toml"), mutated=mutations.toml,
            seeds=seeds.files(
                *(f"{each}/pamphlet.toml" for each in _MANUSCRIPTS),
                "tests/cases/diagnostics/*/manuscript/pamphlet.toml",
            ),
        ),
        Target(
            name="people", suffix=".toml", read=_folder("fates.toml"), mutated=mutations.toml,
            seeds=seeds.files(
                *(f"{each}/fates.toml" for each in _MANUSCRIPTS), "tests/cases/diagnostics/*/manuscript/fates.toml"
            ),
        ),
        Target(
            name="branches", suffix=".toml", read=_branches("branches.toml"), mutated=mutations.toml,
            seeds=lambda: (seeds.BRANCH_TABLES.encode(),),
        ),
        Target(
            name="theme", suffix=".toml", read=_theme, mutated=mutations.toml,
            seeds=seeds.files("styles/*/theme.toml", "docs/manual/styles/*/theme.toml"),
        ),
        Target(
            name="branch table", suffix=".csv", read=_branches("branches.csv"), mutated=mutations.csv,
            seeds=seeds.files("manuscript/branches.csv", "tests/distribution/branches.csv"),
        ),
        Target(name="Word", suffix=".docx", read=_import("x.docx"), mutated=mutations.packed, seeds=seeds.word_files),
        Target(
            name="OpenDocument", suffix=".odt", read=_import("x.odt"), mutated=mutations.packed,
            seeds=seeds.opendocument_texts,
        ),
        Target(
            name="flat OpenDocument", suffix=".fodt", read=_import("x.fodt"), mutated=mutations.flat,
            seeds=seeds.flat_texts,
        ),
        Target(
            name="web page", suffix=".html", read=_import("page.html"), mutated=mutations.markup,
            seeds=seeds.files("tests/cases/web/*/*.htm*"),
        ),
        Target(
            name="ebook", suffix=".epub", read=_import("x.epub"), mutated=mutations.packed,
            seeds=lambda: (*seeds.ebooks(), *seeds.our_ebooks()),
        ),
        Target(
            name="ebook to send", suffix=".epub", read=_preflight("x.epub"), mutated=mutations.packed,
            seeds=lambda: (*seeds.ebooks(), *seeds.our_ebooks()),
        ),
        Target(
            name="Markdown", suffix=".md", read=_import("x.md"), mutated=mutations.prose,
            seeds=lambda: (seeds.MARKDOWN,),
        ),
        Target(
            name="plain text", suffix=".txt", read=_import("x.txt"), mutated=mutations.prose,
            seeds=lambda: (seeds.TEXT,),
        ),
        Target(
            name="chapter", suffix=".md", read=_folder("body/two.md"), mutated=mutations.prose,
            seeds=seeds.files(*(f"{each}/body/*.md" for each in _MANUSCRIPTS)),
        ),
    )
}  # fmt: skip
