"""A printing and the changes since become errata: page, line, and what to read for what, as the trade writes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pamphlet.manuscript.printings import PrintedBlock, PrintedLine, Printing
from pamphlet.printings.comparison import Added, Change, Comparison, Moved, Removed, Reworded, Words

_MOST_QUOTED = 14
"""In words: what is longer is quoted with its first and last words."""

_QUOTED_AT_ENDS = 4
_MOST_AROUND = 3
"""Words around a changed one that may be quoted too, until it is clear which of a line is meant."""


class Voice(StrEnum):
    """Who speaks in a piece of an erratum: the corrector, or the text."""

    SAYS = "says"
    QUOTES = "quotes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words of an erratum."""

    voice: Voice
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum:
    """One correction: `where` in the printing, and what to do there."""

    where: str
    pieces: tuple[Piece, ...]

    @property
    def stop(self) -> str:
        """What ends it: nothing where the words that are quoted last end a sentence."""
        return "" if self.pieces[-1].text.endswith((".", "!", "?", "…")) else "."

    def __str__(self) -> str:
        said = " ".join(f"“{piece.text}”" if piece.voice is Voice.QUOTES else piece.text for piece in self.pieces)
        return f"{self.where}: {said}{self.stop}"


def errata_of(printing: Printing, now: Printing, comparison: Comparison) -> tuple[Erratum, ...]:
    """What to correct in the copies of a printing, in the order of its pages; `now` is the pamphlet as it is today."""
    return tuple(_erratum(printing.blocks, now.blocks, change) for change in comparison.changes)


def _erratum(blocks: tuple[PrintedBlock, ...], now: tuple[PrintedBlock, ...], change: Change) -> Erratum:
    match change:
        case Reworded():
            return _rewording(blocks[change.block], change)
        case Removed():
            block = blocks[change.block]
            return Erratum(where=_stretch(block), pieces=(_says("delete"), _quotes(_shortened(block.words))))
        case Added():
            where, anchor = _anchor(blocks, change.before)
            place = now[change.new].place
            what = f"add a new paragraph, {place}:" if place else "add a new paragraph:"
            return Erratum(where=where, pieces=(*anchor, _says(what), _quotes(change.words)))
        case Moved():
            block = blocks[change.block]
            _, anchor = _anchor(blocks, change.before)
            place = _page_and_line(blocks[max(change.before - 1, 0)].lines[-1])
            pieces = (_quotes(_shortened(block.words)), _says("now stands"), *anchor, _says(f"({place})"))
            return Erratum(where=_stretch(block), pieces=pieces)


def _rewording(block: PrintedBlock, change: Reworded) -> Erratum:
    """For … read …; insert …; delete …: with as many words around as make it clear which of the line is meant."""
    lines = tuple(line for line in block.lines for _ in line.words)
    old = block.words[change.start : change.end]
    if old:
        start = _first_clear(block.words, change.start, change.end, lines[change.start].words)
        around = block.words[start : change.start]
        pieces = tuple(_instead((*around, *old), (*around, *change.words)))
    elif change.start:
        start = _first_clear(block.words, change.start - 1, change.start, lines[change.start - 1].words)
        found = block.words[start : change.start]
        pieces = (_says("after"), _quotes(found), _says("insert"), _quotes(change.words))
    else:
        start = 0
        pieces = (_says("before"), _quotes(block.words[:1]), _says("insert"), _quotes(change.words))
    return Erratum(where=_placed(_page_and_line(lines[start]).capitalize(), block.place), pieces=pieces)


def _instead(old: Words, new: Words) -> Iterator[Piece]:
    if not new:
        yield from (_says("delete"), _quotes(_shortened(old)))
        return
    if len(old) > _MOST_QUOTED:
        yield from (_says("for"), _quotes(_shortened(old)), _says("read"), _quotes(new))
        return
    one, other = _without_common_ends(" ".join(old), " ".join(new))
    yield from (_says("for"), Piece(voice=Voice.QUOTES, text=one), _says("read"), Piece(voice=Voice.QUOTES, text=other))


def _without_common_ends(old: str, new: str) -> tuple[str, str]:
    """Both without the punctuation around them that they have in common."""
    while len(old) > 1 and len(new) > 1 and old[-1] == new[-1] and not old[-1].isalnum():
        old, new = old[:-1], new[:-1]
    while len(old) > 1 and len(new) > 1 and old[0] == new[0] and not old[0].isalnum():
        old, new = old[1:], new[1:]
    return old, new


def _first_clear(words: Words, start: int, end: int, line: Words) -> int:
    """From which word on a stretch is to be quoted, so that it stands once on its line."""
    for around in range(_MOST_AROUND + 1):
        first = max(start - around, 0)
        if _is_clear(words[first:end], line):
            return first
    return max(start - _MOST_AROUND, 0)


def _is_clear(words: Words, line: Words) -> bool:
    """Whether words are quickly found on a line: they stand there once, and are more than an article."""
    times = sum(line[place : place + len(words)] == words for place in range(len(line)))
    return times < 2 and len("".join(words)) > 2


def _anchor(blocks: tuple[PrintedBlock, ...], before: int) -> tuple[str, tuple[Piece, ...]]:
    """After which block something comes in: its last line, and the words to find it by."""
    if not before:
        first = blocks[0]
        where = _placed(_page_and_line(first.lines[0]).capitalize(), first.place)
        return where, (_says("before"), _quotes(first.words[:_QUOTED_AT_ENDS]))
    last = blocks[before - 1]
    where = _placed(_page_and_line(last.lines[-1]).capitalize(), last.place)
    return where, (_says("after"), _quotes(last.words[-_QUOTED_AT_ENDS:]))


def _stretch(block: PrintedBlock) -> str:
    """The lines of a whole block: Page 7, lines 3 to 9."""
    first, last = block.lines[0], block.lines[-1]
    if first.page != last.page:
        return _placed(f"Page {first.page}, line {first.line}, to page {last.page}, line {last.line}", block.place)
    lines = f"line {first.line}" if first.line == last.line else f"lines {first.line} to {last.line}"
    return _placed(f"Page {first.page}, {lines}", block.place)


def _page_and_line(line: PrintedLine) -> str:
    return f"page {line.page}, line {line.line}"


def _placed(where: str, place: str) -> str:
    return f"{where} ({place})" if place else where


def _shortened(words: Words) -> Words:
    if len(words) <= _MOST_QUOTED:
        return words
    return (*words[:_QUOTED_AT_ENDS], "…", *words[-_QUOTED_AT_ENDS:])


def _says(text: str) -> Piece:
    return Piece(voice=Voice.SAYS, text=text)


def _quotes(words: Words) -> Piece:
    return Piece(voice=Voice.QUOTES, text=" ".join(words))
