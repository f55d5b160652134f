"""The words of a paragraph, each stretch with the marks it bears, become inlines of copy, one in another.

What is common to the readers; in order, whatever the source, they are put by `markup/marks.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lxml import etree
from lxml.etree import _Element as Element

from pamphlet.intake.tree import add_words

_SPACES = re.compile("[ \t\n\r\f]+")
"""A space that does not break is a sign that somebody wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark that words bear: the element of copy that will hold them, with its one attribute."""

    tag: str
    attribute: str = ""
    value: str = ""


Marks = tuple[Mark, ...]
"""From the outermost inwards."""

STRONG, EMPHASIS = Mark(tag="strong"), Mark(tag="em")
SMALL_CAPS = Mark(tag="span", attribute="class", value="small-caps")

_ORDER = (
    ("a", "href"), ("span", "lang"), ("strong", ""), ("em", ""), ("span", "class"), ("sup", ""), ("sub", ""),
)  # fmt: skip
"""A mark that holds for longer, which is rarely parted by a shorter one, stands outside."""


def link(address: str) -> Mark:
    """The mark of words that lead to an address."""
    return Mark(tag="a", attribute="href", value=address)


def in_language(tag: str) -> Mark:
    """The mark of words in a language (BCP 47)."""
    return Mark(tag="span", attribute="lang", value=tag)


def in_order(marks: Marks) -> Marks:
    """Marks that come as they like, from the outermost inwards, of each kind the last."""
    kinds = {(mark.tag, mark.attribute): mark for mark in marks}
    return tuple(kinds[kind] for kind in _ORDER if kind in kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words with their marks; or, with a `tag`, an empty element among them: a line end, a call, a picture."""

    text: str = ""
    tag: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    marks: Marks = ()

    @property
    def is_silent(self) -> bool:
        """Whether no mark shows on it: white space, a line end, the call of a note."""
        return self.tag != "img" if self.tag else not self.text.strip()


LINE_END = Piece(tag="br")
GAP = Piece(tag="gap")
"""Where something stood that is left out: a space if words would run together there, else nothing."""


def call(note: str) -> Piece:
    """The call of a note."""
    return Piece(tag="a", attributes=(("class", "call"), ("href", f"#{note}")))


def picture(name: str, description: str) -> Piece:
    """A picture of the copy among words."""
    return Piece(tag="img", attributes=(("src", name), ("alt", description)))


def even(pieces: Iterable[Piece]) -> list[Piece]:
    """White space as it is shown: one space for many, none at the ends of lines; no line end at the ends."""
    found: list[Piece] = []
    after_space, after_gap = True, False
    for piece in pieces:
        if piece == GAP:
            after_gap = True
        elif piece.tag == "br":
            _strip_end(found)
            if found:
                found.append(piece)
            after_space = True
        elif piece.tag:
            found.append(piece)
            after_space = False
        elif text := _SPACES.sub(" ", piece.text):
            text = text.removeprefix(" ") if after_space else text
            if after_gap and text[:1].isalnum() and found and found[-1].text[-1:].isalnum():
                text = f" {text}"
            after_gap = False
            if text:
                found.append(replace(piece, text=text))
                after_space = text.endswith(" ")
    while found and (found[-1].tag == "br" or not (found[-1].tag or found[-1].text.strip(" "))):
        found.pop()
    _strip_end(found)
    return found


def _strip_end(pieces: list[Piece]) -> None:
    while pieces and not pieces[-1].tag:
        pieces[-1] = replace(pieces[-1], text=pieces[-1].text.rstrip(" "))
        if pieces[-1].text:
            return
        pieces.pop()


def bridged(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces of which the silent ones bear the marks of both neighbours, and no others: a space parts no emphasis.

    Word processors break what is one emphasis into many stretches.
    """
    following: list[Marks] = []
    marks: Marks = ()
    for piece in reversed(pieces):
        following.append(marks)
        marks = marks if piece.is_silent else piece.marks
    found: list[Piece] = []
    before: Marks = ()
    for piece, after in zip(pieces, reversed(following), strict=True):
        before = before if piece.is_silent else piece.marks
        shared = tuple(mark for mark in before if mark in after)
        found.append(replace(piece, marks=shared) if piece.is_silent else piece)
    return found


def language_apart(pieces: Sequence[Piece]) -> tuple[str, list[Piece]]:
    """The language that all words bear, and the pieces without it; empty where they bear none, or several."""
    borne = {next((mark for mark in row.marks if mark.attribute == "lang"), None) for row in pieces if row.text.strip()}
    mark = borne.pop() if len(borne) == 1 else None
    return ("", list(pieces)) if mark is None else (mark.value, without(pieces, mark))


def without(pieces: Iterable[Piece], mark: Mark) -> list[Piece]:
    """Pieces of which none bears a mark."""
    return [replace(row, marks=tuple(other for other in row.marks if other != mark)) for row in pieces]


def nest(target: Element, pieces: Iterable[Piece]) -> Element:
    """Put pieces at the end of an element, equal marks side by side made one; the element."""
    stack: list[tuple[Mark | None, Element]] = [(None, target)]
    for piece in pieces:
        depth = 0
        while depth < len(piece.marks) and depth + 1 < len(stack) and stack[depth + 1][0] == piece.marks[depth]:
            depth += 1
        del stack[depth + 1 :]
        for mark in piece.marks[depth:]:
            attributes = {mark.attribute: mark.value} if mark.attribute else {}
            stack.append((mark, etree.SubElement(stack[-1][1], mark.tag, attributes)))
        if piece.tag:
            etree.SubElement(stack[-1][1], piece.tag, dict(piece.attributes))
        else:
            add_words(stack[-1][1], piece.text)
    return target
