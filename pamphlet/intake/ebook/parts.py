"""The documents of an ebook become its parts: chapters, and what stands before and behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml.etree import _Element as Element

from pamphlet.intake.ebook.markup import HEADS, classes, kinds
from pamphlet.intake.ebook.package import Document

CHAPTER = "chapter"
_OURS = re.compile(r"part-([a-z-]+)")
_ROLES = {
    "epigraph": "epigraph",
    "dedication": "dedication",
    "foreword": "foreword",
    "preface": "preface",
    "acknowledgments": "acknowledgements",
    "acknowledgements": "acknowledgements",
    "glossary": "glossary",
    "afterword": "afterword",
    "bibliography": "further-reading",
    "appendix": "appendix",
    "chapter": CHAPTER,
    "introduction": CHAPTER,
    "prologue": CHAPTER,
    "epilogue": CHAPTER,
    "conclusion": CHAPTER,
}
"""By `epub:type` and by the roles of DPUB-ARIA."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of the book; `role` is that of a `section.part`, empty for text that goes on from what is before it."""

    document: Document
    element: Element
    role: str


def parts_of(documents: Sequence[Document]) -> tuple[Part, ...]:
    """The parts in the order of reading: a document each, or each of the sections that a document consists of."""
    found = [part for document in documents for part in _of_document(document)]
    titled = [part for part in found if not part.role and _begins_with_head(part.element)]
    if len(titled) < 2 and not any(part.role for part in found):
        return tuple(found)
    return tuple(_as_chapter(part) if part in titled else part for part in found)


def _as_chapter(part: Part) -> Part:
    return Part(document=part.document, element=part.element, role=CHAPTER)


def _of_document(document: Document) -> Iterator[Part]:
    """A document that says what it is, or whose sections all do; else it is a stretch of text."""
    body = document.body
    for holder in (body, body[0]) if len(body) == 1 and not _role(body[0], document) else (body,):
        sections = [section for section in holder if section.tag in {"section", "div"}]
        roles = [_role(section, document) for section in sections]
        if sections and len(sections) == len(holder) and all(roles):
            for section, role in zip(sections, roles, strict=True):
                yield Part(document=document, element=section, role=role)
            return
    yield Part(document=document, element=body, role=_role(body, document))


def _role(element: Element, document: Document) -> str:
    """What an element is as a part; empty where it does not say."""
    ours = next((found[1] for name in sorted(classes(element)) if (found := _OURS.fullmatch(name))), "")
    if element.tag == "section" and ours:
        return PurePosixPath(document.path).stem if ours == "appendix" else ours
    if element.tag == "div" and classes(element):
        return ""
    return next((_ROLES[kind] for kind in sorted(kinds(element)) if kind in _ROLES), "")


def _begins_with_head(element: Element) -> bool:
    """Whether a head of the two highest levels is the first that has words."""
    for inner in element.iter():
        if inner.tag in HEADS:
            return inner.tag in HEADS[:2]
        if inner.tag in {"p", "li", "td"} and "".join(inner.itertext()).strip():
            return False
    return False


def raise_heads(part: Element) -> None:
    """Make the first head of a part its title, an h1, and those below it h2 and lower."""
    heads = list(part.iter(*HEADS))
    if not heads or heads[0].getprevious() is not None:
        return
    shift = int(str(heads[0].tag)[1]) - 1
    heads[0].tag = "h1"
    for head in heads[1:]:
        head.tag = f"h{max(2, int(str(head.tag)[1]) - shift)}"
