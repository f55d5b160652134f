"""`pamphlet doctor`: what this machine lacks, what for, and the line that installs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pamphlet.cli.options import HERE
from pamphlet.cli.reporting import DONE, NOT_POSSIBLE_HERE
from pamphlet.cli.voice import answer, command, go_on

if TYPE_CHECKING:
    from pamphlet.cli.machine import Fact
    from pamphlet.needs import System


def doctor(
    as_data: Annotated[bool, typer.Option("--json", help="As data, for programs and for asking for help.")] = False,  # noqa: FBT002  # the form that typer asks for
) -> None:
    """Say what this machine has of what the program uses, and how to install what it lacks.

    The exit status is 3 where something is missing that nothing goes without.
    """
    import platformdirs

    from pamphlet.cli.machine import examine
    from pamphlet.interface.premises import limits_file
    from pamphlet.needs import install_line, this_system

    system = this_system()
    facts = tuple(examine(Path(platformdirs.user_cache_dir("pamphlet"))))
    limits = limits_file()
    answer(_as_json(facts, system, limits) if as_data else _as_text(facts, system, limits))
    lacking = next((fact.need for fact in facts if fact.need.required and not fact.met), None)
    if not as_data:
        go_on((lacking and install_line(lacking, system)) or command("new", HERE))
    raise typer.Exit(NOT_POSSIBLE_HERE if lacking else DONE)


def _as_text(facts: tuple[Fact, ...], system: System, limits: Path) -> str:
    """A paragraph for each thing, the state in words: a screen reader reads it in order."""
    from pamphlet.needs import install_line

    lines = []
    for fact in facts:
        state = "there" if fact.met else "MISSING" if fact.need.required else "not there"
        found = f", {fact.found}" if fact.found else ""
        lines.append(f"{fact.need.name}: {state}{found}")
        if not fact.met:
            lines.append(f"    for {fact.need.purpose}")
            if line := install_line(fact.need, system):
                lines.append(f"    {line}")
    missing = sum(fact.need.required and not fact.met for fact in facts)
    without = sum(not fact.need.required and not fact.met for fact in facts)
    lines += [f"Limits: {f'those of {limits}' if limits.exists() else f'the usual ones, for there is no {limits}'}", ""]
    if missing:
        lines.append(f"{missing} {'thing is' if missing == 1 else 'things are'} missing that nothing goes without.")
    elif without:
        lines.append("All that is needed is there; the rest is only for what it says.")
    else:
        lines.append("All is there.")
    return "\n".join(lines)


def _as_json(facts: tuple[Fact, ...], system: System, limits: Path) -> str:
    from pamphlet import __version__
    from pamphlet.needs import install_line

    things = [
        {
            "name": fact.need.name,
            "there": fact.met,
            "needed": fact.need.required,
            "found": fact.found or None,
            "purpose": fact.need.purpose,
            "install": install_line(fact.need, system) or None,
        }
        for fact in facts
    ]
    told = {"pamphlet": __version__, "system": system.value, "limits": str(limits), "things": things}
    return json.dumps(told, ensure_ascii=False, indent=2)
