"""Stages of long work become a moving line on a terminal, plain lines elsewhere, timed on request."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise

Announce = Callable[[str], None]


@contextmanager
def stages() -> Iterator[Announce]:
    """Something to tell the stages to; what it shows goes to standard error.

    A line is drawn again only on a terminal that can: files, pipes and readers of the screen get lines to read.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield _plain
        return
    from rich.console import Console  # noqa: PLC0415  # costs a tenth of a second: only where it is seen

    with Console(stderr=True).status("") as status:

        def show(stage: str) -> None:
            status.update(f"{stage} …")

        yield show


@contextmanager
def timed_stages() -> Iterator[Announce]:
    """The same in plain lines wherever it goes, each with the seconds since the beginning."""
    begun = time.monotonic()

    def show(stage: str) -> None:
        _plain(stage, f"{time.monotonic() - begun:6.2f} s  ")

    yield show
    sys.stderr.write(f"{time.monotonic() - begun:6.2f} s  done\n")


def _plain(stage: str, before: str = "") -> None:
    sys.stderr.write(f"{before}{stage} …\n")
    sys.stderr.flush()


class Timings:
    """What each stage took of the processor, in seconds: in this process, its threads and the system for it."""

    def __init__(self) -> None:
        """Begin with what came before: Python was started, and the command line was read."""
        self._begun: list[tuple[str, float]] = [("starting", 0.0)]

    def begin(self, stage: str) -> None:
        """Note that a stage begins, and with that the last one ends."""
        self._begun.append((stage, time.process_time()))

    def table(self) -> str:
        """A line for each stage, and one for all."""
        end = time.process_time()
        times = [*(begun for _, begun in self._begun), end]
        taken = [later - earlier for earlier, later in pairwise(times)]
        stages = zip(taken, (stage for stage, _ in self._begun), strict=True)
        return "\n".join(f"{seconds:7.2f} s  {stage}" for seconds, stage in (*stages, (end, "all, in processor time")))


def countdown(announce: Announce) -> Callable[[int, int, str], None]:
    """Something to tell how many are done, of how many, and which comes next: it says how long the rest may take."""
    begun = time.monotonic()

    def tell(done: int, of: int, coming: str) -> None:
        if coming:
            left = (time.monotonic() - begun) / done * (of - done) if done else 0
            announce(f"{done + 1} of {of}: {coming}{f', about {_spoken(left)} left' if done else ''}")

    return tell


def _spoken(seconds: float) -> str:
    return f"{round(seconds)} s" if seconds < 100 else f"{round(seconds / 60)} min"
