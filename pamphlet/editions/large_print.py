"""A pamphlet and the page map of its paper edition become large print: A4, for readers with low vision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from math import ceil

from pamphlet.apparatus.parts import part_runs
from pamphlet.desk.view import Coverage
from pamphlet.desk.words.characters import missing_in_edition
from pamphlet.edition_settings import Trim
from pamphlet.editions.job import Job
from pamphlet.editions.product import Edition, Printed, Product
from pamphlet.manuscript.traversal import Run
from pamphlet.press.completeness import cover_runs, index_runs
from pamphlet.press.large_print import LargePrint, make_up_large_print
from pamphlet.printroom.printing import USUAL_STAPLE, staple_for
from pamphlet.typeset.fonts import cut_fonts, shared_characters
from pamphlet.typeset.theme import Face, Theme, load_theme

THEME = "large-print"
_A4 = Trim(name="A4", width=210, height=297, sheet="A4")
_GRID_SIZE = 18
"""The size of type, in pt, for which the theme gives its grid."""


def lay_out(job: Job) -> LargePrint:
    """The pages of large print; Refused where the program's fonts for it lack a character."""
    job.workshop.announce("laying out large print")
    theme = load_theme(THEME, job.diagnostics, trim=_A4)
    if theme is None:
        raise AssertionError("the theme of large print comes with the program")
    job.diagnostics.extend(missing_in_edition(_runs(job), _coverage(theme.faces), "large print"))
    job.diagnostics.stop_on_errors()
    return make_up_large_print(
        job.pamphlet.whole,
        job.copy,
        _in_size(theme, job.pamphlet.settings.editions.large_print.size),
        cut_fonts(theme.faces),
        job.moment,
        job.diagnostics,
    )


def make(job: Job) -> Iterator[Product]:
    """The large print edition; Refused where the program's fonts for it lack a character."""
    made = lay_out(job)
    sheets = ceil(made.extent / 2)
    yield Product(
        edition=Edition.LARGE_PRINT,
        file_name=job.file_name("-large-print.pdf"),
        data=made.pdf,
        pages=made.extent,
        printed=Printed(
            extent=made.extent,
            blanks=2 * sheets - made.extent,
            sheets=sheets,
            paper=_A4.sheet,
            advice=tuple(_advice(sheets, job.pamphlet.settings.paper.caliper)),
            flip="long",
        ),
    )


def _advice(sheets: int, caliper: float) -> Iterator[str]:
    yield "print it on matt paper and staple it twice along the left edge; nothing is folded"
    staple = staple_for(sheets * caliper)
    if staple != USUAL_STAPLE:
        yield f"{sheets} sheets need a strong stapler, with staples {staple}: a print shop has one"


def _in_size(theme: Theme, size: float) -> Theme:
    """The theme with type of a size in pt: the style sheets measure everything by the root of the document."""
    lead = round(theme.grid.lead * size / _GRID_SIZE, 2)
    grid = replace(theme.grid, lead=lead, lines=int(theme.grid.lines * theme.grid.lead / lead))
    sheet = (
        "size.css",
        f":root{{font-size:{size:g}pt;--lead:{lead:g}pt}}@page{{font-size:{size:g}pt}}",
    )
    return replace(theme, grid=grid, paper=(*theme.paper, sheet))


def _coverage(faces: tuple[Face, ...]) -> Coverage:
    """What can be set: whatever one of the families has in all its weights.  Italics are set upright."""
    families = groupby(faces, key=lambda face: face.family)
    covered = frozenset().union(*(shared_characters(tuple(family)) for _, family in families))
    return Coverage(upright=covered, italic=covered)


def _runs(job: Job) -> Iterator[Run]:
    """All words of the edition, as far as they are the author's."""
    for part in job.pamphlet.whole.parts:
        yield from part_runs(part)
    for runs in cover_runs(job.pamphlet):
        yield from runs
    yield from index_runs(job.copy.index)
