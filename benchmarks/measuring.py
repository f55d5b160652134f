"""A command becomes what it cost: processor time and memory of its process and of all that it begins."""

from __future__ import annotations

import ctypes
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_KILOBYTES_PER_MB = 1024 * (1024 if sys.platform == "darwin" else 1)
"""Of what `ru_maxrss` counts: kilobytes, on a Mac bytes."""
_LOOK = 0.1
"""In s: as often is the memory looked at."""
_SET_CHILD_SUBREAPER = 36
"""prctl(2): a process whose parent has ended becomes a child of ours, so that what it took is counted."""


class Failed(Exception):
    """A command ended with another status than was expected; says with which, and what it said last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a run took: processor time (user and system) and time by the clock in s, memory at its peak in MB.

    The memory is that of all processes together; what they share is counted once (PSS).
    """

    processor: float
    elapsed: float
    memory: float

    def __add__(self, other: Cost) -> Cost:
        """One run after the other."""
        return Cost(
            processor=self.processor + other.processor,
            elapsed=self.elapsed + other.elapsed,
            memory=max(self.memory, other.memory),
        )


def median_cost(costs: Sequence[Cost]) -> Cost:
    """The medians of several runs."""
    return Cost(
        processor=statistics.median(cost.processor for cost in costs),
        elapsed=statistics.median(cost.elapsed for cost in costs),
        memory=statistics.median(cost.memory for cost in costs),
    )


def machine() -> str:
    """Where this was measured."""
    return f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def pamphlet(*arguments: str | Path) -> tuple[str, ...]:
    """The command line of this program."""
    return (sys.executable, "-m", "pamphlet", *map(str, arguments))


def environment_with(bytecode: Path, cache: Path) -> dict[str, str]:
    """The environment of whoever runs this, with folders for compiled modules and for what programs keep."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(bytecode), "XDG_CACHE_HOME": str(cache)}


def run(command: Iterable[str | Path], environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command until it and all that it began have ended.  Raises Failed where it does not succeed."""
    _adopt_orphans()
    words = tuple(map(str, command))
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603  # our own commands
            words, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT
        )
        processor, memory, process.returncode = _waited_for(process.pid)
        elapsed = time.perf_counter() - start
        if process.returncode:
            said.seek(0)
            raise Failed(f"{' '.join(words)}\nended with {process.returncode}:\n{said.read().decode()[-2000:]}")
    return Cost(processor=processor, elapsed=elapsed, memory=memory)


def _adopt_orphans() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _waited_for(process: int) -> tuple[float, float, int]:
    """Processor time, memory at its peak and exit status, once no child of ours is left."""
    processor = largest = seen = 0.0
    status = 0
    while True:
        try:
            child, how, usage = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            return processor, seen or largest, status
        if child:
            processor += usage.ru_utime + usage.ru_stime
            largest = max(largest, usage.ru_maxrss / _KILOBYTES_PER_MB)
            status = os.waitstatus_to_exitcode(how) if child == process else status
        else:
            seen = max(seen, sum(map(memory_of, children_of(os.getpid()))))
            time.sleep(_LOOK)


def children_of(process: int) -> tuple[int, ...]:
    """The processes that one has begun, by their numbers; none where the system does not tell."""
    threads = Path(f"/proc/{process}/task").glob("*/children")
    try:
        return tuple(int(child) for thread in threads for child in thread.read_text(encoding="ascii").split())
    except OSError:  # it has just ended
        return ()


def memory_of(process: int) -> float:
    """What a process and all that it began hold at this moment, in MB (PSS); 0 where the system does not tell."""
    try:
        with Path(f"/proc/{process}/smaps_rollup").open(encoding="ascii") as told:
            held = next((int(line.split()[1]) for line in told if line.startswith("Pss:")), 0)
    except OSError:  # it has just ended
        return 0
    return held / 1024 + sum(map(memory_of, children_of(process)))


def processor_time_of(process: int) -> float:
    """What a process and all that it began have taken so far, in s (proc(5), `stat`: fields 14 to 17)."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:  # it has just ended
        return 0
    own = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return own + sum(map(processor_time_of, children_of(process)))
