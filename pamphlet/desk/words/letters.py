"""Rules on letters that are not what they look like, and on characters that cannot be seen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pamphlet.desk.prose import Prose
from pamphlet.desk.rule import Rule
from pamphlet.desk.view import View
from pamphlet.desk.words.running import running
from pamphlet.diagnostics import Diagnostic, Severity, warning

_FOREIGN = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονАВЕЅІЈКМНОРСТУХаеорсухѕіјһԁ"
_LATIN = "ABEZHIKMNOPTYXovABESIJKMHOPCTYXaeopcyxsijhd"
_TO_LATIN = dict(zip(_FOREIGN, _LATIN, strict=True))
_TO_CYRILLIC = {latin: other for other, latin in _TO_LATIN.items() if "\u0400" <= other <= "\u052f"}
"""Letters with the same shape; source: Unicode Technical Standard 39, confusables.txt."""

_OTHER = "\u0370-\u03ff\u0400-\u052f"
_OTHER_LETTER = re.compile(f"[{_OTHER}]")
_MIXED = re.compile(
    rf"[A-Za-z\u00c0-\u024f{_OTHER}]*(?:[A-Za-z][{_OTHER}]|[{_OTHER}][A-Za-z])[A-Za-z\u00c0-\u024f{_OTHER}]*"
)
_LONE = re.compile(r"(?<=[A-Za-z,;] )[АІОаіоΑΙΟο](?= [a-z])|^[АІΑΙ](?= [a-z])")

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028\u2029\u2061-\u2064\u2066-\u2069"
    "\u206a-\u206f\u3164\ufeff\uffa0\U000e0000-\U000e007f]+"
)
_JOINERS = frozenset("\u200c\u200d")
_DIRECTION = frozenset("\u061c\u200e\u200f\u2066\u2067\u2068\u2069")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SPACES = frozenset("\u2028\u2029")
_SOFT_HYPHEN = "\u00ad"


def mixed_alphabets(view: View) -> Iterator[Diagnostic]:
    """A word of one alphabet with a letter of another that looks the same: neither index nor search finds it."""
    foreign = [prose for prose in view.prose if _OTHER_LETTER.search(prose.text)]
    for pattern in (_MIXED, _LONE):
        for prose, found in running(foreign, pattern):
            word = found[0]
            right = _in_one_alphabet(word)
            if right:
                strangers = dict.fromkeys(old for old, new in zip(word, right, strict=True) if old != new)
                names = ", ".join(f"`{each}` is {unicodedata.name(each).capitalize()}" for each in strangers)
                yield warning(
                    "alphabet-mixed",
                    f"letters of two alphabets in `{word}`: {names}",
                    prose.span(*found.span()),
                    hint=f"type the word anew: `{right}`",
                    fix=prose.fix(*found.span(), right, certain=True),
                )


def _in_one_alphabet(word: str) -> str:
    """The word in the alphabet that most of its letters belong to; empty where a letter has no double there."""
    foreign = sum(_is_foreign(each) for each in word)
    doubles = _TO_LATIN if 2 * foreign <= len(word) or len(word) == 1 else _TO_CYRILLIC
    strangers = [each for each in word if _is_foreign(each) is (doubles is _TO_LATIN)]
    if not all(each in doubles for each in strangers):
        return ""
    return "".join(doubles[each] if each in strangers else each for each in word)


def _is_foreign(letter: str) -> bool:
    """Whether it is Greek or Cyrillic."""
    return "\u0370" <= letter <= "\u052f"


def invisible(view: View) -> Iterator[Diagnostic]:
    """Characters without ink or width, which part words for search, index and reading voice."""
    for prose in view.prose:
        for found in _INVISIBLE.finditer(prose.text):
            if _belongs(prose, found):
                continue
            first = found[0][0]
            space = " " if _SPACES & set(found[0]) else ""
            yield warning(
                "character-invisible",
                f"an invisible character stands here (U+{ord(first):04X} {unicodedata.name(first, 'without a name')})",
                prose.span(*found.span()),
                hint="delete it; it may come from a copied text",
                fix=prose.fix(*found.span(), space, certain=first != _SOFT_HYPHEN),
            )


def _belongs(prose: Prose, found: re.Match[str]) -> bool:
    """Whether the script needs it: joiners between other than European letters, marks of direction beside Hebrew."""
    characters = set(found[0])
    if characters <= _JOINERS:
        before = prose.text[found.start() - 1 : found.start()]
        return before > "\u052f"
    return characters <= _DIRECTION and _RIGHT_TO_LEFT.search(prose.text) is not None


RULES = (
    Rule(slug="alphabet-mixed", severity=Severity.WARNING, find=mixed_alphabets),
    Rule(slug="character-invisible", severity=Severity.WARNING, find=invisible),
)
