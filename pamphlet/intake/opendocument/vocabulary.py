"""The names that OpenDocument gives its elements and attributes, written as its standard writes them: `text:p`.

From OpenDocument 1.3, part 3 (OASIS, 2021), and what the programs that write it add to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml.etree import _Element as Element

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "draw": f"{_OASIS}drawing:1.0",
    "fo": f"{_OASIS}xsl-fo-compatible:1.0",
    "manifest": f"{_OASIS}manifest:1.0",
    "meta": f"{_OASIS}meta:1.0",
    "office": f"{_OASIS}office:1.0",
    "style": f"{_OASIS}style:1.0",
    "svg": f"{_OASIS}svg-compatible:1.0",
    "table": f"{_OASIS}table:1.0",
    "text": f"{_OASIS}text:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_PREFIXES = {space: prefix for prefix, space in _SPACES.items()}


@lru_cache(maxsize=256)
def qualified(name: str) -> str:
    """A name as the tree has it: `text:p` with its namespace written out."""
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def kind(element: Element) -> str:
    """The name of an element as the standard writes it; of one that is not the standard's its own name alone."""
    return _written(str(element.tag))


@lru_cache(maxsize=1024)
def _written(tag: str) -> str:
    space, _, local = tag.removeprefix("{").rpartition("}")
    return f"{_PREFIXES[space]}:{local}" if space in _PREFIXES else local


def value(element: Element, name: str) -> str:
    """An attribute; empty where it is not set."""
    return str(element.get(qualified(name), ""))


def number(element: Element, name: str, otherwise: int) -> int:
    """An attribute that is a whole number, within what a text can have; `otherwise` where it is not one."""
    text = value(element, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise


def inside(element: Element, *names: str) -> Iterator[Element]:
    """The elements of these names within one, itself included, in order."""
    yield from element.iter(*map(qualified, names))


def first(element: Element, name: str) -> Element | None:
    """The first element of a name within one; None without."""
    return next(inside(element, name), None)


def child(element: Element, name: str) -> Element | None:
    """The first child of a name; None without."""
    return element.find(qualified(name))
