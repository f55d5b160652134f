"""Rules on pictures; that a picture is not there is reported where it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from posixpath import normpath

from pamphlet.desk.rule import Rule
from pamphlet.desk.view import View
from pamphlet.diagnostics import Diagnostic, Severity, error, warning
from pamphlet.settings import slug

_SAYS_NOTHING = re.compile(
    r"(?:an? |the )?(?:image|picture|photo(?:graph)?|figure|fig\.?|illustration|screenshot|img|dsc\w?|scan)[ _-]*\d*\.?"
    r"|(?:an? )?(?:image|picture|photo) (?:here|of)|\S+\.(?:png|jpe?g|svg|gif|webp|tiff?)",
    re.IGNORECASE,
)


def undescribed(view: View) -> Iterator[Diagnostic]:
    """A picture without a description is nothing to those who listen to the pamphlet."""
    for figure in view.figures():
        if not figure.description:
            yield error(
                "picture-undescribed",
                f"the picture `{figure.image}` has no description",
                figure.span,
                hint=f"say what it shows: `![A map of the town in 1905]({figure.image})`",
            )


def unused(view: View) -> Iterator[Diagnostic]:
    """A picture in the folder that the text does not show."""
    used = {normpath(figure.image) for figure in view.figures()}
    for name in view.pictures:
        if name not in used:
            yield warning(
                "picture-unused",
                f"the picture `{name}` is shown nowhere",
                view.place(name),
                hint=f"write `![What it shows]({name})` where it belongs, or move it out of the manuscript",
            )


def described_by_its_file(view: View) -> Iterator[Diagnostic]:
    """A description that a program made of the file's name, or that says no more than that it is a picture."""
    for figure in view.figures():
        description = figure.description.strip()
        path = PurePosixPath(figure.image)
        names = {slug(path.name), slug(path.stem), slug(path.stem + " " + path.suffix)}
        if description and (slug(description) in names - {""} or _SAYS_NOTHING.fullmatch(description)):
            yield warning(
                "picture-description",
                f"`{description}` does not say what the picture shows",
                figure.span,
                hint="say it in a sentence, for those who hear the pamphlet read aloud",
            )


RULES = (
    Rule(slug="picture-undescribed", severity=Severity.ERROR, find=undescribed, binding=True),
    Rule(slug="picture-description", severity=Severity.WARNING, find=described_by_its_file),
    Rule(slug="picture-unused", severity=Severity.WARNING, find=unused, needs_whole=True),
)
