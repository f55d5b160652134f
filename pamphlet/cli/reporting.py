"""What a stage found or refused becomes words at the terminal and an exit status."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from pamphlet.cli.options import HERE, named_manuscript
from pamphlet.cli.voice import command, go_on, painted, remark

if TYPE_CHECKING:
    from pamphlet.diagnostics import Diagnostic

_NO_LIBRARY = "cannot load library"
"""How the layout engine's complaint begins where a library in C is missing (cffi)."""

_ABSENT = "manuscript-absent"

DONE, HAS_ERRORS, WRONG_USAGE, NOT_POSSIBLE_HERE = 0, 1, 2, 3


class Format(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


@contextmanager
def reported(form: Format, manuscript: Path | None = None) -> Iterator[None]:
    """The one place where what went wrong becomes words and an exit status; of a manuscript, also the way on."""
    from pamphlet.diagnostics import Refused
    from pamphlet.interface import WrongUsage
    from pamphlet.listing.by_file import count
    from pamphlet.publishing import OutputProblem
    from pamphlet.typeset import FontProblem
    from pamphlet.workspace import FileProblem

    try:
        yield
    except Refused as refusal:
        print_findings(refusal.findings, form)
        say(f"{count(refusal.findings)}; nothing was written")
        if manuscript is not None and form is Format.TEXT:
            go_on(way_on(refusal.findings, manuscript))
        raise typer.Exit(HAS_ERRORS) from None
    except WrongUsage as problem:
        raise typer.BadParameter(str(problem)) from None
    except FileProblem as problem:
        stop(str(problem), HAS_ERRORS)
    except (OutputProblem, FontProblem) as problem:
        stop(str(problem), NOT_POSSIBLE_HERE)
    except OSError as problem:
        if not str(problem).startswith(_NO_LIBRARY):
            raise
        from pamphlet.needs import PANGO, how_to_get

        stop(f"it needs Pango, which sets the type: {how_to_get(PANGO)}", NOT_POSSIBLE_HERE)


def stop(message: str, status: int, way_on: str = "") -> NoReturn:
    """End the command, with the reason on standard error, and what to do where that is known."""
    say(message)
    if way_on:
        go_on(way_on)
    raise typer.Exit(status)


def say(message: str) -> None:
    """Say what went wrong, on standard error and however quiet it is to be."""
    typer.echo(f"pamphlet: {message}", err=True)


def way_on(findings: Collection[Diagnostic], manuscript: Path) -> str:
    """What to do about findings on a manuscript, the first error of which stops it."""
    first = next(finding for finding in findings if finding.severity == "error")
    if first.slug == _ABSENT:
        return _where_it_may_be(manuscript)
    more = command("check", "--explain", first.slug)
    return f"mend what is an error, and do the same again; more on the first: {more}"


def _where_it_may_be(manuscript: Path) -> str:
    """What to do where there is no manuscript: the command that was given, with one that is near; or a new one."""
    from pamphlet.manuscript.assembly import SETTINGS_FILE

    near = [folder for folder in (Path(), *sorted(Path().glob("*/"))) if (folder / SETTINGS_FILE).is_file()]
    given = [word for word in sys.argv[1:] if word not in {str(manuscript), "-m", "--manuscript"}]
    if near and not any("manuscript=" in word for word in given):
        return command(*given, "--manuscript", near[0])
    return command("new", HERE)


def print_findings(findings: Iterable[Diagnostic], form: Format) -> None:
    """Findings for people go to standard error, those for programs to standard output.

    People who make something are told of errors and warnings only.
    """
    match form:
        case Format.TEXT:
            from pamphlet.listing.by_file import in_full

            typer.echo(in_full(findings, painted), nl=False, err=True)
        case Format.JSON:
            from pamphlet.listing.for_programs import as_json

            typer.echo(as_json(findings), nl=False)
        case Format.GITHUB:
            from pamphlet.listing.for_programs import as_github

            typer.echo(as_github(findings), nl=False)
        case Format.SARIF:
            from pamphlet.listing.sarif import as_sarif

            typer.echo(as_sarif(findings), nl=False)


def print_while_making(findings: Collection[Diagnostic], manuscript: Path) -> None:
    """Findings on a manuscript of which something is made: in full, or how many, and where to read them."""
    from pamphlet.listing.by_file import in_passing

    print_findings(findings, Format.TEXT)
    if passing := in_passing(findings):
        remark(f"{passing}: `{command('check', *named_manuscript(manuscript))}` lists them")
