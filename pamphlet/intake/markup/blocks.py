"""The block elements of copy become the blocks of an article; heads keep the levels of the source, 1 to 6."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from pamphlet.intake.article import guessed
from pamphlet.intake.blocks import (
    Block,
    Break,
    Definition,
    DefinitionList,
    Figure,
    ItemList,
    Paragraph,
    Part,
    Quotation,
    Subhead,
    Verse,
)
from pamphlet.intake.markup.elements import BLOCKS, HEADS, cleaned, has_class, line_of
from pamphlet.intake.markup.held import attributed, set_apart, speaker, without_heads
from pamphlet.intake.markup.marks import NO_MARKS, Marks, Stretch, in_order
from pamphlet.intake.markup.tables import cells_of, read_table, rows_of
from pamphlet.intake.markup.words import PictureInWords, WordReader
from pamphlet.intake.runs import LineEnd, Run

_LONGEST_NUMBER = 9
"""Digits of the number of an item, in CommonMark."""

_Pieces = list[Stretch | PictureInWords]


@dataclass(frozen=True, slots=True, kw_only=True)
class _CaptionLine(Part):
    """A paragraph that a style says is a caption, until it is known of what."""

    words: Run


@dataclass(frozen=True, slots=True, kw_only=True)
class _PageBreak(Part):
    """A page break of the source, until it is known what stands around it."""


_Found = Block | _CaptionLine | _PageBreak


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockReader:
    """Reads the blocks within elements; `pictures` are the names of the files by `img[src]`."""

    words: WordReader
    pictures: Mapping[str, str]

    def read(self, parent: Element, marks: Marks = NO_MARKS) -> tuple[Block, ...]:
        """The blocks within an element; words that stand loose in it are paragraphs."""
        return tuple(self._settled(list(self._within(parent, marks))))

    def run(self, element: Element, marks: Marks = NO_MARKS) -> Run:
        """The words of an element that holds nothing but words."""
        return in_order(piece for piece in self.words.read(element, marks) if isinstance(piece, Stretch))

    def _within(self, parent: Element, marks: Marks) -> Iterator[_Found]:
        line = line_of(parent)
        loose: _Pieces = [Stretch(content=cleaned(parent.text), marks=marks)] if parent.text else []
        for child in parent:
            if child.tag in BLOCKS:
                yield from self._paragraphs(loose, line)
                loose = []
                yield from self._block(child, self.words.marked(child, marks))
            elif isinstance(child.tag, str):
                loose += self.words.read_inline(child, marks)
            if child.tail:
                loose.append(Stretch(content=cleaned(child.tail), marks=marks))
        yield from self._paragraphs(loose, line)

    def _paragraphs(self, pieces: _Pieces, line: int) -> Iterator[Block]:
        """Words as paragraphs, parted where two line ends meet; pictures among them stand before or behind."""
        first = next((index for index, piece in enumerate(pieces) if _has_words(piece)), len(pieces))
        yield from self._figures(pieces[:first], line)
        for part in _parted([piece for piece in pieces if isinstance(piece, Stretch)]):
            words = in_order(part)
            if words:
                yield Paragraph(line=line, words=words)
        yield from self._figures(pieces[first:], line)

    def _figures(self, pieces: Iterable[Stretch | PictureInWords], line: int) -> Iterator[Figure]:
        for piece in pieces:
            if isinstance(piece, PictureInWords):
                yield from self._figure_of(piece.element, line)

    def _figure_of(self, image: Element, line: int, caption: Run = ()) -> Iterator[Figure]:
        """The figure of a picture that can be printed; what cannot has been remarked on."""
        name = self.pictures.get(image.get("src", ""))
        if name is None:
            return
        description = " ".join(cleaned(image.get("alt", "")).split())
        yield Figure(line=line, picture=name, description=description, caption=caption)

    def _block(self, element: Element, marks: Marks) -> Iterator[_Found]:
        line = line_of(element)
        match element.tag:
            case tag if tag in HEADS:
                yield from self._head(element, marks, line)
            case "p" if has_class(element, "caption"):
                yield from self._caption(element, marks, line)
            case "blockquote":
                yield from self._quotation(element, marks, line)
            case "ul" | "ol":
                yield from self._list(element, marks, line)
            case "table":
                yield from self._table(element, marks, line)
            case "figure":
                yield from self._figure(element, marks, line)
            case "dl":
                yield from self._definitions(element, marks, line)
            case "aside" if has_class(element, "box"):
                yield from set_apart(line, "box", self.read(element, marks))
            case "div" if has_class(element, "epigraph") or has_class(element, "questions"):
                yield from set_apart(line, element.get("class", ""), self.read(element, marks))
            case "div" if has_class(element, "verse"):
                yield from self._verse(element, marks, line)
            case "hr":
                yield _PageBreak(line=line) if has_class(element, "page") else Break(line=line)
            case _:
                yield from self._within(element, marks)

    def _head(self, element: Element, marks: Marks, line: int) -> Iterator[Block]:
        """A head without the weight that its style gives to all heads, behind it the pictures that stood in it."""
        pieces = list(self.words.read(element, marks))
        light = (replace(piece, marks=replace(piece.marks, strong=False)) for piece in _stretches(pieces))
        words = in_order(light)
        if words:
            yield Subhead(line=line, words=words, level=int(element.tag[1]))
        yield from self._figures(pieces, line)

    def _caption(self, element: Element, marks: Marks, line: int) -> Iterator[_Found]:
        pieces = list(self.words.read(element, marks))
        yield from self._figures(pieces, line)
        words = in_order(_stretches(pieces))
        if words:
            yield _CaptionLine(line=line, words=words)

    def _quotation(self, element: Element, marks: Marks, line: int) -> Iterator[Block]:
        blocks = without_heads(self.read(element, marks))
        words, who = attributed(blocks)
        if len(words) == 1 and isinstance(words[0], Verse):
            yield replace(words[0], attribution=who or words[0].attribution)
        elif words:
            yield Quotation(line=line, blocks=words, attribution=who)

    def _list(self, element: Element, marks: Marks, line: int) -> Iterator[ItemList]:
        """A list; one that stands between items, which the markup does not allow, belongs to the item before it."""
        items: list[tuple[Block, ...]] = []
        for child in element:
            inner = self.words.marked(child, marks)
            if child.tag in {"ul", "ol"} and items:
                items[-1] += tuple(self._list(child, inner, line_of(child)))
            elif isinstance(child.tag, str):
                items.append(without_heads(self.read(child, inner)))
        items = [item for item in items if item]
        if items:
            start = element.get("start", "1")
            number = int(start) if start.isdecimal() and len(start) <= _LONGEST_NUMBER else 1
            yield ItemList(line=line, start=None if element.tag == "ul" else number, items=tuple(items))

    def _table(self, element: Element, marks: Marks, line: int) -> Iterator[Block]:
        """A table, its caption before it; a table of one cell is a box."""
        for caption in element.findall("caption"):
            yield from self._paragraphs(list(self.words.read(caption, marks)), line)
        cells = [cell for row in rows_of(element) for cell in cells_of(row)]
        if len(cells) == 1:
            self.words.remarks.append(guessed(line, "a table of one cell is a box"))
            yield from set_apart(line, "box", self.read(cells[0], marks))
            return
        table, pictures = read_table(element, self.words)
        if table is not None:
            yield table
        yield from self._figures(pictures, line)

    def _figure(self, element: Element, marks: Marks, line: int) -> Iterator[_Found]:
        """A picture with its caption; a figure of something else is that, its caption a paragraph."""
        pictures = list(element.iter("img"))
        captions = element.findall("figcaption")
        pieces = [piece for caption in captions for piece in self.words.read(caption, marks)]
        words = in_order(_stretches(pieces))
        shown = [figure for image in pictures for figure in self._figure_of(image, line)]
        if shown:
            yield from (*shown[:-1], replace(shown[-1], caption=words))
            return
        for caption in captions:
            element.remove(caption)
        yield from self._within(element, marks)
        if words:
            yield Paragraph(line=line, words=words)

    def _definitions(self, element: Element, marks: Marks, line: int) -> Iterator[Block]:
        """Terms with what is said of them; a term of which nothing is said is a paragraph."""
        entries: list[Definition] = []
        for child in element.iter("dt", "dd"):
            inner = self.words.marked(child, marks)
            if child.tag == "dd" and entries:
                said = without_heads(self.read(child, inner))
                entries[-1] = replace(entries[-1], passages=(*entries[-1].passages, *([said] if said else [])))
            elif words := self.run(child, inner):
                entries.append(Definition(term=words, passages=()))
        for is_whole, group in itertools.groupby(entries, key=lambda entry: bool(entry.passages)):
            if is_whole:
                yield DefinitionList(line=line, entries=tuple(group))
            else:
                yield from (Paragraph(line=line, words=entry.term) for entry in group)

    def _verse(self, element: Element, marks: Marks, line: int) -> Iterator[Verse]:
        stanzas = [self.run(child, self.words.marked(child, marks)) for child in element if child.tag == "p"]
        stanzas = [stanza for stanza in (stanzas or [self.run(element, marks)]) if stanza]
        who: Run = ()
        if len(stanzas) > 1:
            who = speaker(stanzas[-1])
        if stanzas:
            yield Verse(line=line, stanzas=tuple(stanzas[:-1] if who else stanzas), attribution=who)

    def _settled(self, found: Iterable[_Found]) -> Iterator[Block]:
        """Blocks with each caption under its picture, and a break where a page break parts two paragraphs."""
        captioned = _captioned(found)
        for before, now, after in zip((None, *captioned), captioned, (*captioned[1:], None), strict=False):
            if not isinstance(now, _PageBreak):
                yield now
            elif isinstance(before, Paragraph) and isinstance(after, Paragraph):
                self.words.remarks.append(guessed(now.line, "a page break between paragraphs is a break"))
                yield Break(line=now.line)


def _captioned(found: Iterable[_Found]) -> list[Block | _PageBreak]:
    """A caption belongs to the picture before it, or else to the one behind; with neither it is a paragraph."""
    done: list[Block | _PageBreak] = []
    waiting: _CaptionLine | None = None
    for block in found:
        if isinstance(block, Figure) and waiting and not block.caption:
            done.append(replace(block, caption=waiting.words))
            waiting = None
            continue
        if waiting:
            done.append(Paragraph(line=waiting.line, words=waiting.words))
            waiting = None
        if not isinstance(block, _CaptionLine):
            done.append(block)
        elif done and isinstance(last := done[-1], Figure) and not last.caption:
            done[-1] = replace(last, caption=block.words)
        else:
            waiting = block
    return [*done, *([Paragraph(line=waiting.line, words=waiting.words)] if waiting else [])]


def _stretches(pieces: Iterable[Stretch | PictureInWords]) -> Iterator[Stretch]:
    return (piece for piece in pieces if isinstance(piece, Stretch))


def _has_words(piece: Stretch | PictureInWords) -> bool:
    return isinstance(piece, Stretch) and isinstance(piece.content, str) and not piece.content.isspace()


def _parted(stretches: Iterable[Stretch]) -> list[list[Stretch]]:
    """Stretches in as many parts as two line ends in a row make of them."""
    parts: list[list[Stretch]] = [[]]
    ended = False
    for stretch in stretches:
        if isinstance(stretch.content, LineEnd) and ended:
            parts.append([])
        parts[-1].append(stretch)
        ended = isinstance(stretch.content, LineEnd) or (ended and stretch.content == " ")
    return parts
