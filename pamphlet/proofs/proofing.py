"""A folder and the findings in it become a proof: a PDF to be corrected on paper.

Findings that would stop a build do not stop a proof: it shows them where they stand, as far as the text can
be laid out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from pamphlet.allowance import within
from pamphlet.apparatus.compilation import compile_pamphlet
from pamphlet.apparatus.parts import Pamphlet, part_runs
from pamphlet.build import moment_of
from pamphlet.diagnostics import Diagnostic, Diagnostics
from pamphlet.edition_settings import Trim
from pamphlet.inspection import inspect
from pamphlet.press.layout import Engine
from pamphlet.press.makeup import make_up
from pamphlet.press.proof_paper import laid_under
from pamphlet.proofs.places import Places
from pamphlet.proofs.settable import settable
from pamphlet.proofs.sheets import Proof, proof_of
from pamphlet.typeset.fonts import Font, cut_fonts
from pamphlet.typeset.paper import moment_of_files
from pamphlet.typeset.templates import fill_template
from pamphlet.typeset.theme import load_theme
from pamphlet.workshop import Workshop

_THEME = "proof"
_SHEET = Trim(name="A4", width=210, height=297, sheet="A4")
_LEFT, _TOP = 20, 10
"""Where a page lies on its sheet, in mm from the upper left corner: the right margin is for the pencil."""


def proof(workshop: Workshop, findings: Iterable[Diagnostic]) -> bytes | None:
    """The proof of a manuscript with these findings marked; None where there is nothing that could be laid out.

    What is found in laying it out is marked too.  Raises Refused where the theme's own cover cannot be filled.
    """
    with within(workshop.allowance):
        return _proof(workshop, findings)


def _proof(workshop: Workshop, findings: Iterable[Diagnostic]) -> bytes | None:
    inspected = inspect(workshop, Diagnostics())
    if inspected is None:
        return None
    manuscript, theme = inspected
    pamphlet = compile_pamphlet(settable(manuscript))
    fonts = cut_fonts(theme.faces)
    moment = moment_of(workshop, manuscript.settings)
    found_on_paper = Diagnostics()
    copy = make_up(pamphlet, theme, fonts, moment, found_on_paper)
    places = Places(run for part in pamphlet.ending_with(copy.filling).parts for run in part_runs(part))
    made = proof_of(copy.layout, places, (*findings, *found_on_paper))
    frames, at = _frames(made, pamphlet, fonts, moment)
    return laid_under(frames, copy.pdf, at, corner=(_LEFT, _TOP))


def _frames(
    made: Proof, pamphlet: Pamphlet, fonts: tuple[Font, ...], moment: dt.datetime
) -> tuple[bytes, dict[int, int]]:
    """What stands around the pages, as a PDF, and which of its pages each page of the pamphlet lies on, both from 1."""
    diagnostics = Diagnostics()
    theme = load_theme(_THEME, diagnostics, trim=_SHEET)
    if theme is None:
        raise AssertionError("the theme of proofs comes with the program")
    own = cut_fonts(theme.faces)
    all_fonts = tuple({font.file_name: font for font in (*own, *fonts)}.values())
    trim = pamphlet.settings.paper.trim
    size = f":root{{--page-width:{trim.width:g}mm;--page-height:{trim.height:g}mm;--left:{_LEFT}mm;--top:{_TOP}mm}}"
    engine = Engine(fonts=all_fonts, sheets=(*theme.paper, ("size.css", size)), pictures={}, diagnostics=diagnostics)
    html = fill_template(
        "proof.html",
        proof=made,
        title=pamphlet.settings.title,
        fallback=fonts[0].face.name,
        moment=moment_of_files(moment),
    )
    layout = engine.lay_out(html)
    pages = layout.page_map(frozenset()).pages
    at = {pages[f"sheet-{sheet.page}"][0]: sheet.page for sheet in made.sheets}
    return layout.pdf(frozenset(font.face.name for font in all_fonts)), at
