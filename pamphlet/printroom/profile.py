"""What was measured of a printer becomes a profile: a TOML file by the printer's name, and back."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pamphlet.diagnostics import Diagnostics
from pamphlet.press.passes import OFFICE_COPIER, UNPRINTABLE_EDGE, Edge, Face, Machine, Order
from pamphlet.settings import slug
from pamphlet.toml_source import Table, read_toml
from pamphlet.workspace import TEXT_SUFFIXES, FileProblem, Folder, read_source

RANGES = {"offset_x": (-10, 10), "offset_y": (-10, 10), "margin": (0, 25), "scale": (80, 120)}
"""From where to where a measure goes, in mm; what is farther off is another paper or a slip of the pen."""

_ENDING = ".toml"
_QUEUE = re.compile(r"""[^\s/#"'\\-][^\s/#"'\\]{0,126}""")
_KEYS = ("queue", "flip", "offset_x", "offset_y", "margin", "scale", "face", "order")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterProfile:
    """A printer by the name that the user gave it, how it treats a sheet, and what CUPS calls it if that is known."""

    name: str
    machine: Machine
    queue: str = ""


def is_profile_name(name: str) -> bool:
    """Whether a name does for a file: small letters, digits and hyphens."""
    return bool(name) and slug(name) == name


def is_queue_name(name: str) -> bool:
    """Whether CUPS can call a printer so (man lpadmin: no space, `/` or `#`); quotation marks are not taken either."""
    return _QUEUE.fullmatch(name) is not None


def profile_names(folder: Folder) -> tuple[str, ...]:
    """The names of all profiles in a folder, sorted."""
    files = folder.names(".", TEXT_SUFFIXES) if folder.exists() else ()
    return tuple(file.removesuffix(_ENDING) for file in files if file.endswith(_ENDING))


def read_profile(name: str, folder: Folder, diagnostics: Diagnostics) -> PrinterProfile | None:
    """The profile of a name; None, with findings at line and column, where it is not there or not right."""
    try:
        source = read_source(folder, file_name(name))
    except FileProblem as problem:
        diagnostics.error("printer-profile", f"the profile of the printer `{name}` {problem}")
        return None
    before = len(diagnostics)
    table = read_toml(source, diagnostics)
    if table is None:
        return None
    queue = table.text("queue")
    if queue and not is_queue_name(queue):
        table.diagnostics.error(
            "setting-value", f"`{queue}` is no name of a printer", table.span("queue"), hint="see `lpstat -e`"
        )
    profile = PrinterProfile(name=name, machine=_machine(table), queue=queue)
    return profile if len(diagnostics) == before else None


def file_name(name: str) -> str:
    """The file of a profile."""
    return name + _ENDING


def _machine(table: Table) -> Machine:
    table.refuse_unknown(_KEYS)
    edge = table.choice("flip", tuple(Edge), "") if "flip" in table else ""
    return Machine(
        flip=Edge(edge) if edge else None,
        offset_x=_length(table, "offset_x", 0, "how far the backs are off, in mm, to the right"),
        offset_y=_length(table, "offset_y", 0, "how far the backs are off, in mm, upwards"),
        margin=_length(table, "margin", UNPRINTABLE_EDGE, "the edge left white, in mm"),
        scale=_length(table, "scale", 100, "what a line of 100 mm measures, in mm"),
        face=Face(table.choice("face", tuple(Face), OFFICE_COPIER.face)),
        order=Order(table.choice("order", tuple(Order), OFFICE_COPIER.order)),
    )


def _length(table: Table, key: str, default: float, hint: str) -> float:
    return table.number(key, default, between=RANGES[key], hint=hint)


def as_toml(profile: PrinterProfile) -> bytes:
    """The profile as the file that it is read from."""
    machine = profile.machine
    lines = [
        f"# The printer `{profile.name}`, as it was measured with `pamphlet calibrate`; lengths in mm.",
        "",
        f'queue = "{profile.queue}" # what this computer calls it: see `lpstat -e`' if profile.queue else "",
        f'flip = "{machine.flip}" # the edge it turns the sheet on: short or long' if machine.flip else "",
        f"offset_x = {machine.offset_x:g} # how far the backs come out to the right of where they belong",
        f"offset_y = {machine.offset_y:g} # likewise upwards",
        f"margin = {machine.margin:g} # the edge that it leaves white",
        f"scale = {machine.scale:g} # what a line of 100 mm measures",
        f'face = "{machine.face}" # the printed side as a sheet comes out: up or down',
        f'order = "{machine.order}" # of backs: reverse if the pile goes back as it came, same if turned over',
    ]
    return ("\n".join(line for number, line in enumerate(lines) if line or number == 1) + "\n").encode()
