"""Rules on colour, black, the amount of ink, and what shows through."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.diagnostics import Diagnostic
from pamphlet.preflight.pdf.colours import Kind
from pamphlet.preflight.pdf.examined import Mark
from pamphlet.preflight.pdf.purpose import Purpose
from pamphlet.preflight.pdf.view import View

MOST_INK, MUCH_INK = 300.0, 280.0
"""In percent: shops take 300 to 340 on coated and 280 on uncoated paper (blackmore.co.uk, headley.co.uk)."""


def black_of_colours(view: View) -> Iterator[Diagnostic]:
    """Black is black ink alone."""
    if not view.purpose.on_paper:
        return
    found = {(number, mark) for number, mark, colour in view.examined.colours() if colour.is_black_of_colours}
    text = {number for number, mark in found if mark is Mark.TEXT}
    rest = {number for number, mark in found if mark is not Mark.TEXT} - text
    if text and view.purpose is Purpose.SHOP:
        yield view.error(
            "preflight-black",
            "black or grey text is made of colours, not of black ink alone",
            text,
            hint="four inks never lie exactly on each other: small letters get fringes. Export in grey, or black only",
        )
    elif text:
        yield view.warning(
            "preflight-black",
            "black or grey text is made of red, green and blue",
            text,
            hint="a copier may count these pages as colour, and charge for it: set it to black and white",
        )
    if rest:
        yield view.warning(
            "preflight-black",
            "black or grey rules and areas are made of colours, not of black ink alone",
            rest,
            hint="a shop prints them with four inks, a copier may charge for colour: export in grey, or black only",
        )


def rgb(view: View) -> Iterator[Diagnostic]:
    """A press has no red, green and blue."""
    if view.purpose is not Purpose.SHOP:
        return
    uses: dict[Mark, set[int]] = {}
    for number, mark, colour in view.examined.colours():
        if colour.kind is Kind.RGB and not colour.is_black_of_colours and not colour.is_white:
            uses.setdefault(mark, set()).add(number)
    if uses:
        yield view.warning(
            "preflight-rgb",
            f"the colours of {' and of '.join(sorted(uses))} are in RGB",
            set().union(*uses.values()),
            hint="the shop turns them into its inks, which come out duller; some refuse them: export in CMYK or grey",
        )


def total_ink(view: View) -> Iterator[Diagnostic]:
    """Paper takes only so much ink."""
    if view.purpose is not Purpose.SHOP:
        return
    most: dict[int, float] = {}
    for number, _, colour in view.examined.colours():
        most[number] = max(most.get(number, 0.0), colour.ink)
    for floor, ceiling, find in ((MOST_INK, 1e9, view.error), (MUCH_INK, MOST_INK, view.warning)):
        pages = [number for number, ink in most.items() if floor + 0.5 < ink <= ceiling + 0.5]
        if pages:
            yield find(
                "preflight-ink",
                f"there are up to {max(most[number] for number in pages):.0f} % of ink in one place",
                pages,
                hint=f"it does not dry, and comes off on the next sheet: stay under {MUCH_INK:.0f} % on uncoated paper",
            )


def transparency(view: View) -> Iterator[Diagnostic]:
    """What shows through has to be computed by the shop."""
    if view.purpose is not Purpose.SHOP:
        return
    kinds = sorted({kind for page in view.pages for kind in page.transparency})
    if kinds:
        yield view.warning(
            "preflight-transparency",
            f"there is transparency: {', '.join(kinds)}",
            view.where(lambda page: bool(page.transparency)),
            hint="the shop's software flattens it, and edges or colours may change: flatten it, or ask for a proof",
        )


RULES = (black_of_colours, rgb, total_ink, transparency)
