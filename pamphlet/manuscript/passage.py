"""A stretch of Markdown and where it stands: offsets in the text become spans of the source."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from functools import cached_property

from markdown_it.tree import SyntaxTreeNode

from pamphlet.diagnostics import Source, Span


@dataclass(frozen=True, kw_only=True)
class Passage:
    """Markdown text out of a source: a whole file, or a value in a TOML file.

    `span` is the stretch of the source.  Where the stretch holds the text letter by letter, each
    offset has its own place; where it does not (a TOML string with escapes), every place is the span.
    """

    span: Span
    text: str

    @classmethod
    def whole(cls, source: Source) -> Passage:
        """All of a file."""
        return cls(span=source.span(0, len(source.text)), text=source.text)

    @classmethod
    def value(cls, span: Span, text: str) -> Passage:
        """The value of a TOML key; the span includes its quotation marks."""
        start = span.source.text.find(text, span.start, span.end) if text else -1
        if start < 0:
            return cls(span=span, text=text)
        return cls(span=span.source.span(start, start + len(text)), text=text)

    @cached_property
    def _exact(self) -> bool:
        return self.span.source.text[self.span.start : self.span.end] == self.text

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, without line ends."""
        return self.as_parsed.split("\n")

    @cached_property
    def as_parsed(self) -> str:
        """The text as the parser has it, which puts a sign in the place of each NUL."""
        return self.text.replace("\0", "\ufffd")

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line) + 1)
        return starts

    def at(self, start: int, end: int) -> Span:
        """The span of a stretch of the text, given by offsets in it."""
        return self.span.within(start, max(start, end)) if self._exact else self.span

    def line_offset(self, number: int) -> int:
        """The offset at which a line, numbered from 0, begins."""
        return self._line_starts[min(number, len(self.lines))]

    def line_span(self, number: int) -> Span:
        """The span of a line, numbered from 0."""
        return self.at(self.line_offset(number), self.line_offset(number + 1) - 1)

    def lines_at(self, node: SyntaxTreeNode) -> Span:
        """The span of the lines that a block covers, without the space around them."""
        first, last = node.map or (0, 0)
        start, end = self.line_offset(first), self.line_offset(max(last, first + 1)) - 1
        words = self.text[start:end].strip()
        start = self.text.find(words, start)
        return self.at(start, start + len(words))

    def lines_below(self, node: SyntaxTreeNode) -> Span:
        """The span of the block that a comment stands above; where there is none, an empty one behind the comment."""
        below = node.next_sibling
        while below is not None and below.type == node.type:
            below = below.next_sibling
        end = self.lines_at(node).end
        return self.lines_at(below) if below is not None else self.span.source.span(end, end)


class Placer:
    """Knows for the inline text of one block where each character stands in the passage.

    The parser hands out a block's text without the marks and spaces around each line, and a cell
    without the backslashes before its bars.  What is left stands letter by letter in the passage:
    `pieces` says of each stretch at which offset of the text and of the passage it begins.
    """

    def __init__(self, passage: Passage, content: str, pieces: list[tuple[int, int]]) -> None:
        """Place an inline text by its pieces."""
        self._passage = passage
        self.content = content
        self._starts = [start for start, _ in pieces]
        self._places = [place for _, place in pieces]

    @classmethod
    def lines(cls, passage: Passage, node: SyntaxTreeNode, marks: str = "") -> Placer:
        """Place the text of a block: each of its lines ends a line of the passage, but behind a head's marks."""
        number, last = node.map or (0, 0)
        pieces = []
        offset = 0
        for line in node.content.split("\n"):
            words = line.strip(" \t")
            while number + 1 < last and words not in passage.lines[number]:
                number += 1  # the parser has trimmed a line of outlandish spaces
            raw = passage.lines[number] if number < len(passage.lines) else ""
            column = raw.find(words, raw.find(marks) + len(marks)) if marks else raw.rfind(words)
            place = passage.line_offset(number)
            pieces += [(offset, place), (offset + line.find(words), place + max(column, 0))]
            offset += len(line) + 1
            number += 1
        return cls(passage, node.content, pieces)

    @classmethod
    def cell(cls, passage: Passage, node: SyntaxTreeNode, after: int) -> Placer:
        """Place the text of a cell that begins behind an offset in the passage."""
        first, *others = node.content.split("|")
        written = re.compile(re.escape(first) + "".join(rf"\\(\|){re.escape(other)}" for other in others))
        found = written.search(passage.as_parsed, after)
        if found is None:
            return cls(passage, node.content, [(0, after)])
        pieces = [(0, found.start())]
        offset = len(first)
        for number, other in enumerate(others, 1):
            pieces.append((offset, found.start(number)))
            offset += len(other) + 1
        return cls(passage, node.content, pieces)

    def offset(self, index: int) -> int:
        """The offset in the passage of a character of the inline text."""
        piece = bisect.bisect_right(self._starts, index) - 1
        return self._places[piece] + index - self._starts[piece]

    def span(self, start: int, end: int) -> Span:
        """The span of a stretch of the inline text."""
        return self._passage.at(self.offset(start), self.offset(max(end - 1, start)) + 1)

    @property
    def end(self) -> int:
        """The offset in the passage behind the inline text."""
        return self.offset(max(len(self.content) - 1, 0)) + 1
