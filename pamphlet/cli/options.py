"""Options that several commands share, and the workshop that they name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pamphlet.inspection import Announce, Workshop

ManuscriptOption = Annotated[
    Path, typer.Option("--manuscript", "-m", metavar="DIR", help="The folder with pamphlet.toml and body/ in it.")
]
OutputOption = Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where the files go.")]
EditionOption = Annotated[
    list[str] | None,
    typer.Option("--edition", "-e", metavar="NAME", help="Only this edition; may be given more than once."),
]
CopiesOption = Annotated[
    int | None,
    typer.Option("--copies", metavar="N", min=1, help="How many are to be printed: for the sums on the print sheet."),
]
BranchOption = Annotated[
    str, typer.Option("--branch", metavar="NAME", help="With the covers of this branch: see `pamphlet branches`.")
]
HERE = Path("manuscript")
BUILD = Path("build")


def workshop_of(manuscript: Path, announce: Announce) -> Workshop:
    """The workshop for a manuscript on the disk."""
    import platformdirs

    from pamphlet.inspection import Workshop
    from pamphlet.workspace import Cache, DiskFolder, build_time

    cache = Path(platformdirs.user_cache_dir("pamphlet"))
    return Workshop(
        folder=DiskFolder(manuscript), cache=Cache(cache / "fonts"), announce=announce, moment=build_time(os.environ)
    )


def silent(stage: str) -> None:
    """Say nothing of the stages."""
    del stage
