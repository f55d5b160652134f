"""`pamphlet import`: articles as they came become a manuscript."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pamphlet.cli.options import HERE, named_manuscript
from pamphlet.cli.reporting import Format, reported
from pamphlet.cli.voice import command, go_on, tell

if TYPE_CHECKING:
    from pamphlet.interface.importing import Imported

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
    with reported(Format.TEXT):
        from pamphlet.interface.importing import import_articles

        made = import_articles(
            files,
            output,
            title=title,
            date=date.date() if date else None,
            language=language,
            replace=force,
            ask_title=ask_title if sys.stdin.isatty() else None,
            bounded=True,
        )
        tell_of_import(made)


def tell_of_import(made: Imported) -> None:
    """Give the account of an import, and say how to go on."""
    if made.kept is not None:
        tell(f"The manuscript that was in {made.folder} is now in {made.kept}")
    tell(made.account)
    tell(f"The whole account is in {made.report}")
    where = named_manuscript(made.folder)
    first = "" if made.title_found else f"write the title into {made.folder / 'pamphlet.toml'}, then "
    go_on(f"{first}{command('check', *where)}")


def ask_title(candidates: tuple[str, ...]) -> str:
    """The title that a person gives to a text without one."""
    perhaps = f" Perhaps: {'; '.join(candidates)}" if candidates else ""
    typer.echo(f"The text has no title.{perhaps}")
    return str(typer.prompt("Title", default=candidates[0] if candidates else None))
