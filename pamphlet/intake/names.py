"""Words become names, by their shape alone: capitals, initials, particles.

Nothing here knows who anybody is; a name is a guess that the report shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PARTICLES = frozenset({
    "af", "al", "ap", "bin", "bint", "da", "dal", "de", "del", "della", "den", "der", "des", "di", "dos",
    "du", "el", "ibn", "la", "le", "ten", "ter", "van", "von", "y", "zu",
})  # fmt: skip
_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
_NEVER_FIRST = frozenset({
    "A", "An", "And", "As", "At", "Both", "But", "By", "For", "From", "He", "Her", "His", "How", "I", "If",
    "In", "It", "Its", "My", "Not", "On", "Or", "Our", "She", "Some", "That", "The", "Their", "There",
    "These", "They", "This", "Those", "To", "We", "What", "When", "Where", "Who", "Why", "With",
})  # fmt: skip
"""Capitalised only because they open a sentence."""

_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+|(?:Dr|Mr|Mrs|Ms|St|Prof|Rev)\.")
_JOINTS = re.compile(r",\s*and\s+|\s+and\s+|\s*&\s*|,\s*")
_LONGEST = 6

_INNER = frozenset({"of", "the", "in", "for", "to", "on"})
"""Small words that a title may have between its capitals."""

_WORD = re.compile(r"[^\W\d_][\w’'\-]*")
_UNBROKEN = re.compile(rf"{_WORD.pattern}(?: {_WORD.pattern})*")
_SENTENCE_END = ".!?:…"
_OPENING_MARKS = "“‘\"'([ "
_NEAR = 40
"""So many characters on either side of a name are looked at."""


def is_name(text: str) -> bool:
    """Whether every word could be part of one person's name, and the first and the last surely are."""
    words = text.split()
    if not words or len(words) > _LONGEST or words[0] in _NEVER_FIRST:
        return False
    outer = [words[0], *(word for word in words[-1:] if word not in _SUFFIXES)]
    inner = words[1:-1]
    return all(_is_part(word) for word in outer) and all(
        _is_part(word) or word in _PARTICLES or _is_byname(word) for word in inner
    )


def _is_part(word: str) -> bool:
    return word[0].isupper() and bool(_INITIALS.fullmatch(word) or _WORD.fullmatch(word))


def _is_byname(word: str) -> bool:
    """A second first name in brackets or quotation marks: Lev (Leon), Alexandra “Shura”."""
    return word[0] + word[-1] in {"()", "“”", '""', "‘’"} and len(word) > 2 and _is_part(word[1:-1])


def split_names(text: str) -> tuple[str, ...]:
    """The names of `A`, `A and B`, `A, B and C`; none where any part is not a name."""
    names = tuple(_JOINTS.split(text.strip()))
    return names if all(is_name(name) for name in names) else ()


def surname(name: str) -> str:
    """The last word of a name, suffixes left aside; empty for a name of one word."""
    words = [word for word in name.split() if word not in _SUFFIXES]
    return words[-1] if len(words) > 1 else ""


def with_particles(name: str) -> str:
    """The surname and the particles before it, as in `de Beauvoir`."""
    words = [word for word in name.split() if word not in _SUFFIXES]
    start = len(words) - 1
    while start > 1 and words[start - 1] in _PARTICLES:
        start -= 1
    return " ".join(words[start:]) if len(words) > 1 else ""


def first_names(name: str) -> tuple[str, ...]:
    """The names before the surname, those in brackets or quotation marks without them."""
    words = [word.strip("()“”‘’\"'") for word in name.removesuffix(with_particles(name)).split()]
    return tuple(word for word in words if word not in _SUFFIXES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capitals:
    """Capitalised words in a row within a sentence; `before` and `after` are the words around them."""

    text: str
    before: str
    after: str
    possessive: bool


def capitals(passage: str) -> Iterator[Capitals]:
    """Every row of capitalised words of a passage that does not open a sentence.

    The first word of a sentence has its capital from there, so such rows tell nothing and are
    passed over whole.
    """
    for found in _UNBROKEN.finditer(passage):
        for start, words in _rows(found[0]):
            at = found.start() + start
            leading = passage[max(at - _NEAR, 0) : at]
            before = leading.rstrip(_OPENING_MARKS)
            if not before or before[-1] in _SENTENCE_END:
                continue
            bare = re.sub(r"[’']s?$", "", words)
            following = passage[at + len(words) : at + len(words) + _NEAR]
            yield Capitals(
                text=bare,
                before=_adjacent(r"(\w+)$", before if leading == before + " " else ""),
                after=_adjacent(r"^ (\w+)", following),
                possessive=bare != words,
            )


def _rows(phrase: str) -> Iterator[tuple[int, str]]:
    """The stretches of a phrase that begin and end with a capital, each with its offset."""
    row: list[re.Match[str]] = []
    for word in [*_WORD.finditer(phrase), None]:
        if word is not None and (word[0][0].isupper() or (row and word[0] in _INNER)):
            row.append(word)
            continue
        while row and not row[-1][0][0].isupper():
            row.pop()
        if row:
            yield row[0].start(), phrase[row[0].start() : row[-1].end()]
        row = []


def _adjacent(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found[1] if found else ""
