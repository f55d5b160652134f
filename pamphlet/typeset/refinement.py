"""Words become words that break well over lines: no short last line, nothing parted that is read as one."""

from __future__ import annotations

import re
from dataclasses import replace
from io import StringIO

from pamphlet.manuscript.dates import MONTHS
from pamphlet.manuscript.document import Inline, Nesting, NoteCall, Text, Unbroken
from pamphlet.manuscript.traversal import descend, plain_text

NO_BREAK_SPACE = "\u00a0"
_LONGEST_BOUND_WORD = 6
"""In characters.  A longer word is wider than two indents and may stand alone; bound to the word
before, it would make the line above it loose: on the sample nine instead of six gave a widest word
space (99th percentile) of 0.38 em instead of 0.35."""

_LONGEST_WHOLE_WORD = 12
"""In characters.  A last word is not divided, for a syllable would stand alone on its line; a longer one may be."""

_LONGEST_KEPT = 30
"""In characters: half a line.  A long address before the last word must be free to break."""

_MONTHS = "|".join(MONTHS)
_BOUND_SPACE = re.compile(
    rf"(?<=\b[^\W\d_]\.) (?=[^\W\d_])"  # an initial and the name
    rf"|(?<=\b\d) (?=(?:{_MONTHS})\b)|(?<=\b\d\d) (?=(?:{_MONTHS})\b)"  # a day and its month
    r"|(?<=\bp\.) (?=\d)|(?<=\bpp\.) (?=\d)|(?<=\bvol\.) (?=\d)|(?<=\bno\.) (?=\d)|(?<=\bc\.) (?=\d)"
    r"|(?<=\d) (?=(?:per cent|km|kg|mm|cm|m|g|t)\b)|(?<=\d) (?=%)"  # a number and its unit
    r"|(?<=\S) (?=[–—] |…)"  # neither a dash nor an ellipsis begins a line
)
"""Spaces at which no line may end: what stands on both sides is read as one."""


def bound(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A paragraph's words with what is read as one bound together, note calls to words, the last two words."""
    return _bind_calls(_bind_last(_bind_initials(inlines)))


def _bind_initials(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Bind them whether or not a line end or a link parts the initial from the name."""
    words = StringIO(_BOUND_SPACE.sub(NO_BREAK_SPACE, plain_text(inlines)))
    return tuple(_reworded(node, words) for node in inlines)


def _reworded(node: Inline, words: StringIO) -> Inline:
    """The node with the next of the words, which are those of the paragraph, letter for letter."""
    if isinstance(node, Text):
        return replace(node, text=words.read(len(node.text)))
    words.read(len(plain_text((node,))) if not isinstance(node, Nesting) else 0)
    return descend(node, lambda inner: tuple(_reworded(each, words) for each in inner))


def _bind_last(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Keep the last two words on one line, if the last is short, with what stands behind them; else the last whole."""
    letters = 0
    for place in reversed(range(len(inlines))):
        node = inlines[place]
        if isinstance(node, Text) and " " in node.text:
            head, _, word = node.text.rpartition(" ")
            if not 0 < letters + len(word) <= _LONGEST_WHOLE_WORD:
                return inlines
            short = letters + len(word) <= _LONGEST_BOUND_WORD
            return _kept(inlines, place, head.rfind(" ") + 1 if short else len(head) + 1)
        if isinstance(node, Nesting) and " " in plain_text((node,)):
            bound_within = replace(node, children=_bind_last(node.children))
            return (*inlines[:place], bound_within, *inlines[place + 1 :]) if not letters else inlines
        if not isinstance(node, Text | Nesting | NoteCall):
            return inlines
        letters += len(plain_text((node,)))
    return inlines


def _kept(inlines: tuple[Inline, ...], place: int, cut: int) -> tuple[Inline, ...]:
    """Keep everything from an offset in the text at a place on one line."""
    text = inlines[place]
    if not isinstance(text, Text):
        raise TypeError(text)
    head, tail = text.text[:cut], text.text[cut:]
    if len(tail) > _LONGEST_KEPT:
        return inlines
    if tail.startswith(" ") and place:  # the word before is in another node: a space that does not break
        return (*inlines[:place], replace(text, text=NO_BREAK_SPACE + text.text[1:]), *inlines[place + 1 :])
    kept = Unbroken(children=(*((_part(text, cut, tail),) if tail else ()), *inlines[place + 1 :]), span=text.span)
    return (*inlines[:place], *((_part(text, 0, head),) if head else ()), kept)


def _bind_calls(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Keep each note call on the line of the word before it."""
    made: list[Inline] = []
    for node in inlines:
        if isinstance(node, NoteCall) and made and isinstance(before := made[-1], Text | Unbroken):
            made.pop()
            if isinstance(before, Text):
                head, space, word = before.text.rpartition(" ")
                if head or space:
                    made.append(_part(before, 0, head + space))
                words = (_part(before, len(head + space), word),) if word else ()
                before = Unbroken(children=words, span=before.span)
            made.append(replace(before, children=(*before.children, node)))
        elif isinstance(node, Nesting) and not isinstance(node, Unbroken):
            made.append(replace(node, children=_bind_calls(node.children)))
        else:
            made.append(node)
    return tuple(made)


def _part(node: Text, start: int, text: str) -> Text:
    return Text(text=text, span=node.span.within(start, start + len(text)))
