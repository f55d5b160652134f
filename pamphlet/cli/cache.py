"""`pamphlet cache`: what is kept of earlier runs is counted, or taken away."""

from __future__ import annotations

from typing import Annotated

import typer

from pamphlet.cli.reporting import NOT_POSSIBLE_HERE, Format, reported, stop
from pamphlet.cli.voice import answer
from pamphlet.counting import counted, in_bytes


def cache(
    clear: Annotated[bool, typer.Option("--clear", help="Take it all away.")] = False,  # noqa: FBT002  # typer's form
) -> None:
    """Say what is kept of earlier runs: what did not change since is not made again.

    Nothing of it is needed. It is taken away where it grows too large, the longest unused first.
    """
    with reported(Format.TEXT):
        from pamphlet.interface.premises import shelf

        kept = shelf()
        before = kept.stock
        if clear:
            try:
                kept.clear()
            except OSError as problem:
                stop(f"{kept.folder} cannot be cleared: {problem.strerror}", NOT_POSSIBLE_HERE)
        where = f"{'taken away from' if clear else 'in'} {kept.folder}"
        answer(f"{counted(before.files, 'result')} of earlier runs, {in_bytes(before.size)}, {where}")
