"""A name becomes the printer that this user has calibrated under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pamphlet.diagnostics import Diagnostics
from pamphlet.interface import WrongUsage
from pamphlet.interface.premises import printers_folder
from pamphlet.press.passes import OFFICE_COPIER, Machine
from pamphlet.workspace import DiskFolder

if TYPE_CHECKING:
    from pamphlet.printroom.profile import PrinterProfile


def printer_names() -> tuple[str, ...]:
    """The names of the printers that were calibrated, sorted."""
    from pamphlet.printroom.profile import profile_names  # noqa: PLC0415  # most have no printer of a name

    return profile_names(DiskFolder(printers_folder()))


def printer_profile(name: str) -> PrinterProfile:
    """The profile of a printer.  Raises WrongUsage where none has the name, Refused where it is not right."""
    from pamphlet.printroom.profile import read_profile  # noqa: PLC0415  # likewise

    known = printer_names()
    if name not in known:
        there = f"known: {', '.join(known)}" if known else "none is known yet: run `pamphlet calibrate`"
        raise WrongUsage(f"there is no printer `{name}`; {there}")
    diagnostics = Diagnostics()
    profile = read_profile(name, DiskFolder(printers_folder()), diagnostics)
    diagnostics.stop_on_errors()
    if profile is None:
        raise AssertionError("a profile that cannot be read has errors")
    return profile


def machine_of(name: str) -> Machine:
    """The machine of a printer, as `printer_profile` finds it; that of any office where the name is empty."""
    return printer_profile(name).machine if name else OFFICE_COPIER


def known_machines() -> dict[str, Machine]:
    """The machines of all printers that were calibrated, by name.  Raises Refused where a profile is not right."""
    return {name: machine_of(name) for name in printer_names()}
