"""Markdown text becomes markdown-it tokens, each inline token with its place in the text.

CommonMark with tables, notes, definition lists, fenced passages and attributes.  The parser
gives inline tokens no position; `_PlacedState` notes one as each token is made.  Rules of the
library that join tokens are left out, for a joined token no longer stands at one place.
"""

from __future__ import annotations

import itertools
import re
from functools import partial
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.attrs.parse import ParseError
from mdit_py_plugins.attrs.parse import parse as parse_attributes
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

FENCE = "fenced"
"""The name under which every `:::` passage is parsed; its own name stands in the token's info."""

PLACE = "place"
"""Key in a token's meta: the offset in the inline text at which the token begins."""

_PARSER_NESTING = 120
"""Where the parser itself gives up, in silence; the reader refuses long before (`Limits.deepest_nesting`)."""

_QUOTES = {
    "cs": ("„“", "‚‘"),
    "da": ("»«", "›‹"),
    "de": ("„“", "‚‘"),
    "el": ("«»", "“”"),
    "es": ("«»", "“”"),
    "fi": ("””", "’’"),
    "fr": ("«»", "“”"),
    "hu": ("„”", "»«"),
    "it": ("«»", "“”"),
    "nb": ("«»", "‘’"),
    "pl": ("„”", "«»"),
    "pt": ("«»", "“”"),
    "ru": ("«»", "„“"),
    "sk": ("„“", "‚‘"),
    "sv": ("””", "’’"),
    "uk": ("«»", "„“"),
}
"""Outer and inner quotation marks by language; source: Unicode CLDR, delimiters."""

_ENGLISH_QUOTES = ("“”", "‘’")
_TRAILING_ATTRIBUTES = re.compile(r"\s*(?<!\\)(\{[^{}\\]*\})\s*$")
_DECADE = re.compile(r"(?<![\w'])'(?=\d0s\b)")
_APOSTROPHE = re.compile(r"'(?=\w)")
_OPENING = re.compile(r'(?<!\S)"(?=\S)')


def dialect(language: str, quotes: str) -> MarkdownIt:
    """The parser for a language (BCP 47 tag); `quotes` says `single` or `double` for the outer marks."""
    outer, inner = _QUOTES.get(language.partition("-")[0], _ENGLISH_QUOTES)
    if quotes == "single":
        outer, inner = inner, outer
    parser = MarkdownIt()
    parser.inline = _PlacedInline()
    parser.configure(
        "commonmark",
        {"maxNesting": _PARSER_NESTING, "typographer": True, "quotes": outer + inner, "store_labels": True},
    )
    deflist_plugin(parser)
    footnote_plugin(parser, inline=False, move_to_end=False, always_match_refs=True)
    container_plugin(parser, FENCE, validate=lambda params, _: bool(params.strip()))
    attrs_plugin(parser, after=("image", "link_close", "code_inline"), spans=True)
    parser.enable(["table", "smartquotes"])
    parser.disable(["text_join", "fragments_join"])
    parser.inline.ruler2.push("levels", _levels)
    parser.core.ruler.before("smartquotes", "decades", _decades)
    parser.core.ruler.after("smartquotes", "unpaired", partial(_unpaired, opening=outer[0]))
    # Every address is let through here: the desk refuses what may not leave the manuscript,
    # with its place, where the library would print the brackets as text.
    parser.validateLink = _any_address  # type: ignore[method-assign]  # the library's own way to set it
    parser.core.ruler.after("block", "head_attributes", _head_attributes)
    return parser


def _any_address(url: str) -> bool:  # noqa: ARG001  # the library calls it with the address
    return True


def _head_attributes(state: StateCore) -> None:
    """Take `{#id .class}` from the end of a head and give it to the head's token."""
    for opening, inline in itertools.pairwise(state.tokens):
        if opening.type != "heading_open" or inline.type != "inline":
            continue
        found = _TRAILING_ATTRIBUTES.search(inline.content)
        if found is None:
            continue
        try:
            _, attributes = parse_attributes(found[1])
        except ParseError:
            continue
        opening.attrs.update(attributes)
        inline.content = inline.content[: found.start()]


class _PlacedState(StateInline):
    """Notes for each token at which offset of the text it was made."""

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta[PLACE] = self.pos
        return token

    def pushPending(self) -> Token:  # noqa: N802  # the library's name
        token = super().pushPending()
        # Pending text stands word for word before the place that the parser has reached; the
        # parser itself may have moved on, and trimmed spaces are no longer part of it.
        token.meta[PLACE] = max(self.src.rfind(token.content, 0, self.pos), 0)
        return token


class _PlacedInline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _levels(state: StateInline) -> None:
    """Set the levels of tokens anew once emphasis is paired, which smart quotes rely on."""
    level = 0
    for token in state.tokens:
        level -= token.nesting < 0
        token.level = level
        level += token.nesting > 0


def _decades(state: StateCore) -> None:
    """The mark in '30s is an apostrophe, never an opening quotation mark."""
    for block in state.tokens:
        for token in block.children or ():
            if token.type == "text":
                token.content = _DECADE.sub("’", token.content)


def _unpaired(state: StateCore, *, opening: str) -> None:
    """What begins a word and has no partner: an apostrophe, or a quotation that goes on in the next paragraph."""
    for block in state.tokens:
        for token in block.children or ():
            if token.type == "text":
                token.content = _OPENING.sub(opening, _APOSTROPHE.sub("’", token.content))
