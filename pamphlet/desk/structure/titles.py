"""Rules on the title of the pamphlet."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.desk.rule import Rule
from pamphlet.desk.view import View
from pamphlet.diagnostics import Diagnostic, Severity, warning
from pamphlet.settings import PLACEHOLDER_TITLE


def placeholder_title(view: View) -> Iterator[Diagnostic]:
    """The title that an import writes where it finds none."""
    if view.settings.title == PLACEHOLDER_TITLE:
        yield warning(
            "title-placeholder",
            "the pamphlet has no title of its own yet",
            view.settings.title_span,
            hint="write its title here",
        )


RULES = (Rule(slug="title-placeholder", severity=Severity.WARNING, find=placeholder_title),)
