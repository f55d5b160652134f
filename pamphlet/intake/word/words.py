"""An element of the copy becomes the words that it holds."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

_WITHIN_WORDS = frozenset({"strong", "em", "span", "sup", "sub"})


def words_in(element: Element) -> str:
    """The words of an element of the copy, parted where a line, a paragraph or a cell ends, and at a note call."""
    return " ".join("".join(_spoken(element)).split())


def _spoken(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield from _spoken(child)
        yield "" if child.tag in _WITHIN_WORDS or (child.tag == "a" and child.get("class") is None) else " "
        yield child.tail or ""
