"""Breaks within heads become breaks before them: whoever hears a head hears its words, not a page number."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.ebook.xhtml import NAMESPACE, Element, elements

_ROLE = "doc-pagebreak"
_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")


def page_breaks(root: Element) -> Iterator[Element]:
    """The places where pages of paper begin, in the order of reading."""
    yield from (node for node in elements(root) if node.get("role") == _ROLE)


def breaks_before_heads(root: Element) -> None:
    """Put breaks with which a head begins before it, and before the number of a chapter above it."""
    for each in list(page_breaks(root)):
        head = each.getparent()
        if not _is_head(head) or head.text or head[0] is not each:
            continue
        head.text, each.tail = each.tail, None
        head.remove(each)
        above = head.getprevious()
        (head if above is None or above.get("class") != "ordinal" else above).addprevious(each)


def _is_head(node: Element) -> bool:
    """A head, or what stands in the place of one and is not read out."""
    return node.tag in {NAMESPACE + tag for tag in _HEADS} or node.get("aria-hidden") == "true"
