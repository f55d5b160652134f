"""Work gets an allowance, of the processor's time and of memory: what would take more becomes a finding.

Only where the system can hold a process to it (not on Windows), and in the main thread, to which signals come.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import FrameType

from pamphlet.diagnostics import Diagnostic, Refused, error
from pamphlet.limits import MEGABYTE, Limits, raising

if sys.platform != "win32":
    import resource

_AGAIN = 5
"""Seconds of the processor after which it is stopped once more: a library may have swallowed the first time."""

_PATIENCE = 20
"""Seconds of the processor after which the system ends the process: a call to a library in C cannot be stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What a piece of work may take: seconds of the processor, bytes of memory."""

    seconds: int
    memory: int


def allowance_for(limits: Limits, text: int) -> Allowance:
    """What limits allow for a text of so many bytes."""
    more = limits.processor_seconds_per_megabyte * text // MEGABYTE
    return Allowance(seconds=limits.processor_seconds + more, memory=limits.memory * MEGABYTE)


@contextmanager
def within(allowance: Allowance | None) -> Iterator[None]:
    """Let what is done in this context take no more than that; with None whatever it takes.

    Raises Refused, with `limit-time` or `limit-memory`, where it would take more.
    """
    if allowance is None or sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    try:
        with _within_memory(allowance.memory), _within_time(allowance.seconds):
            yield
    except _Spent:
        spent = _time_is_spent(allowance.seconds)
    except MemoryError:
        spent = _memory_is_spent(allowance.memory)
    else:
        return
    raise Refused((spent,))  # outside of the handler, so that what filled the memory is let go


class _Spent(BaseException):
    """The time is over.  No Exception, for libraries catch those and go on."""


def _stop(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise _Spent


if sys.platform != "win32":

    @contextmanager
    def _within_time(seconds: int) -> Iterator[None]:
        """A timer asks to stop; where nothing hears it the system ends the process.  Both are undone afterwards."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        end = round(used.ru_utime + used.ru_stime) + seconds + _PATIENCE
        before = signal.signal(signal.SIGPROF, _stop)
        with _lowered(resource.RLIMIT_CPU, end):
            signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
            try:
                yield
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
                signal.signal(signal.SIGPROF, before)

    @contextmanager
    def _within_memory(size: int) -> Iterator[None]:
        """Each demand beyond it fails, which Python raises as MemoryError."""
        with _lowered(resource.RLIMIT_AS, size):
            yield

    @contextmanager
    def _lowered(kind: int, value: int) -> Iterator[None]:
        """The soft limit of a kind, which can be raised again; one that is lower already stays."""
        soft, hard = resource.getrlimit(kind)
        lowest = min(limit for limit in (value, soft, hard) if limit != resource.RLIM_INFINITY)
        with suppress(OSError, ValueError):  # a system that cannot hold to it, as macOS with memory
            resource.setrlimit(kind, (lowest, hard))
        try:
            yield
        finally:
            with suppress(OSError, ValueError):
                resource.setrlimit(kind, (soft, hard))


def _time_is_spent(seconds: int) -> Diagnostic:
    return error(
        "limit-time",
        f"this took more than {seconds:,} seconds of the processor: the limits are `processor_seconds` and"
        " `processor_seconds_per_megabyte` of text",
        hint=f"a theme of the manuscript's own may count without end; {raising('processor_seconds')}",
    )


def _memory_is_spent(size: int) -> Diagnostic:
    return error(
        "limit-memory",
        f"this took more memory than the limit `memory` of {size // MEGABYTE:,} MB",
        hint=f"look at its largest pictures first; {raising('memory')}",
    )
