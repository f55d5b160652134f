"""English prose becomes its sentences, as far as full stops and capitals show them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pamphlet.desk.prose import Prose, Range, Where
from pamphlet.desk.view import View

_END = re.compile(r"[.!?…]+[”’)\]]*\s+(?=[“‘(\[]?[A-Z0-9])")
_NO_END = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Prof|Rev|Gen|Sen|No|Nos|Vol|ed|eds|pp?|cf|ca?|vs|etc|e\.g|i\.e"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec))$"
)
_LONGEST_ABBREVIATION = 5


def english(view: View) -> Iterator[Prose]:
    """Every run of words in English that is no code."""
    for prose in view.prose:
        if prose.language.startswith("en") and prose.where is not Where.CODE:
            yield prose


def sentences(text: str) -> Iterator[Range]:
    """The stretches of the sentences, without the space between them."""
    start = 0
    for found in _END.finditer(text):
        before = text[max(found.start() - _LONGEST_ABBREVIATION, 0) : found.start()]
        if found[0][0] != "." or not _NO_END.search(before):
            yield start, found.start() + len(found[0].rstrip())
            start = found.end()
    if text[start:].strip():
        yield start, len(text)


def sentence_at(text: str, offset: int) -> str:
    """The sentence that a character stands in."""
    for start, end in sentences(text):
        if offset < end:
            return text[start:end]
    return text
