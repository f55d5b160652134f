"""`pamphlet import`: an article as it came becomes a manuscript."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Annotated

import typer

from pamphlet.cli.options import HERE
from pamphlet.cli.reporting import Format, reported


def import_article(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An article as plain text (.txt).")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The new manuscript's folder.")] = HERE,
    title: Annotated[str, typer.Option(help="The title, where the text has none.")] = "",
    date: Annotated[
        dt.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="The date of the edition: 2024-01-21."),
    ] = None,
    language: Annotated[str, typer.Option(help="The language of the text, as a tag.")] = "en-GB",
) -> None:
    """Turn an article into a manuscript, with an account of what was kept, guessed and left to you."""
    with reported(Format.TEXT):
        from pamphlet.intake.importer import import_text
        from pamphlet.publishing import replace_folder
        from pamphlet.workspace import read_outside

        source = read_outside(file)
        today = _today()
        taken = import_text(
            source, name=file.name, today=today, title=title, date=date.date() if date else None, language=language
        )
        if not taken.title_found and sys.stdin.isatty():
            asked = _ask_title(taken.title_candidates)
            taken = import_text(
                source, name=file.name, today=today, title=asked, date=date.date() if date else None, language=language
            )
        replace_folder(output, taken.as_bytes())
        typer.echo(taken.report.as_text())
        typer.echo(f"The manuscript is in {output}; next: pamphlet build all --manuscript {output}")


def _ask_title(candidates: tuple[str, ...]) -> str:
    if candidates:
        typer.echo("The text has no title. Perhaps: " + "; ".join(candidates))
    return str(typer.prompt("Title", default=candidates[0] if candidates else None))


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).astimezone().date()
