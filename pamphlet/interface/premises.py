"""A manuscript's folder and this user's own become what a build works with: a workshop, and what was made before."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from pamphlet.diagnostics import Diagnostics
from pamphlet.limits import LIMITS_FILE, Limits, read_limits
from pamphlet.standing.program import digest_of_program
from pamphlet.standing.shelf import Shelf
from pamphlet.standing.standing import Standing
from pamphlet.workshop import Announce, Workshop
from pamphlet.workspace import DiskFolder, build_time, themes_folder


def silent(stage: str) -> None:
    """Say nothing of the stages."""
    del stage


def workshop_of(manuscript: Path, announce: Announce = silent, *, bounded: bool = False) -> Workshop:
    """The workshop for a manuscript on the disk; SOURCE_DATE_EPOCH is heard.

    It has this user's limits; where it is `bounded` what is made in it is held to those of time and memory too.
    Raises Refused where the file of the limits is not right.
    """
    limits = limits_here()
    return Workshop(
        folder=DiskFolder(manuscript, limits.largest_file),
        announce=announce,
        moment=build_time(os.environ),
        limits=limits,
        bounded=bounded,
    )


def limits_here() -> Limits:
    """The limits of this user.  Raises Refused where their file is not right."""
    diagnostics = Diagnostics()
    limits = read_limits(DiskFolder(limits_file().parent), diagnostics)
    diagnostics.stop_on_errors()
    return limits


def limits_file() -> Path:
    """Where this user's limits are kept, if there is such a file."""
    return Path(platformdirs.user_config_dir("pamphlet")) / LIMITS_FILE


def standing_of(*, anew: bool = False) -> Standing:
    """What was made before by this user; with `anew` nothing is found there, and nothing kept."""
    package = Path(__file__).parent.parent
    program = None if anew else digest_of_program((package, themes_folder()))
    return Standing(shelf=shelf(), program=program)


def shelf() -> Shelf:
    """Where what was made is kept for this user."""
    return Shelf(Path(platformdirs.user_cache_dir("pamphlet")) / "standing")


def printers_folder() -> Path:
    """Where the profiles of this user's printers are kept."""
    return Path(platformdirs.user_config_dir("pamphlet")) / "printers"
