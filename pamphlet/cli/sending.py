"""`pamphlet print`: a booklet goes to a printer of this computer, with the settings that its print sheet names."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pamphlet.cli.options import BUILD
from pamphlet.cli.printing import PrinterOption
from pamphlet.cli.reporting import HAS_ERRORS, NOT_POSSIBLE_HERE, Format, reported, stop
from pamphlet.cli.voice import answer, command, go_on, tell

if TYPE_CHECKING:
    from pamphlet.printroom.dispatch import Job

_BOOKLET = "-booklet.pdf"
_SECONDS = 60


def print_file(  # noqa: PLR0913  # one option for each thing that may be otherwise this time
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="The file; else the booklet in build/.")] = None,
    *,
    printer: PrinterOption = "",
    queue: Annotated[str, typer.Option(help="A printer by the name that `lpstat -e` lists; else the usual one.")] = "",
    copies: Annotated[
        int | None, typer.Option("--copies", metavar="N", min=1, help="How many; else as the print sheet says.")
    ] = None,
    test: Annotated[bool, typer.Option("--test", help="The outermost sheet once, to look at first.")] = False,
    sheets: Annotated[str, typer.Option(metavar="A-B", help="These sheets alone: after a jam, say.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the command, and print nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before printing.")] = False,
) -> None:
    """Send a booklet to a printer with the right settings, after saying what will be printed."""
    with reported(Format.TEXT):
        chosen = file or _booklet()
        job = _job(chosen, printer, queue, 1 if test else copies, (1, 1) if test else _range(sheets))
        asking = not (dry_run or yes) and sys.stdin.isatty()
        (answer if asking else tell)(f"{job}.")
        if dry_run:
            answer(shlex.join(job.command))
            go_on(command(*(word for word in sys.argv[1:] if word != "--dry-run")))
            return
        if asking and not typer.confirm("Print?", default=True):
            go_on("when you are ready, the same again")
            return
        tell(_sent(job, chosen.parent))
        go_on(_way_on(chosen, test=test))


def _booklet() -> Path:
    """The one booklet in build/."""
    found = sorted(BUILD.glob(f"*{_BOOKLET}"))
    if not found:
        stop("there is no booklet in build/, and no file was named", HAS_ERRORS, command("build", "pdf"))
    if len(found) > 1:
        stop(f"there are several booklets, so name one: {', '.join(map(str, found))}", HAS_ERRORS)
    return found[0]


def _job(file: Path, printer: str, queue: str, copies: int | None, sheets: tuple[int, int] | None) -> Job:
    from pamphlet.interface.printers import printer_profile
    from pamphlet.printroom.dispatch import NotPrintable, Wish, job_for
    from pamphlet.workspace import read_outside

    profile = printer_profile(printer) if printer else None
    data, sheet = read_outside(file), _print_sheet(file)
    if sheet is None:
        booklets = sorted(file.parent.glob(f"*{_BOOKLET}"))
        way_on = command("print", booklets[0]) if booklets else command("build", "pdf")
        stop(f"there is no print sheet beside {file}, so it is not known how to print it", HAS_ERRORS, way_on)
    try:
        wish = Wish(
            machine=profile.machine if profile else None,
            queue=queue or (profile.queue if profile else ""),
            copies=copies,
            sheets=sheets,
        )
        return job_for(file.name, data, read_outside(sheet), wish)
    except NotPrintable as problem:
        stop(str(problem), HAS_ERRORS)


def _print_sheet(file: Path) -> Path | None:
    """The data of the print sheet beside a file: an edition of several files has one for all."""
    sheets = (file.with_name(f"{stem}-print-sheet.json") for stem in _shortened(file.stem))
    return next((sheet for sheet in sheets if sheet.is_file()), None)


def _shortened(stem: str) -> tuple[str, ...]:
    """A name, and the name without its last words one by one."""
    words = stem.split("-")
    return tuple("-".join(words[:end]) for end in range(len(words), 0, -1))


def _range(sheets: str) -> tuple[int, int] | None:
    if not sheets:
        return None
    found = re.fullmatch(r"(\d{1,4})(?:[-–](\d{1,4}))?", sheets)
    if found is None:
        raise typer.BadParameter(f"`{sheets}` is no range: write 3-5, or 3", param_hint="--sheets")
    return int(found[1]), int(found[2] or found[1])


def _sent(job: Job, folder: Path) -> str:
    """What `lp` says when it has taken the job."""
    if not shutil.which("lp"):
        from pamphlet.needs import PRINTING, how_to_get

        stop(f"printing needs CUPS: {how_to_get(PRINTING)}", NOT_POSSIBLE_HERE)
    try:
        done = subprocess.run(  # noqa: S603  # no shell; `--` stands before the file's name
            job.command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        stop(f"the printer did not answer in {_SECONDS} seconds: `lpstat -t` says how it stands", NOT_POSSIBLE_HERE)
    if done.returncode:
        said = done.stderr.strip().removeprefix("lp: ") or f"lp ended with {done.returncode}"
        way_on = f"{command('doctor')} lists the printers; name one with --queue"
        stop(f"it was not printed: {said.rstrip('.')}", NOT_POSSIBLE_HERE, way_on)
    return done.stdout.strip()


def _way_on(file: Path, *, test: bool) -> str:
    """What to do with the paper; the print sheet says how to fold it."""
    sheet = _print_sheet(file)
    told = f", as {shlex.quote(str(sheet.with_suffix('.pdf')))} says" if sheet else ""
    return f"look whether it is right{told}; then {command('print', file)}" if test else f"fold and staple it{told}"
