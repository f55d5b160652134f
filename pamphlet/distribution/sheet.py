"""A consignment becomes the distribution sheet: a list to work through at the packing table, as PDF and as CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io

from pamphlet.diagnostics import Diagnostics
from pamphlet.distribution.consignment import Consignment, Line, reams
from pamphlet.manuscript.dates import spoken_date
from pamphlet.press.layout import Engine
from pamphlet.printroom.print_sheet import SHEET
from pamphlet.settings import Settings
from pamphlet.typeset.fonts import Font, cut_fonts
from pamphlet.typeset.paper import moment_of_files
from pamphlet.typeset.templates import fill_template
from pamphlet.typeset.theme import Theme, load_theme

_THEME = "distribution-sheet"
MOST_ROWS = 200
"""Branches in one file of the sheet: some seven pages."""
_HEADS = (
    "branch", "copies", "sheets", "cover_sheets", "parcels", "weight_g", "postage_minor_units", "currency",
)  # fmt: skip


def as_csv(consignment: Consignment) -> bytes:
    """The sheet as a table that any spreadsheet opens: UTF-8 with its mark, for Excel guesses without one."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(_HEADS)
    for line in consignment.lines:
        postage = "" if line.postage is None else f"{line.postage:g}"
        figures = (line.copies, line.sheets, line.cover_sheets, line.parcels, round(line.weight))
        table.writerow((line.name, *figures, postage, consignment.currency))
    return written.getvalue().encode("utf-8-sig")


def as_pdf(
    consignment: Consignment,
    settings: Settings,
    *,
    fallback: tuple[Font, ...],
    moment: dt.datetime,
    diagnostics: Diagnostics,
) -> tuple[bytes, ...]:
    """The sheet as pages of A4; `fallback` are the fonts for letters that its own lack.

    A long list comes in several files, the sums in the last: to lay out a table takes memory for every row of it.
    """
    theme = _theme(diagnostics)
    fonts = (*cut_fonts(theme.faces), *fallback)
    families = frozenset(font.face.name for font in fonts)
    rows = [_row(line, consignment.currency) for line in consignment.lines]
    files = []
    for first in range(0, max(len(rows), 1), MOST_ROWS):
        is_last = first + MOST_ROWS >= len(rows)
        html = fill_template(
            "distribution_sheet.html",
            title=settings.title,
            date=spoken_date(settings.date),
            rows=rows[first : first + MOST_ROWS],
            total=_row(consignment.total, consignment.currency) if is_last else (),
            papers=tuple((name, sheets, reams(sheets)) for name, sheets in consignment.papers if is_last),
            fallback=fallback[0].face.name if fallback else theme.faces[0].name,
            moment=moment_of_files(moment),
        )
        engine = Engine(fonts=fonts, sheets=theme.paper, pictures={}, diagnostics=diagnostics)
        files.append(engine.lay_out(html).pdf(families))
    return tuple(files)


def _theme(diagnostics: Diagnostics) -> Theme:
    theme = load_theme(_THEME, diagnostics, trim=SHEET)
    if theme is None:
        raise AssertionError("the theme of the distribution sheet is part of the program")
    return theme


def _row(line: Line, currency: str) -> tuple[str, ...]:
    """The cells of a line; a stroke for what is not known."""
    postage = "–" if line.postage is None else f"{currency}{line.postage / 100:,.2f}"
    sheets = f"{line.sheets + line.cover_sheets:,}"
    return line.name, f"{line.copies:,}", sheets, f"{line.parcels:,}", f"{line.weight / 1000:,.1f}", postage
