"""The title page of an ebook of ours becomes title, subtitle and byline; what else stands on it is left out."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree
from lxml.etree import _Element as Element

from pamphlet.intake.ebook.markup import classes, words_of
from pamphlet.intake.ebook.package import Document

_LINES = {"title": "title", "subtitle": "subtitle"}


def find_title_page(documents: Sequence[Document]) -> Element | None:
    """The title page, if the book has one as ours have it."""
    pages = (section for document in documents for section in document.body.iter("section"))
    return next((page for page in pages if page.get("id") == "title-page" and "cover" in classes(page)), None)


def read_title_page(page: Element) -> tuple[tuple[Element, ...], frozenset[Element]]:
    """The lines of copy that it becomes, and the elements that they were."""
    lines: list[Element] = []
    taken: set[Element] = set()
    for element in page.iter("h1", "p"):
        role = next((_LINES[name] for name in sorted(classes(element)) if name in _LINES), "")
        if role:
            lines.append(_line(role, words_of(element)))
            taken.add(element)
    for author in page.iter("p"):
        if "author" in classes(author):
            following = author.getnext()
            about = following if following is not None and "about" in classes(following) else None
            lines.append(_byline(author, about))
            taken.update(element for element in (author, about) if element is not None)
    return tuple(lines), frozenset(taken)


def _byline(author: Element, about: Element | None) -> Element:
    """An author, with what is said of them in brackets."""
    name = words_of(author)
    said = "" if about is None else words_of(about)
    line = _line("byline", f"{name} ({said})" if said else name)
    line.set("data-author", name)
    if said:
        line.set("data-about", said)
    return line


def _line(role: str, words: str) -> Element:
    line = etree.Element("p", {"class": role, "data-line": "1"})
    line.text = words
    return line
