"""Proofs become what the page shows: which picture stands where, and what is to be said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from pamphlet.manuscript.assembly import SETTINGS_FILE
from pamphlet.press.imposition import Forme, Sheet, plan_booklet
from pamphlet.preview.proofs import Finding, LargePrint, Made, MadeUp, Reading, Slip, Spoilt


class Tab(StrEnum):
    """A way to look at the pamphlet."""

    SPREADS = "spreads"
    SHEETS = "sheets"
    PHONE = "phone"
    LARGE = "large"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A page of one of the PDFs; numbers of pages from 1."""

    document: int
    number: int

    @property
    def key(self) -> str:
        """What it goes by in addresses: no other page ever goes by it."""
        return f"{self.document}-{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patch:
    """A slip, the document that it came in, and the state of the manuscript that it shows."""

    slip: Slip
    document: int
    state: int


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All that is shown at a time: the last good pages, what was pulled since, and what was found.

    `sound` is the last state of the manuscript that was without errors, `made` knows which one the pages show.
    """

    tab: Tab = Tab.SPREADS
    sound: int = -1
    made: Made | None = None
    title: str = ""
    trim: tuple[float, float] = (148, 210)
    signature: int = 0
    separate_cover: bool = False
    findings: tuple[Finding, ...] = ()
    problem: str = ""
    is_spoilt: bool = False
    documents: Mapping[int, bytes] = field(default_factory=dict, repr=False)
    web: bytes | None = field(default=None, repr=False)
    web_number: int = 0
    web_is_exact: bool = False
    large: LargePrint | None = None
    large_document: int = 0
    large_is_exact: bool = False
    _base: tuple[Leaf, ...] = ()
    _patches: tuple[_Patch, ...] = ()
    _next: int = 1

    # -- what comes ------------------------------------------------------------------------------

    def after_reading(self, reading: Reading) -> View:
        """With what was pulled at once."""
        patches = list(self._patches)
        documents = dict(self.documents)
        number = self._next
        for slip in reading.slips:
            patches = [old for old in patches if old.slip.last < slip.first or slip.last < old.slip.first]
            patches.append(_Patch(slip=slip, document=number, state=reading.state))
            documents[number] = slip.pdf
            number += 1
        read = _tidied(
            self,
            sound=reading.state,
            findings=reading.findings,
            problem="",
            is_spoilt=False,
            web_is_exact=False,
            large_is_exact=False,
            documents=documents,
            _patches=tuple(patches),
            _next=number,
        )
        return read.with_web_page(reading.web, exact=False) if reading.web else read

    def made_up(self, pages: MadeUp) -> View:
        """With all pages anew; what was pulled of a later state stays upon them."""
        base = tuple(Leaf(document=self._next, number=number) for number in range(1, pages.extent + 1))
        current = pages.made.state == self.sound and not self.is_spoilt
        return _tidied(
            self,
            made=pages.made,
            title=pages.title,
            trim=pages.trim,
            signature=pages.signature,
            separate_cover=pages.separate_cover,
            findings=pages.findings if current else self.findings,
            documents={**self.documents, self._next: pages.pdf},
            web_is_exact=False,
            large_is_exact=False,
            _base=base,
            _patches=tuple(patch for patch in self._patches if patch.state > pages.made.state),
            _next=self._next + 1,
        )

    def with_web_page(self, page: bytes, *, exact: bool) -> View:
        """With a web page; `exact` says whether its pages are those of the last make-up."""
        changed = page != self.web
        return replace(self, web=page, web_number=self.web_number + changed, web_is_exact=exact)

    def with_large_print(self, made: LargePrint) -> View:
        """With large print of the last make-up."""
        return _tidied(
            self,
            large=made,
            large_document=self._next,
            large_is_exact=True,
            documents={**self.documents, self._next: made.pdf},
            _next=self._next + 1,
        )

    def spoilt(self, failure: Spoilt) -> View:
        """With the last good pages, and what is wrong over them."""
        return replace(self, findings=failure.findings, problem=failure.message, is_spoilt=True)

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def pages(self) -> tuple[Leaf, ...]:
        """The pages as they are now, in order."""
        pages = list(self._base)
        for patch in sorted(self._patches, key=lambda patch: patch.slip.first, reverse=True):
            new = [Leaf(document=patch.document, number=number) for number in range(1, patch.slip.pages + 1)]
            pages[patch.slip.first - 1 : patch.slip.last] = new
        return tuple(pages)

    @property
    def documents_used(self) -> frozenset[int]:
        """The documents with pages that are shown, or would be without one of the slips upon them."""
        pulled = {patch.document for patch in self._patches}
        return frozenset({leaf.document for leaf in self._base} | pulled | {self.large_document})

    @property
    def complete(self) -> Mapping[Tab, bool]:
        """Which tabs show the last good state as it will be printed."""
        made = self.made is not None and self.made.state == self.sound
        exact = {Tab.PHONE: self.web_is_exact, Tab.LARGE: self.large_is_exact}
        return {tab: made and exact.get(tab, True) for tab in Tab}

    def as_record(self) -> dict[str, Any]:
        """The view as plain values, for the script of the page."""
        pages = [leaf.key for leaf in self.pages]
        return {
            "title": self.title,
            "trim": self.trim,
            "complete": self.complete,
            "spoilt": self.is_spoilt,
            "problem": self.problem,
            "pages": pages,
            "sheets": list(self._sheets(len(pages))),
            "web": str(self.web_number) if self.web else None,
            "large": list(self._large()),
            "findings": [self._finding(finding) for finding in self.findings],
        }

    def _sheets(self, extent: int) -> Iterator[dict[str, Any]]:
        """The sides of the booklet's sheets, the outermost first; 0 stands for a blank half."""
        if not extent:
            return
        plan = plan_booklet(extent, signature=self.signature, separate_cover=self.separate_cover)
        cover = [("Cover sheet", plan.cover)] if plan.cover else []
        inner = [(f"Sheet {number} of {len(plan.inner)}", sheet) for number, sheet in enumerate(plan.inner, 1)]
        for name, sheet in (*cover, *inner):
            yield {"name": name, "sides": _sides(sheet)}

    def _large(self) -> Iterator[dict[str, Any]]:
        if self.large is None:
            return
        for number, shown in enumerate(self.large.shown, 1):
            leaf = Leaf(document=self.large_document, number=number)
            yield {"key": leaf.key, "shows": [int(label) for label in shown]}

    def _finding(self, finding: Finding) -> dict[str, Any]:
        page = self.made.page_of(finding.file, finding.line) if self.made else None
        if page is None and finding.file.endswith(SETTINGS_FILE):
            page = 1
        return {
            "severity": finding.severity,
            "slug": finding.slug,
            "message": finding.message,
            "hint": finding.hint,
            "file": finding.file,
            "line": finding.line,
            "column": finding.column,
            "page": page,
        }


def _tidied(view: View, **changes: Any) -> View:
    """A view with changes, without the documents that it does not use."""
    changed = replace(view, **changes)
    used = changed.documents_used
    return replace(changed, documents={number: pdf for number, pdf in changed.documents.items() if number in used})


def _sides(sheet: Sheet) -> list[dict[str, Any]]:
    return [_side("front", sheet.front), _side("back", sheet.back)]


def _side(name: str, forme: Forme) -> dict[str, Any]:
    return {"name": name, "left": forme.left or 0, "right": forme.right or 0}
