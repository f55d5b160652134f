"""What the tests of readers ask of the copy that was read: its markup, and whether every word is accounted for."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element as Element

from pamphlet.intake.article import RemarkKind
from pamphlet.intake.copy import Copy
from pamphlet.intake.words import missing_words

_PARTING = {"br", "p", "td", "th", "h1", "h2", "h3", "figcaption", "dt", "dd", "li"}


def shown(copy: Copy) -> str:
    """The body as markup, without the numbers of lines and what stands between blocks."""
    for element in copy.body.iter():
        element.attrib.pop("data-line", None)
    return "".join(etree.tostring(block, encoding="unicode", with_tail=False) for block in copy.body)


def left_out(copy: Copy) -> dict[str, str]:
    """The words that were left out, and why."""
    return {remark.words: remark.text for remark in copy.remarks if remark.kind is RemarkKind.LEFT_OUT}


def unaccounted(copy: Copy) -> tuple[str, ...]:
    """The words of the source that are neither in the body nor in a remark on what was left out."""
    said = [remark.words for remark in copy.remarks if remark.kind is RemarkKind.LEFT_OUT]
    described = [image.get("alt", "") for image in copy.body.iter("img")]
    people = [" ".join(str(text) for text in person.attrib.values()) for person in copy.body.iter("p")]
    return missing_words(copy.source, [spaced(copy.body), *said, *described, *people])


def spaced(element: Element) -> str:
    """The words of an element, parted where blocks, lines and calls part them."""
    before = " " if element.tag in _PARTING or element.get("class") == "call" else ""
    inner = "".join(spaced(child) + (child.tail or "") for child in element)
    return f"{before}{element.text or ''}{inner}{before}"
