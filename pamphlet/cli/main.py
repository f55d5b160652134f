"""The commands put together: `pamphlet` and its help.

Exit status: 0 done, 1 the manuscript or the file has errors, 2 wrong usage, 3 something on this
machine is missing or cannot be written.  Heavy modules are loaded inside the commands, so that
help is there at once.
"""

from __future__ import annotations

import atexit
import os
import sys
import threading
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from pamphlet import __version__
from pamphlet.cli.building import build_app
from pamphlet.cli.cache import cache
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
from pamphlet.cli.voice import begin

_ANYWHERE = ("--quiet", "-q", "--verbose", "-v")
_ALSO = "Every command also takes --quiet (-q) and --verbose (-v), to say less or more."
_PURPOSE = "From one manuscript: stapled booklets for the table of a meeting, and the same pamphlet for phones."
_BEGIN = "Begin with `pamphlet new DIR`; where there is an article, with `pamphlet import FILE`."


class Commands(TyperGroup):
    """The commands, in the order in which they are needed; how much is said may also stand behind one of them."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]  # typer hides the type
        """Take `--quiet` and `--verbose` before the command, wherever they stand."""
        words = args[: args.index("--")] if "--" in args else args
        manner = [word for word in words if word in _ANYWHERE]
        others = [word for word in words if word not in _ANYWHERE]
        return super().parse_args(ctx, [*manner, *others, *args[len(words) :]])

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]  # likewise
        """A command, whose help ends with what all of them take; likewise those below it."""
        found: Any = super().get_command(ctx, cmd_name)
        for each in (found, *getattr(found, "commands", {}).values()):
            if each is not None:
                each.epilog = _ALSO
        return found

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # likewise
        """Building stands behind checking; Typer lists groups last."""
        names = [name for name in super().list_commands(ctx) if name != "build"]
        place = names.index("check") + 1
        return [*names[:place], "build", *names[place:]]


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("new", short_help="Make a small complete manuscript to write over.")(new_manuscript)
app.command("import", short_help="Turn articles into a manuscript.")(import_article)
app.command("check", short_help="List what a sub-editor would find.", cls=CheckCommand)(check_manuscript)
app.add_typer(build_app, name="build", short_help="Make the pamphlet: PDFs, ebook, web page.")
app.command("preview", short_help="See the pages in a browser while you write.")(preview)
app.command("print", short_help="Send a booklet to a printer, with the right settings.")(print_file)
app.command("calibrate", short_help="Measure a printer, so that backs lie behind fronts.")(calibrate)
app.command("preflight", short_help="Is this PDF or EPUB fit to print or to send?")(preflight_files)
app.command("branches", short_help="List the branches, and what each will get.")(list_branches)
app.command("distribute", short_help="Make the edition of every branch.")(distribute_branches)
app.command("release", short_help="Record what is printed now.")(release)
app.command("errata", short_help="Write a slip that corrects a printing.")(errata)
app.command("identify", short_help="Say which printing a found copy is of.")(identify)
app.command("doctor", short_help="Say what this machine lacks, and how to install it.")(doctor)
app.command("cache", short_help="Say what is kept of earlier runs, or take it away.")(cache)


def _show_version(value: bool) -> None:  # noqa: FBT001  # the form that typer asks for
    if value:
        typer.echo(f"pamphlet {__version__}")
        raise typer.Exit


@app.callback(help=_PURPOSE, epilog=_BEGIN)
def options(
    context: typer.Context,
    *,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Say nothing but findings, errors and what was asked for.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Tell each stage with its time, and versions and folders.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Settle how much the command says: the first two may also stand behind it."""
    del version
    begin(context, quiet=quiet, verbose=verbose)


def main() -> None:
    """Run the command line, and end the process with its exit status."""
    try:
        app()
    except SystemExit as done:
        if isinstance(done.code, int) and threading.active_count() == 1:  # others are ended by Python, in its own order
            _end_at_once(done.code)
        raise


def _end_at_once(status: int) -> None:
    """End the process without taking its objects apart one by one, which is a twelfth of the time of a build.

    The system takes the memory back all the same; files are closed, and what is to be tidied up is known to `atexit`.
    Mypy ends so too (`mypy.util.hard_exit`).
    """
    atexit._run_exitfuncs()  # noqa: SLF001  # there is no public way, and none of it may be left out
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
