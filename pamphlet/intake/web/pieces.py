"""Runs of words with their marks become paragraphs of copy: white space made even, marks nested in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree
from lxml.etree import _Element as Element

from pamphlet.intake.web.page import Page, called, is_web_address

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_SPACES = re.compile("[ \t\n\r\f]+")
_ITALIC = re.compile(r"font-style\s*:\s*(?:italic|oblique)")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(?:normal|400)")
_UNDERLINED = re.compile(r"text-decoration(?:-line)?\s*:\s*underline")
_SMALL_CAPS = re.compile(r"font-variant(?:-caps)?\s*:\s*(?:all-)?small-caps")
_CALLED_SMALL_CAPS = re.compile(r"(?<![a-z])(?:small-?caps|smcp|sc)(?![a-z])")
_RAISED = re.compile(r"vertical-align\s*:\s*super")
_LOWERED = re.compile(r"vertical-align\s*:\s*sub(?!\w)")
_EMPHASIS = frozenset({"em", "i", "var", "dfn", "u"})
_STRONG = frozenset({"strong", "b"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark that words carry: the element of copy that will hold them, with its one attribute."""

    tag: str
    attribute: str = ""
    value: str = ""


EMPHASIS, STRONG, SMALL_CAPS = (
    Mark(tag="em"),
    Mark(tag="strong"),
    Mark(tag="span", attribute="class", value="small-caps"),
)
Marks = tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words with their marks; or, with a `tag`, an empty element among them: a line end, a call, a picture."""

    text: str = ""
    tag: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    marks: Marks = ()


LINE_END = Piece(tag="br")
GAP = Piece(tag="gap")
"""Where something stood that is left out: a space if words would run together there, else nothing."""


def marks_of(element: Element, page: Page, marks: Marks) -> Marks:
    """The marks of words in an inline element which itself stands among words with `marks`."""
    found = [mark for mark in _own_marks(element, page) if mark.tag == "span" or mark.tag not in {m.tag for m in marks}]
    style = (element.get("style") or "").lower()
    kept = tuple(mark for mark in marks if not (mark.tag == "strong" and _NOT_BOLD.search(style)))
    return (*kept, *(mark for mark in found if mark not in kept))


def _own_marks(element: Element, page: Page) -> Iterable[Mark]:
    tag, style = element.tag, (element.get("style") or "").lower()
    names_a_work = tag == "cite" and next(element.iter("i", "em"), None) is None
    if tag in _EMPHASIS or names_a_work or _ITALIC.search(style) or (_UNDERLINED.search(style) and tag != "a"):
        yield EMPHASIS
    if (tag in _STRONG and not _NOT_BOLD.search(style)) or _BOLD.search(style):
        yield STRONG
    if _SMALL_CAPS.search(style) or _CALLED_SMALL_CAPS.search(called(element)):
        yield SMALL_CAPS
    if tag == "sup" or _RAISED.search(style):
        yield Mark(tag="sup")
    if tag == "sub" or _LOWERED.search(style):
        yield Mark(tag="sub")
    if tag == "a" and (address := link_address(element, page)):
        yield Mark(tag="a", attribute="href", value=address)
    language = (element.get("lang") or "").strip()
    if language and page.language and _primary(language) != _primary(page.language):
        yield Mark(tag="span", attribute="lang", value=language)


def link_address(link: Element, page: Page) -> str:
    """Where a link leads; empty where paper and ebooks cannot follow: within the page, into a script, nobody knows."""
    address = link.get("href") or ""
    if not address or page.fragment(address):
        return ""
    address = page.resolved(address)
    return address if is_web_address(address) or re.fullmatch(r"mailto:\S+@\S+", address) else ""


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()


def paragraphs(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Parted where two line ends follow each other, as old pages do; a picture stands before its paragraph."""
    parts: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.tag == "img":
            parts.insert(len(parts) - 1, [piece])
        elif piece.tag == "br" and (ends := _ends_in_break(parts[-1])):
            parts[-1] = parts[-1][:ends]
            parts.append([])
        else:
            parts[-1].append(piece)
    return [part for part in map(even, parts) if any(piece.tag or piece.text.strip() for piece in part)]


def _ends_in_break(pieces: Sequence[Piece]) -> int:
    """How many pieces stand before a line end that only white space follows; 0 where there is none."""
    for number in range(len(pieces) - 1, -1, -1):
        if pieces[number].tag == "br":
            return number
        if pieces[number] != GAP and (pieces[number].tag or pieces[number].text.strip()):
            return 0
    return 0


def even(pieces: Iterable[Piece]) -> list[Piece]:
    """White space as a browser shows it: one space for many, none at the ends of lines; no line end at the ends."""
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


def set_in(tag: str, pieces: Iterable[Piece], role: str = "") -> Element:
    """An element of copy that holds the pieces, equal marks side by side made one; `role` is its class."""
    root = etree.Element(tag, {"class": role} if role else {})
    stack: list[tuple[Mark | None, Element]] = [(None, root)]
    for piece in pieces:
        depth = 0
        while depth < len(piece.marks) and depth + 1 < len(stack) and stack[depth + 1][0] == piece.marks[depth]:
            depth += 1
        del stack[depth + 1 :]
        for mark in piece.marks[depth:]:
            inner = etree.SubElement(stack[-1][1], mark.tag)
            if mark.attribute:
                inner.set(mark.attribute, mark.value)
            stack.append((mark, inner))
        _add(stack[-1][1], piece)
    return root


def _add(parent: Element, piece: Piece) -> None:
    if piece.tag:
        etree.SubElement(parent, piece.tag, dict(piece.attributes))
    elif len(parent):
        parent[-1].tail = (parent[-1].tail or "") + piece.text
    else:
        parent.text = (parent.text or "") + piece.text


def call(note: str) -> Piece:
    """The call of a note."""
    return Piece(tag="a", attributes=(("class", "call"), ("href", f"#{note}")))


def lines_of(run: Iterable[Piece], *, is_prose: bool) -> Iterator[Piece]:
    """Pieces with line feeds made line ends; in prose only those of empty lines."""
    for piece in run:
        for number, part in enumerate(_BLANK_LINE.split(piece.text) if is_prose else piece.text.split("\n")):
            yield from [LINE_END] * (2 if is_prose else 1) * (number > 0)
            yield replace(piece, text=part)


def without_start(run: Sequence[Piece], letters: int) -> list[Piece]:
    """A run without so many letters at its beginning."""
    found = []
    for piece in run:
        cut = min(letters, len(piece.text))
        letters -= cut
        if piece.tag or piece.text[cut:]:
            found.append(replace(piece, text=piece.text[cut:]))
    return found


def unraised(marks: Marks) -> Marks:
    """The marks of a call, which is raised in any case and leads to its note."""
    return tuple(mark for mark in marks if mark.tag not in {"sup", "a"})
