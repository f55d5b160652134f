"""The commands put together: `pamphlet` and its help.

Exit status: 0 done, 1 the manuscript or the file has errors, 2 wrong usage, 3 something on this
machine is missing or cannot be written.  Heavy modules are loaded inside the commands, so that
help is there at once.
"""

from __future__ import annotations

from typing import Annotated

import typer

from pamphlet import __version__
from pamphlet.cli.building import build_app
from pamphlet.cli.checking import CheckCommand, check_manuscript
from pamphlet.cli.distribution import distribute_branches, list_branches
from pamphlet.cli.doctor import doctor
from pamphlet.cli.importing import import_article
from pamphlet.cli.preflight import preflight_files
from pamphlet.cli.preview import preview
from pamphlet.cli.printing import calibrate
from pamphlet.cli.printings import errata, identify, release
from pamphlet.cli.sending import print_file
from pamphlet.cli.starting import new_manuscript

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="From one manuscript: stapled booklets for the table of a meeting, and the same pamphlet for phones.",
)
app.add_typer(build_app, name="build")
app.command("new")(new_manuscript)
app.command("check", cls=CheckCommand)(check_manuscript)
app.command("import")(import_article)
app.command("preview")(preview)
app.command("preflight")(preflight_files)
app.command("print")(print_file)
app.command("calibrate")(calibrate)
app.command("branches")(list_branches)
app.command("distribute")(distribute_branches)
app.command("release")(release)
app.command("errata")(errata)
app.command("identify")(identify)
app.command("doctor")(doctor)


def _show_version(value: bool) -> None:  # noqa: FBT001  # the form that typer asks for
    if value:
        typer.echo(f"pamphlet {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[  # noqa: FBT002  # likewise
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """From one manuscript: stapled booklets for the table of a meeting, and the same pamphlet for phones."""
    del version


def main() -> None:
    """Run the command line."""
    app()
