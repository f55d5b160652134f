"""Words counted and compared, so that an import can say of every word where it went."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_RAISED_RUN = re.compile("[⁰¹²³⁴-⁹]+")
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")


def count_words(text: str) -> int:
    """The words between white space; a dash alone is none."""
    return sum(1 for word in text.split() if any(character.isalnum() for character in word))


def missing_words(source: str, results: Iterable[str]) -> tuple[str, ...]:
    """The words of a source that the results do not have, as often as they lack them, in order.

    Hyphens part words and a raised figure is its number, so that a joined line end or a note call
    does not look like a loss.
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
    plain = _RAISED_RUN.sub(lambda found: f" {found[0]} ", text)
    return _WORD.findall(re.sub("[⁰¹²³⁴-⁹]", _figure, plain))


def _figure(found: re.Match[str]) -> str:
    return str("⁰¹²³⁴⁵⁶⁷⁸⁹".index(found[0]))
