"""Markdown as others write it becomes copy: CommonMark with tables, footnotes, definition lists and front matter."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml.etree import _Element as Element
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from pamphlet.intake.archive import too_large
from pamphlet.intake.article import Remark, guessed, left_out
from pamphlet.intake.beside import Beside
from pamphlet.intake.copy import Copy, Count
from pamphlet.intake.text.blocks import decode_text
from pamphlet.intake.text.front_matter import read_front_matter
from pamphlet.intake.text.house_markup import to_house_markup
from pamphlet.intake.words import missing_words
from pamphlet.intake.xml import html_tree
from pamphlet.workspace import uniform_line_ends

_DEEPEST = 60
"""Levels of tokens: thirty lists in one another.  The parser drops what lies beyond its own bound, in silence."""
_MOST_LINES = 60_000
"""A book of 500 pages has some 20,000, if each ends where it does on the page."""
_MOST_MARKS = 100_000
"""Signs that may begin a mark; each takes the parser some 20 µs."""
_MOST_BRACKETS = 2_000
"""In one paragraph: the time that the parser takes for them grows with their square."""

_HEAD_ATTRIBUTES = re.compile(r"\s*\{[#.][^{}]*\}\s*$")
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_LETTER_BY_LETTER = frozenset({"fence", "code_block"})
_OF_NOTES = {"footnote_reference_open": 1, "footnote_reference_close": -1}
_RAW = frozenset({"html_block", "html_inline"})
_BAR = re.compile(r"(?<!\\)\|")
_TAG = re.compile(r"<[^>]*>")


def read_markdown(data: bytes, name: str, beside: Beside) -> Copy:
    """Read a Markdown file; `beside` are the pictures beside it.

    Raises Refused where it is too large or nested too deep.
    """
    decoded, remarks = decode_text(data)
    parsed = _parse(uniform_line_ends(decoded), name)
    front = read_front_matter(next((token.content for token in parsed.tokens if token.type == "front_matter"), ""))
    house = to_house_markup(next(html_tree(_rendered(parsed.tokens), name).iter("body")), beside)
    dropped = tuple(_dropped(parsed))
    comments = tuple(left_out(line, words, "a comment") for line, words in _comments(parsed.tokens))
    said = (*remarks, *front.remarks, *dropped, *comments, *house.remarks, *_on_plain_words(parsed.tokens))
    source = " ".join((*_source(parsed.tokens), *(remark.words for remark in dropped)))
    return Copy(
        name=name,
        body=house.body,
        offered=front.offered,
        pictures=house.pictures,
        source=source,
        count=_count(parsed.tokens),
        remarks=(*said, *_on_broken_html(source, house.body, said)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parsed:
    """A file's lines, its tokens, and the addresses that stand apart from the links that use them."""

    lines: tuple[str, ...]
    tokens: tuple[Token, ...]
    references: Mapping[str, Mapping[str, Any]]


def _parse(text: str, name: str) -> _Parsed:
    if text.count("\n") > _MOST_LINES:
        raise too_large(name, f"it has more than {_MOST_LINES:,} lines")
    if sum(map(text.count, "*_`[<")) > _MOST_MARKS:
        raise too_large(name, f"it has more than {_MOST_MARKS:,} signs that may be marks")
    if max(block.count("[") for block in text.split("\n\n")) > _MOST_BRACKETS:
        raise too_large(name, f"a paragraph of it has more than {_MOST_BRACKETS:,} brackets")
    environment: dict[str, Any] = {}
    tokens = _parser().parse(text, environment)
    if max((token.level for token in (*tokens, *_inline(tokens))), default=0) > _DEEPEST:
        raise too_large(name, f"its text is nested deeper than {_DEEPEST} levels")
    for before, token in itertools.pairwise([Token("", "", 0), *tokens]):
        if token.map is not None and token.nesting >= 0 and token.type != "inline":
            token.attrSet("data-line", str(token.map[0] + 1))
        if before.type == "heading_open" and token.children:
            token.children[-1].content = _HEAD_ATTRIBUTES.sub("", token.children[-1].content)
    references = environment.get("references", {})
    return _Parsed(lines=tuple(text.split("\n")), tokens=tuple(tokens), references=references)


def _rendered(tokens: Sequence[Token]) -> str:
    """The tokens as a page of HTML without comments: one that is never closed would hide what follows."""
    shown = [_without_comments(token) for token in tokens]
    parser = _parser()
    return f"<html><body>{parser.renderer.render(shown, parser.options, {})}</body></html>"


def _without_comments(token: Token) -> Token:
    content = _COMMENT.sub("", token.content) if token.type in _RAW else token.content
    children = token.children and [_without_comments(child) for child in token.children]
    return replace(token, content=content, children=children)


def _on_plain_words(tokens: Sequence[Token]) -> Iterator[Remark]:
    """What a pamphlet has no mark for."""
    kinds = {token.type for token in (*tokens, *_inline(tokens))}
    if kinds & {"code_inline", *_LETTER_BY_LETTER}:
        yield guessed(0, "words set letter by letter (`code`) are ordinary words now")
    if "s_open" in kinds:
        yield guessed(0, "words that are struck through are kept, and not struck through")


def _dropped(parsed: _Parsed) -> Iterator[Remark]:
    """What the parser passes over: addresses that no link uses, and cells beyond the head of their table."""
    links = (child for child in _inline(parsed.tokens) if child.type in {"link_open", "image"})
    used = {link.meta.get("label") for link in links}
    for label, reference in parsed.references.items():
        if label not in used:
            words = f"{label.lower()} {reference['href']} {reference['title']}".strip()
            yield left_out(reference["map"][0] + 1, words, "an address that no link uses")
    width = 0
    for token in parsed.tokens:
        if token.type == "thead_open":
            width = 0
        elif token.type == "th_open":
            width += 1
        elif token.type == "tr_open" and token.map is not None:
            cells = _BAR.split(parsed.lines[token.map[0]].strip(" \t>"))
            surplus = " ".join(cells[width + (not cells[0]) :]).strip() if width else ""
            if surplus:
                yield left_out(token.map[0] + 1, surplus, "cells beyond those that the head of the table has")


def _parser() -> MarkdownIt:
    """Without typography: marks in the text stay as they are typed."""
    parser = MarkdownIt("commonmark", {"maxNesting": 2 * _DEEPEST, "store_labels": True}).enable(
        ["table", "strikethrough"]
    )
    front_matter_plugin(parser)
    deflist_plugin(parser)
    footnote_plugin(parser, inline=False, move_to_end=False)
    attrs_plugin(parser, after=("image", "link_close"), spans=True)
    parser.add_render_rule("footnote_ref", _call)
    parser.add_render_rule("footnote_reference_open", _note)
    parser.add_render_rule("footnote_reference_close", _end_of_note)
    return parser


def _call(_: object, tokens: Sequence[Token], index: int, *__: object) -> str:
    return f'<a class="call" href="#{_id_of(tokens[index])}"></a>'


def _note(_: object, tokens: Sequence[Token], index: int, *__: object) -> str:
    return f'<aside class="note" id="{_id_of(tokens[index])}" data-line="{tokens[index].attrGet("data-line")}">'


def _end_of_note(*_: object) -> str:
    return "</aside>"


def _id_of(token: Token) -> str:
    return "note-" + html.escape(str(token.meta["label"]))


def _inline(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from token.children or ()


def _source(tokens: Sequence[Token]) -> Iterator[str]:
    """Every word of the file but those of front matter and comments, from the tokens and not from the tree."""
    for token in tokens:
        match token.type:
            case "inline":
                yield "".join(_words(child) for child in token.children or ())
            case kind if kind in _LETTER_BY_LETTER:
                yield token.content
            case "html_block":
                yield html.unescape(_TAG.sub(" ", _COMMENT.sub(" ", token.content)))
            case _:
                pass


def _words(token: Token) -> str:
    match token.type:
        case "text" | "code_inline" | "image":
            return token.content
        case "softbreak" | "hardbreak":
            return " "
        case _:
            return ""


def _count(tokens: Sequence[Token]) -> Count:
    """How many there are of each thing; the paragraphs of notes are left to the notes."""
    kinds = [token.type for token in (*tokens, *_inline(tokens))]
    depths = itertools.accumulate(_OF_NOTES.get(token.type, 0) for token in tokens)
    told = [token for token, depth in zip(tokens, depths, strict=True) if not depth]
    filled = sum(token.type in _LETTER_BY_LETTER or (token.type == "inline" and token.content != "") for token in told)
    return Count(
        paragraphs=filled - kinds.count("heading_open"),
        headings=kinds.count("heading_open"),
        notes=kinds.count("footnote_reference_open"),
        pictures=kinds.count("image"),
        tables=kinds.count("table_open"),
        links=kinds.count("link_open"),
        comments=len(list(_comments(tokens))),
    )


def _comments(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """The words of each comment with its line, or 0 where it stands within a paragraph."""
    for token in (*tokens, *_inline(tokens)):
        if token.type in _RAW:
            for found in _COMMENT.finditer(token.content):
                yield (token.map[0] + 1 if token.map else 0), " ".join(found[1].split())


def _on_broken_html(source: str, body: Element, remarks: Sequence[Remark]) -> Iterator[Remark]:
    """Tags that are not closed take words away with them."""
    said = (*body.itertext(), *(image.get("alt", "") for image in body.iter("img")))
    missing = missing_words(source, [" ".join(said), *(remark.words for remark in remarks)])
    if missing:
        yield left_out(0, " ".join(missing), "tags of HTML that are not closed took these words away")
