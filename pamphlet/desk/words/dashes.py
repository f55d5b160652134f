"""Rules on hyphens that should be dashes, and on full stops that should be an ellipsis."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pamphlet.desk.prose import Prose
from pamphlet.desk.rule import Rule
from pamphlet.desk.view import View
from pamphlet.desk.words.running import ENGLISH, Found, running
from pamphlet.diagnostics import Diagnostic, Severity, style
from pamphlet.manuscript.dates import MONTHS

_EN_DASH, _EM_DASH = "–", "—"
_RANGE = re.compile(
    rf"(?<![\w.,/:–-])(?P<first>\d{{1,4}})(?P<hyphen>-)(?P<last>\d{{1,4}})(?![\w/–-]|[.,:]\d)"
    rf"|\b(?:{'|'.join(MONTHS)})(?P<between>-)(?:{'|'.join(MONTHS)})\b"
)
_NO_RANGE = re.compile(
    r"(?i:\b(?:from|between|tel|telephone|phone|fax|call|no|nos|issn|isbn|code|ref|model|type|form|bus|route)[.:]?\s*)$"
    r"|\b(?i:box|chapter|equation|example|exhibit|fig\.|figure|item|listing|plate|section|table)[ \u00a0]$"
    r"|\b[A-Z]{2,} $"
)
"""Before a number that is a name, not a range, as in `Figure 4-5`; behind `from` a word is wanted, not a dash."""

_BREAK = re.compile(r"(?<=[\w,.!?…”’)\]%])[ \u00a0]-(?=[ \u00a0][\w“‘(\[£$€])")
_UNSPACED = re.compile(rf"(?<=\w){_EM_DASH}(?=\w)")
_SPACED_STOPS = re.compile(r"(?<!\.)\.(?:[ \u00a0]\.){2,}(?!\.)|(?<!\.)\.{3,}(?!\.)")


def ranges(view: View) -> Iterator[Diagnostic]:
    """A hyphen between two numbers or months that means `to`."""
    for prose, found in running(view.prose, _RANGE):
        if not _is_range(prose, found):
            continue
        place = found.span("hyphen") if found["hyphen"] else found.span("between")
        yield style(
            "hyphen-range",
            f"a hyphen for a dash in `{found[0]}`",
            prose.span(*found.span()),
            hint=f"write `{found[0].replace('-', '--')}`, which is printed `{found[0].replace('-', _EN_DASH)}`",
            fix=prose.fix(*place, _EN_DASH, certain=True),
        )


def _is_range(prose: Prose, found: re.Match[str]) -> bool:
    """Whether the numbers go up, the second perhaps cut short as in `1923-24`, and no word says what else they are."""
    if _NO_RANGE.search(prose.text, 0, found.start()):
        return False
    if not found["hyphen"]:
        return True
    first, last = found["first"], found["last"]
    whole = first[: max(len(first) - len(last), 0)] + last
    is_score = len(first) == 2 and len(last) == 1
    return first[0] != "0" and int(whole) > int(first) and not is_score


def breaks(view: View) -> Iterator[Diagnostic]:
    """A hyphen between spaces that means a break in the sentence."""
    found = list(running(view.prose, _BREAK))
    dash = _dash_of(view) if found else ""
    yield from (_broken(each, dash) for each in found)


def _broken(where: Found, dash: str) -> Diagnostic:
    prose, found = where
    spaced = f"{found[0][0]}{dash}"
    end = found.end() + (dash == _EM_DASH)
    return style(
        "hyphen-break",
        "a hyphen for a dash",
        prose.span(found.start() + 1, found.end()),
        hint=f"write a dash, `{dash}`" + (" or `--`" if dash == _EN_DASH else " or `---`, without spaces"),
        fix=prose.fix(found.start(), end, dash if dash == _EM_DASH else spaced, certain=True),
    )


def _dash_of(view: View) -> str:
    """The dash that the text breaks its sentences with: an en dash between spaces unless em dashes are more."""
    en = sum(prose.text.count(f" {_EN_DASH} ") for prose in view.prose)
    em = sum(len(_UNSPACED.findall(prose.text)) for prose in view.prose)
    return _EM_DASH if em > en else _EN_DASH


def ellipses(view: View) -> Iterator[Diagnostic]:
    """Full stops with spaces between them, or where no Markdown is read, for an ellipsis."""
    for prose, found in running(view.prose, _SPACED_STOPS, ENGLISH):
        yield style(
            "ellipsis-stops",
            "full stops for an ellipsis",
            prose.span(*found.span()),
            hint="write `…`; where Markdown is read, `...` without spaces does",
            fix=prose.fix(*found.span(), "…", certain=True),
        )


RULES = (
    Rule(slug="hyphen-range", severity=Severity.STYLE, find=ranges),
    Rule(slug="hyphen-break", severity=Severity.STYLE, find=breaks),
    Rule(slug="ellipsis-stops", severity=Severity.STYLE, find=ellipses),
)
