"""Rules on pictures; that a picture is not there is reported where it is read."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import normpath

from pamphlet.desk.view import View
from pamphlet.diagnostics import Diagnostic, error, warning


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
