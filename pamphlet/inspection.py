"""A folder becomes a manuscript that was read and checked, and the theme it is to be set in.

This is the first half of every build, and all that `pamphlet check` does: nothing here loads the
layout engine.
"""

from __future__ import annotations

from pamphlet.desk.checking import check
from pamphlet.desk.view import Coverage
from pamphlet.diagnostics import Diagnostics
from pamphlet.manuscript.assembly import Manuscript, read_manuscript
from pamphlet.speller import find_speller
from pamphlet.typeset.fonts import face_problem, shared_characters
from pamphlet.typeset.theme import Theme, load_theme
from pamphlet.workshop import Workshop


def inspect(
    workshop: Workshop, diagnostics: Diagnostics, also: frozenset[str] = frozenset()
) -> tuple[Manuscript, Theme] | None:
    """Read and check a manuscript, also by the rules of these slugs; None where there is nothing to go on with."""
    workshop.announce("reading the manuscript")
    manuscript = read_manuscript(workshop.folder, diagnostics, workshop.limits)
    theme = _theme(manuscript, workshop, diagnostics) if manuscript else None
    if theme is None or manuscript is None:
        return None
    workshop.announce("checking it")
    diagnostics.extend(check(manuscript, workshop.folder, coverage_of(theme), also, find_speller))
    return manuscript, theme


def _theme(manuscript: Manuscript, workshop: Workshop, diagnostics: Diagnostics) -> Theme | None:
    """The theme that the settings name, for the trim that they name; None where it cannot be set in."""
    settings = manuscript.settings
    theme = load_theme(
        settings.theme,
        diagnostics,
        trim=settings.paper.trim,
        manuscript=workshop.folder,
        span=settings.theme_span,
        limits=workshop.limits,
    )
    problems = [(problem, face) for face in (theme.faces if theme else ()) if (problem := face_problem(face))]
    for problem, face in problems:
        diagnostics.error(
            "theme-face", problem, face.span, hint="the manual says which faces there are, under “Themes”"
        )
    return None if problems else theme


def coverage_of(theme: Theme) -> Coverage:
    """What a theme can set upright, and what in italics."""
    return Coverage(
        upright=shared_characters(tuple(face for face in theme.faces if face.style == "normal")),
        italic=shared_characters(tuple(face for face in theme.faces if face.style == "italic")),
    )
