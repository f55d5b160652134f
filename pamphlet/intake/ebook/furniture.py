"""What an ebook has around its text, and a manuscript has not: contents, index, title page, marks of pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from lxml.etree import _Element as Element

from pamphlet.intake.ebook.markup import HEADS, classes, kinds, words_of
from pamphlet.intake.ebook.package import Document

_TITLE_PAGE = "stands on the title page: what belongs there goes into pamphlet.toml"
_IMPRINT = "stands in the imprint: fill in `[imprint]` in pamphlet.toml"
_LISTS = "a list that a pamphlet makes itself"
_KINDS = {
    "toc": "the contents, which a pamphlet makes itself",
    "landmarks": _LISTS,
    "page-list": _LISTS,
    "pagelist": _LISTS,
    "loi": _LISTS,
    "lot": _LISTS,
    "index": "the index, which a pamphlet makes itself",
    "cover": "the cover, which a pamphlet makes itself",
    "titlepage": _TITLE_PAGE,
    "title-page": _TITLE_PAGE,
    "halftitlepage": _TITLE_PAGE,
    "copyright-page": _IMPRINT,
    "pagebreak": "the number of a page of another edition",
}
_CLASSES = {
    "back-cover": "stands on the back cover: it goes into pamphlet.toml, as `summary`, `price` …",
    "ordinal": "the number of a chapter, which a pamphlet gives itself",
    "chapter-title": "the title of the pamphlet over a chapter that has none",
    "named": "pages of the index, which a pamphlet makes itself",
}
"""Of our own ebooks."""


def furniture(documents: Sequence[Document]) -> Iterator[tuple[Element, str]]:
    """What is left out, and why; nothing of it lies in another."""
    for document in documents:
        reason = next((_KINDS[kind] for kind in sorted(document.kinds) if kind in _KINDS), "")
        if reason:
            yield document.body, reason
        else:
            yield from _within(document.body)


def _within(element: Element) -> Iterator[tuple[Element, str]]:
    reason = _reason(element)
    if reason:
        yield element, reason
        return
    for inner in element:
        yield from _within(inner)


def _reason(element: Element) -> str:
    if element.tag == "nav":
        return _KINDS["toc"]
    found = [_KINDS[kind] for kind in sorted(kinds(element)) if kind in _KINDS]
    found += [_CLASSES[name] for name in sorted(classes(element)) if name in _CLASSES]
    return found[0] if found else ""


def heads_of_notes(documents: Sequence[Document], notes: Collection[Element]) -> Iterator[Element]:
    """Heads and numbers that stand over notes alone, and over nothing once these are taken away."""
    around = frozenset(outer for note in notes for outer in note.iterancestors())
    for document in documents:
        yield from _over_notes(document.body, notes, around)


def _over_notes(element: Element, notes: Collection[Element], around: Collection[Element]) -> Iterator[Element]:
    """The heads of an element if nothing else is in it but notes, else those of the elements within."""
    if element in notes or element not in around:
        return
    heads = [inner for inner in element.iter(*HEADS) if not any(around in notes for around in inner.iterancestors())]
    if not words_of(element, {*notes, *heads}):
        yield from heads
        return
    for inner in element:
        yield from _over_notes(inner, notes, around)
