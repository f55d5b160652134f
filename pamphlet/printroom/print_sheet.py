"""A ticket becomes the print sheet: one page of A4 for whoever stands at the copier, and the same as JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Any

from pamphlet.counting import counted
from pamphlet.diagnostics import Diagnostics
from pamphlet.edition_settings import Trim
from pamphlet.manuscript.dates import spoken_date
from pamphlet.press.layout import Engine, Layout
from pamphlet.printroom import wording
from pamphlet.printroom.dispatch import sides_of
from pamphlet.printroom.ticket import Kind, Ticket
from pamphlet.typeset.fonts import Font
from pamphlet.typeset.paper import moment_of_files, picture_address
from pamphlet.typeset.templates import fill_template

THEME = "print-sheet"
SHEET = Trim(name="A4", width=210, height=297, sheet="A4")
"""What a print sheet is printed on, wherever the pamphlet is: the theme's other trims are its own affair."""

_SIZES = ("", "smaller", "small", "smallest")
"""Classes of the style sheet, tried in turn until all stands on one page."""

_LONGEST_TITLE = 160
_DRAWN = 4
"""Sheets that the drawing of the fold shows at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What a print sheet is set with: the fonts of its theme and, for letters that they lack, of the pamphlet's."""

    sheets: tuple[tuple[str, str], ...] = field(repr=False)
    fonts: tuple[Font, ...]
    fallback: str

    def __hash__(self) -> int:
        """By names: the fonts hold mappings, which have no hash."""
        return hash((self.sheets, tuple(font.file_name for font in self.fonts), self.fallback))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawing:
    name: str
    template: str
    alt: str
    caption: str
    values: dict[str, Any]

    @property
    def file_name(self) -> str:
        return f"{self.name}.svg"

    @property
    def address(self) -> str:
        return picture_address(self.file_name)


def as_pdf(ticket: Ticket, face: Face, moment: dt.datetime, diagnostics: Diagnostics) -> bytes:
    """The print sheet, always one page: what would not fit is set smaller.

    `moment` is the time that the file carries.
    """
    drawings = tuple(_drawings(ticket))
    pictures = {each.file_name: fill_template(each.template, **each.values).encode() for each in drawings}
    engine = _engine(face).showing(pictures, diagnostics)
    families = frozenset(font.face.name for font in face.fonts)
    return _on_one_page(engine, _values(ticket, face, moment, drawings)).pdf(families)


@lru_cache(maxsize=1)  # a hundred branches have a sheet each, all in the same face
def _engine(face: Face) -> Engine:
    return Engine(fonts=face.fonts, sheets=face.sheets, pictures={}, diagnostics=Diagnostics())


def _on_one_page(engine: Engine, values: dict[str, Any]) -> Layout:
    for size in _SIZES:
        layout = engine.lay_out(fill_template("print_sheet.html", size=size, **values))
        if layout.extent == 1:
            return layout
    raise AssertionError("a print sheet runs over: a text on it has no limit")


def _values(ticket: Ticket, face: Face, moment: dt.datetime, drawings: tuple[_Drawing, ...]) -> dict[str, Any]:
    return {
        "ticket": ticket,
        "run": ticket.printing,
        "title": wording.shortened(ticket.settings.title, _LONGEST_TITLE),
        "say": {
            "edition": wording.edition_name(ticket),
            "extent": wording.extent(ticket),
            "date": spoken_date(ticket.settings.date),
            "order": wording.order(ticket),
            "shop": wording.shop(ticket),
        },
        "rows": rows(ticket),
        "copier": wording.copier(ticket),
        "drawings": drawings,
        "steps": steps(ticket),
        "before": wording.before(ticket),
        "after": wording.after(ticket),
        "fallback": face.fallback,
        "moment": moment_of_files(moment),
    }


def rows(ticket: Ticket) -> tuple[tuple[str, str], ...]:
    """The table of figures: what each is and how much of it."""
    run, making, stock = ticket.printing, ticket.making, ticket.settings.paper
    found = []
    if ticket.kind is Kind.ORDER:
        found.append(("Format", f"{ticket.page_name}, {making.page[0]:g} × {making.page[1]:g} mm, 3 mm bleed"))
    else:
        found.append(("A copy", _sheets_a_copy(ticket)))
        found.append(("In all", f"{counted(run.sheets, 'sheet')}, {run.spare:,} of them spare: {_reams(ticket)}"))
    found.append(("Paper", wording.paper(stock, ticket.sheet_name)))
    if making.cover_sheets:
        sheets = f"{counted(run.cover_sheets, 'sheet')}, {run.cover_spare:,} of them spare: "
        count = "" if ticket.kind is Kind.ORDER else sheets
        found.append(("Cover", count + wording.cover_paper(stock, ticket.sheet_name)))
    found.append(("Weight", f"{run.weight:.0f} g a copy, {run.copies * run.weight / 1000:.1f} kg in all"))
    found.append(("Thickness", f"{run.thickness:.1f} mm"))
    found.append(("Post", wording.post(ticket)))
    found.append(("Cost", wording.cost(ticket)))
    found.append(("Time", wording.time(ticket)))
    return tuple(found)


def _sheets_a_copy(ticket: Ticket) -> str:
    sheets = ticket.making.sheets
    cover = " and a cover" if ticket.making.cover_sheets else ""
    sides = "" if ticket.kind is Kind.FLAT else ", both sides"
    return f"{counted(sheets, 'sheet')}{cover}{sides}"


def _reams(ticket: Ticket) -> str:
    run = ticket.printing
    return f"{counted(run.reams, 'ream')} of 500 (one is enough for {counted(run.copies_in_a_ream, 'copy')})"


def steps(ticket: Ticket) -> tuple[str, ...]:
    """What to do, one after the other."""
    if ticket.kind is Kind.ORDER:
        return (wording.shop(ticket), wording.test_print(ticket), wording.trim(ticket))
    found = (wording.test_print(ticket), wording.gather(ticket), wording.fold(ticket), wording.staple(ticket))
    return tuple(filter(None, (*found, wording.trim(ticket))))


def _drawings(ticket: Ticket) -> Iterator[_Drawing]:
    page = {"page_width": ticket.making.page[0], "page_height": ticket.making.page[1]}
    if ticket.kind is Kind.ORDER:
        yield _Drawing(
            name="bleed",
            template="print_sheet_bleed.svg",
            alt="A page with crop marks outside it and 3 mm of colour over its edge",
            caption="Single pages; crop marks; 3 mm bleed.",
            values=page,
        )
        return
    if ticket.plan:
        shown = min(_DRAWN, len(ticket.plan.signatures[0]) + (ticket.plan.cover is not None))
        yield _Drawing(
            name="fold",
            template="print_sheet_fold.svg",
            alt="A pile of open sheets is folded over; folded, the sheets lie in one another",
            caption="Fold; each sheet lies in the one before it.",
            values={"shown": shown},
        )
    if ticket.staples:
        first, second = ticket.staples
        yield _Drawing(
            name="staples",
            template="print_sheet_staples.svg",
            alt=f"Two staples, {first} and {second} mm from the top",
            caption=f"Staples: {first} and {second} mm from the top.",
            values={**page, "staples": ticket.staples, "folded": ticket.kind is Kind.FOLDED},
        )


def as_json(ticket: Ticket) -> bytes:
    """The same as data: units stand in the names of keys, null is what is not known; the manual lists them."""
    return (json.dumps(_data(ticket), ensure_ascii=False, indent=2) + "\n").encode()


def _data(ticket: Ticket) -> dict[str, Any]:
    settings, making = ticket.settings, ticket.making
    return {
        "schema": 1,
        "title": settings.title,
        "date": settings.date.isoformat(),
        "edition": ticket.edition,
        "files": [asdict(file) for file in ticket.files],
        "pages": ticket.pages,
        "blank_pages": ticket.blanks,
        "page": {"name": ticket.page_name, "width_mm": making.page[0], "height_mm": making.page[1]},
        "sheet": {"name": ticket.sheet_name, "width_mm": making.sheet[0], "height_mm": making.sheet[1]},
        "paper": _paper(settings.paper.gsm, settings.paper.caliper, settings.paper.colour),
        "cover_paper": (
            _paper(settings.paper.cover_gsm, settings.paper.cover_caliper, settings.paper.cover_colour)
            if making.cover_sheets
            else None
        ),
        **_run_data(ticket),
        "sides": None if ticket.kind is Kind.ORDER else sides_of(ticket.flip, two_sided=ticket.two_sided),
        "printer": asdict(ticket.machine),
        "copier": list(wording.copier(ticket)),
        "steps": list(steps(ticket)),
        "order": wording.order(ticket),
        "shop_files": list(ticket.shop_files),
        "advice": list(ticket.advice),
        "before": list(wording.before(ticket)),
        "after": list(wording.after(ticket)),
    }


def _paper(gsm: float, caliper: float, colour: str) -> dict[str, Any]:
    return {"gsm": gsm, "caliper_mm": caliper, "colour": colour}


def _run_data(ticket: Ticket) -> dict[str, Any]:
    run, making = ticket.printing, ticket.making
    at_home = ticket.kind is not Kind.ORDER
    return {
        "copies": run.copies,
        "sheets_a_copy": making.sheets if at_home else None,
        "cover_sheets_a_copy": making.cover_sheets if at_home else None,
        "sheets": run.sheets if at_home else None,
        "spare_sheets": run.spare if at_home else None,
        "cover_sheets": run.cover_sheets if at_home else None,
        "spare_cover_sheets": run.cover_spare if at_home else None,
        "reams": run.reams if at_home else None,
        "weight_g": round(run.weight, 1),
        "thickness_mm": round(run.thickness, 2),
        "creep_mm": round(ticket.creep, 2),
        "staples_from_top_mm": list(ticket.staples),
        "staple": run.staple if ticket.staples else None,
        "envelope": run.post.envelope,
        "weight_posted_g": round(run.post.weight, 1),
        "currency": ticket.settings.printing.currency,
        "postage_minor_units": run.post.price,
        "cost_minor_units": round(run.cost, 2) if at_home and run.cost is not None else None,
        "cost_a_copy_minor_units": round(run.cost_a_copy, 2) if at_home and run.cost_a_copy is not None else None,
        "minutes": run.minutes if at_home else None,
    }
