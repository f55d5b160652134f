"""Inline tokens of Markdown become inline nodes: words, their stress, links, note calls, names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.tree import SyntaxTreeNode

from pamphlet.diagnostics import Diagnostics, Span, did_you_mean
from pamphlet.manuscript.dialect import PLACE
from pamphlet.manuscript.document import (
    Code,
    Emphasis,
    Foreign,
    Inline,
    LineBreak,
    Link,
    MissingLink,
    NoteReference,
    PersonTag,
    SmallCaps,
    Strong,
    Text,
)
from pamphlet.manuscript.marks import Mark, marks_in
from pamphlet.manuscript.passage import Placer

_REPLACED = {"---": "—", "--": "–", "...": "…"}
_TO_REPLACE = re.compile(r"(?<!-)---?(?!-)|\.\.\.")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"</?\s*([a-zA-Z][a-zA-Z0-9-]*)")
_SPAN_KEYS = ("person", "lang")
_SPAN_CLASSES = ("smallcaps", "missing-address")

_INSTEAD_OF_HTML = {
    "a": "`[words](address)`",
    "b": "`**words**`",
    "blockquote": "`> words`",
    "br": "a backslash at the end of the line",
    "em": "`*words*`",
    "figure": '`![what it shows](images/file.svg "Caption")`',
    "h1": "`# words`",
    "h2": "`## words`",
    "h3": "`### words`",
    "hr": "`***` on a line of its own",
    "i": "`*words*`",
    "img": "`![what it shows](images/file.svg)`",
    "li": "`- words`",
    "ol": "`1. words`",
    "p": "an empty line between paragraphs",
    "pre": "four spaces before each line",
    "strong": "`**words**`",
    "sup": "`[^label]` for an endnote",
    "table": "columns parted by `|`",
    "ul": "`- words`",
}


class InlineReader:
    """Turns the inline token of one block into nodes.

    `verse` says that lines are lines: each line end of the manuscript is a line break.  `marks` are the
    comments to the sub-editor that were met.
    """

    def __init__(self, placer: Placer, diagnostics: Diagnostics, *, verse: bool = False) -> None:
        """Read one block's words; problems go to the collector."""
        self.marks: list[Mark] = []
        self._placer = placer
        self._diagnostics = diagnostics
        self._verse = verse
        self._reached = 0

    def read(self, nodes: list[SyntaxTreeNode]) -> tuple[Inline, ...]:
        """The inline nodes of a token's children."""
        return tuple(made for node in nodes for made in self._node(node))

    def _node(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        start = self._start(node)
        match node.type:
            case "text":
                yield from self._words(node.content, start)
            case "text_special":
                yield Text(text=node.content, span=self._placer.span(start, start + len(node.markup or " ")))
            case "softbreak" if not self._verse:
                yield Text(text=" ", span=self._placer.span(start, start + 1))
            case "softbreak" | "hardbreak":
                yield LineBreak(span=self._placer.span(start, start + 1))
            case "code_inline":
                span = self._placer.span(start, start + len(node.content) + 2 * len(node.markup))
                yield from self._plain(node, (Code(text=node.content, span=span),), span)
            case "footnote_ref":
                yield NoteReference(label=str(node.meta["label"]), span=self._note_span(node, start))
            case "image":
                self._diagnostics.error(
                    "picture-in-text",
                    "a picture stands within a paragraph",
                    self._placer.span(start, start + 2),
                    hint="put an empty line before and after it",
                )
            case "html_inline":
                self._html(node, self._placer.span(start, start + len(node.content)))
            case _:
                yield from self._nesting(node, start)

    def _start(self, node: SyntaxTreeNode) -> int:
        """The offset at which a token begins; where the parser lost it, from the last one known."""
        token = node.token if node.token is not None else node.nester_tokens and node.nester_tokens.opening
        place = token.meta.get(PLACE) if token else None
        self._reached = int(place) if place is not None else self._reached
        return self._reached

    def _note_span(self, node: SyntaxTreeNode, start: int) -> Span:
        call = f"[^{node.meta['label']}]"
        found = max(self._placer.content.find(call, start), start)
        self._reached = found + len(call)
        return self._placer.span(found, found + len(call))

    def _words(self, words: str, start: int) -> Iterator[Text]:
        """Words with typographic dashes and ellipses; what changes its length is a node of its own."""
        done = 0
        for found in _TO_REPLACE.finditer(words):
            if found.start() > done:
                yield self._text(words[done : found.start()], start + done)
            span = self._placer.span(start + found.start(), start + found.end())
            yield Text(text=_REPLACED[found[0]], span=span)
            done = found.end()
        if done < len(words):
            yield self._text(words[done:], start + done)
        self._reached = start + len(words)

    def _text(self, words: str, start: int) -> Text:
        return Text(text=words, span=self._placer.span(start, start + len(words)))

    def _nesting(self, node: SyntaxTreeNode, start: int) -> Iterator[Inline]:
        children = self.read(node.children)
        closing = node.nester_tokens.closing if node.nester_tokens else None
        end = int(closing.meta.get(PLACE, self._reached)) + len(closing.markup) if closing else self._reached
        span = self._placer.span(start, max(end, start + 1))
        match node.type:
            case "link" if node.info == "auto":
                yield self._autolink(node, start)
            case "em":
                yield Emphasis(children=children, span=span)
            case "strong":
                yield Strong(children=children, span=span)
            case "link":
                link = Link(address=str(node.attrs.get("href", "")), children=children, span=span)
                yield from self._plain(node, (link,), span)
            case "span":
                yield from self._span(node, children, span)
            case _:
                raise AssertionError(node.type)

    def _autolink(self, node: SyntaxTreeNode, start: int) -> Link:
        """`<address>`: shown as it is written, without typographic marks."""
        end = self._placer.content.index(">", start)
        address = self._text(self._placer.content[start + 1 : end], start + 1)
        self._reached = end + 1
        return Link(address=str(node.attrs["href"]), children=(address,), span=self._placer.span(start, end + 1))

    def _plain(self, node: SyntaxTreeNode, made: tuple[Inline, ...], span: Span) -> tuple[Inline, ...]:
        """Refuse attributes where the dialect has none."""
        for key in set(node.attrs) - {"href"}:
            hint = "a link shows no title: write the words into the text" if key == "title" else ""
            self._unknown(f"{{{'.' if key == 'class' else key + '='}{node.attrs[key]}}}", span, hint)
        return made

    def _span(self, node: SyntaxTreeNode, children: tuple[Inline, ...], span: Span) -> tuple[Inline, ...]:
        """`[words]{…}`: each attribute wraps the words once."""
        made = children
        for key, value in node.attrs.items():
            match key, str(value):
                case "class", classes:
                    for name in classes.split():
                        made = self._classed(name, made, span)
                case "person", person:
                    made = (PersonTag(key=person, children=made, span=span),)
                case "lang", language:
                    made = (Foreign(language=language, children=made, span=span),)
                case other, _:
                    self._unknown(f"{other}=", span, did_you_mean(str(other), _SPAN_KEYS))
        return made

    def _classed(self, name: str, children: tuple[Inline, ...], span: Span) -> tuple[Inline, ...]:
        match name:
            case "smallcaps":
                return (SmallCaps(children=children, span=span),)
            case "missing-address":
                return (MissingLink(children=children, span=span),)
            case _:
                self._unknown(f".{name}", span, did_you_mean(name, _SPAN_CLASSES))
                return children

    def _unknown(self, what: str, span: Span, hint: str = "") -> None:
        self._diagnostics.error("attribute-unknown", f"`{what}` is not known here", span, hint=hint)

    def _html(self, node: SyntaxTreeNode, span: Span) -> None:
        refuse_html(node.content, span, self._diagnostics)
        self.marks.extend(marks_in(node.content, span, self._placer.span(0, len(self._placer.content))))


def refuse_html(html: str, span: Span, diagnostics: Diagnostics) -> None:
    """Report raw HTML with what to write instead; a comment is the author's own affair."""
    if not _COMMENT.sub("", html).strip():
        return
    tag = _TAG.search(html)
    name = tag[1].lower() if tag else ""
    instead = _INSTEAD_OF_HTML.get(name)
    diagnostics.error(
        "html",
        f"HTML is not used here: `<{name}>`" if name else "HTML is not used here",
        span,
        hint=f"write {instead}" if instead else "write it in Markdown, or `\\<` for the sign itself",
    )
