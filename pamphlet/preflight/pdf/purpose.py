"""What a PDF is made for, told from its boxes, its sizes and its tags: the rules depend on it."""

from __future__ import annotations

from enum import StrEnum

from pamphlet.preflight.pdf.examined import Examined
from pamphlet.preflight.pdf.geometry import MM

LARGE_PRINT = 16.0
"""In pt: below it large print is not large (UKAAF, RNIB)."""

SHEETS = {
    "A3": (297.0, 420.0), "A4": (210.0, 297.0), "A5": (148.0, 210.0), "A6": (105.0, 148.0),
    "Letter": (215.9, 279.4), "half-letter": (139.7, 215.9), "Legal": (215.9, 355.6), "Tabloid": (279.4, 431.8),
    "DL": (99.0, 210.0),
}  # fmt: skip
"""Width and height in mm, upright: ISO 216, ANSI/ASME Y14.1, and the third of A4 that fits a DL envelope."""
IN_TRAYS = ("A3", "A4", "A5", "Letter", "Legal", "Tabloid")
"""What copiers take paper of."""
FOLDED_ONCE = ("A3", "A4", "A5", "Letter", "Tabloid")
"""What booklets are folded from."""
_SAME = 1.5
"""In mm: so far a size may be off and still be called by its name; paper is cut to within 1.5 mm (ISO 216)."""


class Purpose(StrEnum):
    """Where a file is to go."""

    SCREEN = "screen"
    COPIER = "copier"
    SHOP = "shop"
    LARGE_PRINT = "large-print"

    @property
    def on_paper(self) -> bool:
        """Whether it is to be printed."""
        return self is not Purpose.SCREEN

    @property
    def at_home(self) -> bool:
        """Whether it is printed on a copier or an office printer, which cannot print to the edge."""
        return self in {Purpose.COPIER, Purpose.LARGE_PRINT}


PURPOSES = {
    Purpose.SCREEN: "for the screen",
    Purpose.COPIER: "for a copier",
    Purpose.SHOP: "for a print shop",
    Purpose.LARGE_PRINT: "large print",
}
"""How each is called in a sentence."""


def sheet_name(size: tuple[float, float]) -> str:
    """The name of a size given in pt, whichever way round: `A5`; empty where it has none."""
    short, long = sorted(side / MM for side in size)
    for name, (width, height) in SHEETS.items():
        if abs(short - width) <= _SAME and abs(long - height) <= _SAME:
            return name
    return ""


def is_imposed(size: tuple[float, float]) -> bool:
    """Whether a page looks like a sheet with two pages side by side: wide, and of a paper that is folded once."""
    width, height = size
    return width > height and sheet_name(size) in FOLDED_ONCE


def guess(examined: Examined) -> Purpose:
    """What a file seems to be for.

    Bleed or PDF/X speak for a shop, sheets wider than high for a copier, text of 16 pt on A4 for large
    print, tags for a screen; a small page that has nothing of all this goes to a shop, a large one to
    a copier.
    """
    first = examined.pages[0]
    name = sheet_name(first.size)
    if examined.claims.pdfx or max(first.bleed.margins(first.trim)) > 1 * MM:
        return Purpose.SHOP
    if is_imposed(first.size):
        return Purpose.COPIER
    if name in {"A4", "Letter"} and examined.body_size >= LARGE_PRINT:
        return Purpose.LARGE_PRINT
    if examined.tags.tree or examined.outline or any("Link" in page.annotations for page in examined.pages):
        return Purpose.SCREEN
    return Purpose.COPIER if name in IN_TRAYS and name != "A5" else Purpose.SHOP
