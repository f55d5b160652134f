"""A tree becomes its words in the order of reading, or the same tree with its words changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol, assert_never

from pamphlet.diagnostics import Span
from pamphlet.manuscript.document import (
    Attribution,
    Block,
    Break,
    BulletList,
    Cell,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Division,
    Figure,
    Foreign,
    Heading,
    Inline,
    LineBreak,
    Nesting,
    Node,
    NoteCall,
    OrderedList,
    PageMark,
    Paragraph,
    Quotation,
    Section,
    Table,
    Text,
)


class Editor(Protocol):
    """Changes the words of a tree; each method takes inline nodes that stand side by side.

    An editor goes into nested nodes itself, with `descend`, so that it meets all words in the
    order of reading.
    """

    def words(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Change the words of a paragraph, a cell or a caption."""
        ...

    def head(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Change the words of a head."""
        ...


def descend(node: Inline, edit: Callable[[tuple[Inline, ...]], tuple[Inline, ...]]) -> Inline:
    """The node with its inner words changed; itself where it has none."""
    return replace(node, children=edit(node.children)) if isinstance(node, Nesting) else node


def edit_section(section: Section, editor: Editor) -> Section:
    """Change the heading and the blocks of a section, in the order of reading."""
    heading = section.heading
    if heading is not None:
        heading = replace(heading, children=editor.head(heading.children))
    return replace(section, heading=heading, blocks=edit_blocks(section.blocks, editor))


def edit_blocks(blocks: tuple[Block, ...], editor: Editor) -> tuple[Block, ...]:
    """Change every run of words in the blocks, in the order of reading."""
    return tuple(_edit_block(block, editor) for block in blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Translated:
    """An editor that marks all words as those of a language."""

    language: str

    def words(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return (Foreign(language=self.language, children=inlines, span=inlines[0].span),) if inlines else ()

    def head(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return self.words(inlines)


def in_language(blocks: tuple[Block, ...], language: str) -> tuple[Block, ...]:
    """Blocks whose words are all marked as those of a language; as they are where it is empty."""
    return edit_blocks(blocks, _Translated(language=language)) if language else blocks


def _edit_block(block: Block, editor: Editor) -> Block:
    match block:
        case Paragraph() | Attribution():
            return replace(block, children=editor.words(block.children))
        case Heading():
            return replace(block, children=editor.head(block.children))
        case Quotation() | Division():
            return replace(block, children=edit_blocks(block.children, editor))
        case BulletList() | OrderedList():
            items = tuple(replace(item, children=edit_blocks(item.children, editor)) for item in block.items)
            return replace(block, items=items)
        case DefinitionList():
            return replace(block, entries=tuple(_edit_definition(entry, editor) for entry in block.entries))
        case Table():
            head = _edit_cells(block.head, editor)
            return replace(block, head=head, rows=tuple(_edit_cells(row, editor) for row in block.rows))
        case Figure():
            return replace(block, caption=editor.words(block.caption))
        case CodeBlock() | Break() | PageMark():
            return block
        case _:
            assert_never(block)


def _edit_definition(entry: Definition, editor: Editor) -> Definition:
    term = editor.words(entry.term)
    return replace(entry, term=term, passages=tuple(edit_blocks(passage, editor) for passage in entry.passages))


def _edit_cells(cells: tuple[Cell, ...], editor: Editor) -> tuple[Cell, ...]:
    return tuple(replace(cell, children=editor.words(cell.children)) for cell in cells)


def inline_nodes(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Every inline node, the outer before the inner, in the order of reading."""
    for node in inlines:
        yield node
        if isinstance(node, Nesting):
            yield from inline_nodes(node.children)


def plain_text(inlines: Iterable[Inline]) -> str:
    """The words alone: no marks, no note calls; a line break is a space."""
    parts = []
    for node in inline_nodes(inlines):
        match node:
            case Text() | Code():
                parts.append(node.text)
            case LineBreak():
                parts.append(" ")
            case _:
                pass
    return "".join(parts)


def set_words(inlines: Iterable[Inline]) -> Iterator[tuple[str, Span]]:
    """What is set for words with their apparatus, piece by piece with its place: the numbers of notes too."""
    for node in inline_nodes(inlines):
        match node:
            case Text() | Code():
                yield node.text, node.span
            case NoteCall():
                yield str(node.number), node.span
            case LineBreak():
                yield " ", node.span
            case _:
                pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Run(Node):
    """The words of one block that holds words directly; `id` is the block's."""

    id: str
    children: tuple[Inline, ...]


def runs(blocks: Iterable[Block]) -> Iterator[Run]:
    """Every block that holds words directly, however deep, in the order of reading."""
    for block in blocks:
        match block:
            case Paragraph() | Heading() | Attribution():
                yield Run(id=block.id, children=block.children, span=block.span)
            case Quotation() | Division():
                yield from runs(block.children)
            case BulletList() | OrderedList():
                for item in block.items:
                    yield from runs(item.children)
            case DefinitionList():
                for entry in block.entries:
                    yield Run(id=entry.id, children=entry.term, span=entry.span)
                    for passage in entry.passages:
                        yield from runs(passage)
            case Table():
                for cell in (*block.head, *(cell for row in block.rows for cell in row)):
                    yield Run(id=cell.id, children=cell.children, span=cell.span)
            case CodeBlock():
                yield Run(id=block.id, children=(Code(text=block.text, span=block.span),), span=block.span)
            case Figure():
                yield Run(id=block.id, children=block.caption, span=block.span)
            case Break() | PageMark():
                pass
            case _:
                assert_never(block)


def section_runs(section: Section) -> Iterator[Run]:
    """The heading and every other block with words of a section."""
    if section.heading is not None:
        yield from runs((section.heading,))
    yield from runs(section.blocks)


def blocks_within(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block, the outer before the inner, in the order of reading."""
    for block in blocks:
        yield block
        match block:
            case Quotation() | Division():
                yield from blocks_within(block.children)
            case BulletList() | OrderedList():
                for item in block.items:
                    yield from blocks_within(item.children)
            case DefinitionList():
                for entry in block.entries:
                    for passage in entry.passages:
                        yield from blocks_within(passage)
            case _:
                pass
