"""The rule on characters that no font of the theme has: they would come out as empty boxes."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pamphlet.desk.rule import Rule
from pamphlet.desk.view import Coverage, View
from pamphlet.diagnostics import Diagnostic, Severity, Span, error
from pamphlet.manuscript.document import Code, Emphasis, Inline, Nesting, Text
from pamphlet.manuscript.traversal import Run

_MARKS = r"\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_CLUSTER = re.compile(rf".[{_MARKS}]*", re.DOTALL)
"""A letter with the accents that are written behind it, which a font may have as one."""

_VARIATION_SELECTORS = range(0xFE00, 0xFE10)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """Words in one kind of face, and the place they stand at."""

    text: str
    span: Span
    italic: bool


def missing(view: View) -> Iterator[Diagnostic]:
    """A character that the fonts do not have: one finding for each file it stands in."""
    return _missing(_all_words(view), view.coverage, "fonts")


def missing_in_edition(runs: Iterable[Run], coverage: Coverage, edition: str) -> Iterator[Diagnostic]:
    """Likewise, in the words of an edition that has fonts of its own."""
    words = (words for run in runs for words in _words(run.children, italic=False))
    return _missing(words, coverage, f"fonts of the {edition} edition")


def _missing(all_words: Iterable[_Words], coverage: Coverage, fonts: str) -> Iterator[Diagnostic]:
    places: dict[tuple[str, str, str], Span] = {}
    counts: Counter[tuple[str, str, str]] = Counter()
    for words in all_words:
        for character, faces, span in _lacking(words, coverage, fonts):
            key = (span.source.name, character, faces)
            places.setdefault(key, span)
            counts[key] += 1
    for key, span in places.items():
        _, character, faces = key
        name = unicodedata.name(character, "without a name")
        again = f"; it stands {counts[key]} times in this file" if counts[key] > 1 else ""
        yield error(
            "character-missing",
            f"the {faces} have no `{character}` (U+{ord(character):04X} {name}){again}",
            span,
            hint="write it with other characters, or set it as a picture",
        )


def _all_words(view: View) -> Iterator[_Words]:
    for wording in view.wordings:
        yield _Words(text=wording.text, span=wording.span, italic=False)
    for run in (*view.text_runs, *view.note_runs):
        yield from _words(run.children, italic=False)


def _words(inlines: Iterable[Inline], *, italic: bool) -> Iterator[_Words]:
    for node in inlines:
        if isinstance(node, Text | Code):
            yield _Words(text=node.text, span=node.span, italic=italic)
        elif isinstance(node, Nesting):
            yield from _words(node.children, italic=italic or isinstance(node, Emphasis))


def _lacking(words: _Words, coverage: Coverage, fonts: str) -> Iterator[tuple[str, str, Span]]:
    """Each character that cannot be set, the fonts that lack it, and its place."""
    upright, italic = coverage.upright, coverage.italic
    used = set(map(ord, words.text))
    if used <= upright and (used <= italic or not words.italic):
        return
    for cluster in _CLUSTER.findall(words.text):
        for character in _uncovered(cluster, upright):
            yield character, fonts, _place(character, words.span)
        if words.italic:
            for character in _uncovered(cluster, italic):
                if ord(character) in upright:
                    yield character, f"italic {fonts}", _place(character, words.span)


def _uncovered(cluster: str, covered: frozenset[int]) -> list[str]:
    """The characters of a letter with its accents that a face lacks, if it lacks the whole too."""
    whole = [character for character in unicodedata.normalize("NFC", cluster) if not _is_set(character, covered)]
    parts = [character for character in cluster if not _is_set(character, covered)]
    return parts if whole else []


def _is_set(character: str, covered: frozenset[int]) -> bool:
    """Whether a face shows a character; spaces and invisible signs need no glyph."""
    return (
        ord(character) in covered
        or character.isspace()
        or unicodedata.category(character) in {"Cc", "Cf"}
        or ord(character) in _VARIATION_SELECTORS
    )


def _place(character: str, span: Span) -> Span:
    """Where a character first stands in a stretch; all of it where it is written as an escape."""
    found = span.source.text.find(character, span.start, span.end)
    return span.source.span(found, found + 1) if found >= 0 else span


RULES = (Rule(slug="character-missing", severity=Severity.ERROR, find=missing, binding=True),)
