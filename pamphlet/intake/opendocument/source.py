"""An OpenDocument text becomes the words that it holds and the counts of what is in it, by no style and no rule.

This is the other side of the account: it looks at each paragraph by itself, wherever that stands, and must not
share what the reader knows.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from pamphlet.intake.copy import Count
from pamphlet.intake.opendocument.vocabulary import first, inside, kind, qualified, value

_PARAGRAPHS = ("text:p", "text:h")
_DESCRIPTIONS = ("svg:title", "svg:desc")
_APART = frozenset({
    *_PARAGRAPHS, *_DESCRIPTIONS, "text:note", "office:annotation", "office:binary-data", "text:script",
})  # fmt: skip
"""What stands in a paragraph and is none of its words."""
_SEPARATE = frozenset({
    "text:s", "text:tab", "text:line-break", "text:ruby-text", "text:hidden-text", "text:hidden-paragraph", "text:note",
})  # fmt: skip
"""Spaces, words that are none of those beside them, and the call of a note, which parts words."""
_NOT_BODY = (
    "text:note", "office:annotation", "text:tracked-changes", "text:table-of-content", "text:alphabetical-index",
    "text:illustration-index", "text:table-index", "text:object-index", "text:user-index",
)  # fmt: skip


def words_of(element: Element) -> str:
    """All words within an element, those of its notes, comments and descriptions too, spaced as words are."""
    return " ".join(" ".join(lines_of(element)).split())


def lines_of(element: Element, hidden: frozenset[str] = frozenset()) -> Iterator[str]:
    """The words within an element: a line for each paragraph and description, or one where there is none.

    Words in a style that hides them (`hidden` are the names of such) are words of their own.
    """
    if next(inside(element, *_PARAGRAPHS, *_DESCRIPTIONS), None) is None:
        yield from _line(element, hidden)
    for inner in inside(element, *_PARAGRAPHS, *_DESCRIPTIONS):
        yield from _line(inner, hidden)


def _line(paragraph: Element, hidden: frozenset[str] = frozenset()) -> Iterator[str]:
    words = " ".join("".join(_own(paragraph, hidden)).split())
    if words:
        yield words


def _own(element: Element, hidden: frozenset[str]) -> Iterator[str]:
    """The text of a paragraph alone, in pieces."""
    yield element.text or ""
    for inner in element:
        name = kind(inner)
        parted = name in _SEPARATE or (name == "text:span" and value(inner, "text:style-name") in hidden)
        if parted:
            yield " "
        if name not in _APART:
            yield from _own(inner, hidden)
        if parted:
            yield " "
        yield inner.tail or ""


def count(body: Element) -> Count:
    """How many of each thing stand in the text."""
    return Count(
        paragraphs=sum(1 for paragraph in inside(body, "text:p") if _is_of_body(paragraph)),
        headings=sum(1 for head in inside(body, "text:h") if _is_of_body(head)),
        notes=_number(body, "text:note"),
        pictures=sum(1 for frame in inside(body, "draw:frame") if frame.find(qualified("draw:image")) is not None),
        tables=_number(body, "table:table"),
        links=_number(body, "text:a"),
        text_boxes=sum(1 for box in inside(body, "draw:text-box") if first(box, "draw:image") is None),
        comments=_number(body, "office:annotation"),
        insertions=_number(body, "text:insertion"),
        deletions=_number(body, "text:deletion"),
    )


def _is_of_body(paragraph: Element) -> bool:
    """Whether a paragraph has words and stands in the run of the text."""
    apart = next(paragraph.iterancestors(*map(qualified, _NOT_BODY)), None)
    return apart is None and next(_line(paragraph), None) is not None


def _number(body: Element, name: str) -> int:
    return sum(1 for _ in inside(body, name))
