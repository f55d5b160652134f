"""What a stage found or refused becomes words at the terminal and an exit status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from pamphlet.diagnostics import Diagnostic

_NO_LIBRARY = "cannot load library"
"""How the layout engine's complaint begins where a library in C is missing (cffi)."""

DONE, HAS_ERRORS, WRONG_USAGE, NOT_POSSIBLE_HERE = 0, 1, 2, 3


class Format(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


@contextmanager
def reported(form: Format) -> Iterator[None]:
    """The one place where what went wrong becomes words and an exit status."""
    from pamphlet.diagnostics import Refused
    from pamphlet.listing.by_file import count
    from pamphlet.publishing import OutputProblem
    from pamphlet.typeset.theme import FontProblem
    from pamphlet.workspace import FileProblem

    try:
        yield
    except Refused as refusal:
        print_findings(refusal.findings, form)
        stop(f"{count(refusal.findings)}; nothing was written", HAS_ERRORS)
    except FileProblem as problem:
        stop(str(problem), HAS_ERRORS)
    except (OutputProblem, FontProblem) as problem:
        stop(str(problem), NOT_POSSIBLE_HERE)
    except OSError as problem:
        if not str(problem).startswith(_NO_LIBRARY):
            raise
        from pamphlet.cli.machine import how_to_get
        from pamphlet.needs import PANGO

        stop(f"it needs Pango, which sets the type: {how_to_get(PANGO)}", NOT_POSSIBLE_HERE)


def stop(message: str, status: int) -> NoReturn:
    """End the command, with the reason on standard error."""
    typer.echo(f"pamphlet: {message}", err=True)
    raise typer.Exit(status)


def print_findings(findings: Iterable[Diagnostic], form: Format) -> None:
    """Findings for people go to standard error, those for programs to standard output.

    People who make something are told in full of errors and warnings only.
    """
    from pamphlet.listing.by_file import while_making
    from pamphlet.listing.for_programs import as_github, as_json
    from pamphlet.listing.sarif import as_sarif

    match form:
        case Format.TEXT:
            typer.echo(while_making(findings), nl=False, err=True)
        case Format.JSON:
            typer.echo(as_json(findings), nl=False)
        case Format.GITHUB:
            typer.echo(as_github(findings), nl=False)
        case Format.SARIF:
            typer.echo(as_sarif(findings), nl=False)
