"""Rules on which quotation marks a text uses, and on marks that point the wrong way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pamphlet.desk.prose import Prose, Where
from pamphlet.desk.rule import Rule
from pamphlet.desk.view import View
from pamphlet.desk.words.running import ENGLISH, running
from pamphlet.diagnostics import Diagnostic, Fix, Severity, style

_OUTER = {"“": "double", "‘": "single"}
_MARKS = {"double": ("“", "”"), "single": ("‘", "’")}
"""Opening and closing, by what `quotes` of pamphlet.toml may say."""

_FEWEST = 5
"""Quotations: a text with fewer of the usual kind has no usual kind."""

_MINORITY = 0.35
"""The largest share of others that still looks like an oversight, as tried on 118 published pages."""

_TURNED = re.compile(r"(?<![\w’“])‘(?=(?:[Tt]is|[Tt]was|[Ee]m|n)\b(?![^‘’]{0,40}’(?!\w))|\d0s\b)")
_STRAIGHT = re.compile(r"(?<!\d)[\"']|(?<=\d)'(?=s\b)")
_OPENS = re.compile(r"(?:^|[\s(\[–—“‘])$")


def mixed(view: View) -> Iterator[Diagnostic]:
    """Quotations in the marks that the text does not use; those inside another quotation need the other marks."""
    found = list(_quotations(view))
    for kind, usual in (("single", "double"), ("double", "single")):
        few = [place for place in found if place[2] == kind]
        many = len(found) - len(few)
        if many >= _FEWEST and 0 < len(few) <= _MINORITY * many:
            for prose, (start, end), _ in few:
                yield style(
                    "quotes-mixed",
                    f"{kind} quotation marks; the text has {usual} ones {many} times and {kind} ones {len(few)}",
                    prose.span(start, end),
                    hint=f'write {usual} ones, or with straight marks `"…"`, which take the form that `quotes` says',
                )


def _quotations(view: View) -> Iterator[tuple[Prose, tuple[int, int], str]]:
    """Each outer quotation that is closed, with its marks: `single` or `double`."""
    for prose in view.prose:
        if not prose.language.startswith(ENGLISH) or prose.where in {Where.QUOTATION, Where.VERSE, Where.TITLE_PAGE}:
            continue
        for start, end in prose.quoted:
            kind = _OUTER.get(prose.text[start])
            if kind and prose.text[end - 1] in "”’":
                yield prose, (start, end), kind


def straight(view: View) -> Iterator[Diagnostic]:
    """Typewriter's marks that are printed as they stand: those of pamphlet.toml, where no Markdown is read."""
    title_page = (prose for prose in view.prose if prose.where is Where.TITLE_PAGE)
    for prose, found in running(title_page, _STRAIGHT):
        yield style(
            "quotes-straight",
            f"a straight `{found[0]}` would be printed as it stands",
            prose.span(*found.span()),
            hint="write “ ” ‘ ’, and ’ for an apostrophe",
            fix=_curled(prose, found.start(), _MARKS[view.settings.quotes]),
        )


def _curled(prose: Prose, at: int, outer: tuple[str, str]) -> Fix | None:
    """The mark that belongs there; a single one before a word may be an apostrophe, so it is not certain."""
    if not prose.language.startswith(ENGLISH):
        return None
    opens = _OPENS.search(prose.text, 0, at) is not None
    double = prose.text[at] == '"'
    opening, closing = outer if double else _MARKS["single"]
    return prose.fix(at, at + 1, opening if opens else closing, certain=double or not opens)


def turned(view: View) -> Iterator[Diagnostic]:
    """An apostrophe at the beginning of a word that points like an opening quotation mark."""
    for prose, found in running(view.prose, _TURNED, ENGLISH):
        yield style(
            "apostrophe-turned",
            "an opening quotation mark for an apostrophe",
            prose.span(*found.span()),
            hint="write `’`",
            fix=prose.fix(*found.span(), "’", certain=True),
        )


RULES = (
    Rule(slug="quotes-mixed", severity=Severity.STYLE, find=mixed),
    Rule(slug="quotes-straight", severity=Severity.STYLE, find=straight),
    Rule(slug="apostrophe-turned", severity=Severity.STYLE, find=turned),
)
