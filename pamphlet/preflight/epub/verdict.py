"""An EPUB becomes a report: every rule is asked what a device, a shop or a screen reader would do with it.

A rule is a function from the view to findings, each with what is, and what will be done about it.
To add one, write it in the module that it belongs to, name it in that module's RULES, and give its
slug an entry in docs/manual/back/findings.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pamphlet.counting import counted
from pamphlet.diagnostics import Diagnostic, Diagnostics
from pamphlet.preflight.epub import accessibility, activity, looks, notes, pages, pictures, titles, wholeness
from pamphlet.preflight.epub.book import Book, open_book
from pamphlet.preflight.epub.container import Unexaminable
from pamphlet.preflight.epub.view import View
from pamphlet.preflight.report import Report, refused

Rule = Callable[[View], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (*wholeness.RULES, *pictures.RULES, *looks.RULES, *activity.RULES)
"""Those that look at one file after another."""
RULES_OF_THE_WHOLE: tuple[Rule, ...] = (*titles.RULES, *notes.RULES, *pages.RULES, *accessibility.RULES)
"""Those that lay one text beside another, and can judge only where all could be read."""

MOST_ALIKE = 10
"""Findings of one rule that are shown, each with its place; of a hundred like it one learns no more."""
_WHAT_TO_DO = {
    "preflight-kind": "preflight looks at PDFs and EPUBs",
    "preflight-locked": "it opens on few devices, and nobody can check it: save it without a lock",
    "preflight-damaged": "no device can open it: make the EPUB anew, or ask for it again",
    "preflight-unexamined": "no device opens it with ease: divide it, or ask for it again",
    "preflight-epub-container": "no device can open it: make the EPUB anew, or ask for it again",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BookDescription:
    """What a book is, in a few words: its version of EPUB, title, language, texts and marked pages of paper."""

    version: str
    title: str
    language: str
    documents: int
    marked_pages: int

    def __str__(self) -> str:
        texts = counted(self.documents, "document")
        pages = f", {counted(self.marked_pages, 'page')} of paper marked" if self.marked_pages else ""
        title = f" “{self.title[:80]}”" if self.title else ""
        language = f", in {self.language[:20]}" if self.language else ""
        return f"EPUB {self.version[:10]}{title}{language}, {texts}{pages}"

    @property
    def record(self) -> Mapping[str, object]:
        """The same for programs."""
        return {
            "kind": "epub",
            "version": self.version,
            "title": self.title,
            "language": self.language,
            "documents": self.documents,
            "marked_pages": self.marked_pages,
        }


def look_over(data: bytes, name: str) -> Report:
    """Examine an EPUB."""
    try:
        book = open_book(data)
    except Unexaminable as problem:
        return refused(name, problem.slug, str(problem), _WHAT_TO_DO[problem.slug])
    view = View(name=name, book=book)
    rules = RULES if book.incomplete else (*RULES, *RULES_OF_THE_WHOLE)
    findings = Diagnostics()
    findings.extend(_summed_up(finding for rule in rules for finding in rule(view)))
    return Report(name=name, description=_description(book), findings=tuple(findings))


def _summed_up(findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The first findings of each rule; the last of them says how many more there are."""
    alike: dict[tuple[str, str], list[Diagnostic]] = defaultdict(list)
    for finding in findings:
        alike[finding.slug, finding.severity].append(finding)
    for same in alike.values():
        *before, last = same[:MOST_ALIKE]
        yield from before
        more = len(same) - MOST_ALIKE
        yield last if more <= 0 else replace(last, message=f"{last.message} (and {more} more of this kind)")


def _description(book: Book) -> BookDescription:
    said = book.package.said
    return BookDescription(
        version=book.package.version,
        title=next(iter(said("dc:title")), ""),
        language=next(iter(said("dc:language")), ""),
        documents=len(book.read_in_order),
        marked_pages=sum(1 for _ in book.of_kind("pagebreak")),
    )
