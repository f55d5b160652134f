"""A folder becomes a manuscript that was read and checked, and the theme it is to be set in.

This is the first half of every build, and all that `pamphlet check` does: nothing here loads the
layout engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from pamphlet.desk.checking import check
from pamphlet.desk.view import Coverage
from pamphlet.diagnostics import Diagnostics
from pamphlet.manuscript.assembly import Manuscript, read_manuscript
from pamphlet.speller import find_speller
from pamphlet.typeset.theme import Face, Theme, load_theme
from pamphlet.workshop import Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class _Faces:
    """What was found of the faces of a theme: why some cannot be set in, by their places in it, and what they cover."""

    problems: tuple[tuple[int, str], ...]
    coverage: Coverage


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
    diagnostics.extend(check(manuscript, workshop.folder, coverage_of(theme, workshop), also, find_speller))
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
    if theme is None:
        return None
    problems = _faces(theme, workshop).problems
    for place, problem in problems:
        diagnostics.error(
            "theme-face", problem, theme.faces[place].span, hint="the manual says which faces there are, under “Themes”"
        )
    return None if problems else theme


def coverage_of(theme: Theme, workshop: Workshop) -> Coverage:
    """What a theme can set upright, and what in italics."""
    return _faces(theme, workshop).coverage


def _faces(theme: Theme, workshop: Workshop) -> _Faces:
    """What is to be known of the typefaces of a theme: to find and to open them is a tenth of a check."""
    wish = ("faces", *(repr((face.family, face.style, sorted(face.axes.items()))) for face in theme.faces))
    return workshop.once(wish, _Faces, partial(_looked_into, theme.faces))


def _looked_into(faces: tuple[Face, ...]) -> _Faces:
    from pamphlet.typeset.fonts import face_problem, shared_characters  # noqa: PLC0415  # as said

    problems = tuple((place, problem) for place, face in enumerate(faces) if (problem := face_problem(face)))
    upright = () if problems else tuple(face for face in faces if face.style == "normal")
    italic = () if problems else tuple(face for face in faces if face.style == "italic")
    return _Faces(
        problems=problems, coverage=Coverage(upright=shared_characters(upright), italic=shared_characters(italic))
    )
