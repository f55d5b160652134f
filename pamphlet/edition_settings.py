"""The tables [paper], [editions.*] and [printing] of pamphlet.toml become typed settings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from pamphlet.catalogue_settings import read_number
from pamphlet.diagnostics import Span
from pamphlet.toml_source import Table

OFFICE_PAPER = 0.104
"""Thickness, in mm, of a sheet of office paper: 80 gsm at a bulk of 1.3 cm³/g, as uncoated papers have."""

_CALIPERS = {
    60: 0.078, 70: 0.09, 75: 0.098, 80: OFFICE_PAPER, 90: 0.113, 100: 0.125, 115: 0.14, 120: 0.148, 160: 0.19,
    200: 0.235, 250: 0.29, 300: 0.35, 350: 0.41,
}  # fmt: skip
"""Thickness in mm of uncoated papers by their weight in g/m²: bulk 1.2 to 1.3 (ybj-printing.com, worldpaperindex)."""


CONFORMANCES = tuple(
    f"EPUB Accessibility 1.1 - WCAG {version} Level {level}"
    for level in ("AA", "A", "AAA")
    for version in (2.2, 2.1, 2.0)
)
"""What an ebook may claim to conform to, to the letter: EPUB Accessibility 1.1, section 4.3 (`dcterms:conformsTo`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trim:
    """A format of the cut page, in mm, and of the paper that is folded once to make it."""

    name: str
    width: float
    height: float
    sheet: str

    @property
    def sheet_size(self) -> tuple[float, float]:
        """Width and height, in mm, of the open sheet: two pages side by side."""
        return (297.0 if self.sheet == "A4" else 2 * self.width), self.height


TRIMS: Mapping[str, Trim] = {
    trim.name: trim
    for trim in (
        Trim(name="A5", width=148, height=210, sheet="A4"),
        Trim(name="half-letter", width=139.7, height=215.9, sheet="Letter"),
        Trim(name="A6", width=105, height=148, sheet="A5"),
    )
}
"""ISO 216; ANSI/ASME Y14.1 A (8.5 × 11 in) folded once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What it is printed on: weights in g/m², thicknesses in mm.

    `cover_gsm` and `cover_caliper` are those of the cover where it is a sheet of its own.
    """

    trim: Trim
    gsm: float
    caliper: float
    cover_gsm: float
    cover_caliper: float
    colour: str
    cover_colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BookletSettings:
    """The booklet for the copier.

    `separate_cover`: the outer sheet is a file of its own.  `signature`: sheets in each signature, 0
    for all in one.  `one_sided`: fronts and backs are two files, for a printer that cannot turn paper.
    """

    separate_cover: bool
    signature: int
    one_sided: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PressSettings:
    """The copy for a print shop.

    `profile` is the shop's ICC profile, a file of the manuscript's folder, and `condition` the name
    of the printing condition that it describes; both empty for none.  `binding` is `stapled` or
    `perfect`.  `colour`: pictures keep their colours.
    """

    profile: str
    profile_span: Span
    condition: str
    separate_cover: bool
    binding: str
    colour: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LargePrintSettings:
    """Large print: the size of its text, in pt."""

    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EpubSettings:
    """The ebook.

    `fonts`: it brings the theme's text face.  `isbn` is its own, where paper has another.
    `conforms_to` names the standard of accessibility that `certified_by` has checked it by: both or neither.
    """

    fonts: bool
    isbn: str
    conforms_to: str
    certified_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintingSettings:
    """What a run costs, in the smallest unit of `currency` (pence): prices are of the settings, never ours.

    `postage` gives prices by weight: each row a weight in g up to which it holds, and the price.
    0 and an empty table stand for not known.
    """

    copies: int
    currency: str
    side: float
    sheet: float
    cover_sheet: float
    postage: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """The web page: the `address` at which it will stand, empty where it is not known."""

    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionSettings:
    """All that pamphlet.toml says about the editions."""

    booklet: BookletSettings
    press: PressSettings
    large_print: LargePrintSettings
    epub: EpubSettings
    web: WebSettings


def read_paper(table: Table) -> Paper:
    """Read [paper]."""
    table.refuse_unknown(("trim", "gsm", "caliper", "cover_gsm", "cover_caliper", "colour", "cover_colour"))
    gsm = table.number("gsm", 80, between=(40, 400), hint="office paper is 80 gsm")
    cover_gsm = table.number("cover_gsm", gsm, between=(40, 400), hint="card for covers is 160 to 250 gsm")
    thick = (0.03, 0.5)
    hint = "in mm: office paper of 80 gsm is 0.104 mm thick"
    return Paper(
        trim=TRIMS[table.choice("trim", tuple(TRIMS), "A5")],
        gsm=gsm,
        caliper=table.number("caliper", caliper_of(gsm), between=thick, hint=hint),
        cover_gsm=cover_gsm,
        cover_caliper=table.number("cover_caliper", caliper_of(cover_gsm), between=thick, hint=hint),
        colour=table.text("colour", "white"),
        cover_colour=table.text("cover_colour", table.text("colour", "white")),
    )


def read_editions(table: Table) -> EditionSettings:
    """Read [editions.*]."""
    table.refuse_unknown(("booklet", "press", "large-print", "epub", "web"))
    return EditionSettings(
        booklet=_booklet(table.table("booklet")),
        press=_press(table.table("press")),
        large_print=_large_print(table.table("large-print")),
        epub=_epub(table.table("epub")),
        web=_web(table.table("web")),
    )


def _booklet(table: Table) -> BookletSettings:
    table.refuse_unknown(("cover", "signature", "sides"))
    return BookletSettings(
        separate_cover=_separate_cover(table),
        signature=int(table.number("signature", 0, between=(0, 32), hint="a signature has 1 to 32 sheets")),
        one_sided=table.choice("sides", ("both", "one"), "both") == "one",
    )


def _press(table: Table) -> PressSettings:
    table.refuse_unknown(("profile", "condition", "cover", "binding", "pictures"))
    if table.text("profile") and not table.text("condition"):
        table.diagnostics.error(
            "setting-missing",
            f"`{table.dotted('condition')}` is missing",
            table.span("profile"),
            hint="ask the print shop for the name of the printing condition that the profile describes: `FOGRA39`, say",
        )
    return PressSettings(
        profile=table.text("profile"),
        profile_span=table.span("profile"),
        condition=table.text("condition"),
        separate_cover=_separate_cover(table),
        binding=table.choice("binding", ("stapled", "perfect"), "stapled"),
        colour=table.choice("pictures", ("grey", "colour"), "grey") == "colour",
    )


def _large_print(table: Table) -> LargePrintSettings:
    table.refuse_unknown(("size",))
    return LargePrintSettings(size=table.number("size", 18, between=(16, 24), hint="large print is 16 to 24 pt"))


def _epub(table: Table) -> EpubSettings:
    table.refuse_unknown(("fonts", "isbn", "conforms_to", "certified_by"))
    stated, certifier = table.text("conforms_to"), table.text("certified_by")
    if stated:
        table.choice("conforms_to", CONFORMANCES, CONFORMANCES[0])
    for given, missing in (("conforms_to", "certified_by"), ("certified_by", "conforms_to")):
        if table.text(given) and not table.text(missing):
            table.diagnostics.error(
                "setting-missing",
                f"`{table.dotted(given)}` is there without `{missing}`",
                table.span(given),
                hint=f'write both: `conforms_to = "{CONFORMANCES[0]}"` and who has checked it, or none',
            )
    return EpubSettings(
        fonts=table.flag("fonts"),
        isbn=read_number(table, "isbn", "isbn"),
        conforms_to=stated,
        certified_by=certifier,
    )


def _web(table: Table) -> WebSettings:
    table.refuse_unknown(("address",))
    address = table.text("address")
    if address and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", address):
        table.diagnostics.error(
            "setting-value",
            f"`{table.dotted('address')}` is `{address}`",
            table.span("address"),
            hint="write where the page itself will stand: `https://example.org/new-course.html`",
        )
    return WebSettings(address=address)


def read_printing(table: Table) -> PrintingSettings:
    """Read [printing]."""
    table.refuse_unknown(("copies", "currency", "side", "sheet", "cover_sheet", "postage"))
    price = (0, 100_000)
    hint = "a price in the smallest coin: `side = 10` is 10p"
    sheet = table.number("sheet", 0, between=price, hint=hint)
    return PrintingSettings(
        copies=int(table.number("copies", 100, between=(1, 1_000_000), hint="write how many are to be printed")),
        currency=table.text("currency", "£"),
        side=table.number("side", 0, between=price, hint=hint),
        sheet=sheet,
        cover_sheet=table.number("cover_sheet", sheet, between=price, hint=hint),
        postage=_postage(table),
    )


def _postage(table: Table) -> tuple[tuple[float, float], ...]:
    rows = []
    for entry in table.tables("postage"):
        entry.refuse_unknown(("up_to", "price"))
        rows.append((entry.measurement("up_to"), entry.measurement("price")))
    return tuple(sorted(rows))


def _separate_cover(table: Table) -> bool:
    return table.choice("cover", ("with", "separate"), "with") == "separate"


def caliper_of(gsm: float) -> float:
    """The thickness, in mm, of an uncoated paper of a weight in g/m²: between two known papers, in proportion."""
    weights = sorted(_CALIPERS)
    place = min(max(bisect_left(weights, gsm), 1), len(weights) - 1)
    low, high = list(pairwise(weights))[place - 1]
    rise = (_CALIPERS[high] - _CALIPERS[low]) / (high - low)
    return round(_CALIPERS[low] + (gsm - low) * rise, 4)
