"""What the layout engine logs while it works becomes findings, for it reports lost pictures nowhere else."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pamphlet.diagnostics import Diagnostics


class _Listener(logging.Handler):
    """Turns what the engine logs while it works into findings."""

    def __init__(self, diagnostics: Diagnostics) -> None:
        super().__init__(logging.WARNING)
        self._diagnostics = diagnostics

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        self._diagnostics.error("layout", f"the layout engine says: {message[:1].lower()}{message[1:]}")


@contextmanager
def heard(diagnostics: Diagnostics) -> Iterator[None]:
    """Listen as long as the engine works: each thing it says is an error."""
    logger = logging.getLogger("weasyprint")
    listener = _Listener(diagnostics)
    propagated, logger.propagate = logger.propagate, False
    logger.addHandler(listener)
    try:
        yield
    finally:
        logger.removeHandler(listener)
        logger.propagate = propagated
