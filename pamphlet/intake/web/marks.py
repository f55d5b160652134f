"""The elements among the words of a page become the marks of words; runs of words become paragraphs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import unquote

from lxml.etree import _Element as Element

from pamphlet.intake.pieces import (
    EMPHASIS,
    GAP,
    LINE_END,
    SMALL_CAPS,
    STRONG,
    Mark,
    Marks,
    Piece,
    even,
    in_language,
    link,
)
from pamphlet.intake.web.page import Page, called, is_web_address

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(?:normal|400)")
_CALLED_SMALL_CAPS = re.compile(r"(?<![a-z])(?:small-?caps|smcp|sc)(?![a-z])")
_EMPHASIS = frozenset({"em", "i", "var", "dfn", "u"})
_STRONG = frozenset({"strong", "b"})
_REDIRECTED = re.compile(r"https?://www\.google\.[a-z.]+/url\?(?:[^#]*&)?q=(?P<address>[^&#]+)")
"""How Google Docs writes out its links."""


def marks_of(element: Element, page: Page, marks: Marks) -> Marks:
    """The marks of words in an inline element which itself stands among words with `marks`."""
    found = [mark for mark in _own_marks(element, page) if mark.tag == "span" or mark.tag not in {m.tag for m in marks}]
    style = (element.get("style") or "").lower()
    kept = tuple(mark for mark in marks if not (mark.tag == "strong" and _NOT_BOLD.search(style)))
    return (*kept, *(mark for mark in found if mark not in kept))


def _own_marks(element: Element, page: Page) -> Iterable[Mark]:
    tag, style = element.tag, (element.get("style") or "").lower()
    names_a_work = tag == "cite" and next(element.iter("i", "em"), None) is None
    looks = _looks(element, page)
    if tag in _EMPHASIS or names_a_work or "em" in looks:
        yield EMPHASIS
    if (tag in _STRONG and not _NOT_BOLD.search(style)) or "strong" in looks:
        yield STRONG
    if "small-caps" in looks or _CALLED_SMALL_CAPS.search(called(element)):
        yield SMALL_CAPS
    yield from (Mark(tag=shift) for shift in ("sup", "sub") if shift in {tag, *looks})
    if tag == "a" and (address := link_address(element, page)):
        yield link(address)
    language = (element.get("lang") or "").strip()
    if language and page.language and _primary(language) != _primary(page.language):
        yield in_language(language)


def _looks(element: Element, page: Page) -> Collection[str]:
    """What styles ask for: of a block its own, for the classes of blocks are about the page and not about words."""
    classes = (element.get("class") or "").split() if element.tag == "span" else ()
    style = element.get("style") or ""
    if not (classes or style):
        return ()
    return page.looks.of(classes, style, linked=element.tag == "a" or element.find(".//a") is not None)


def link_address(link: Element, page: Page) -> str:
    """Where a link leads; empty where paper and ebooks cannot follow: within the page, into a script, nobody knows."""
    address = link.get("href") or ""
    if not address or page.fragment(address):
        return ""
    address = page.resolved(address)
    if redirected := _REDIRECTED.match(address):
        address = unquote(redirected["address"])
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
