"""Blocks and words of a pamphlet become markup, for paper and for the screen alike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, assert_never

from markupsafe import Markup

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
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListItem,
    Mention,
    MissingLink,
    NoteCall,
    NoteReference,
    OrderedList,
    PageMark,
    Paragraph,
    PersonTag,
    Quotation,
    SmallCaps,
    Strong,
    Table,
    Text,
    Unbroken,
)
from pamphlet.manuscript.traversal import plain_text
from pamphlet.typeset.elements import element, run
from pamphlet.typeset.languages import language_attributes


class Medium(Protocol):
    """What differs between one document on paper and many files in an ebook."""

    @property
    def paged(self) -> bool:
        """Whether the medium itself knows page numbers, so that they need not be written out."""
        ...

    @property
    def stress(self) -> str:
        """What words that are stressed are set in: `italics` or `bold`."""
        ...

    def href(self, identity: str) -> str:
        """The address of a place in the pamphlet, given by its id."""
        ...

    def picture(self, name: str) -> str:
        """The address of a picture, given by its name in the manuscript."""
        ...

    def figure_style(self, name: str) -> str | None:
        """What a style sheet has to know of a picture, as custom properties; None for nothing."""
        ...

    def semantics(self, kind: str) -> str | None:
        """The value of the `epub:type` attribute for a kind of part; None to leave it out."""
        ...

    def page_of(self, identity: str) -> str:
        """The label of a place’s page, or the markup that will show it; empty where a place before it said the same."""
        ...

    def leader_to(self, identity: str) -> str:
        """The line of dots to the page on which a place stands, and that page; empty where none is drawn."""
        ...

    def page_mark(self, label: str) -> str:
        """The mark where the page `label` of the paper edition begins; empty where none is shown."""
        ...

    def page_mark_at(self, identity: str) -> str:
        """The marks of the pages that begin with an element of a template, given by its id."""
        ...

    def refined(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """The words of a paragraph as this medium wants them."""
        ...


_OPENING = {"‘": "opens-single", "‚": "opens-single", "“": "opens-double", "„": "opens-double", "«": "opens-double"}
"""Classes of paragraphs by the quotation mark with which they begin."""


class Compositor:
    """Sets blocks and words for one medium."""

    def __init__(self, medium: Medium) -> None:
        """Set for this medium."""
        self._medium = medium

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        """Blocks, one below the other."""
        return Markup("\n").join(self._block(block) for block in blocks)

    def words(self, inlines: Iterable[Inline]) -> Markup:
        """Words, side by side."""
        return run(self._inline(node) for node in inlines)

    def _block(self, block: Block) -> Markup:
        match block:
            case Paragraph():
                opening = _OPENING.get(plain_text(block.children)[:1]) if self._medium.paged else None
                words = self._medium.refined(block.children)
                return self._written("p", {"id": block.id, "class": opening}, words)
            case Heading():
                return self._written(f"h{block.level}", {"id": block.id}, block.children)
            case Attribution():
                return self._written("p", {"id": block.id, "class": "attribution"}, block.children)
            case Quotation():
                return element("blockquote", {}, self.blocks(block.children))
            case BulletList():
                return element("ul", {}, *(self._item(item) for item in block.items))
            case OrderedList():
                return self._ordered(block)
            case DefinitionList():
                return self._definitions(block)
            case Table():
                return self._table(block)
            case CodeBlock():
                return element("pre", {"id": block.id}, element("code", {}, block.text))
            case Break():
                return element("hr", {"class": "break"})
            case Figure():
                return self._figure(block)
            case Division():
                return self._division(block)
            case PageMark():
                return element("div", {"class": "page-mark-before"}, self._medium.page_mark(block.label))
            case _:
                assert_never(block)

    def _written(self, tag: str, attributes: dict[str, str | None], words: tuple[Inline, ...]) -> Markup:
        """A block of words; where all are of one other language the block is, and is read from that one's side."""
        match words:
            case (*marks, Foreign(language=language, children=children)) if _are_marks(marks):
                spoken = language_attributes(language)
                return element(tag, {**attributes, **spoken}, self.words((*marks, *children)))
            case _:
                return element(tag, attributes, self.words(words))

    def _ordered(self, block: OrderedList) -> Markup:
        """A numbered list; the layout engine takes its first number from the style alone."""
        attributes: dict[str, str | None] = {}
        if block.start != 1:
            attributes = {"start": str(block.start), "style": f"counter-reset:list-item {block.start - 1}"}
        return element("ol", attributes, *(self._item(item) for item in block.items))

    def _item(self, item: ListItem) -> Markup:
        return element("li", {}, self.blocks(item.children))

    def _definitions(self, block: DefinitionList) -> Markup:
        return element("dl", {}, *(self._definition(entry) for entry in block.entries))

    def _definition(self, entry: Definition) -> Markup:
        """A term and its passages in a group, so that they can be kept together on a page."""
        term = element("dt", {"id": entry.id}, self.words(entry.term))
        passages = (element("dd", {}, self.blocks(passage)) for passage in entry.passages)
        return element("div", {"class": "definition"}, term, *passages)

    def _table(self, block: Table) -> Markup:
        head = element("tr", {}, *(self._cell(cell, "th") for cell in block.head))
        rows = (element("tr", {}, *(self._cell(cell, "td") for cell in row)) for row in block.rows)
        return element("table", {}, element("thead", {}, head), element("tbody", {}, *rows))

    def _cell(self, cell: Cell, tag: str) -> Markup:
        """A cell; an empty corner is no head, for it heads nothing."""
        if tag == "th" and not cell.children:
            return element("td", {})
        scope = "col" if tag == "th" else None
        return element(tag, {"id": cell.id, "scope": scope, "class": cell.align}, self.words(cell.children))

    def _figure(self, block: Figure) -> Markup:
        picture = element("img", {"src": self._medium.picture(block.image), "alt": block.description})
        caption = element("figcaption", {}, self.words(block.caption)) if block.caption else Markup("")
        style = self._medium.figure_style(block.image)
        return element("figure", {"id": block.id, "style": style}, picture, caption)

    def _division(self, block: Division) -> Markup:
        role = "doc-epigraph" if block.kind == "epigraph" else None
        semantics = self._medium.semantics(block.kind)
        attributes = {"class": block.kind, "role": role, "epub:type": semantics, **language_attributes(block.language)}
        return element("div", attributes, self.blocks(block.children))

    def _inline(self, node: Inline) -> Markup:
        match node:
            case Text():
                return Markup.escape(node.text)
            case Code():
                return element("code", {}, node.text)
            case LineBreak():
                return element("br", {})
            case Emphasis():
                return element("em", {}, self.words(node.children))
            case Strong():
                return element("strong", {}, self.words(node.children))
            case SmallCaps():
                return element("span", {"class": "smallcaps"}, self.words(node.children))
            case Foreign():
                return element("span", language_attributes(node.language), self.words(node.children))
            case Link():
                return self._link(node)
            case MissingLink():
                return self.words(node.children)
            case Unbroken():
                return element("span", {"class": "unbroken"}, self.words(node.children))
            case NoteCall():
                return self._note_call(node)
            case Mention():
                return self._mention(node)
            case PageMark():
                return Markup(self._medium.page_mark(node.label))  # noqa: S704  # a medium's markup is our own
            case NoteReference() | PersonTag():
                raise AssertionError("the apparatus resolves these")
            case _:
                assert_never(node)

    def _link(self, node: Link) -> Markup:
        internal = node.address.startswith("#")
        address = self._medium.href(node.address[1:]) if internal else node.address
        return element("a", {"href": address, "class": None if internal else "outward"}, self.words(node.children))

    def _note_call(self, call: NoteCall) -> Markup:
        attributes = {
            "class": "note-call",
            "id": call.id,
            "href": self._medium.href(f"note-{call.number}"),
            "role": "doc-noteref",
            "epub:type": self._medium.semantics("noteref"),
        }
        return element("a", attributes, str(call.number))

    def _mention(self, node: Mention) -> Markup:
        words = self.words(node.children)
        if not node.entry:
            return element("span", {"id": node.id}, words)
        return element("a", {"id": node.id, "class": "person", "href": self._medium.href(f"fate-{node.entry}")}, words)


def _are_marks(nodes: Iterable[Inline]) -> bool:
    return all(isinstance(node, PageMark) for node in nodes)
