"""Stages of long work become a moving line on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def stages() -> Iterator[Callable[[str], None]]:
    """Something to tell the stages to; what it shows goes to standard error."""
    if not sys.stderr.isatty():
        yield _plain
        return
    from rich.console import Console  # noqa: PLC0415  # costs a tenth of a second: only where it is seen

    with Console(stderr=True).status("") as status:

        def show(stage: str) -> None:
            status.update(f"{stage} …")

        yield show


def _plain(stage: str) -> None:
    sys.stderr.write(f"{stage} …\n")
    sys.stderr.flush()
