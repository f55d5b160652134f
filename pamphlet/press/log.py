"""What the layout engine logs while it works, or fails on, becomes findings: it reports lost pictures nowhere else."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from pamphlet.diagnostics import Diagnostics, Source

_PLACE = re.compile(r" at (\d+):(\d+)\b")
"""How the engine names a place in the style sheet that it reads: line and column, both from 1."""


class _Listener(logging.Handler):
    """Turns what the engine logs while it works into findings."""

    def __init__(self, diagnostics: Diagnostics, sheet: Source | None) -> None:
        super().__init__(logging.WARNING)
        self._diagnostics = diagnostics
        self._sheet = sheet

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        span = None
        place = _PLACE.search(message)
        if self._sheet and place:
            start = self._sheet.line_start(int(place[1])) + int(place[2]) - 1
            span = self._sheet.span(start, start + 1)
            message = message[: place.start()] + message[place.end() :]
        self._diagnostics.error("layout", f"the layout engine says: {message[:1].lower()}{message[1:]}", span)


@contextmanager
def heard(diagnostics: Diagnostics, sheet: Source | None = None) -> Iterator[None]:
    """Listen as long as the engine works: each thing it says is an error, placed in the sheet that it reads."""
    logger = logging.getLogger("weasyprint")
    listener = _Listener(diagnostics, sheet)
    propagated, logger.propagate = logger.propagate, False
    logger.addHandler(listener)
    try:
        yield
    finally:
        logger.removeHandler(listener)
        logger.propagate = propagated


@contextmanager
def failures(diagnostics: Diagnostics, sheet: Source | None = None) -> Iterator[None]:
    """Turn what the engine raises into an error: a theme may ask for what it cannot do.  Raises Refused.

    It fails on some sheets in many ways (`ZeroDivisionError`, `KeyError`, `RecursionError`), which are neither the
    manuscript's fault nor ours.
    """
    try:
        yield
    except MemoryError:  # no fault of the engine's: whoever holds it to an allowance has words for it
        raise
    except Exception as problem:
        said = f"{type(problem).__name__}: {problem}"[:200].rstrip(": ")
        diagnostics.error("layout", f"the layout engine failed ({said})", sheet.span(0) if sheet else None)
        diagnostics.stop_on_errors()
        raise
