"""A folder becomes a manuscript that was read and checked, and the theme it is to be set in.

This is the first half of every build, and all that `pamphlet check` does: nothing here loads the
layout engine.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from pamphlet.desk.checking import check
from pamphlet.desk.view import Coverage
from pamphlet.diagnostics import Diagnostics
from pamphlet.manuscript.assembly import Manuscript, read_manuscript
from pamphlet.typeset.fonts import shared_characters
from pamphlet.typeset.theme import Theme, load_theme
from pamphlet.workspace import Cache, Folder

Announce = Callable[[str], None]
"""Is told of each stage as it begins, in a few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What a build works with: the manuscript's folder, the font cache, who is told, the time if it is set."""

    folder: Folder
    cache: Cache
    announce: Announce
    moment: dt.datetime | None = None


def inspect(workshop: Workshop, diagnostics: Diagnostics) -> tuple[Manuscript, Theme] | None:
    """Read and check a manuscript; None where there is nothing to go on with."""
    workshop.announce("reading the manuscript")
    manuscript = read_manuscript(workshop.folder, diagnostics)
    theme = load_theme(manuscript.settings.theme, diagnostics) if manuscript else None
    if theme is None or manuscript is None:
        return None
    workshop.announce("checking it")
    diagnostics.extend(check(manuscript, workshop.folder, _coverage(theme)))
    return manuscript, theme


def _coverage(theme: Theme) -> Coverage:
    """What can be set upright, and what in italics."""
    return Coverage(
        upright=shared_characters(tuple(face for face in theme.faces if face.style == "normal")),
        italic=shared_characters(tuple(face for face in theme.faces if face.style == "italic")),
    )
