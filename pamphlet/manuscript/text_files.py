"""A text file of a manuscript becomes a source, or findings that say why it cannot be read or set."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pamphlet.diagnostics import UNPRINTABLE, Diagnostics, Source, Span
from pamphlet.workspace import FileProblem, Folder, NotText, read_source

LONGEST_SOURCE = 10_000_000
"""In characters: fifty times a pamphlet of sixty pages."""

LONGEST_WORD = 2_100
"""In characters: addresses have up to 2,000; the time to break a word into lines grows with its square."""

MOST_BRACKETS = 3_000
"""In one paragraph: for each the parser of Markdown looks for its end, so that the time grows with their square."""

_ENDLESS = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|$))+")
_BRACKET = re.compile(r"(?<!\n)\[")


def read_text_file(folder: Folder, name: str, diagnostics: Diagnostics, span: Span | None = None) -> Source | None:
    """A text file, or None with an error that says why not; `span` is the place that asks for it."""
    try:
        source = read_source(folder, name)
    except NotText as problem:
        diagnostics.error(
            "not-utf-8",
            f"this file is not UTF-8 text: byte {problem.offset + 1} is no part of a character",
            problem.before.span(len(problem.before.text)),
            hint="save it as UTF-8 in your editor, or bring it in with `pamphlet import`",
        )
        return None
    except FileProblem as problem:
        diagnostics.error("file-unreadable", f"`{name}` {problem}", span)
        return None
    if len(source.text) > LONGEST_SOURCE:
        diagnostics.error("file-unreadable", f"`{name}` is longer than {LONGEST_SOURCE:,} characters", span)
        return None
    _refuse_unprintable(source, diagnostics)
    found = len(diagnostics)
    _refuse_endless(source, diagnostics)
    return source if len(diagnostics) == found else None


def _refuse_unprintable(source: Source, diagnostics: Diagnostics) -> None:
    for found in UNPRINTABLE.finditer(source.text):
        diagnostics.error(
            "control-character",
            f"a character that cannot be printed stands here (U+{ord(found[0]):04X})",
            source.span(found.start(), found.end()),
            hint="delete it; it may come from a copied text",
        )


def _refuse_endless(source: Source, diagnostics: Diagnostics) -> None:
    """Report what parser and layout would take hours for."""
    for found in _ENDLESS.finditer(source.text):
        diagnostics.error(
            "word-endless",
            f"this word has {len(found[0]):,} characters; one of more than {LONGEST_WORD:,} cannot be set",
            source.span(found.start(), found.end()),
            hint="put spaces in, or take it out: it may be data that was pasted by mistake",
        )
    for found, brackets in _tangles(source.text):
        diagnostics.error(
            "brackets-many",
            f"this paragraph has {brackets:,} brackets; one with more than {MOST_BRACKETS:,} cannot be read",
            source.span(found.start(), found.start() + 1),
            hint="part it by empty lines",
        )


def _tangles(text: str) -> Iterator[tuple[re.Match[str], int]]:
    if text.count("[") <= MOST_BRACKETS:
        return
    for found in _PARAGRAPH.finditer(text):
        brackets = len(_BRACKET.findall(found[0]))
        if brackets > MOST_BRACKETS:
            yield found, brackets
