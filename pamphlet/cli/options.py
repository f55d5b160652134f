"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

ManuscriptOption = Annotated[
    Path, typer.Option("--manuscript", "-m", metavar="DIR", help="The folder with pamphlet.toml and body/ in it.")
]
OutputOption = Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where the files go.")]
CopiesOption = Annotated[
    int | None,
    typer.Option("--copies", metavar="N", min=1, help="How many are to be printed: for the sums on the print sheet."),
]
BranchOption = Annotated[
    str, typer.Option("--branch", metavar="NAME", help="With the covers of this branch: see `pamphlet branches`.")
]
AnewOption = Annotated[bool, typer.Option("--no-cache", help="Make everything anew, and keep nothing of it.")]
TimingsOption = Annotated[bool, typer.Option("--timings", help="Tell what each stage took of the processor.")]
HERE = Path("manuscript")
BUILD = Path("build")


def named_manuscript(manuscript: Path) -> tuple[str, ...]:
    """How a command names a manuscript: not at all where it would be found without."""
    return () if manuscript == HERE else ("--manuscript", str(manuscript))
