"""Every call to the system in a scene becomes a point at which something happens: a kill, a full disk, lost rights.

`in_process` puts itself between Python and the system; `traced` has strace do it, for calls that Python makes in C too.
"""

from __future__ import annotations

import builtins
import errno
import fcntl
import io
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, product, takewhile
from pathlib import Path
from typing import Any

from swaps import BEGIN, END, SCENES, SIZE, Ending, Scene, Verdict, ending_of, judge, prepare

from pamphlet import staging

ROOT = Path(__file__).parents[2]
_IN_MEMORY = "/dev/shm"  # noqa: S108  # a folder of a random name is made in it


@dataclass(frozen=True, kw_only=True)
class Tried:
    """A point, how the run ended, and what is to be said of it."""

    scene: str
    fault: str
    point: str
    ending: Ending
    verdict: Verdict

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong, with where it happened."""
        return tuple(f"{self.scene}, {self.fault} at {self.point}: {wrong}" for wrong in self.verdict.wrong)


@contextmanager
def stage_set(scene: Scene) -> Iterator[Path]:
    """A folder in which all is as it was before; in memory where there is one, for a disk takes its time to flush."""
    with tempfile.TemporaryDirectory(dir=_IN_MEMORY if os.access(_IN_MEMORY, os.W_OK) else None) as folder:
        prepare(scene, Path(folder))
        yield Path(folder)


# -- between Python and the system ---------------------------------------------------------

_CHANGING = ("mkdir", "replace", "rename", "link", "unlink", "rmdir", "chmod")
_LOOKING = ("open", "fsync", "scandir", "listdir")


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What happens at a call: `strike` is told which call it is, and what it raises is what the call ends with.

    `lasting`: at all later calls too that change anything.
    """

    name: str
    strike: Callable[[str], None]
    lasting: bool = False


def _raising(number: int) -> Callable[[str], None]:
    def strike(_: str) -> None:
        raise OSError(number, os.strerror(number))

    return strike


FAULTS = (
    Fault(name="kill -9", strike=lambda _: os.kill(os.getpid(), signal.SIGKILL)),
    Fault(name="Ctrl-C", strike=lambda _: signal.raise_signal(signal.SIGINT)),
    Fault(name="disk full", strike=_raising(errno.ENOSPC)),
    Fault(name="error of the disk", strike=_raising(errno.EIO)),
    Fault(name="rights lost for good", strike=_raising(errno.EACCES), lasting=True),
    Fault(name="read-only from then on", strike=_raising(errno.EROFS), lasting=True),
)

_NOT_REACHED = 77


class _Layer:
    """Counts calls and lets the fault strike at one of them, of this process."""

    def __init__(self, fault: Fault, point: int) -> None:
        self._fault = fault
        self._point = point
        self._calls = count()
        self.reached = ""

    def put_in(self) -> None:
        for name in (*_CHANGING, *_LOOKING):
            setattr(os, name, self._between(name, getattr(os, name)))
        opened: Any = self._between("open", io.open)
        io.open = opened
        builtins.open = opened
        flock: Any = self._between("flock", fcntl.flock)
        fcntl.flock = flock
        exchange: Any = self._between("rename", staging._exchange)
        staging._exchange = exchange

    def _between(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            strikes = next(self._calls) == self._point
            if strikes:
                self.reached = name
            changing = name in _CHANGING or (name == "open" and arguments[1:2] == ("wb",))
            if strikes or (self.reached and self._fault.lasting and changing):
                self._fault.strike(name)
            return real(*arguments, **options)

        return call


def in_process(scene: Scene, fault: Fault, point: int) -> Tried | None:
    """Play a scene in a child in which a fault strikes at a call; None where there are fewer calls."""
    with stage_set(scene) as root:
        child = os.fork()
        if not child:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            layer = _Layer(fault, point)
            layer.put_in()
            ending = ending_of(lambda: scene.act(root))
            os._exit(ending.value if layer.reached else _NOT_REACHED)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if status == _NOT_REACHED:
            return None
        ending = Ending(status)
        verdict = judge(scene, root, ending, tidies=ending is not Ending.KILLED and not fault.lasting)
        return Tried(scene=scene.name, fault=fault.name, point=f"call {point + 1}", ending=ending, verdict=verdict)


def all_in_process(step: int = 1) -> Iterator[Tried]:
    """Every fault at every call of every scene; with a step, at every so manieth of them."""
    for number, (scene, fault) in enumerate(product(SCENES.values(), FAULTS)):
        points = (in_process(scene, fault, point) for point in count(number % step, step))
        yield from takewhile(lambda tried: tried is not None, points)


# -- with strace ---------------------------------------------------------------------------

KILLED_AT = (
    "openat", "mkdir", "write", "fsync", "rename", "renameat2", "link", "unlink", "unlinkat", "rmdir", "chmod", "flock",
)  # fmt: skip
_FULL_AT = ("openat", "mkdir", "write", "fsync", "rename", "renameat2", "link")
_LOST = "write that is lost"
_STRUCK = (
    ("kill -9", "signal=KILL", "", KILLED_AT),
    ("disk full", "error=ENOSPC", "", _FULL_AT),
    ("disk full from then on", "error=ENOSPC", "+", _FULL_AT),
    ("rights lost for good", "error=EACCES", "+", ("mkdir", "rename", "renameat2", "link", "unlink", "unlinkat")),
    ("error of the disk", "error=EIO", "", ("read", "write", "fsync", "getdents64")),
    (_LOST, f"retval={SIZE}", "", ("write",)),
    ("drive that cannot lock", "error=ENOLCK", "", ("flock",)),
)
_CALL = re.compile(r"(\w+)\((.*)")


def _traced(scene: Scene, root: Path, *how: str) -> int:
    """How a scene ends under strace."""
    command = ["strace", "-qq", *how, sys.executable, str(Path(__file__).with_name("swaps.py")), scene.name, str(root)]
    here = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}
    ended = subprocess.run(command, env=os.environ | here, stderr=subprocess.DEVNULL, timeout=60, check=False)
    return ended.returncode


def _calls(scene: Scene) -> Iterator[tuple[str, int, str]]:
    """The calls between begin and end: the name, which of that name in the whole run it is, and with what."""
    with stage_set(scene) as root, tempfile.NamedTemporaryFile("r", encoding="utf-8") as log:
        _traced(scene, root, "-o", log.name)
        numbers: Counter[str] = Counter()
        within = False
        for name, arguments in (found.groups() for line in log if (found := _CALL.match(line))):
            numbers[name] += 1
            within = (within or BEGIN in arguments) and END not in arguments
            if within and BEGIN not in arguments:
                yield name, numbers[name], arguments


def all_traced() -> Iterator[Tried]:
    """Each fault that strace can make, at each call of every scene that it can strike."""
    for scene in SCENES.values():
        calls = tuple(_calls(scene))
        for (fault, inject, lasting, names), (name, number, arguments) in product(_STRUCK, calls):
            if name not in names or (fault == _LOST and f", {SIZE}" not in arguments):
                continue
            how = ("-o", "/dev/null", "-e", f"trace={name}", "-e", f"inject={name}:{inject}:when={number}{lasting}")
            with stage_set(scene) as root:
                ending = Ending(_traced(scene, root, *how))
                verdict = judge(scene, root, ending, tidies=ending is not Ending.KILLED and not lasting)
                yield Tried(scene=scene.name, fault=fault, point=f"{name} {number}", ending=ending, verdict=verdict)
