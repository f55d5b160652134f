"""`pamphlet import`: articles as they came become a manuscript."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pamphlet.cli.options import HERE
from pamphlet.cli.reporting import Format, reported

if TYPE_CHECKING:
    from pamphlet.intake.importer import Arrival, Intake

_KINDS = "Text (.txt, .md), Word (.docx), LibreOffice (.odt), a saved web page (.html) or an ebook (.epub)"


def import_article(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help=f"{_KINDS}; several become a chapter each, in this order.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The new manuscript's folder.")] = HERE,
    title: Annotated[str, typer.Option(help="The title, where the text has none.")] = "",
    date: Annotated[
        dt.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="The date of the edition: 2024-01-21."),
    ] = None,
    language: Annotated[
        str, typer.Option(help="The language of the text, as a tag; else as the file says, else en-GB.")
    ] = "",
    force: Annotated[  # noqa: FBT002  # the form that typer asks for
        bool, typer.Option("--force", help="Put it in the place of a manuscript, which is kept as DIR.old.")
    ] = False,
) -> None:
    """Turn articles into a manuscript, with an account of what was kept, guessed, left out and left to you."""
    twice = next((file for file in files if files.count(file) > 1), None)
    if twice is not None:
        raise typer.BadParameter(f"{twice} is named twice")
    with reported(Format.TEXT):
        from pamphlet.intake.importer import REPORT_FILE, import_files

        arrivals = _arrivals(files)

        def taken(title: str) -> Intake:
            day = date.date() if date else None
            return import_files(arrivals, today=_today(), title=title, date=day, language=language)

        made = taken(title)
        if not made.title_found and sys.stdin.isatty():
            made = taken(_ask_title(made.title_candidates))
        _write(output, made.as_bytes(), force=force)
        typer.echo(made.report.as_text())
        typer.echo(f"The whole account is in {output / REPORT_FILE}")
        typer.echo(f"The manuscript is in {output}; next: pamphlet build all --manuscript {output}")


def _arrivals(files: Sequence[Path]) -> list[Arrival]:
    """The files as they were read, each with the pictures beside it, by names of which no two are alike."""
    from pamphlet.intake.beside import pictures_beside
    from pamphlet.intake.importer import Arrival
    from pamphlet.workspace import DiskFolder, read_outside

    names = [file.name for file in files]
    return [
        Arrival(
            name=file.name if names.count(file.name) == 1 else str(file),
            data=read_outside(file),
            beside=pictures_beside(DiskFolder(file.parent)),
        )
        for file in files
    ]


def _write(output: Path, files: dict[str, bytes], *, force: bool) -> None:
    from pamphlet.manuscript.assembly import SETTINGS_FILE
    from pamphlet.publishing import replace_folder, supersede_folder

    if not force:
        replace_folder(output, files)
    elif (kept := supersede_folder(output, files, mark=SETTINGS_FILE)) is not None:
        typer.echo(f"The manuscript that was in {output} is now in {kept}")


def _ask_title(candidates: tuple[str, ...]) -> str:
    if candidates:
        typer.echo("The text has no title. Perhaps: " + "; ".join(candidates))
    return str(typer.prompt("Title", default=candidates[0] if candidates else None))


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).astimezone().date()
