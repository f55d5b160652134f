"""How much a command says, where and in which colours: `--quiet`, `--verbose`, NO_COLOR.

What was asked for goes to standard output, all else to standard error.  Colour is put in here and nowhere else, and
Typer's `echo` takes it out where it is not wanted; nothing is said by colour alone.
"""

from __future__ import annotations

import os
import platform
import shlex
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from pamphlet import __version__

if TYPE_CHECKING:
    from pamphlet.diagnostics import Severity

_COLOURS = {"error": "red", "warning": "yellow", "query": "cyan", "style": "magenta"}
_LIBRARIES = ("weasyprint", "pikepdf", "EbookLib", "typer")
"""Those whose version matters most when something went wrong."""


class Manner(Enum):
    """How much is said beside what was asked for."""

    QUIET = auto()
    USUAL = auto()
    VERBOSE = auto()


_manner: ContextVar[Manner] = ContextVar("manner", default=Manner.USUAL)
"""Of the command that runs.  Typer keeps its own context, in which this would stand, out of reach of functions."""


def begin(context: typer.Context, *, quiet: bool, verbose: bool) -> None:
    """Settle it for the command that runs in a context: wrong usage where both are asked for."""
    if quiet and verbose:
        raise typer.BadParameter("--quiet and --verbose: one or the other")
    _manner.set(Manner.QUIET if quiet else Manner.VERBOSE if verbose else Manner.USUAL)
    context.color = coloured(os.environ)
    if verbose:
        _introduce()


def coloured(environment: Mapping[str, str]) -> bool | None:
    """Whether to write in colours; None where it depends on whether a terminal shows it.

    https://no-color.org and https://force-color.org: what is set and not empty counts, whatever it says.
    """
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return False if environment.get("TERM") == "dumb" else None


def painted(text: str, severity: Severity) -> str:
    """Words in the colour of a severity."""
    return typer.style(text, fg=_COLOURS[severity], bold=True)


def answer(text: str) -> None:
    """Say what was asked for, which is said however quiet it is to be."""
    typer.echo(text)


def tell(text: str) -> None:
    """Say what was made."""
    if _manner.get() is not Manner.QUIET:
        typer.echo(text)


def answer_aside(text: str) -> None:
    """Say what was asked for beside what is made, so on standard error."""
    typer.echo(text, err=True)


def remark(text: str) -> None:
    """Say something on the way that was not asked for."""
    if _manner.get() is not Manner.QUIET:
        typer.echo(text, err=True)


def detail(text: str) -> None:
    """Say what only someone who looks for a fault wants to know."""
    if _manner.get() is Manner.VERBOSE:
        typer.echo(text, err=True)


def go_on(what: str) -> None:
    """Say what to do next: one line, the last of a command."""
    remark(f"Next: {what}")


def command(*words: str | Path) -> str:
    """A command of this program as it can be copied."""
    return shlex.join(["pamphlet", *map(str, words)])


@contextmanager
def stages() -> Iterator[Callable[[str], None]]:
    """Something to tell the stages of long work to, which shows them as it was asked to."""
    from pamphlet import progress

    if _manner.get() is Manner.QUIET:
        yield lambda _: None
        return
    with progress.timed_stages() if _manner.get() is Manner.VERBOSE else progress.stages() as announce:
        yield announce


@contextmanager
def timed(shown: AbstractContextManager[Callable[[str], None]], *, wanted: bool) -> Iterator[Callable[[str], None]]:
    """The same, and when all is done what each stage took, where that is wanted."""
    from pamphlet.progress import Timings

    timings = Timings()
    with shown as announce:

        def tell_both(stage: str) -> None:
            timings.begin(stage)
            announce(stage)

        yield tell_both
    if wanted:
        answer_aside(timings.table())


@contextmanager
def brief_stages() -> Iterator[Callable[[str], None]]:
    """The same for what is done in a moment: only someone who looks for a fault is told."""
    if _manner.get() is not Manner.VERBOSE:
        yield lambda _: None
        return
    with stages() as announce:
        yield announce


def detail_paths(**paths: Path) -> None:
    """Say where what a command works with stands, by what it is."""
    for what, path in paths.items():
        detail(f"{what}: {path.resolve()}")


def _introduce() -> None:
    """What a report of a fault should say: versions and folders."""
    from importlib.metadata import version

    import platformdirs

    detail(f"pamphlet {__version__}, Python {platform.python_version()}, {platform.platform()}")
    detail(", ".join(f"{name} {version(name)}" for name in _LIBRARIES))
    detail(f"this folder: {Path.cwd()}")
    detail(f"results of earlier runs are kept in: {platformdirs.user_cache_dir('pamphlet')}")
    detail(f"printers and limits are kept in: {platformdirs.user_config_dir('pamphlet')}")
