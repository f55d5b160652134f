"""The bytes of a foreign file's XML or HTML become a tree, within bounds: nothing outside them is read or put in."""

from __future__ import annotations

import html.entities
import re

from lxml import etree
from lxml.etree import _Element as Element

from pamphlet.diagnostics import Refused
from pamphlet.intake.archive import damaged, too_large, unsafe

LARGEST_XML = 16 * 1024 * 1024
"""Bytes of one document; the text of a book of 500 pages, as Word writes it, has some 8 million."""
MOST_TAGS = 2_000_000
"""Each element takes some 100 bytes beyond its text."""

_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]*);")
_OF_XML = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_NOT_OF_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that HTML may hold and XML may not (XML 1.0, 2.2): no element can be given them."""


def xml_tree(data: bytes, name: str) -> Element:
    """The root of a document of XML, without comments and processing instructions; `name` is for messages.

    Signs that HTML has names for (`&nbsp;`) may stand in it undeclared, as they do in old ebooks.
    Raises Refused: not well-formed, with entities of its own, too large, or nested deeper than 256 elements.
    """
    _measure(data, name)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_pis=True, remove_comments=True
    )
    try:
        root = etree.fromstring(_NAMED.sub(_as_number, data), parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as problem:
        raise _unreadable(parser, name, str(problem)) from problem
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise unsafe(name, "it declares entities, words that stand for other words or files")
    unknown = next(root.iter(etree.Entity), None)
    if unknown is not None:
        raise damaged(name, f"nothing says what `{unknown.text}` stands for (line {unknown.sourceline})")
    return root


def html_tree(text: str, name: str) -> Element:
    """The root of a page of HTML as browsers read it, however broken; `name` is for messages.

    What it holds can stand in XML too: control characters, which nobody sees, are left out.

    Raises Refused: no elements at all, too large, or nested deeper than 256 elements.
    """
    data = text.encode("utf-8", "replace")
    _measure(data, name)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise _unreadable(parser, name, str(problem)) from problem
    if root is None:
        raise damaged(name, "it holds no text")
    if _over_limit(parser):  # where an XML parser stops, this one drops what is inside and goes on
        raise _unreadable(parser, name, "")
    if "&#" in text or _NOT_OF_XML.search(text):
        _make_writable(root)
    return root


def _make_writable(root: Element) -> None:
    for element in root.iter():
        element.text, element.tail = _writable(element.text), _writable(element.tail)
        for key, value in element.items():
            if _NOT_OF_XML.search(value):
                element.set(key, _NOT_OF_XML.sub("", value))


def _writable(text: str | None) -> str | None:
    return text and _NOT_OF_XML.sub("", text)


def _as_number(found: re.Match[bytes]) -> bytes:
    """A sign by its number instead of its name in HTML."""
    sign = html.entities.name2codepoint.get(found[1].decode())
    return found[0] if sign is None or found[1] in _OF_XML else b"&#%d;" % sign


def _unreadable(parser: etree._FeedParser, name: str, problem: str) -> Refused:
    if _over_limit(parser):
        return too_large(name, "its text is nested deeper than 256 elements, or a piece of it grows beyond 10 MB")
    return damaged(name, f"its text breaks off or is not well-formed ({problem.partition(' (<string>')[0][:150]})")


def _over_limit(parser: etree._FeedParser) -> bool:
    """Whether the parser met one of its own bounds: depth, length of a text, growth by entities."""
    return any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)


def _measure(data: bytes, name: str) -> None:
    """Ask how much it is before the parser makes an object of each element."""
    if len(data) > LARGEST_XML:
        raise too_large(name, f"its text takes more than {LARGEST_XML // 1024 // 1024} MB")
    if data.count(b"<") > MOST_TAGS:
        raise too_large(name, f"its text has more than {MOST_TAGS:,} tags")
