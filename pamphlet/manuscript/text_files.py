"""A text file of a manuscript becomes a source, or findings that say why it cannot be read or set."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pamphlet.diagnostics import UNPRINTABLE, Diagnostics, Source, Span
from pamphlet.limits import USUAL, Limits, raising
from pamphlet.workspace import FileProblem, Folder, NotText, read_source

_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|$))+")
_BRACKET = re.compile(r"(?<!\n)\[")


def read_text_file(
    folder: Folder, name: str, diagnostics: Diagnostics, span: Span | None = None, limits: Limits = USUAL
) -> Source | None:
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
    if len(source.text) > limits.longest_text:
        diagnostics.error(
            "file-unreadable",
            f"`{name}` is longer than the limit `longest_text` of {limits.longest_text:,} characters",
            span,
            hint=f"part it into several files; {raising('longest_text')}",
        )
        return None
    _refuse_unprintable(source, diagnostics)
    found = len(diagnostics)
    _refuse_endless(source, limits, diagnostics)
    return source if len(diagnostics) == found else None


def _refuse_unprintable(source: Source, diagnostics: Diagnostics) -> None:
    for found in UNPRINTABLE.finditer(source.text):
        diagnostics.error(
            "control-character",
            f"a character that cannot be printed stands here (U+{ord(found[0]):04X})",
            source.span(found.start(), found.end()),
            hint="delete it; it may come from a copied text",
        )


def _refuse_endless(source: Source, limits: Limits, diagnostics: Diagnostics) -> None:
    """Report what parser and layout would take hours for."""
    longest = limits.longest_word
    for found in re.finditer(rf"\S{{{longest + 1},}}", source.text):
        diagnostics.error(
            "word-endless",
            f"this word has {len(found[0]):,} characters, more than the limit `longest_word` of {longest:,}",
            source.span(found.start(), found.end()),
            hint="put spaces in, or take it out, for it may be data that was pasted by mistake;"
            f" {raising('longest_word')}",
        )
    most = limits.most_brackets
    for found, brackets in _tangles(source.text, most):
        diagnostics.error(
            "brackets-many",
            f"this paragraph has {brackets:,} brackets, more than the limit `most_brackets` of {most:,}",
            source.span(found.start(), found.start() + 1),
            hint=f"part it by empty lines; {raising('most_brackets')}",
        )


def _tangles(text: str, most: int) -> Iterator[tuple[re.Match[str], int]]:
    if text.count("[") <= most:
        return
    for found in _PARAGRAPH.finditer(text):
        brackets = len(_BRACKET.findall(found[0]))
        if brackets > most:
            yield found, brackets
