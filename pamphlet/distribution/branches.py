"""The list of branches in a manuscript's folder becomes branches; whatever is wrong with a row is a finding."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from pamphlet.branch import Branch, Meeting
from pamphlet.desk.view import Coverage
from pamphlet.desk.words.characters import missing_in_edition
from pamphlet.diagnostics import UNPRINTABLE, Diagnostics, Source, Span, did_you_mean
from pamphlet.distribution.cells import (
    read_copies,
    read_date,
    read_editions,
    read_language,
    read_paper,
    read_time,
    read_web,
)
from pamphlet.distribution.rows import SURPLUS, Cell, Row, rows_of_table, rows_of_toml, table_source
from pamphlet.manuscript.document import Text
from pamphlet.manuscript.picture import Picture
from pamphlet.manuscript.picture_problem import PictureProblem
from pamphlet.manuscript.pictures import read_picture
from pamphlet.manuscript.traversal import Run
from pamphlet.settings import Settings, slug
from pamphlet.typeset.code import LONGEST_ADDRESS, fits
from pamphlet.typeset.templates import web_address
from pamphlet.workspace import FileProblem, Folder, read_source

TABLE, TOML = "branches.csv", "branches.toml"
TABLE_SUFFIXES = frozenset({".csv"})
LOGO_SUFFIXES = frozenset({".svg", ".png"})

_LONGEST = {"name": 100, "cover_line": 120}
_LONGEST_TEXT = 200
"""In characters: more does not go on a cover."""

_FORMULA = re.compile(r"[=+\-@]")
_PHONE = re.compile(r"\+[0-9][0-9 ()/.-]{4,}")
_UNSHOWN = re.compile("[\u2066-\u2069\u200e\u200f]")
"""Marks of direction that a spreadsheet leaves in: a page needs none, for a name is a line of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchList:
    """The rows that are right, as branches, with the pictures of their logos by name; and what is wrong with others.

    `rows` counts them all.
    """

    branches: tuple[Branch, ...]
    logos: dict[str, Picture]
    findings: Diagnostics
    rows: int


def read_branches(
    folder: Folder,
    settings: Settings,
    coverage: Coverage,
    printers: Collection[str],
    diagnostics: Diagnostics,
) -> BranchList:
    """Read the list; `coverage` is what the theme can set, `printers` are the profiles that there are.

    What is wrong with the file as a whole goes to `diagnostics`, what is wrong with a row into the list.
    """
    checker = _Checker(folder, settings, coverage, printers)
    rows = tuple(_rows(folder, diagnostics))
    found = [branch for row, span in rows if (branch := checker.branch(row, span))]
    if not rows and not diagnostics.has_errors:
        diagnostics.error(
            "branches-none",
            f"the list of branches has no row, or there is none: {TABLE} or {TOML} in the manuscript's folder",
            hint="the manual shows one, under “Branches”; a row needs no more than a name",
        )
    return BranchList(
        branches=tuple(checker.without_twins(found)), logos=checker.logos, findings=checker.findings, rows=len(rows)
    )


def _rows(folder: Folder, diagnostics: Diagnostics) -> Iterator[tuple[Row, Span]]:
    there = [name for name in (TABLE, TOML) if folder.exists(name)]
    if len(there) > 1:
        diagnostics.error(
            "branches-two-lists",
            f"there are two lists of branches: {TABLE} and {TOML}",
            Source(name=f"{folder.label}/{TOML}", text="").span(0),
            hint="put all into one of them, and delete the other",
        )
        return
    for name in there:
        try:
            if name == TOML:
                yield from rows_of_toml(read_source(folder, name), diagnostics)
            elif source := table_source(f"{folder.label}/{name}", folder.read_bytes(name, TABLE_SUFFIXES), diagnostics):
                yield from rows_of_table(source, diagnostics)
        except FileProblem as problem:
            place = Source(name=f"{folder.label}/{name}", text="").span(0)
            diagnostics.error("branches-unreadable", f"the list of branches {problem}", place)


class _Checker:
    """Checks rows one by one, and remembers the pictures that they name."""

    def __init__(self, folder: Folder, settings: Settings, coverage: Coverage, printers: Collection[str]) -> None:
        self._folder = folder
        self._settings = settings
        self._coverage = coverage
        self._printers = printers
        self.logos: dict[str, Picture] = {}
        self.findings = Diagnostics()

    def branch(self, row: Row, span: Span) -> Branch | None:
        """The branch of a row; None, with findings, where something in it is wrong."""
        found = Diagnostics()
        name = row.get("name")
        if name is None:
            found.error("branch-name", "this branch has no name", span, hint="write one below `name`")
        for cell in row.values():
            _check_text(cell, found)
        for field, cell in row.items():
            _check_length(field, cell, found)
        if surplus := row.get(SURPLUS):
            found.error(
                "branches-row",
                f"`{surplus.text[:40]}` stands below no head: this row has more cells than there are heads",
                surplus.span,
                hint="put quotation marks around a cell that has the separator in it",
            )
        branch = self._read(row, name or Cell(text="", span=span), found)
        if not found.has_errors:
            self._check_characters(row, found)
        self.findings.extend(found)
        return None if found.has_errors else branch

    def _read(self, row: Row, name: Cell, found: Diagnostics) -> Branch:
        texts = {field: cell.text for field, cell in row.items()}
        day = read_date(row.get("date"), found)
        read_time(row.get("time"), found)
        self._check_web(row, found)
        self._check_printer(row.get("printer"), found)
        return Branch(
            name=name.text,
            slug=_slug(row, name, found),
            span=name.span,
            meeting=Meeting(
                date=texts.get("date", ""), time=texts.get("time", ""), venue=texts.get("venue", ""), day=day
            ),
            contact=texts.get("contact", ""),
            address=texts.get("address", ""),
            web=texts.get("web", ""),
            cover_line=texts.get("cover_line", ""),
            copies=read_copies(row.get("copies"), found),
            paper=read_paper(row.get("paper"), found),
            printer=texts.get("printer", ""),
            editions=read_editions(row.get("editions"), found),
            language=read_language(row.get("language"), self._settings.language, found),
            promoter=texts.get("promoter", ""),
            printed_by=texts.get("printed_by", ""),
            logo=self._logo(row.get("logo"), found),
        )

    def _logo(self, cell: Cell | None, found: Diagnostics) -> str:
        if cell is None or cell.text in self.logos:
            return cell.text if cell else ""
        try:
            self.logos[cell.text] = read_picture(self._folder.read_bytes(cell.text, LOGO_SUFFIXES))
        except (FileProblem, PictureProblem) as problem:
            found.error(
                "branch-logo",
                f"the logo `{cell.text}` {problem}",
                cell.span,
                hint="write the name of a PNG or SVG file in the manuscript's folder: `images/logo.png`",
            )
        return cell.text

    def _check_web(self, row: Row, found: Diagnostics) -> None:
        cell = row.get("web")
        if cell is None or not read_web(cell, found):
            return
        if not fits(web_address(cell.text)):
            found.error(
                "branch-address-long",
                f"this address is too long for a code that a phone reads: {LONGEST_ADDRESS} characters at most",
                cell.span,
                hint="find a shorter one that leads to the same page",
            )

    def _check_printer(self, cell: Cell | None, found: Diagnostics) -> None:
        if cell is not None and cell.text not in self._printers:
            found.error(
                "branch-printer",
                f"there is no printer `{cell.text}`",
                cell.span,
                hint=did_you_mean(cell.text, self._printers) or "measure it with `pamphlet calibrate`, or leave it out",
            )

    def _check_characters(self, row: Row, found: Diagnostics) -> None:
        cells = (cell for field, cell in row.items() if field not in {"web", "logo"})
        runs = [Run(id="", children=(Text(text=cell.text, span=cell.span),), span=cell.span) for cell in cells]
        found.extend(replace(each, hint=_NO_FACE) for each in missing_in_edition(runs, self._coverage, "paper"))

    def without_twins(self, branches: Iterable[Branch]) -> Iterator[Branch]:
        """The branches whose names and slugs no other has: which of two is meant, no one can say."""
        branches = tuple(branches)
        for kind, slugs in (
            ("name", [each.name.casefold() for each in branches]),
            ("slug", [b.slug for b in branches]),
        ):
            first: dict[str, Branch] = {}
            for branch, text in zip(branches, slugs, strict=True):
                other = first.setdefault(text, branch)
                if other is not branch and (kind == "name" or other.name.casefold() != branch.name.casefold()):
                    self._report_twin(branch, other, kind)
        twins = set(_twice(each.slug for each in branches))
        yield from (branch for branch in branches if branch.slug not in twins)

    def _report_twin(self, branch: Branch, other: Branch, kind: str) -> None:
        same = "name" if kind == "name" else f"folder `{branch.slug}`"
        self.findings.error(
            "branch-twice",
            f"`{branch.name}` has the {same} of the branch at {other.span}",
            branch.span,
            hint="delete one of the two, or tell them apart: by the name, or by a short name below `slug`",
        )


_NO_FACE = "write it in letters that the theme has, or give the name as a logo: a picture"


def _twice(texts: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for text in texts:
        if text in seen:
            yield text
        seen.add(text)


def _slug(row: Row, name: Cell, found: Diagnostics) -> str:
    """The name of the branch's folder: given, else made of its name; of its digest where no letter of it will do."""
    given = row.get("slug")
    if given is not None and slug(given.text) != given.text:
        found.error(
            "branch-slug",
            f"`{given.text}` does not do for the name of a folder",
            given.span,
            hint=f"write `{slug(given.text) or 'branch'}`: small letters, digits and hyphens",
        )
    made = slug(given.text if given else name.text)[:60].strip("-")
    return made or f"branch-{hashlib.sha256(name.text.encode()).hexdigest()[:8]}"


def _check_text(cell: Cell, found: Diagnostics) -> None:
    """No formula, which a spreadsheet would have worked out, and nothing that cannot be printed."""
    if _FORMULA.match(cell.text) and not _PHONE.fullmatch(cell.text):
        found.error(
            "branch-formula",
            f"`{cell.text[:40]}` begins as a formula does, with `{cell.text[0]}`",
            cell.span,
            hint="write what it stands for; put a word before it if it is meant so",
        )
    if UNPRINTABLE.search(cell.text) or _UNSHOWN.search(cell.text):
        found.error(
            "control-character",
            "a character that cannot be printed stands here",
            cell.span,
            hint="delete it; it may come from a copied text",
        )


def _check_length(field: str, cell: Cell, found: Diagnostics) -> None:
    longest = _LONGEST.get(field, _LONGEST_TEXT)
    if field != "web" and len(cell.text) > longest:
        found.error(
            "branch-text-long",
            f"this has {len(cell.text)} characters; there is room for {longest}",
            cell.span,
            hint="shorten it",
        )
