"""Stages of long work become a moving line on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
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


def countdown(announce: Callable[[str], None]) -> Callable[[int, int, str], None]:
    """Something to tell how many are done, of how many, and which comes next: it says how long the rest may take."""
    begun = time.monotonic()

    def tell(done: int, of: int, coming: str) -> None:
        if coming:
            left = (time.monotonic() - begun) / done * (of - done) if done else 0
            announce(f"{done + 1} of {of}: {coming}{f', about {_spoken(left)} left' if done else ''}")

    return tell


def _spoken(seconds: float) -> str:
    return f"{round(seconds)} s" if seconds < 100 else f"{round(seconds / 60)} min"
