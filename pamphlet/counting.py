"""Numbers become words: `1 sheet`, `2 copies`, `3 branches`, pages `3, 5–9`."""

from __future__ import annotations

import re
from collections.abc import Iterable

_HISSING = re.compile(r"(s|x|z|ch|sh)$")
_CONSONANT_Y = re.compile(r"(?<![aeiou])y$")


def counted(number: int, thing: str) -> str:
    """So many of a thing, whose name is given for one; thousands are parted by commas."""
    return f"{number:,} {named(number, thing)}"


def in_bytes(size: int) -> str:
    """A number of bytes for people: 262 KB, 1.4 MB; what is there is never nothing."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(round(size / 1000), min(size, 1))} KB"


def named(number: int, thing: str) -> str:
    """The name of one thing as it is for so many: of several words the last one changes."""
    if number == 1:
        return thing
    if _CONSONANT_Y.search(thing):
        return f"{thing[:-1]}ies"
    return f"{thing}es" if _HISSING.search(thing) else f"{thing}s"


def page_ranges(pages: Iterable[int]) -> str:
    """Page numbers as a person writes them: `3, 5–9`."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
