"""Markup becomes a tree that can be changed, and the tree a file: the one module that knows lxml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

NAMESPACE = "{http://www.w3.org/1999/xhtml}"
_XML = '<?xml version="1.0" encoding="utf-8"?>\n'
_DECLARATIONS = f"{_XML}<!DOCTYPE html>\n"
_VOID = frozenset(NAMESPACE + tag for tag in ("br", "col", "hr", "img", "link", "meta", "wbr"))

Element = Any
"""An element of a tree; the library is without annotations."""


def parse(markup: str) -> Element:
    """The root of a document's tree; nothing outside the markup is looked up."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(markup.strip(), parser)


def write(root: Element) -> bytes:
    """The file of a tree; an element without content keeps its end tag, for readers that parse it as HTML."""
    for node in elements(root):
        if node.text is None and not len(node) and node.tag not in _VOID:
            node.text = ""
    return f"{_DECLARATIONS}{etree.tostring(root, encoding='unicode')}\n".encode()


def write_page(root: Element) -> str:
    """The same for a page that is read as HTML and not as XML."""
    return write(root).decode().removeprefix(_XML)


def made(tag: str, attributes: Mapping[str, str]) -> Element:
    """A new element."""
    return etree.Element(NAMESPACE + tag, dict(attributes))


def added(parent: Element, tag: str, attributes: Mapping[str, str]) -> Element:
    """A new element at the end of another."""
    parent.append(made(tag, attributes))
    return parent[-1]


def elements(root: Element, *tags: str) -> Iterator[Element]:
    """The elements of a tree in the order of reading: all, or those with one of the tags."""
    yield from root.iter(*(NAMESPACE + tag for tag in tags))


def lines_apart(root: Element) -> None:
    """Put each line of verse into an element of its own, so that one too long for the screen turns indented."""
    for division in list(elements(root, "div")):
        if division.get("class") == "verse":
            for stanza in division.findall(f"{NAMESPACE}p"):
                if stanza.get("class") is None:
                    _lines_apart(stanza)


def _lines_apart(stanza: Element) -> None:
    children = list(stanza)
    line = etree.Element(f"{NAMESPACE}span", {"class": "line"})
    line.text, stanza.text = stanza.text, None
    lines = [line]
    for child in children:
        stanza.remove(child)
        if child.tag == f"{NAMESPACE}br":
            lines.append(child)
            line = etree.Element(f"{NAMESPACE}span", {"class": "line"})
            line.text, child.tail = child.tail, None
            lines.append(line)
        else:
            line.append(child)
    stanza.extend(lines)
