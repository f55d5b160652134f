"""A passage of Markdown becomes blocks and notes, every node with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs.parse import ParseError
from mdit_py_plugins.attrs.parse import parse as parse_attributes

from pamphlet.diagnostics import Diagnostics, Span, did_you_mean
from pamphlet.limits import USUAL, raising
from pamphlet.manuscript.dialect import FENCE, dialect
from pamphlet.manuscript.document import (
    Attribution,
    Block,
    Break,
    BulletList,
    Cell,
    CodeBlock,
    Definition,
    DefinitionList,
    Division,
    Figure,
    Foreign,
    Heading,
    Inline,
    ListItem,
    Note,
    OrderedList,
    Paragraph,
    Quotation,
    Table,
    Text,
)
from pamphlet.manuscript.inlines import InlineReader, refuse_html
from pamphlet.manuscript.marks import Mark, marks_in
from pamphlet.manuscript.passage import Passage, Placer
from pamphlet.manuscript.traversal import in_language, plain_text

_KINDS = ("verse", "epigraph", "box", "questions")
_ATTRIBUTED = ("verse", "epigraph")
_DASHES = ("—", "–")
_BAR = re.compile(r"(?<!\\)\|")
"""What parts the cells of a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a passage holds; `language` is what its title says of it, empty where it says nothing."""

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    language: str = ""


class Reader:
    """Reads the Markdown of one manuscript: one language, one kind of quotation marks; keeps the marks it meets."""

    def __init__(
        self, language: str, quotes: str, diagnostics: Diagnostics, deepest_nesting: int = USUAL.deepest_nesting
    ) -> None:
        """Prepare the parser; problems of every passage go to the collector."""
        self._deepest_nesting = deepest_nesting
        self._parser = dialect(language, quotes)
        self._diagnostics = diagnostics
        self.marks: list[Mark] = []

    def read(self, passage: Passage, prefix: str) -> Reading:
        """Read a passage; the ids of its blocks begin with the prefix, which must be unique."""
        environment: dict[str, Any] = {}
        # The line end is for the parser of fences, which fails on an empty last line without one.
        tokens = self._parser.parse(passage.as_parsed + "\n", environment)
        for token in tokens:
            block = token.level if token.type != "inline" else 0
            if max((block, *(child.level for child in token.children or ()))) > self._deepest_nesting:
                self._diagnostics.error(
                    "nesting",
                    f"this is nested deeper than the limit `deepest_nesting` of {self._deepest_nesting} levels",
                    passage.line_span(token.map[0] if token.map else 0),
                    hint=f"lists in lists in lists: take some of them apart; {raising('deepest_nesting')}",
                )
                return Reading(blocks=(), notes=())
        self._report_unused_references(passage, tokens, environment)
        blocks = _BlockReader(passage, prefix, self._parser, self._diagnostics)
        read = blocks.read(SyntaxTreeNode(tokens).children)
        self.marks.extend(blocks.marks)
        notes = (replace(note, blocks=in_language(note.blocks, blocks.language)) for note in blocks.notes)
        return Reading(blocks=read, notes=tuple(notes), language=blocks.language)

    def _report_unused_references(self, passage: Passage, tokens: list[Token], environment: dict[str, Any]) -> None:
        """A line `[words]: address` is not printed: if nothing uses it, its words would be lost."""
        links = (child for token in tokens for child in token.children or () if child.type in {"link_open", "image"})
        used = {link.meta.get("label") for link in links}
        defined: dict[str, Any] = environment.get("references", {})
        unused = [(label, reference["map"][0]) for label, reference in defined.items() if label not in used]
        repeated = [(reference["label"], reference["map"][0]) for reference in environment.get("duplicate_refs", ())]
        for label, line in (*unused, *repeated):
            self._diagnostics.error(
                "reference-unused",
                f"`[{label.lower()}]` gives an address that no link uses",
                passage.line_span(line),
                hint="if these are words to be printed, put a backslash before the bracket",
            )


class _BlockReader:
    def __init__(self, passage: Passage, prefix: str, parser: MarkdownIt, diagnostics: Diagnostics) -> None:
        self.notes: list[Note] = []
        self.marks: list[Mark] = []
        self.language = ""
        self._passage = passage
        self._prefix = prefix
        self._parser = parser
        self._diagnostics = diagnostics
        self._count = 0
        self._level = 1
        self._fence = ""

    def read(self, nodes: Iterable[SyntaxTreeNode]) -> tuple[Block, ...]:
        return tuple(block for node in nodes for block in self._block(node))

    def _id(self) -> str:
        """The next id; names of files and keys of persons hold no underscore, so it is not theirs."""
        self._count += 1
        return f"{self._prefix}_{self._count}"

    def _block(self, node: SyntaxTreeNode) -> Iterator[Block]:
        span = self._passage.lines_at(node)
        match node.type:
            case "paragraph":
                yield from self._paragraph(node, span)
            case "heading":
                yield self._heading(node, span)
            case "blockquote":
                yield Quotation(children=self._attributed(self.read(node.children)), span=span)
            case "bullet_list":
                yield BulletList(items=self._items(node), span=span)
            case "ordered_list":
                yield OrderedList(start=int(node.attrs.get("start", 1)), items=self._items(node), span=span)
            case "dl":
                yield DefinitionList(entries=tuple(self._definitions(node)), span=span)
            case "table":
                yield self._table(node, span)
            case "code_block" | "fence":
                self._refuse_words_of_fence(node, span)
                yield CodeBlock(id=self._id(), text=node.content.rstrip("\n"), span=span)
            case "hr":
                yield Break(span=span)
            case "html_block":
                refuse_html(node.content, span, self._diagnostics)
                self.marks.extend(marks_in(node.content, span, self._passage.lines_below(node)))
            case "footnote_reference":
                self.notes.append(Note(label=str(node.meta["label"]), blocks=self.read(node.children), span=span))
            case _ if node.type == f"container_{FENCE}":
                yield from self._division(node, span)
            case _:
                raise AssertionError(node.type)

    def _refuse_words_of_fence(self, node: SyntaxTreeNode, span: Span) -> None:
        """One word behind the backticks names a language, as is the custom; more would be lost."""
        if len(node.info.split()) > 1:
            self._diagnostics.error(
                "attribute-unknown",
                f"`{node.info.strip()}` would not be printed",
                span,
                hint="the code begins on the next line; within a line, one backtick before it and one behind will do",
            )

    def _inlines(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        """The words of a block: of its only child, the inline token."""
        inline = node.children[0] if node.children else None
        if inline is None or not inline.children:
            return ()
        return self._words(Placer.lines(self._passage, inline, node.markup.rstrip("=-")), inline)

    def _words(self, placer: Placer, inline: SyntaxTreeNode) -> tuple[Inline, ...]:
        reader = InlineReader(placer, self._diagnostics, verse=self._fence == "verse")
        words = reader.read(inline.children)
        self.marks.extend(reader.marks)
        return words

    def _paragraph(self, node: SyntaxTreeNode, span: Span) -> Iterator[Block]:
        inline = node.children[0]
        solid = [child for child in inline.children if child.type != "text" or child.content.strip()]
        if len(solid) == 1 and solid[0].type == "image":
            yield self._figure(solid[0], span)
            return
        if any(line and not line.strip(":") for line in inline.content.split("\n")):
            self._diagnostics.error(
                "fence-stray",
                "a fence `:::` ends here that was not begun",
                span,
                hint="begin it with `::: box`; a fence around another has more colons",
            )
            return
        if words := self._inlines(node):
            yield Paragraph(id=self._id(), children=words, span=span)

    def _figure(self, image: SyntaxTreeNode, span: Span) -> Figure:
        for key in set(image.attrs) - {"src", "alt", "title"}:
            self._diagnostics.error("attribute-unknown", f"`{key}` is not known on a picture", span)
        start, end = (offset - self._passage.span.start for offset in (span.start, span.end))
        title = str(image.attrs.get("title", ""))
        described = self._apart(image.content, self._passage.text.find(image.content, start, end), span)
        return Figure(
            id=self._id(),
            image=unquote(str(image.attrs.get("src", ""))),  # the parser writes it as a web address
            description=" ".join(plain_text(described).split()),
            caption=self._apart(title, self._passage.text.rfind(title, start, end), span),
            span=span,
        )

    def _apart(self, text: str, at: int, block: Span) -> tuple[Inline, ...]:
        """Words that stand apart in a block, at an offset in the passage; -1 if they are written otherwise."""
        passage = Passage(span=self._passage.at(at, at + len(text)) if at >= 0 else block, text=text)
        inline = SyntaxTreeNode(self._parser.parseInline(text)).children[0]
        return self._words(Placer.lines(passage, inline), inline)

    def _heading(self, node: SyntaxTreeNode, span: Span) -> Heading:
        level = int(node.tag[1:])
        for key in set(node.attrs) - ({"id", "lang"} if level == 1 else {"id"}):
            hint = "only `{#id}` is, and `{lang=ru}` behind the title of a chapter in Russian"
            self._diagnostics.error("attribute-unknown", f"`{key}` is not known on a head", span, hint=hint)
        if self._fence:
            level = self._level + 1  # a head in a box stands below the head that the box stands under
        else:
            if level > 3:
                self._diagnostics.error(
                    "head-level", f"this head is of level {level}", span, hint="`##` and `###` are used"
                )
            elif level > self._level + 1:
                self._diagnostics.error(
                    "head-skipped", f"a head of level {level} follows one of level {self._level}", span,
                    hint=f"write `{'#' * (self._level + 1)}`",
                )  # fmt: skip
            self._level = level
        made = self._id()
        if level == 1 and self._count == 1:
            made = self._prefix  # the title of a file goes by the name of the file, so `#bread` leads to bread.md
        identity = str(node.attrs.get("id", "")) or made
        words = self._inlines(node)
        if level == 1 and "lang" in node.attrs:
            self.language = str(node.attrs["lang"])
            words = (Foreign(language=self.language, children=words, span=span),)
        return Heading(id=identity, level=min(level, 4), children=words, span=span)

    def _items(self, node: SyntaxTreeNode) -> tuple[ListItem, ...]:
        return tuple(
            ListItem(children=self.read(item.children), span=self._passage.lines_at(item)) for item in node.children
        )

    def _definitions(self, node: SyntaxTreeNode) -> Iterator[Definition]:
        """Each term with the passages that follow it, up to the next term."""
        children = list(node.children)
        while children:
            term = children.pop(0)
            identity, words, span = self._id(), self._inlines(term), self._passage.lines_at(term)
            passages = []
            while children and children[0].type == "dd":
                passages.append(self.read(children.pop(0).children))
            yield Definition(id=identity, term=words, passages=tuple(passages), span=span)

    def _table(self, node: SyntaxTreeNode, span: Span) -> Table:
        head, *rows = [row for part in node.children for row in part.children]
        for row in rows:
            self._refuse_surplus(row, len(head.children))
        return Table(head=tuple(self._cells(head)), rows=tuple(tuple(self._cells(row)) for row in rows), span=span)

    def _cells(self, row: SyntaxTreeNode) -> Iterator[Cell]:
        """The cells of a row; equal ones are told apart by looking behind the one before."""
        number = (row.map or (0, 0))[0]
        after = self._passage.line_offset(number)
        for cell in row.children:
            align = str(cell.attrs.get("style", "")).removeprefix("text-align:") or "left"
            placer = Placer.cell(self._passage, cell.children[0], after)
            after = placer.end if placer.content else after
            words = self._words(placer, cell.children[0])
            yield Cell(id=self._id(), align=align, children=words, span=placer.span(0, len(placer.content)))

    def _refuse_surplus(self, row: SyntaxTreeNode, width: int) -> None:
        """Report cells beyond those that the head of the table has: the parser drops them."""
        number = (row.map or (0, 0))[0]
        cells = _BAR.split(self._passage.lines[number].strip(" \t>"))
        surplus = cells[width + (not cells[0]) :]
        if any(cell.strip() for cell in surplus):
            self._diagnostics.error(
                "table-row",
                f"this row has more cells than the head of the table, which has {width}",
                self._passage.line_span(number),
                hint="give the head as many cells, or write `\\|` for a bar that parts no cells",
            )

    def _division(self, node: SyntaxTreeNode, span: Span) -> Iterator[Block]:
        kind, language = self._kind(node, span)
        first, last = node.map or (0, 0)
        closing = self._passage.lines[last].strip(" >\t") if last < len(self._passage.lines) else ""
        if not closing or closing.strip(":"):
            self._diagnostics.error(
                "fence-open",
                f"the fence `::: {kind}` is not ended",
                self._passage.line_span(first),
                hint="write `:::` on a line of its own where the passage ends",
            )
        outer, self._fence = self._fence, kind
        children = self.read(node.children)
        self._fence = outer
        if kind in _ATTRIBUTED:
            children = self._attributed(children)
        yield Division(kind=kind, children=children, language=language, span=span)

    def _kind(self, node: SyntaxTreeNode, span: Span) -> tuple[str, str]:
        """Kind and language of a fenced passage: `verse`, or `{.verse lang=fr}`."""
        info = node.info.strip().rstrip(":").strip()
        name, language = info, ""
        if info.startswith("{"):
            try:
                _, attributes = parse_attributes(info)
                name, language = attributes.pop("class", info), attributes.pop("lang", "")
                for key in attributes:
                    self._diagnostics.error("attribute-unknown", f"`{key}` is not known on a fence", span)
            except ParseError:
                name = info
        if name not in _KINDS:
            self._diagnostics.error(
                "fence-unknown", f"`::: {name}` is not known", span, hint=did_you_mean(name, _KINDS)
            )
            return "box", language
        return name, language

    def _attributed(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Turn a last paragraph `— Name` into the attribution of what stands above it."""
        if len(blocks) < 2 or not isinstance(last := blocks[-1], Paragraph):
            return blocks
        first = last.children[0]
        if not isinstance(first, Text) or not first.text.startswith(_DASHES):
            return blocks
        kept = first.text[1:].lstrip()
        rest = list(last.children[1:])
        if kept:
            span = first.span.within(len(first.text) - len(kept), len(first.text))
            rest.insert(0, replace(first, text=kept, span=span))
        elif not rest:
            return blocks
        elif isinstance(second := rest[0], Text):
            cut = len(second.text) - len(second.text.lstrip())
            rest[0] = replace(second, text=second.text[cut:], span=second.span.within(cut, len(second.text)))
        return (*blocks[:-1], Attribution(id=last.id, children=tuple(rest), span=last.span))
