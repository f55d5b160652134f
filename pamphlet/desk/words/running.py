"""A pattern becomes the places at which it stands in running words, outside code and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pamphlet.desk.prose import Prose

ENGLISH = "en"
"""The language, of whatever country, whose grammar and customs most rules know."""

Found = tuple[Prose, re.Match[str]]


def running(all_prose: Iterable[Prose], pattern: re.Pattern[str], language: str = "") -> Iterator[Found]:
    """Where a pattern stands in words that are read as language; with `language` only in words of that one."""
    for prose in all_prose:
        if not prose.language.startswith(language):
            continue
        for match in pattern.finditer(prose.text):
            foreign = language and not prose.language_at(match.start()).startswith(language)
            if not foreign and not prose.is_literal(*match.span()):
                yield prose, match
