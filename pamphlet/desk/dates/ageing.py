"""The rule on words like `this month`, which are true on one day and wrong in print a year later."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pamphlet.desk.rule import Rule
from pamphlet.desk.sentences import english
from pamphlet.desk.view import View
from pamphlet.diagnostics import Diagnostic, Severity, query

_AGEING = re.compile(
    r"\b(?:(?:[Tt]his|[Ll]ast|[Nn]ext) (?:week|month|year)|[Ll]ast night)\b(?! of\b)"
    r"|\b(?:\d{1,2}|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en"
    r"|[Aa] (?:few|dozen|couple of)) (?:days|weeks|months|years|decades) ago\b|\b[Aa] (?:week|month|year|decade) ago\b"
)
_IN_THE_STORY = re.compile(r"(?:\b(?:[Tt]he|[Tt]hat|[Oo]f|[Ii]n|[Ff]or|[Bb]y|[Dd]uring)|['’]s) $")
"""Before `next year`: the year after the one that is told of, not after that of the reader."""


def relative(view: View) -> Iterator[Diagnostic]:
    """Words that mean another time each year the pamphlet is read."""
    for prose in english(view):
        for found in _AGEING.finditer(prose.text):
            told = not found[0].endswith("ago") and _IN_THE_STORY.search(prose.text[: found.start()][-8:])
            if not (told or prose.is_quoted(*found.span()) or prose.is_literal(*found.span())):
                yield query(
                    "date-relative",
                    f"`{found[0]}` is true only when the pamphlet comes out",
                    prose.span(*found.span()),
                    hint="name the month or the year",
                )


RULES = (Rule(slug="date-relative", severity=Severity.QUERY, find=relative),)
