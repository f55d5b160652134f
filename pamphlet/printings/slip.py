"""Errata become a slip to lay into the copies: a PDF, two slips to a sheet, and the same as plain text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from pamphlet.diagnostics import Diagnostics
from pamphlet.edition_settings import Trim
from pamphlet.manuscript.dates import spoken_date
from pamphlet.manuscript.printings import Printing
from pamphlet.press.booklet import impose
from pamphlet.press.imposition import Forme
from pamphlet.press.layout import Engine
from pamphlet.press.passes import Impression
from pamphlet.printings.errata import Erratum
from pamphlet.typeset.fonts import Font, cut_fonts
from pamphlet.typeset.paper import moment_of_files
from pamphlet.typeset.templates import fill_template
from pamphlet.typeset.theme import load_theme

_THEME = "errata"
_SHEET = Trim(name="A4", width=210, height=297, sheet="A4")
"""Under which the theme is found: it is no theme for pamphlets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What a slip says: of which printing, as corrected on which day; `language` is that of the pamphlet."""

    printing: Printing
    errata: tuple[Erratum, ...]
    corrected: dt.date
    language: str

    @property
    def copies_meant(self) -> str:
        """Which copies are to be corrected."""
        return (
            f"Printing {self.printing.number}, {spoken_date(self.printing.edition)}. Edition code {self.printing.code}."
        )

    @property
    def note(self) -> str:
        """How to find the places."""
        return "Lines are counted from the top of the page, without the line that runs at its head."


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipPaper:
    """What a slip is set on and with: the trim of the pamphlet, and its fonts for letters that ours lack."""

    trim: Trim
    fonts: tuple[Font, ...] = field(repr=False)


def as_text(slip: Slip) -> bytes:
    """The slip as a text to mail."""
    lines = ["ERRATA", slip.printing.title, slip.copies_meant, slip.note, "", *map(str, slip.errata)]
    return ("\n".join([*lines, "", f"As corrected on {spoken_date(slip.corrected)}."]) + "\n").encode()


def as_pdf(slip: Slip, paper: SlipPaper, moment: dt.datetime, diagnostics: Diagnostics) -> bytes:
    """The slip twice on each side of a sheet, to be cut in the middle.

    Where it takes two sides both halves say the same, so the halves of the back lie behind their fronts.
    `moment` is the time that the file carries.
    """
    theme = load_theme(_THEME, diagnostics, trim=_SHEET)
    if theme is None:
        raise AssertionError("the theme of errata slips comes with the program")
    own = cut_fonts(theme.faces)
    fonts = tuple({font.file_name: font for font in (*own, *paper.fonts)}.values())
    size = f":root{{--trim-width:{paper.trim.width:g}mm;--trim-height:{paper.trim.height:g}mm}}"
    engine = Engine(fonts=fonts, sheets=(*theme.paper, ("size.css", size)), pictures={}, diagnostics=diagnostics)
    html = fill_template(
        "errata.html",
        slip=slip,
        corrected=spoken_date(slip.corrected),
        fallback=next((font.face.name for font in paper.fonts), ""),
        moment=moment_of_files(moment),
    )
    pages = engine.lay_out(html)
    sides = tuple(
        Impression(forme=Forme(left=page, right=page), shift=0, marked=True, is_back=page % 2 == 0)
        for page in range(1, pages.extent + 1)
    )
    pdf = pages.pdf(frozenset(font.face.name for font in fonts))
    return impose(pdf, sides, two_sided=len(sides) > 1, kind="slips to print and cut")
