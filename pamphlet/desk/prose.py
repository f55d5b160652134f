"""What a manuscript prints becomes prose: each run of words as it is read, with the place of each character.

Rules that read sentences look here and not at the tree: marks of Markdown are gone, note calls are
left out, and what was found leads back to the file to the letter.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from pamphlet.diagnostics import Edit, Fix, Span
from pamphlet.manuscript.document import Section

Range = tuple[int, int]
"""Start and end of a stretch of a prose text, in characters."""


class Where(StrEnum):
    """What kind of place words stand at."""

    BODY = "body"
    HEAD = "head"
    QUOTATION = "quotation"
    VERSE = "verse"
    ATTRIBUTION = "attribution"
    TERM = "term"
    CELL = "cell"
    CAPTION = "caption"
    CODE = "code"
    NOTE = "note"
    FATE = "fate"
    FATE_SOURCE = "source of a fate"
    TITLE_PAGE = "title page"
    """A text of pamphlet.toml that is printed as it stands: title, summary, imprint …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A stretch that the author marked: `mark` is a language tag or the key of a person."""

    start: int
    end: int
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A note call: the offset in the text at which it stood, its label and its place."""

    at: int
    label: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Where the text from `start` on comes from, up to the next piece."""

    start: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """One run of words as it is read: a paragraph, a head, a cell, a caption, a line of the title page.

    `text` has typographic marks; what stands on several lines of the file is one line, a line break a
    space.  `where` says what kind of place it is, `role` is that of the section (`chapter`, `chronology`
    …), empty outside of one.  `language` is a tag (BCP 47); words in another one are in `foreign`.
    `quoted` are the stretches inside quotation marks, or all of a quotation; `literal` is what is not
    language: code and addresses; `persons` are the words tagged with someone's key.
    """

    text: str
    where: Where
    role: str
    section: Section | None = field(repr=False)
    language: str
    quoted: tuple[Range, ...] = ()
    literal: tuple[Range, ...] = ()
    foreign: tuple[Marked, ...] = ()
    persons: tuple[Marked, ...] = ()
    calls: tuple[Call, ...] = ()
    pieces: tuple[Piece, ...] = field(repr=False)

    def span(self, start: int, end: int) -> Span:
        """The place in the file of a stretch of the text, exact as far as it stands there letter by letter."""
        first = self._piece(start)
        last = self._piece(max(end - 1, start))
        begins = first.span.start + (start - first.start if self._is_exact(first) else 0)
        ends = last.span.start + (end - last.start) if self._is_exact(last) else last.span.end
        return first.span.source.span(begins, max(begins, ends))

    def fix(self, start: int, end: int, text: str, *, certain: bool) -> Fix | None:
        """A fix that puts other words in the place of a stretch; None where it does not stand in one piece.

        Between two words that are side by side on the page may stand a mark, a note call or a line end
        with `>` behind it, which must not be lost.
        """
        reached = None
        for number in range(self._number(start), self._number(max(end - 1, start)) + 1):
            piece = self.pieces[number]
            within = piece.start >= start and self._end(number) <= end
            if not (self._is_exact(piece) or within) or reached not in {None, piece.span.start}:
                return None
            reached = piece.span.end
        return Fix(edits=(Edit(span=self.span(start, end), text=text),), certain=certain)

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether any of a stretch is someone else's words."""
        return _touches(self.quoted, start, end)

    def is_literal(self, start: int, end: int) -> bool:
        """Whether any of a stretch is code or an address."""
        return _touches(self.literal, start, end)

    def language_at(self, offset: int) -> str:
        """The tag of the language that a character is part of."""
        inner = [marked.mark for marked in self.foreign if marked.start <= offset < marked.end]
        return inner[-1] if inner else self.language

    def _number(self, offset: int) -> int:
        return max(bisect.bisect_right(self.pieces, offset, key=_start) - 1, 0)

    def _piece(self, offset: int) -> Piece:
        return self.pieces[self._number(offset)]

    def _end(self, number: int) -> int:
        return self.pieces[number + 1].start if number + 1 < len(self.pieces) else len(self.text)

    def _is_exact(self, piece: Piece) -> bool:
        """Whether the piece stands in the file letter by letter."""
        end = self._end(self._number(piece.start))
        return piece.span.end - piece.span.start == end - piece.start


def _start(piece: Piece) -> int:
    return piece.start


def _touches(ranges: tuple[Range, ...], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in ranges)


_PAIRS = {"“": "”", "„": "“”", "«": "»", "‘": "’", "‚": "‘’", "‹": "›", '"': '"'}
"""What may close each opening quotation mark."""

_OPENING = re.compile(r'[“„«‘‚‹]|(?<!\S)"')
_ADDRESS = re.compile(r"\b(?:https?://|www\.)[^\s<>]*[\w/]|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def addresses(text: str) -> Iterator[Range]:
    """The web and mail addresses in a text."""
    if "@" in text or "://" in text or "www." in text:
        yield from (found.span() for found in _ADDRESS.finditer(text))


def quotations(text: str) -> Iterator[Range]:
    """The stretches between quotation marks, the marks included; one that is not closed goes on to the end."""
    done = 0
    for opening in _OPENING.finditer(text):
        if opening.start() >= done:
            done = _closing(text, opening.end(), opening[0])
            yield opening.start(), done


def _closing(text: str, start: int, opening: str) -> int:
    """The offset behind the mark that closes a quotation.

    A `’` between letters is an apostrophe; behind a plural s it is one if another mark follows that closes.
    """
    plural = 0
    for at in range(start, len(text)):
        if plural and text[at] == opening:
            break
        if text[at] not in _PAIRS[opening] or (text[at] == "’" and text[at + 1 : at + 2].isalnum()):
            continue
        if text[at] != "’" or text[at - 1] != "s" or not text[at + 1 : at + 2].isspace():
            return at + 1
        plural = plural or at + 1
    return plural or len(text)
