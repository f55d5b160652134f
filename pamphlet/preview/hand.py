"""Orders go to a process of its own, which keeps the program loaded, and answers come back."""

from __future__ import annotations

import asyncio
import signal
import tempfile
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from tempfile import TemporaryDirectory

from pamphlet.preview.proofs import Answer, Order, Spoilt
from pamphlet.workshop import Workshop


class Hand:
    """One process that pulls proofs, one at a time; where it dies, the next order begins another.

    The libraries beneath know no threads and hold up whoever calls them for seconds, so the server does not.
    """

    def __init__(self, workshop: Workshop) -> None:
        """Begin the process."""
        self._workshop = workshop
        self._busy = asyncio.Lock()
        self._ended = False
        self._folder = TemporaryDirectory(prefix="pamphlet-", ignore_cleanup_errors=True)
        self._begin()

    async def ask(self, order: Order) -> Answer:
        """What came of an order, after those before it."""
        async with self._busy:
            return await asyncio.to_thread(self._asked, order)

    def end(self) -> None:
        """End the process, whatever it is at."""
        self._ended = True
        self._process.kill()
        self._process.join()
        self._pipe.close()
        self._folder.cleanup()  # a process that is killed leaves its temporary files

    def _asked(self, order: Order) -> Answer:
        try:
            self._pipe.send(order)
            answer: Answer = self._pipe.recv()
        except (EOFError, OSError):
            if not self._ended:
                self._begin()
            return Spoilt(
                message="the process that lays out the pages ended without a word: perhaps the memory is full"
            )
        return answer

    def _begin(self) -> None:
        """Begin a process that leaves Ctrl-C to us, who end it."""
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, self._workshop, self._folder.name), daemon=True)
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self._process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()


def _work(pipe: Connection, workshop: Workshop, folder: str) -> None:
    """Answer orders until no more can come; temporary files go into the folder."""
    tempfile.tempdir = folder
    from pamphlet.preview.pulling import ProofPress  # noqa: PLC0415  # a second, which the server need not wait for

    press = ProofPress(workshop)
    with suppress(EOFError, BrokenPipeError):
        while True:
            pipe.send(press.pull(pipe.recv()))
