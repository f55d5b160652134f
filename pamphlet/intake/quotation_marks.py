"""Which quotation marks a text uses outside: `"double"` or `'single'`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

_MARK = re.compile(r"[“”\"‘’']")
_NAMES = {"“": "double", '"': "double", "‘": "single", "'": "single"}
_CLOSING = {"“": "”", '"': '"', "‘": "’", "'": "'"}


def outer_marks(texts: Iterable[str]) -> str:
    """`double` or `single`, whichever opens more quotations; empty where nothing is quoted."""
    counts = Counter(_NAMES[mark] for text in texts for mark in _outer(text))
    return counts.most_common(1)[0][0] if counts else ""


def _outer(text: str) -> Iterator[str]:
    """The marks that open a quotation which stands in no other."""
    within = ""
    for found in _MARK.finditer(text):
        mark = found[0]
        before, after = text[max(found.start() - 1, 0) : found.start()], text[found.end() : found.end() + 1]
        is_apostrophe = mark in "’'" and before.isalnum() and after.isalnum()
        if within:
            within = "" if mark == _CLOSING[within] and not is_apostrophe else within
        elif mark in _CLOSING and not before.isalnum() and after and not after.isspace():
            if mark == "'" and (after.isdigit() or text.find("'", found.end()) < 0):
                continue  # '30s, 'tis: an apostrophe
            yield mark
            within = mark
