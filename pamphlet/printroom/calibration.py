"""A size of paper becomes the calibration sheet: two sides from which a printer's faults are read in mm."""

from __future__ import annotations

from collections.abc import Callable

from pamphlet.diagnostics import Diagnostics
from pamphlet.edition_settings import Trim
from pamphlet.press.actual_size import at_actual_size
from pamphlet.press.layout import Engine
from pamphlet.typeset.fonts import cut_fonts
from pamphlet.typeset.templates import fill_template
from pamphlet.typeset.theme import load_theme

_THEME = "calibration"

_TRIM = Trim(name="A4", width=210, height=297, sheet="A4")
"""Under which the theme is found; its style sheet knows all papers."""

SHEETS = {
    "a4": Trim(name="A4", width=297, height=210, sheet="A4"),
    "letter": Trim(name="Letter", width=279.4, height=215.9, sheet="Letter"),
    "a5": Trim(name="A5", width=210, height=148, sheet="A5"),
}
"""The open sheets of booklets: a printer is measured with the sheet it will print, lying the same way."""

_TINTS = (5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100)
"""Of black, in parts of a hundred."""

_SIZES = (6, 7, 8, 9, 10, 11, 12)
_ARROW = {"a4": 26, "letter": 26, "a5": 16}
"""Its height in mm."""


def calibration_sheet(paper: str, announce: Callable[[str], None], diagnostics: Diagnostics) -> bytes:
    """The PDF of a sheet of paper, one of SHEETS: two landscape pages, all in black."""
    sheet = SHEETS[paper]
    theme = load_theme(_THEME, diagnostics, trim=_TRIM)
    if theme is None:
        raise AssertionError("the theme of the calibration sheet is part of the program")
    announce("drawing the calibration sheet")
    engine = Engine(fonts=cut_fonts(theme.faces), sheets=theme.paper, pictures={}, diagnostics=diagnostics)
    html = fill_template(
        "calibration.html",
        paper=paper,
        paper_name=sheet.sheet,
        width=sheet.width,
        height=sheet.height,
        arrow=_ARROW[paper],
        tints=[{"percent": tint, "level": round(255 * (1 - tint / 100))} for tint in _TINTS],
        sizes=_SIZES,
    )
    pages = engine.lay_out(html)
    if pages.extent != 2:
        raise AssertionError(f"a sheet has two sides; this one has {pages.extent}")
    return at_actual_size(pages.press_pdf(frozenset(face.name for face in theme.faces)))
