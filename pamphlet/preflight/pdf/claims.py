"""Rules on claims: a file that says it is PDF/X, PDF/A or PDF/UA is what it says.

This is no validator: it looks for what most often belies such a label, and names it.  The clauses are
those of ISO 15930 (PDF/X), ISO 19005 (PDF/A) and ISO 14289-1 (PDF/UA).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pamphlet.diagnostics import Diagnostic
from pamphlet.preflight.pdf.colours import Kind
from pamphlet.preflight.pdf.examined import Examined, Page
from pamphlet.preflight.pdf.view import View

Doubt = tuple[str, Callable[[Examined], bool]]
"""What belies a claim, in words, and how to see it."""

_DEVICE_CHANNELS = {Kind.RGB: 3, Kind.CMYK: 4}


def pdfx(view: View) -> Iterator[Diagnostic]:
    """PDF/X: what a print shop relies on."""
    yield from _belied(view, view.examined.claims.pdfx, (*_X, *_of_pdfx(view.examined.claims.pdfx)))


def pdfa(view: View) -> Iterator[Diagnostic]:
    """PDF/A: what an archive relies on."""
    yield from _belied(view, view.examined.claims.pdfa, (*_A, *_of_pdfa(view.examined.claims.pdfa)))


def pdfua(view: View) -> Iterator[Diagnostic]:
    """PDF/UA: what a reader relies on who cannot see the page."""
    yield from _belied(view, view.examined.claims.pdfua, _UA)


def _belied(view: View, claim: str, doubts: tuple[Doubt, ...]) -> Iterator[Diagnostic]:
    against = [words for words, seen in doubts if claim and seen(view.examined)]
    if against:
        yield view.error(
            "preflight-claim",
            f"the file says it is {claim}, and is not: {'; '.join(against)}",
            hint="whoever relies on the label is misled, and a shop's check stops the file: "
            "export it anew as what it claims, or without the claim",
        )


def _any_page(test: Callable[[Page], bool]) -> Callable[[Examined], bool]:
    return lambda examined: any(test(page) for page in examined.pages)


def _lacks_intent(kind: str) -> Callable[[Examined], bool]:
    return lambda examined: not any(intent.kind == kind for intent in examined.intents)


def _uses_rgb(examined: Examined) -> bool:
    return any(colour.kind is Kind.RGB for _, _, colour in examined.colours())


def _foreign_colours(kind: str, *, needed: bool) -> Callable[[Examined], bool]:
    """Whether colours without a profile are of another family than the profile of the intent.

    `needed`: without any profile they are foreign too.
    """

    def test(examined: Examined) -> bool:
        channels = {intent.channels for intent in examined.intents if intent.kind == kind} - {0}
        used = {
            _DEVICE_CHANNELS[colour.kind]
            for _, _, colour in examined.colours()
            if colour.device and colour.kind in _DEVICE_CHANNELS
        }
        return bool(used - channels) if channels or needed else False

    return test


_SHOWS_THROUGH = ("transparency", _any_page(lambda page: bool(page.transparency)))

_COMMON: tuple[Doubt, ...] = (
    ("a font is not in the file", _any_page(lambda page: any(not font.embedded for font in page.fonts))),
    ("it is encrypted", lambda examined: examined.encrypted),
    ("it runs JavaScript", lambda examined: examined.scripts),
)

_X: tuple[Doubt, ...] = (
    ("no printing condition (OutputIntent)", _lacks_intent("GTS_PDFX")),
    ("a page without TrimBox", _any_page(lambda page: not page.has_trim)),
    ("it does not say whether it is trapped", lambda examined: examined.trapped not in {"True", "False"}),
    ("links or comments on the page", _any_page(lambda page: bool(set(page.annotations) - {"PrinterMark", "TrapNet"}))),
    (
        "colours without a profile that are not those of its printing condition",
        _foreign_colours("GTS_PDFX", needed=False),
    ),
    *_COMMON,
)

_A: tuple[Doubt, ...] = (
    ("colours without a profile that belong to no OutputIntent", _foreign_colours("GTS_PDFA1", needed=True)),
    ("no file identifier", lambda examined: not examined.has_id),
    ("links or comments that are not marked for printing", _any_page(lambda page: page.unprinted > 0)),
    *_COMMON,
)

_TAGGED: tuple[Doubt, ...] = (
    ("no tags", lambda examined: not (examined.tags.tree and examined.tags.elements and examined.tags.marked)),
    ("text outside the tags", _any_page(lambda page: page.untagged > 0)),
    ("a font without Unicode", _any_page(lambda page: any(not font.readable for font in page.fonts))),
)

_UA: tuple[Doubt, ...] = (
    *_TAGGED,
    ("no language", lambda examined: not examined.language),
    ("no title", lambda examined: not examined.title),
    ("the title is not shown (DisplayDocTitle)", lambda examined: not examined.shows_title),
    ("a picture without description", lambda examined: examined.tags.figures_undescribed > 0),
    ("tags that are called suspect", lambda examined: examined.tags.suspect),
    ("links not in the order of the tags", _any_page(lambda page: bool(page.annotations) and not page.in_tab_order)),
    _COMMON[0],
)


def _of_pdfx(claim: str) -> Iterator[Doubt]:
    """What the older parts forbid: X-1a all but ink colours, X-1a and X-3 transparency; and what X-4 asks for."""
    if "X-1" in claim:
        yield "colours in RGB", _uses_rgb
    if "X-1" in claim or "X-3" in claim:
        yield _SHOWS_THROUGH
    if "X-4" in claim:
        yield "no profile in its printing condition", lambda examined: not any(one.channels for one in examined.intents)


def _of_pdfa(claim: str) -> Iterator[Doubt]:
    part, level = claim[6:7], claim[7:]
    if part == "1":
        yield _SHOWS_THROUGH
    if part in {"1", "2"}:
        yield "other files packed into it", lambda examined: examined.attachments and part == "1"
    if part in {"1", "2", "3"} and level == "a":
        yield from _TAGGED
    if part in {"2", "3"} and level == "u":
        yield _TAGGED[2]
    if part == "4" and level == "u":
        yield "there is no level u in part 4", lambda _: True
    if part == "4" and level == "f":
        yield "no attachment, for which level f is made", lambda examined: not examined.attachments


RULES = (pdfx, pdfa, pdfua)
