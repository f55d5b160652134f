"""A document becomes its prose, in the order of reading: what the rules on words, dates and people read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import assert_never

from pamphlet.desk.prose import Call, Marked, Piece, Prose, Range, Where, addresses, quotations
from pamphlet.diagnostics import Span
from pamphlet.manuscript.document import (
    Attribution,
    Block,
    Break,
    BulletList,
    Code,
    CodeBlock,
    DefinitionList,
    Division,
    Document,
    Figure,
    Foreign,
    Heading,
    Inline,
    LineBreak,
    Link,
    Nesting,
    NoteReference,
    OrderedList,
    PageMark,
    Paragraph,
    PersonTag,
    Quotation,
    Section,
    Table,
    Text,
)
from pamphlet.manuscript.passage import Passage
from pamphlet.manuscript.traversal import plain_text

_QUOTING = {"verse": Where.VERSE, "epigraph": Where.QUOTATION}
"""Fenced passages whose words are someone else's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """What the blocks that are read stand in."""

    where: Where
    language: str
    section: Section | None = None
    quoted: bool = False


def read_prose(document: Document, language: str, title_page: Iterable[Passage]) -> Iterator[Prose]:
    """All that is printed: the texts of the title page, the sections, the fates, the notes."""
    for passage in title_page:
        if passage.text.strip():
            yield _plain(passage, language)
    for section in document.sections:
        inner = _Setting(where=Where.BODY, language=section.language or language, section=section)
        if section.heading is not None:
            yield from _prose((section.heading,), inner)
        yield from _prose(section.blocks, inner)
    fate = _Setting(where=Where.FATE, language=language)
    yield from _prose(document.people.introduction, fate)
    for person in document.people.persons:
        yield from _prose(person.fate, fate)
        yield from _prose(person.source, replace(fate, where=Where.FATE_SOURCE))
    yield from _prose(document.people.closing, fate)
    for note in document.notes:
        yield from _prose(note.blocks, _Setting(where=Where.NOTE, language=language))


def _plain(passage: Passage, language: str) -> Prose:
    """A text without marks of Markdown."""
    return Prose(
        text=passage.text,
        where=Where.TITLE_PAGE,
        role="",
        section=None,
        language=language,
        quoted=tuple(quotations(passage.text)),
        literal=tuple(addresses(passage.text)),
        pieces=(Piece(start=0, span=passage.span),),
    )


def _prose(blocks: Iterable[Block], setting: _Setting) -> Iterator[Prose]:
    for block in blocks:
        match block:
            case Paragraph():
                yield from _run(block.children, setting)
            case Heading():
                yield from _run(block.children, replace(setting, where=Where.HEAD))
            case Attribution():
                yield from _run(block.children, replace(setting, where=Where.ATTRIBUTION, quoted=False))
            case Quotation():
                yield from _prose(block.children, replace(setting, where=Where.QUOTATION, quoted=True))
            case Division():
                yield from _prose(block.children, _divided(block, setting))
            case BulletList() | OrderedList():
                for item in block.items:
                    yield from _prose(item.children, setting)
            case DefinitionList():
                for entry in block.entries:
                    yield from _run(entry.term, replace(setting, where=Where.TERM))
                    for passage in entry.passages:
                        yield from _prose(passage, setting)
            case Table():
                for cell in (*block.head, *(cell for row in block.rows for cell in row)):
                    yield from _run(cell.children, replace(setting, where=Where.CELL))
            case Figure():
                yield from _run(block.caption, replace(setting, where=Where.CAPTION))
            case CodeBlock():
                yield from _run((Code(text=block.text, span=block.span),), replace(setting, where=Where.CODE))
            case Break() | PageMark():
                pass
            case _:
                assert_never(block)


def _divided(block: Division, setting: _Setting) -> _Setting:
    quoting = block.kind in _QUOTING
    return replace(
        setting,
        where=_QUOTING.get(block.kind, setting.where),
        language=block.language or setting.language,
        quoted=quoting or setting.quoted,
    )


def _run(inlines: Iterable[Inline], setting: _Setting) -> Iterator[Prose]:
    """The words of a block; nothing where it has none."""
    weaver = _Weaver()
    weaver.add(inlines)
    text = "".join(weaver.words)
    if not text.strip():
        return
    whole = [marked for marked in weaver.foreign if (marked.start, marked.end) == (0, len(text))]
    yield Prose(
        text=text,
        where=setting.where,
        role=setting.section.role if setting.section else "",
        section=setting.section,
        language=whole[0].mark if whole else setting.language,
        quoted=((0, len(text)),) if setting.quoted else tuple(quotations(text)),
        literal=tuple(sorted({*weaver.literal, *addresses(text)})),
        foreign=tuple(marked for marked in weaver.foreign if marked not in whole),
        persons=tuple(weaver.persons),
        calls=tuple(weaver.calls),
        pieces=tuple(weaver.pieces),
    )


@dataclass(slots=True)
class _Weaver:
    """Joins inline nodes to one text, and keeps where each piece of it comes from."""

    words: list[str] = field(default_factory=list)
    length: int = 0
    pieces: list[Piece] = field(default_factory=list)
    literal: list[Range] = field(default_factory=list)
    foreign: list[Marked] = field(default_factory=list)
    persons: list[Marked] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)

    def add(self, inlines: Iterable[Inline]) -> None:
        for node in inlines:
            match node:
                case Text():
                    self._put(node.text, node.span)
                case LineBreak():
                    self._put(" ", node.span)
                case Code():
                    start = self.length
                    self._put(node.text, node.span)
                    self.literal.append((start, self.length))
                case NoteReference():
                    self.calls.append(Call(at=self.length, label=node.label, span=node.span))
                case _ if isinstance(node, Nesting):
                    self._nest(node)
                case _:
                    pass  # what later stages make

    def _nest(self, node: Nesting) -> None:
        start = self.length
        self.add(node.children)
        match node:
            case Foreign():
                self.foreign.append(Marked(start=start, end=self.length, mark=node.language))
            case PersonTag():
                self.persons.append(Marked(start=start, end=self.length, mark=node.key))
            case Link() if plain_text(node.children) in node.address:
                self.literal.append((start, self.length))
            case _:
                pass

    def _put(self, text: str, span: Span) -> None:
        """Add words; of two spaces with something unprinted between them, a comment or a call, one is seen."""
        before = self.pieces[-1].span.end if self.pieces else span.start
        if text.startswith(" ") and before != span.start and self.words[-1].endswith(" "):
            text, span = text[1:], span.within(1, len(text)) if _is_exact(text, span) else span
        if text:
            self.words.append(text)
            self.pieces.append(Piece(start=self.length, span=span))
            self.length += len(text)


def _is_exact(text: str, span: Span) -> bool:
    return span.end - span.start == len(text)
