"""Rules on spaces: two where one belongs, one where none does, none where one does, one that may break."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pamphlet.desk.prose import Prose, Where
from pamphlet.desk.rule import Rule
from pamphlet.desk.view import View
from pamphlet.desk.words.running import ENGLISH, running
from pamphlet.diagnostics import Diagnostic, Edit, Fix, Severity, style, warning

_NO_BREAK_SPACE = "\u00a0"
_DOUBLE = re.compile(r"(?<=\S)(?:[ \t]{2,}|\u00a0[ \t\u00a0]+|[ \t]+\u00a0[ \t\u00a0]*)(?=\S)")
_BEFORE = re.compile(
    r"(?<=[\w,.!?’)\]”])(?!(?<=\.)[ \u00a0]\.)(?P<space>[ \u00a0]+)(?P<mark>(?!\.[ \u00a0]?\.)[,;:.!?)\]”])"
    r"(?=[,;:.!?)\]”’\"]*(?:\s|$))"
)
"""Full stops in a row, with spaces between them, are an ellipsis and have a rule of their own."""

_AFTER = re.compile(r"(?P<mark>[(\[“])(?P<space>[ \u00a0]+)(?=\w)")
_MISSING = re.compile(
    r"(?<=[a-z]{2})(?:[,;](?=[A-Za-z]{2})|[.?!](?=[A-Z][a-z]+\b(?!\.\w)))|(?<=\w)[.,]?”(?=[A-Za-z]{2})"
)
_PARTED_BY_SPACE = ("fr",)
"""Languages that put a space before some marks."""

_MAY_BREAK = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|St)\.? (?=[A-Z])|\b(?:[Pp]age|[Cc]hapter|[Pp]art|[Vv]olume|[Nn]ote|[Tt]able) (?=\d)|§ (?=\d)"
    r"|\b\d[\d.,]* (?=(?:million|billion|am|pm|BC|AD)\b)"
    r"|\b(?:Charles|Edward|George|Henry|James|Louis|Nicholas|Alexander|Philip|Richard|William) (?=[IVX]+\b)"
)
"""What belongs together and the typesetter, which binds initials, days, pages and units itself, does not bind."""


def double(view: View) -> Iterator[Diagnostic]:
    """Two spaces for one: one finding a paragraph, for who types so does so throughout."""
    for prose in view.prose:
        found = [each for each in _DOUBLE.finditer(prose.text) if not prose.is_literal(*each.span())]
        if found and prose.where is not Where.VERSE:
            again = f", {len(found)} times in this paragraph" if len(found) > 1 else ""
            yield style(
                "space-double",
                f"more than one space between two words{again}",
                prose.span(*found[0].span()),
                hint="one is enough; on paper it makes no difference",
                fix=_single(prose, found),
            )


def _single(prose: Prose, found: list[re.Match[str]]) -> Fix | None:
    """One space in the place of each; a space that does not break stays."""
    edits: list[Edit] = []
    for each in found:
        kept = _NO_BREAK_SPACE if _NO_BREAK_SPACE in each[0] else " "
        fix = prose.fix(*each.span(), kept, certain=True)
        edits += fix.edits if fix else ()
    return Fix(edits=tuple(edits), certain=True) if edits else None


def stray(view: View) -> Iterator[Diagnostic]:
    """A space before a mark that belongs to the word before it, or behind one that belongs to the next."""
    for pattern, where in ((_BEFORE, "before"), (_AFTER, "behind")):
        for prose, found in running(view.prose, pattern):
            if found["mark"] not in ",.)]" and prose.language_at(found.start()).startswith(_PARTED_BY_SPACE):
                continue
            yield warning(
                "space-stray",
                f"a space {where} `{found['mark']}`",
                prose.span(*found.span("space")),
                hint="take it out",
                fix=prose.fix(*found.span("space"), "", certain=True),
            )


def missing(view: View) -> Iterator[Diagnostic]:
    """No space between a mark and the next word."""
    for prose, found in running(view.prose, _MISSING, ENGLISH):
        yield warning(
            "space-missing",
            f"no space behind `{found[0]}`",
            prose.span(*found.span()),
            hint="put one in",
            fix=prose.fix(*found.span(), f"{found[0]} ", certain=found[0] in ",;"),
        )


def may_break(view: View) -> Iterator[Diagnostic]:
    """A space at which a line may end between two words that are read as one."""
    for prose, found in running(view.prose, _MAY_BREAK, ENGLISH):
        space = found.end() - 1
        yield style(
            "space-breaking",
            "a line may end at this space, between words that are read as one",
            prose.span(space, space + 1),
            hint="put a space there that does not break (U+00A0)",
            fix=prose.fix(space, space + 1, _NO_BREAK_SPACE, certain=True),
        )


RULES = (
    Rule(slug="space-double", severity=Severity.STYLE, find=double),
    Rule(slug="space-stray", severity=Severity.WARNING, find=stray),
    Rule(slug="space-missing", severity=Severity.WARNING, find=missing),
    Rule(slug="space-breaking", severity=Severity.STYLE, find=may_break, usual=False),
)
