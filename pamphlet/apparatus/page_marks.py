"""A pamphlet and the page map of its paper edition become a pamphlet that says where each of those pages begins.

So "turn to page 7" works in editions that have other pages, or none: a mark stands before the very
word that begins page 7 on paper.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pamphlet.apparatus.page_map import UNCOUNTED, PageMap, PageStart
from pamphlet.apparatus.parts import Endnotes, FateEntry, Fates, NamesIndex, NoteGroup, Pamphlet, Part
from pamphlet.diagnostics import Span
from pamphlet.manuscript.document import (
    Block,
    Code,
    CodeBlock,
    Figure,
    Inline,
    Link,
    Mention,
    Nesting,
    NoteCall,
    PageMark,
    Section,
    Table,
    Text,
)
from pamphlet.manuscript.traversal import Run, rewrite_blocks, rewrite_section, set_words

_PARTING = "—"
"""What parts words beside white space: at a dash without spaces a line, and so a page, may end."""


def with_page_marks(pamphlet: Pamphlet, page_map: PageMap) -> Pamphlet:
    """The pamphlet with a PageMark where each page begins in a block of the manuscript.

    A page that begins inside a word, a link or a note call has its mark before it.  Pages that begin
    in what templates make (cover, contents, names of the fates, index) are left to the templates.
    """
    marker = _Marker(page_map.starts)
    return replace(
        pamphlet,
        front=tuple(marker.section(section) for section in pamphlet.front),
        body=tuple(marker.section(section) for section in pamphlet.body),
        back=tuple(marker.part(part) for part in pamphlet.back),
    )


def marked(inlines: tuple[Inline, ...], starts: Iterable[PageStart], span: Span) -> tuple[Inline, ...]:
    """The words of one block with a mark for each of the pages that begin in it, in order; `span` is the block's."""
    text = "".join(words for words, _ in set_words(inlines))
    whole = tuple(_indivisible(inlines))
    queue = deque(
        (_word_start(text, _place(text, start.offset), whole), PageMark(label=start.label, span=span))
        for start in starts
    )
    made = _inserted(inlines, 0, queue) if queue else inlines
    return (*made, *(mark for _, mark in queue))


class _Marker:
    """Goes through a pamphlet and puts in the marks, each block by its id."""

    def __init__(self, starts: Iterable[PageStart]) -> None:
        self._starts: dict[str, list[PageStart]] = {}
        for start in starts:
            self._starts.setdefault(start.block, []).append(start)

    def part(self, part: Part) -> Part:
        match part:
            case Section():
                return self.section(part)
            case Fates():
                entries = tuple(self._entry(entry) for entry in part.entries)
                introduction, closing = self._blocks(part.introduction), self._blocks(part.closing)
                return replace(part, introduction=introduction, entries=entries, closing=closing)
            case Endnotes():
                return replace(part, groups=tuple(self._group(group) for group in part.groups))
            case NamesIndex():
                return part

    def section(self, section: Section) -> Section:
        return rewrite_section(section, self)

    def _blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return rewrite_blocks(blocks, self)

    def _entry(self, entry: FateEntry) -> FateEntry:
        return replace(entry, blocks=self._blocks(entry.blocks), source=self._blocks(entry.source))

    def _group(self, group: NoteGroup) -> NoteGroup:
        return replace(group, notes=tuple(replace(note, blocks=self._blocks(note.blocks)) for note in group.notes))

    def words(self, run: Run) -> tuple[Inline, ...]:
        return marked(run.children, self._starts.pop(run.id, ()), run.span)

    def head(self, run: Run) -> tuple[Inline, ...]:
        return self.words(run)

    def before(self, block: Block) -> Iterator[PageMark]:
        """Marks before a block: code is not words, a picture has none, a table's head is set again overleaf."""
        match block:
            case CodeBlock() | Figure():
                places: tuple[str, ...] = (block.id,)
            case Table():
                places = tuple(cell.id for cell in block.head)
            case _:
                places = ()
        for start in (start for place in places for start in self._starts.pop(place, ())):
            yield PageMark(label=start.label, span=block.span)


def _place(text: str, offset: int) -> int:
    """Where in a text that character stands before which `offset` are counted; its end where there is none."""
    counted = (place for place, character in enumerate(text) if not UNCOUNTED.match(character))
    return next((place for number, place in enumerate(counted) if number == offset), len(text))


def _word_start(text: str, place: int, whole: tuple[range, ...]) -> int:
    """Where the word at a place begins, or what must not be divided and holds it, or the word in which that begins."""
    start = place
    while start and not (text[start - 1].isspace() or text[start - 1] in _PARTING):
        start -= 1
    start = min((each.start for each in whole if each.start < start < each.stop), default=start)
    return start if start == place else _word_start(text, start, whole)


def _indivisible(inlines: Iterable[Inline], begin: int = 0) -> Iterator[range]:
    """Where links and note calls stand in the text: a mark within one would be read as part of it."""
    for node in inlines:
        end = begin + _length(node)
        if isinstance(node, Link | NoteCall) or (isinstance(node, Mention) and node.entry):
            yield range(begin, end)
        elif isinstance(node, Nesting):
            yield from _indivisible(node.children, begin)
        begin = end


def _length(node: Inline) -> int:
    return sum(len(words) for words, _ in set_words((node,)))


def _inserted(inlines: tuple[Inline, ...], begin: int, queue: deque[tuple[int, PageMark]]) -> tuple[Inline, ...]:
    """Nodes, the first of which begins at a place in the text, with the marks that stand before or within them."""
    made: list[Inline] = []
    for node in inlines:
        while queue and queue[0][0] <= begin:
            made.append(queue.popleft()[1])
        end = begin + _length(node)
        if not queue or queue[0][0] >= end:
            made.append(node)
        elif isinstance(node, Text | Code):
            made += _cut(node, begin, queue)
        elif isinstance(node, Nesting):
            made.append(replace(node, children=_inserted(node.children, begin, queue)))
        else:
            raise AssertionError("a mark stands before what cannot be divided")
        begin = end
    return tuple(made)


def _cut(node: Text | Code, begin: int, queue: deque[tuple[int, PageMark]]) -> Iterator[Inline]:
    """A stretch of words cut at the marks within it."""
    done = 0
    while queue and queue[0][0] < begin + len(node.text):
        place, mark = queue.popleft()
        if place - begin > done:
            yield _piece(node, done, place - begin)
        yield mark
        done = place - begin
    yield _piece(node, done, len(node.text))


def _piece(node: Text | Code, start: int, end: int) -> Text | Code:
    return replace(node, text=node.text[start:end], span=node.span.within(start, end))
