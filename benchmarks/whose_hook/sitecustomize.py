"""A Python process becomes an account of who took its processor time: a JSON file in the folder PAMPHLET_WHOSE.

Python loads this by its name where its folder stands in PYTHONPATH, in each process that a build begins.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import time
from collections import defaultdict
from pathlib import Path
from types import FrameType

_EACH = 0.005
"""In s of processor time: how often it is noted who is at work."""
_KEPT_EACH = 50
"""Notes after which the account is written down: a process that is ended from without loses a quarter of a second."""

_FOLDER = Path(os.environ["PAMPHLET_WHOSE"])
_OURS = os.environ["PAMPHLET_OURS"]
_LIBRARIES = f"site-packages{os.sep}"


class Account:
    """Who took how much processor time, in s, in this process."""

    def __init__(self) -> None:
        """Begin with what it took to start Python."""
        self._taken = defaultdict(float, {"starting Python": time.process_time()})
        self._last = time.process_time()
        self._notes = 0
        signal.signal(signal.SIGVTALRM, self._note)
        signal.setitimer(signal.ITIMER_VIRTUAL, _EACH, _EACH)

    def _note(self, number: int, frame: FrameType | None) -> None:
        """What was taken since the last note was for whoever is at work: machine code lets signals wait."""
        del number
        now = time.process_time()
        self._taken[_owner(frame)] += now - self._last
        self._last = now
        self._notes += 1
        if self._notes % _KEPT_EACH == 0:
            self.keep()

    def keep(self) -> None:
        """Write it down."""
        (_FOLDER / f"{os.getpid()}.json").write_text(json.dumps(self._taken), encoding="utf-8")

    def close(self) -> None:
        """Note no more: a signal that comes while Python ends would kill it."""
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        self.keep()


def _owner(frame: FrameType | None) -> str:
    """Whose the innermost function is that is not of Python's own library."""
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith(_OURS):
            return "pamphlet"
        if file.startswith("<frozen importlib"):
            return "loading modules"
        if _LIBRARIES in file:
            return file.partition(_LIBRARIES)[2].partition(os.sep)[0].removesuffix(".py")
        frame = frame.f_back
    return "Python"


def _begin() -> None:
    atexit.register(Account().close)


_begin()
os.register_at_fork(after_in_child=_begin)
