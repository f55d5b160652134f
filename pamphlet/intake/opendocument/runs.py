"""Runs of words, each with all its marks, become nested elements: one `em` for neighbours that are all emphasised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import etree
from lxml.etree import _Element as Element


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An element round words: its tag, and the attribute that tells it from others of that tag."""

    tag: str
    attribute: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words, or one element that stands among them, with the marks on it."""

    content: str | Element
    marks: frozenset[Mark] = frozenset()

    @property
    def neutral(self) -> bool:
        """Whether it shows no mark of its own: spaces, a line end, the call of a note."""
        return self.content.isspace() if isinstance(self.content, str) else self.content.tag != "img"


_ORDER = ("a", "span", "strong", "em", "sup", "sub")
"""Which of two marks on the same words stands outside."""


def collapsed(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Pieces without the white space that the file has only between its lines: one space for several, none at ends."""
    found: list[Piece] = []
    spaced = True
    for piece in pieces:
        if not isinstance(piece.content, str):
            found.append(piece)
            spaced = piece.content.tag == "br"
            continue
        words = _one_space(piece.content)
        words = words.lstrip(" ") if spaced else words
        if words:
            found.append(replace(piece, content=words))
            spaced = words.endswith(" ")
    while found and isinstance(found[-1].content, str) and not found[-1].content.rstrip(" "):
        found.pop()
    if found and isinstance(found[-1].content, str):
        found[-1] = replace(found[-1], content=found[-1].content.rstrip(" "))
    return tuple(found)


def settled(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Pieces whose neutral ones have the marks that both neighbours have, so that no mark breaks off at a space."""
    ahead: list[frozenset[Mark]] = []
    following: frozenset[Mark] = frozenset()
    for piece in reversed(pieces):
        following = following if piece.neutral else piece.marks
        ahead.append(following)
    found: list[Piece] = []
    before: frozenset[Mark] = frozenset()
    for piece, after in zip(pieces, reversed(ahead), strict=True):
        before = before if piece.neutral else piece.marks
        found.append(replace(piece, marks=before & after) if piece.neutral else piece)
    return tuple(found)


def nest(target: Element, pieces: Sequence[Piece]) -> None:
    """Write pieces to the end of an element, each mark round as many of them as stand together."""
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if not piece.marks:
            _add(target, piece.content)
            at += 1
            continue
        mark, end = max(
            ((mark, _reach(pieces, at, mark)) for mark in piece.marks),
            key=lambda found: (found[1], -_ORDER.index(found[0].tag), found[0].value),
        )
        element = etree.SubElement(target, mark.tag)
        if mark.attribute:
            element.set(mark.attribute, mark.value)
        nest(element, [replace(inner, marks=inner.marks - {mark}) for inner in pieces[at:end]])
        at = end


def _reach(pieces: Sequence[Piece], start: int, mark: Mark) -> int:
    """Up to where the pieces from `start` have a mark."""
    return next((at for at in range(start, len(pieces)) if mark not in pieces[at].marks), len(pieces))


def _add(target: Element, content: str | Element) -> None:
    last = next(target.iterchildren(reversed=True), None)
    if not isinstance(content, str):
        target.append(content)
    elif last is not None:
        last.tail = (last.tail or "") + content
    else:
        target.text = (target.text or "") + content


def _one_space(words: str) -> str:
    """Words with one space for each stretch of spaces, tabs and line ends; a no-break space is none of them."""
    pieces = words.replace("\t", " ").replace("\n", " ").replace("\r", " ").split(" ")
    inner = " ".join(filter(None, pieces))
    if not inner:
        return " " if len(pieces) > 1 else ""
    return (" " if not pieces[0] else "") + inner + (" " if not pieces[-1] else "")
