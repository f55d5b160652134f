"""Rules on the page list: it and the marks in the text say the same, in order, without gaps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pamphlet.counting import counted, named, page_ranges
from pamphlet.diagnostics import Diagnostic
from pamphlet.epub_addresses import resolved
from pamphlet.preflight.epub.book import Document
from pamphlet.preflight.epub.markup import Element, words
from pamphlet.preflight.epub.view import View, place_of, quoted

_SLUG = "preflight-epub-pages"
_LOST = "“turn to page 7” leads nowhere, or to a wrong place: "


@dataclass(frozen=True, slots=True)
class _Mark:
    """A place where a page of paper begins, and what it says of its number."""

    document: Document
    node: Element

    @property
    def label(self) -> str:
        """The number: from the label, the old-fashioned title, or the words of the mark."""
        said = self.node.get("aria-label") or self.node.get("title") or words(self.node)
        return re.sub(r"^\W*(?:page|p\.)\s+|[\s.]+$", "", said.strip(), flags=re.IGNORECASE).strip()


def page_list(view: View) -> Iterator[Diagnostic]:
    """Every mark is in the list, every entry leads to its mark, and both have the same number and order."""
    marks = {node: _Mark(document, node) for document, node in view.book.of_kind("pagebreak")}
    entries = list(view.book.lists("page-list"))
    if marks and not entries and not view.book.package.is_old:
        yield view.warning(
            _SLUG,
            f"{counted(len(marks), 'page')} {'is' if len(marks) == 1 else 'are'} marked, but there is no page list",
            view.package,
            hint=f"{_LOST}readers find a page by the list (a `nav` of the type page-list)",
        )
        return
    reached: dict[Element, str] = {}
    for document, link in entries:
        target = view.book.ids.get(resolved(document.path, link.get("href")))
        if target is None or target not in marks:
            yield view.error(
                _SLUG,
                f"the page list's {quoted(words(link), 20)} leads to no mark of a page",
                place_of(document, link),
                hint=f"{_LOST}mark the place where the page begins (role doc-pagebreak), or mend the address",
            )
        else:
            reached[target] = words(link)
            yield from _label(view, document, link, marks[target])
    yield from _order(view, marks, list(reached))
    yield from _gaps(view, [mark.label or reached.get(node, "") for node, mark in marks.items()])


def _label(view: View, document: Document, link: Element, mark: _Mark) -> Iterator[Diagnostic]:
    """The number of an entry is that of its mark; a mark that says none is told by the list alone."""
    if mark.label and mark.label.casefold() != words(link).casefold():
        yield view.error(
            _SLUG,
            f"the page list's {quoted(words(link), 20)} leads to the mark of page {quoted(mark.label, 20)}",
            place_of(document, link),
            hint=f"{_LOST}give both the number printed on paper",
        )


def _order(view: View, marks: dict[Element, _Mark], reached: list[Element]) -> Iterator[Diagnostic]:
    listed = set(reached)
    for node, mark in marks.items():
        if reached and node not in listed:
            yield view.error(
                _SLUG,
                f"page {quoted(mark.label, 20)} is marked, but not in the page list",
                place_of(mark.document, mark.node),
                hint=f"{_LOST}list every page",
            )
    places = {node: number for number, node in enumerate(marks)}
    for before, after in pairwise(reached):
        if places[after] <= places[before]:
            yield view.error(
                _SLUG,
                f"in the page list {quoted(marks[after].label, 20)} follows {quoted(marks[before].label, 20)}, "
                "in the text it does not",
                place_of(marks[after].document, marks[after].node),
                hint=f"{_LOST}list the pages in the order of the text",
            )


def _gaps(view: View, labels: list[str]) -> Iterator[Diagnostic]:
    """The numbers run on; roman ones and blank pages at the end are nobody's business."""
    twice = [label for label, number in Counter(label for label in labels if label).items() if number > 1]
    if twice:
        yield view.error(
            _SLUG,
            f"page {quoted(twice[0], 20)} is marked more than once",
            hint=f"{_LOST}mark each page once, where it begins",
        )
    numbers = [int(label) for label in labels if label.isascii() and label.isdigit() and len(label) < 6]
    missing = set(range(min(numbers), max(numbers))) - set(numbers) if numbers else set()
    if missing:
        yield view.warning(
            _SLUG,
            f"no mark for {named(len(missing), 'page')} {page_ranges(missing)}"[:120],
            hint=f"{_LOST}mark them; a blank page begins where the next one does",
        )


def source(view: View) -> Iterator[Diagnostic]:
    """It is said of which edition these are the pages (EPUB Accessibility 1.1, 3.3)."""
    said = view.book.package.said
    has_list = any(True for _ in view.book.lists("page-list"))
    if has_list and not (said("pageBreakSource") or said("a11y:pageBreakSource") or said("source-of")):
        yield view.warning(
            _SLUG,
            "the book does not say of which edition these are the pages",
            view.package,
            hint="two editions may have other pages: name the one on paper in `pageBreakSource`",
        )


RULES = (page_list, source)
