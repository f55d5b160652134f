"""Small numbers as English prose writes them become numbers: `twenty-five`, `25`, `25th`, `twenty-fifth`."""

from __future__ import annotations

_CARDINALS = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_ORDINALS = (
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def _words() -> dict[str, int]:
    words = {word: count for names in (_CARDINALS, _ORDINALS) for count, word in enumerate(names) if word}
    for tens, name in enumerate(_TENS, 2):
        words |= {name: tens * 10, f"{name[:-1]}ieth": tens * 10}
        for names in (_CARDINALS, _ORDINALS):
            words |= {f"{name}-{names[one]}": tens * 10 + one for one in range(1, 10)}
    return words | {"a hundred": 100, "one hundred": 100, "hundredth": 100, "one hundredth": 100}


_NUMBERS = _words()

_ENDINGS = ("st", "nd", "rd", "th")
_ORDINAL_WORDS = "|".join(sorted((word for word in _NUMBERS if word in _ORDINALS or word.endswith("th")), reverse=True))

CARDINAL = r"(?:\d{1,3}|(?:a|one) hundred|[a-z]+(?:-[a-z]+)?)"
"""What may be a number in words or figures, as a pattern; `number` says whether it is."""

ORDINAL = rf"(?:\d{{1,3}}(?:{'|'.join(_ENDINGS)})|(?i:{_ORDINAL_WORDS}))"
"""A number in a row, in words or figures, as a pattern."""


def number(words: str) -> int:
    """The number that words or figures mean; 0 where they mean none."""
    figures = words[:-2] if words.endswith(_ENDINGS) else words
    return int(figures) if figures.isdecimal() else _NUMBERS.get(words.lower(), 0)
