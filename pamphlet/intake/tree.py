"""Elements of a tree change places: words go to the end of one, all it holds into another, one out of its parent."""

from __future__ import annotations

from lxml.etree import _Element as Element


def add_words(element: Element, words: str) -> None:
    """Put words at the end of what an element holds."""
    last = next(element.iterchildren(reversed=True), None)  # to ask how many there are would count them
    if last is not None:
        last.tail = (last.tail or "") + words
    else:
        element.text = (element.text or "") + words


def move_into(element: Element, other: Element) -> None:
    """Put at the end of an element what another holds, which has it no longer."""
    add_words(element, other.text or "")
    other.text = None
    element.extend(list(other))


def take_out(element: Element) -> None:
    """Remove an element and leave the words behind it where they are."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    element.tail = None
    parent.remove(element)
