"""Spoilt files become failures of the program, each with a file that shows it: `make fuzz` runs this.

Each reader is tried in a child with bounds on memory and time, so that one that hangs or dies is found as well. What is
found is made smaller by hypothesis, and stands in build/fuzz; put it into tests/fuzz/kept once it is mended.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import resource
import secrets
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType

from hypothesis import HealthCheck, Phase, given, seed, settings
from targets import TARGETS, Target

FOLDER = Path(__file__).parents[2] / "build" / "fuzz"
SECONDS_A_FILE = 5
"""Of the processor: the slowest sound file of this size takes a tenth of a second."""
MEMORY = 2_000_000_000
"""In bytes, of address space."""
_BATCH = 100
"""Files between two looks at the clock."""


class TooSlow(BaseException):
    """A file took more than SECONDS_A_FILE; no reader may catch it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of trying a reader: how many files it was given, and those that it failed on with what was raised."""

    tried: int
    failures: tuple[tuple[bytes, str], ...]


def within_time(read: Callable[[bytes], None], data: bytes) -> None:
    """Give a file to a reader.  Raises TooSlow, and whatever the reader raises."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooSlow(f"took over {SECONDS_A_FILE} s of the processor")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS_A_FILE)
    try:
        read(data)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def attempts(target: Target, seconds: float, number: int, at_work: Path) -> Outcome:
    """Try a reader for so long.  `at_work` holds the file that it is given, for whoever finds this process dead."""
    end, tried = time.monotonic() + seconds, 0
    failures: dict[str, tuple[bytes, str]] = {}

    def attempt(data: bytes) -> None:
        nonlocal tried
        tried += 1
        at_work.write_bytes(data)
        try:
            within_time(target.read, data)
        except (Exception, TooSlow) as problem:
            known = failures.get(place := _place(problem))
            if known is None or len(data) <= len(known[0]):
                failures[place] = (data, traceback.format_exc())
            raise

    while time.monotonic() < end and not failures:
        number += 1
        law = settings(
            max_examples=_BATCH, database=None, deadline=None, print_blob=False,
            phases=(Phase.generate, Phase.shrink), suppress_health_check=list(HealthCheck),
        )(seed(number)(given(target.files)(attempt)))  # fmt: skip
        with contextlib.suppress(Exception, TooSlow), _silence():
            law()
    return Outcome(tried=tried, failures=tuple(failures.values()))


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Without what hypothesis says of each failure: the file says it."""
    with (
        Path(os.devnull).open("w") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        yield


def _place(problem: BaseException) -> str:
    """What was raised and where: two failures that agree in it are one."""
    last = traceback.extract_tb(problem.__traceback__)[-1]
    return f"{type(problem).__name__} {last.filename}:{last.lineno}"


def tried(target: Target, seconds: float, number: int, folder: Path) -> Outcome:
    """Try a reader for so long in a child of its own, which may not take more than is allowed."""
    target.seeds()  # made before the child is, and so once
    at_work = folder / f"at-work{target.suffix}"
    context = get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(target, seconds, number, at_work, theirs))
    child.start()
    theirs.close()
    try:
        outcome: Outcome = ours.recv()
    except EOFError:
        child.join()
        ended = f"its process was ended by signal {-(child.exitcode or 0)}\n"
        outcome = Outcome(tried=1, failures=((at_work.read_bytes(), ended),))
    child.join()
    at_work.unlink(missing_ok=True)
    return outcome


def _child(target: Target, seconds: float, number: int, at_work: Path, parent: Connection) -> None:
    bound = int(seconds) + 60  # for what hangs where no signal of Python's is heard; shrinking takes its time too
    resource.setrlimit(resource.RLIMIT_CPU, (bound, bound))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    parent.send(attempts(target, seconds, number, at_work))


def main() -> None:
    """Try every reader, print what was found; exit status 1 where anything was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="for all readers together (default: 60)")
    parser.add_argument("--only", choices=sorted(TARGETS), action="append", help="this reader alone; may be repeated")
    parser.add_argument("--seed", type=int, help="the number that an earlier run began with")
    asked = parser.parse_args()
    number = secrets.randbelow(1_000_000) * 1_000 if asked.seed is None else asked.seed
    targets = [TARGETS[name] for name in asked.only or TARGETS]
    FOLDER.mkdir(parents=True, exist_ok=True)
    print(f"seed {number}; each of {len(targets)} readers for {asked.seconds / len(targets):.1f} s")
    failed = [fault for target in targets for fault in _report(target, asked.seconds / len(targets), number)]
    sys.exit(1 if failed else 0)


def _report(target: Target, seconds: float, number: int) -> Iterator[Path]:
    """Try a reader and say what came of it; gives the files that it failed on."""
    outcome = tried(target, seconds, number, FOLDER)
    print(f"{target.name:18} {outcome.tried:6,} files, {len(outcome.failures)} failures", flush=True)
    for at, (data, problem) in enumerate(outcome.failures, 1):
        path = FOLDER / f"{target.name.replace(' ', '-')}-{number}-{at}{target.suffix}"
        path.write_bytes(data)
        print(f"{problem}shown by {path}\n", flush=True)
        yield path


if __name__ == "__main__":
    main()
