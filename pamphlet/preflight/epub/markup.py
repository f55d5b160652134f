"""The bytes of a document become a tree, and a tree what rules ask of it: the one module here that knows lxml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree

Element: TypeAlias = Any
"""An element of a tree; lxml comes without annotations."""

XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_FATAL = 3
_UNDEFINED_ENTITY = 26
"""libxml2's number: an entity whose definition stands in a file that is not read, such as `&nbsp;` in EPUB 2."""


def parse(data: bytes) -> tuple[Element | None, str]:
    """The root of a document and, where it is not well-formed, what is wrong: `line 3: ...`.

    Nothing outside the bytes is read and no entity is put in; a broken document is read as far as it goes.
    """
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=True, remove_pis=True,
        remove_comments=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        return None, str(problem)[:200]
    for entry in parser.error_log:
        if entry.level == _FATAL and entry.type != _UNDEFINED_ENTITY:
            return root, f"line {entry.line}: {entry.message}"[:200]
    return root, "" if root is not None else "it is empty"


def elements(root: Element, *names: str) -> Iterator[Element]:
    """The elements of XHTML with one of the names, in order, the root among them."""
    return iter(root.iter(*(XHTML + name for name in names)))


def everything(root: Element) -> Iterator[Element]:
    """All elements of a tree, in order, of whatever vocabulary."""
    return iter(root.iter("*"))


def local(node: Element) -> str:
    """The name of an element without its vocabulary."""
    return str(node.tag).rpartition("}")[2]


def kinds(node: Element) -> frozenset[str]:
    """What an element is by `epub:type` and by role, the `doc-` of roles left out."""
    words = f"{node.get(TYPE) or ''} {node.get('role') or ''}".split()
    return frozenset(word.removeprefix("doc-") for word in words)


def words(node: Element) -> str:
    """The words of an element, with single spaces between them."""
    return " ".join("".join(node.itertext()).split())


def words_without(node: Element, kind: str) -> str:
    """The words of an element but for those of a kind in it, such as note calls."""
    return " ".join("".join(_pieces(node, kind)).split())


def _pieces(node: Element, kind: str) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        if isinstance(child.tag, str) and kind not in kinds(child):
            yield from _pieces(child, kind)
        yield child.tail or ""


def line(node: Element) -> int:
    """The line on which an element stands, from 1; 0 where it is not known."""
    return int(node.sourceline or 0)


def around(node: Element) -> Iterator[Element]:
    """The elements that an element stands in, from the nearest."""
    return iter(node.iterancestors())
