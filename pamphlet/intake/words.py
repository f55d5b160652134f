"""Words counted and compared, so that an import can say of every word where it went."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_FIGURES = str.maketrans(
    {sign: str(number) for row in ("⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉") for number, sign in enumerate(row)} | {"’": "'"}
)
"""Figures above and below the line as plain ones, and one shape of the apostrophe."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+")


def count_words(text: str) -> int:
    """The words between white space; a dash alone is none."""
    return sum(1 for word in text.split() if any(character.isalnum() for character in word))


def missing_words(source: str, results: Iterable[str]) -> tuple[str, ...]:
    """The words of a source that the results do not have, as often as they lack them, in order.

    Hyphens part words, figures stand apart from letters, a figure above or below the line is its number and an
    apostrophe is one in whatever shape: so a joined line end, a note call, `m²` for `m2` or a mark that the reader
    of the manuscript sets does not look like a loss.
    """
    there = Counter(word for result in results for word in _words(result))
    missing = []
    for word in _words(source):
        if there[word]:
            there[word] -= 1
        else:
            missing.append(word)
    return tuple(missing)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.translate(_FIGURES))
