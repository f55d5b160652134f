"""The words of a paragraph, each stretch with the marks it bears, become inlines of the copy, one in another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element


class Mark(NamedTuple):
    """An inline that stands around words, with the value of its one attribute."""

    tag: str
    value: str = ""


STRONG, EMPHASIS, SMALL_CAPS = Mark("strong"), Mark("em"), Mark("span", "small-caps")
_ORDER = ("a", "lang", "strong", "em", "span", "sup", "sub")
"""From the outermost inwards: a mark that holds for longer is rarely parted by a shorter one."""
_WITHIN_WORDS = frozenset({"strong", "em", "span", "sup", "sub"})
_BLANK = " \t\n\r"
"""A space that does not break is a sign that somebody wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of words, or one thing that stands among words, with its marks from the outermost inwards."""

    text: str = ""
    thing: str = ""
    """`br`, or the identifier of a note that is called."""
    marks: tuple[Mark, ...] = ()


def in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks from the outermost inwards, of each kind the last."""
    kinds = {mark.tag: mark for mark in marks}
    return tuple(kinds[tag] for tag in _ORDER if tag in kinds)


def trimmed(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Pieces without the spaces and line ends before the first word and after the last."""
    filled = [index for index, row in enumerate(pieces) if row.thing not in {"", "br"} or row.text.strip(_BLANK)]
    rest = list(pieces[filled[0] : filled[-1] + 1]) if filled else []
    if rest:
        first = rest[0]
        rest[0] = Piece(text=first.text.lstrip(_BLANK), thing=first.thing, marks=first.marks)
        last = rest[-1]
        rest[-1] = Piece(text=last.text.rstrip(_BLANK), thing=last.thing, marks=last.marks)
    return tuple(rest)


def without(pieces: Iterable[Piece], mark: Mark) -> tuple[Piece, ...]:
    """Pieces without a mark where all words bear it: then it is the look of the paragraph.  Else as they are."""
    rows = tuple(pieces)
    if not all(mark in row.marks for row in rows if row.text.strip()):
        return rows
    return tuple(
        Piece(text=row.text, thing=row.thing, marks=tuple(other for other in row.marks if other != mark))
        for row in rows
    )


def language_of(pieces: Iterable[Piece]) -> str:
    """The language of all the words; empty where they have none of their own, or several."""
    tags = {next((mark.value for mark in row.marks if mark.tag == "lang"), "") for row in pieces if row.text.strip()}
    return tags.pop() if len(tags) == 1 else ""


def nest(parent: Element, pieces: Iterable[Piece]) -> None:
    """Put pieces into an element, neighbours with the same mark into one inline."""
    around: list[tuple[Mark, Element]] = []
    for piece in _joined(_bridged(tuple(pieces))):
        shared = 0
        while shared < min(len(around), len(piece.marks)) and around[shared][0] == piece.marks[shared]:
            shared += 1
        del around[shared:]
        for mark in piece.marks[shared:]:
            around.append((mark, _inline(around[-1][1] if around else parent, mark)))
        _put(around[-1][1] if around else parent, piece)


def _bridged(pieces: Sequence[Piece]) -> list[Piece]:
    """Spaces between two stretches bear the marks that both of them do, and no others."""
    rows = list(pieces)
    for index, piece in enumerate(rows):
        if not piece.thing and not piece.text.strip(" "):
            before = rows[index - 1].marks if index else ()
            after = rows[index + 1].marks if index + 1 < len(rows) else ()
            rows[index] = Piece(text=piece.text, marks=tuple(mark for mark in before if mark in after))
    return rows


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Neighbouring words with the same marks as one piece."""
    for (thing, marks), rows in groupby(pieces, key=lambda row: (row.thing, row.marks)):
        if thing:
            yield from rows
        else:
            yield Piece(text="".join(row.text for row in rows), marks=marks)


def _inline(parent: Element, mark: Mark) -> Element:
    match mark.tag:
        case "a":
            return etree.SubElement(parent, "a", href=mark.value)
        case "lang":
            return etree.SubElement(parent, "span", lang=mark.value)
        case "span":
            return etree.SubElement(parent, "span", {"class": mark.value})
        case tag:
            return etree.SubElement(parent, tag)


def _put(parent: Element, piece: Piece) -> None:
    last = next(parent.iterchildren(reversed=True), None)  # to ask how many there are would count them
    if piece.thing == "br":
        etree.SubElement(parent, "br")
    elif piece.thing:
        etree.SubElement(parent, "a", {"class": "call", "href": f"#{piece.thing}"})
    elif last is not None:
        last.tail = (last.tail or "") + piece.text
    else:
        parent.text = (parent.text or "") + piece.text


def words_in(element: Element) -> str:
    """The words of an element of the copy, parted where a line, a paragraph or a cell ends, and at a note call."""
    return " ".join("".join(_spoken(element)).split())


def _spoken(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield from _spoken(child)
        yield "" if child.tag in _WITHIN_WORDS or (child.tag == "a" and child.get("class") is None) else " "
        yield child.tail or ""


def append_words(element: Element, other: Element) -> None:
    """Put at the end of an element what another holds, which has it no longer."""
    _put(element, Piece(text=other.text or ""))
    element.extend(list(other))
