"""`pamphlet check`: a manuscript becomes findings, for people or for programs."""

from __future__ import annotations

from typing import Annotated

import typer

from pamphlet.cli.options import HERE, ManuscriptOption, silent, workshop_of
from pamphlet.cli.reporting import DONE, HAS_ERRORS, Format, count, print_findings, reported


def check_manuscript(
    manuscript: ManuscriptOption = HERE,
    form: Annotated[Format, typer.Option("--format", help="For people, for programs, or for GitHub.")] = Format.TEXT,
) -> None:
    """Look the manuscript over as a sub-editor would, and list everything found."""
    with reported(form):
        from pamphlet.diagnostics import Diagnostics
        from pamphlet.inspection import inspect

        diagnostics = Diagnostics()
        inspect(workshop_of(manuscript, silent), diagnostics)
        findings = tuple(diagnostics)
        print_findings(findings, form)
        if form is Format.TEXT:
            typer.echo(count(findings) if findings else "no findings", err=bool(findings))
        raise typer.Exit(HAS_ERRORS if diagnostics.has_errors else DONE)
