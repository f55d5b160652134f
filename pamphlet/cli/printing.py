"""`pamphlet calibrate` and `--printer`: what a printer does with a sheet is measured, kept and used."""

from __future__ import annotations

import math
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pamphlet.cli.reporting import Format, reported
from pamphlet.cli.voice import answer, brief_stages, command, go_on, remark, tell

if TYPE_CHECKING:
    from pamphlet.printroom.profile import PrinterProfile

PrinterOption = Annotated[
    str, typer.Option("--printer", metavar="NAME", help="Make booklets for this printer: see `pamphlet calibrate`.")
]
_PAPERS = ("a4", "letter", "a5")
_SHEET = Path("calibration.pdf")
_NAME = "office"
_SUCH_AS = ("--flip", "short", "--offset-x", "0", "--offset-y", "0", "--margin", "4.2")

_QUESTIONS = (
    ("flip", "Turned on its edge: short or long"),
    ("offset_x", "Offset of side 2 across, in mm"),
    ("offset_y", "Offset of side 2 up, in mm"),
    ("margin", "Edge left white, in mm"),
    ("scale", "The line of 100 mm measures, in mm"),
    ("face", "Sheets come out printed side: up or down"),
    ("order", "Pile goes back as it came (reverse) or turned over (same)"),
)
"""What is asked at a terminal: the name of the answer, and the words."""


def calibrate(  # noqa: PLR0913  # one option for each line of the sheet's list
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The sheet to print.")] = _SHEET,
    paper: Annotated[str, typer.Option(help="The open sheet of your booklets: a4, letter or a5.")] = "a4",
    name: Annotated[str, typer.Option(help="What you call the printer; with answers, default `office`.")] = "",
    flip: Annotated[str | None, typer.Option(help="The edge it turns the sheet on: short or long.")] = None,
    offset_x: Annotated[float | None, typer.Option(help="Offset of side 2 across, in mm, from the sheet.")] = None,
    offset_y: Annotated[float | None, typer.Option(help="Offset of side 2 up, in mm, from the sheet.")] = None,
    margin: Annotated[float | None, typer.Option(help="The edge it leaves white, in mm.")] = None,
    scale: Annotated[float | None, typer.Option(help="What the line of 100 mm measures, in mm.")] = None,
    face: Annotated[str | None, typer.Option(help="The printed side as a sheet comes out: up or down.")] = None,
    output_order: Annotated[
        str | None, typer.Option(help="Of backs fed again: reverse (pile as it came) or same (turned over).")
    ] = None,
    queue: Annotated[
        str, typer.Option(help="What this computer calls it, for `pamphlet print`: a name that `lpstat -e` lists.")
    ] = "",
    list_profiles: Annotated[bool, typer.Option("--list", help="List the printers that are known, and stop.")] = False,
) -> None:
    """Write a sheet to measure a printer with, and keep the answers under the printer's name."""
    given = {
        "flip": flip,
        "offset_x": offset_x,
        "offset_y": offset_y,
        "margin": margin,
        "scale": scale,
        "face": face,
        "order": output_order,
    }
    answers = {key: value for key, value in given.items() if value is not None}
    with reported(Format.TEXT):
        if list_profiles:
            _list()
        elif answers or queue:
            _keep(_named(name or _NAME), answers, _queue(queue))
        else:
            _write_sheet(output, _one_of("paper", paper.lower(), _PAPERS))
            if sys.stdin.isatty():
                _ask(name)


def _write_sheet(output: Path, paper: str) -> None:
    from pamphlet.diagnostics import Diagnostics
    from pamphlet.printroom.calibration import calibration_sheet
    from pamphlet.publishing import publish

    diagnostics = Diagnostics()
    with brief_stages() as announce:
        sheet = calibration_sheet(paper, announce, diagnostics)
    diagnostics.stop_on_errors()
    publish(output.parent, {output.name: sheet})
    tell(f"{output}: print it at 100 %, on both sides, as you will print booklets; it says what to look for.")
    go_on(f"give the answers that the sheet shows, such as {command('calibrate', '--name', _NAME, *_SUCH_AS)}")


def _ask(name: str) -> None:
    """Ask for what the printed sheet shows; what was known before is what a mere return gives."""
    if not typer.confirm("Have you printed it, and shall the answers be kept now?", default=False):
        return
    name = _named(name or str(typer.prompt("Name of the printer", default=_NAME)))
    known = _known(name).machine
    answers = {}
    for key, words in _QUESTIONS:
        default = getattr(known, key) or ("short" if key == "flip" else 0)
        answers[key] = typer.prompt(words, default=f"{default}", value_proc=partial(_valid, key))
    _keep(name, answers, "")


def _known(name: str) -> PrinterProfile:
    """What is known of a printer already."""
    from pamphlet.interface.printers import printer_names, printer_profile
    from pamphlet.press.passes import OFFICE_COPIER
    from pamphlet.printroom.profile import PrinterProfile

    return printer_profile(name) if name in printer_names() else PrinterProfile(name=name, machine=OFFICE_COPIER)


def _keep(name: str, answers: dict[str, Any], queue: str) -> None:
    """Write the profile with new answers beside the old ones."""
    from pamphlet.interface.premises import printers_folder
    from pamphlet.printroom.profile import as_toml, file_name
    from pamphlet.publishing import publish

    measured = {key: _valid(key, value) for key, value in answers.items()}
    known = _known(name)
    profile = replace(known, machine=replace(known.machine, **measured), queue=queue or known.queue)
    publish(printers_folder(), {file_name(name): as_toml(profile)})
    tell(f"{printers_folder() / file_name(name)}: kept")
    go_on(command("build", "pdf", "--printer", name))


def _valid(key: str, value: Any) -> Any:
    """An answer as the profile has it; wrong usage, or another question, where it is none."""
    from pamphlet.press.passes import Edge, Face, Order
    from pamphlet.printroom.profile import RANGES

    if key not in RANGES:
        kind = {"flip": Edge, "face": Face, "order": Order}[key]
        return kind(_one_of(key, value, tuple(kind)))
    low, high = RANGES[key]
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if low <= number <= high:
        return number
    raise typer.BadParameter(f"{value} is not from {low:g} to {high:g} mm", param_hint=_option(key))


def _list() -> None:
    from pamphlet.interface.printers import printer_names

    names = printer_names()
    for name in names:
        answer(name)
    if names:
        go_on(command("build", "pdf", "--printer", names[0]))
    else:
        remark("no printer is known yet")
        go_on(command("calibrate"))


def _named(name: str) -> str:
    from pamphlet.printroom.profile import is_profile_name

    if not is_profile_name(name):
        raise typer.BadParameter(f"`{name}` has other than small letters, digits and hyphens", param_hint="--name")
    return name


def _queue(name: str) -> str:
    from pamphlet.printroom.profile import is_queue_name

    if name and not is_queue_name(name):
        raise typer.BadParameter(f"`{name}` is no name of a printer: see `lpstat -e`", param_hint="--queue")
    return name


def _one_of(key: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise typer.BadParameter(f"`{value}` is none of {', '.join(known)}", param_hint=_option(key))
    return value


def _option(key: str) -> str:
    return "--output-order" if key == "order" else "--" + key.replace("_", "-")
