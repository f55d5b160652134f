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


class Rewriter(Protocol):
    """Changes the blocks of a tree, each of which it knows by its id."""

    def words(self, run: Run) -> tuple[Inline, ...]:
        """Change the words of a paragraph, a cell or a caption."""
        ...

    def head(self, run: Run) -> tuple[Inline, ...]:
        """Change the words of a head."""
        ...

    def before(self, block: Block) -> Iterable[Block]:
        """What is to stand before a block; it is asked before the words of the block are."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Run(Node):
    """The words of one block that holds words directly; `id` is the block's."""

    id: str
    children: tuple[Inline, ...]


def descend(node: Inline, edit: Callable[[tuple[Inline, ...]], tuple[Inline, ...]]) -> Inline:
    """The node with its inner words changed; itself where it has none."""
    return replace(node, children=edit(node.children)) if isinstance(node, Nesting) else node


def edit_section(section: Section, editor: Editor) -> Section:
    """Change the heading and the blocks of a section, in the order of reading."""
    return rewrite_section(section, _Edited(editor=editor))


def edit_blocks(blocks: tuple[Block, ...], editor: Editor) -> tuple[Block, ...]:
    """Change every run of words in the blocks, in the order of reading."""
    return rewrite_blocks(blocks, _Edited(editor=editor))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edited:
    """A rewriter for an editor, who need not know where the words stand."""

    editor: Editor

    def words(self, run: Run) -> tuple[Inline, ...]:
        return self.editor.words(run.children)

    def head(self, run: Run) -> tuple[Inline, ...]:
        return self.editor.head(run.children)

    def before(self, block: Block) -> Iterable[Block]:
        del block
        return ()


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


def rewrite_section(section: Section, rewriter: Rewriter) -> Section:
    """Change the heading and the blocks of a section, in the order of reading."""
    heading = section.heading
    if heading is not None:
        heading = replace(heading, children=rewriter.head(_run(heading, heading.children)))
    return replace(section, heading=heading, blocks=rewrite_blocks(section.blocks, rewriter))


def rewrite_blocks(blocks: tuple[Block, ...], rewriter: Rewriter) -> tuple[Block, ...]:
    """Change the blocks, in the order of reading, and put before each what is to stand there."""
    return tuple(made for block in blocks for made in (*rewriter.before(block), _rewritten(block, rewriter)))


def _rewritten(block: Block, rewriter: Rewriter) -> Block:
    match block:
        case Paragraph() | Attribution():
            return replace(block, children=rewriter.words(_run(block, block.children)))
        case Heading():
            return replace(block, children=rewriter.head(_run(block, block.children)))
        case Quotation() | Division():
            return replace(block, children=rewrite_blocks(block.children, rewriter))
        case BulletList() | OrderedList():
            items = tuple(replace(item, children=rewrite_blocks(item.children, rewriter)) for item in block.items)
            return replace(block, items=items)
        case DefinitionList():
            return replace(block, entries=tuple(_rewritten_definition(entry, rewriter) for entry in block.entries))
        case Table():
            head = _rewritten_cells(block.head, rewriter)
            return replace(block, head=head, rows=tuple(_rewritten_cells(row, rewriter) for row in block.rows))
        case Figure():
            return replace(block, caption=rewriter.words(_run(block, block.caption)))
        case CodeBlock() | Break() | PageMark():
            return block
        case _:
            assert_never(block)


def _rewritten_definition(entry: Definition, rewriter: Rewriter) -> Definition:
    term = rewriter.words(_run(entry, entry.term))
    return replace(entry, term=term, passages=tuple(rewrite_blocks(passage, rewriter) for passage in entry.passages))


def _rewritten_cells(cells: tuple[Cell, ...], rewriter: Rewriter) -> tuple[Cell, ...]:
    return tuple(replace(cell, children=rewriter.words(_run(cell, cell.children))) for cell in cells)


def _run(holder: Attribution | Cell | Definition | Figure | Heading | Paragraph, words: tuple[Inline, ...]) -> Run:
    return Run(id=holder.id, children=words, span=holder.span)


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


def runs(blocks: Iterable[Block]) -> Iterator[Run]:
    """Every block that holds words directly, however deep, in the order of reading."""
    for block in blocks:
        match block:
            case Paragraph() | Heading() | Attribution():
                yield _run(block, block.children)
            case Quotation() | Division():
                yield from runs(block.children)
            case BulletList() | OrderedList():
                for item in block.items:
                    yield from runs(item.children)
            case DefinitionList():
                for entry in block.entries:
                    yield _run(entry, entry.term)
                    for passage in entry.passages:
                        yield from runs(passage)
            case Table():
                for cell in (*block.head, *(cell for row in block.rows for cell in row)):
                    yield _run(cell, cell.children)
            case CodeBlock():
                yield Run(id=block.id, children=(Code(text=block.text, span=block.span),), span=block.span)
            case Figure():
                yield _run(block, block.caption)
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
