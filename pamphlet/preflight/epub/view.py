"""What a rule sees: a book that was opened, and how to name a place in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pamphlet.diagnostics import Diagnostic, Leaf, Severity
from pamphlet.preflight.epub.book import Book, Document, Place
from pamphlet.preflight.epub.markup import Element, line
from pamphlet.preflight.epub.styles import Styles, styles_of


@dataclass(frozen=True, kw_only=True)
class View:
    """A book under examination."""

    name: str
    book: Book

    def error(self, slug: str, message: str, place: Place | None = None, *, hint: str) -> Diagnostic:
        """What a shop refuses, or what leaves a reader without something; at a place, or in the whole."""
        return self._finding(Severity.ERROR, slug, message, place, hint)

    def warning(self, slug: str, message: str, place: Place | None = None, *, hint: str) -> Diagnostic:
        """What makes the book worse for some readers, or on some devices."""
        return self._finding(Severity.WARNING, slug, message, place, hint)

    def _finding(self, severity: Severity, slug: str, message: str, place: Place | None, hint: str) -> Diagnostic:
        leaf = Leaf(file=self.name, part=place.path, line=place.line) if place else Leaf(file=self.name)
        return Diagnostic(severity=severity, slug=slug, message=message, hint=hint, leaf=leaf)

    @cached_property
    def styles(self) -> Styles:
        """What the style sheets say."""
        return styles_of(self.book)

    @property
    def package(self) -> Place:
        """The package document, where what is said about the whole book stands."""
        return Place(path=self.book.package.path)


def place_of(document: Document, node: Element) -> Place:
    """Where an element stands."""
    return Place(path=document.path, line=line(node))


def quoted(text: str, most: int = 60) -> str:
    """Words of the book in a message: between backquotes, cut where they are long."""
    return f"`{text if len(text) <= most else text[: most - 1] + '…'}`"
