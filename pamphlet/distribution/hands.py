"""Orders become what was made of them, several at a time: through any executor of `concurrent.futures`.

What all branches share is packed once, and unpacked once in each process that makes branches; an order
and the files made of it are all that goes to and fro for one branch.
"""

from __future__ import annotations

import gc
import hashlib
import pickle
import signal
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.context import BaseContext
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from pamphlet import __version__
from pamphlet.distribution.bench import Bench
from pamphlet.distribution.distribute import HandOut, attempt, one_by_one
from pamphlet.distribution.work import Made, Order, failed

FEWEST = 8
"""Branches to a process: for fewer it does not pay, for it may have to lay out the pages anew."""

RENEWED_AFTER = 200
"""Branches after which a process makes way for a new one: libraries in C keep some 30 KB of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """Benches by what the list calls their trim, as bytes; two of the same digest are the same."""

    digest: str
    data: bytes = field(repr=False, compare=False)


class Crew(Protocol):
    """Those who make branches beside one another."""

    @property
    def hands(self) -> int:
        """How many branches they make at a time."""
        ...

    def at_work(self, packed: Packed) -> AbstractContextManager[tuple[Executor, Any]]:
        """An executor, and what is to be given to each call of `make_there` in the place of `packed`."""
        ...


class Processes:
    """Processes on this machine, as many as there are hands."""

    def __init__(self, hands: int, renewed_after: int = RENEWED_AFTER) -> None:
        """Take so many; each makes way for a new one after so many branches."""
        self.hands = hands
        self._renewed_after = renewed_after

    @contextmanager
    def at_work(self, packed: Packed) -> Iterator[tuple[Executor, Packed]]:
        """Each process is given the bytes as it begins, and their digest alone with each order.

        What they leave in the folder for temporary files, however they end, goes with all of it.
        """
        with (
            TemporaryDirectory(prefix="pamphlet-", ignore_cleanup_errors=True) as folder,
            _Pools(packed, self._renewed_after, folder) as pools,
        ):
            yield pools, replace(packed, data=b"")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hand:
    """A process with what it makes now or made last, and how many that were."""

    pool: ProcessPoolExecutor
    last: Future[Any]
    made: int


class _Pools(Executor):
    """A pool for each process: where one dies the others go on, and it is known over what it died."""

    def __init__(self, packed: Packed, renewed_after: int, folder: str) -> None:
        self._packed = packed
        self._folder = folder
        self._renewed_after = renewed_after
        self._hands: list[_Hand] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Give work to a process that has none; to a new one where all have some, or where that one is worn or dead."""
        idle = next((hand for hand in self._hands if hand.last.done()), None)
        if idle is not None:
            self._hands.remove(idle)
            if idle.made < self._renewed_after:
                with suppress(BrokenExecutor):
                    return self._given(idle.pool, idle.made, fn, *args, **kwargs)
            idle.pool.shutdown()
        pool = ProcessPoolExecutor(1, mp_context=_context(), initializer=_begin, initargs=(self._packed, self._folder))
        return self._given(pool, 0, fn, *args, **kwargs)

    def _given(
        self, pool: ProcessPoolExecutor, made: int, fn: Callable[..., Any], /, *args: Any, **kwargs: Any
    ) -> Future[Any]:
        future = pool.submit(fn, *args, **kwargs)
        self._hands.append(_Hand(pool=pool, last=future, made=made + 1))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002  # as all executors have it
        """End the processes, when they have made what they are at."""
        for hand in self._hands:
            hand.pool.shutdown(wait=False, cancel_futures=cancel_futures)
        for hand in self._hands:
            hand.pool.shutdown(wait=wait)


def _context() -> BaseContext:
    """How processes are begun.  Never as a copy of this one, for a library's threads bear no copying.

    They are copies of one that has done nothing but load the program; on a Mac, whose own libraries bear
    not even that, each loads it itself.
    """
    if sys.platform == "darwin":
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def at_once(jobs: int) -> HandOut:
    """Makes so many branches at a time; in this process where they are few."""

    def hand_out(benches: Mapping[str, Bench], orders: Iterable[Order]) -> Iterator[Made]:
        all_orders = tuple(orders)
        hands = max(min(jobs, len(all_orders) // FEWEST), 1)
        here = hands == 1 and len(all_orders) <= RENEWED_AFTER
        return one_by_one(benches, all_orders) if here else by(Processes(hands))(benches, all_orders)

    return hand_out


def by(crew: Crew) -> HandOut:
    """Has the branches made by a crew, each a call of `make_there`.

    As many are under way as there are hands; what was made is let go as soon as the next is asked for.
    What goes wrong on the way there or back is a finding of the branch.
    """

    def hand_out(benches: Mapping[str, Bench], orders: Iterable[Order]) -> Iterator[Made]:
        packed = _packed(benches)
        waiting = iter(orders)
        under_way: dict[Future[Made], Order] = {}
        with crew.at_work(packed) as (executor, common):
            try:
                while under_way := _filled_up(under_way, waiting, executor, common, crew.hands):
                    done = wait(under_way, return_when=FIRST_COMPLETED).done
                    made = deque(_result(future, under_way.pop(future)) for future in done)
                    under_way = _filled_up(under_way, waiting, executor, common, crew.hands)
                    while made:
                        yield made.popleft()
            finally:
                for future in under_way:
                    future.cancel()

    return hand_out


def make_there(packed: Packed, order: Order) -> Made:
    """Make a branch in whichever process this is called in, one at a time: the libraries know no threads."""
    with _AT_THE_BENCH:
        made = attempt(_unpacked(packed)[order.branch.paper], order)
        gc.collect()  # pages hold each other in circles: they go now, before the next are made
        return made


def _packed(benches: Mapping[str, Bench]) -> Packed:
    data = pickle.dumps(dict(benches), protocol=pickle.HIGHEST_PROTOCOL)
    return Packed(digest=hashlib.sha256(f"{__version__} ".encode() + data).hexdigest(), data=data)


# -- who hands out ---------------------------------------------------------------------------


def _filled_up(
    under_way: dict[Future[Made], Order], waiting: Iterator[Order], executor: Executor, common: Any, hands: int
) -> dict[Future[Made], Order]:
    """What is under way, with so many more of what waits that no hand is empty."""
    more = islice(waiting, max(hands - len(under_way), 0))
    return under_way | {_submit(executor, common, order): order for order in more}


def _submit(executor: Executor, common: Any, order: Order) -> Future[Made]:
    """Hand out an order; what begins a process leaves Ctrl-C to us, who end it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return executor.submit(make_there, common, order)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _result(future: Future[Made], order: Order) -> Made:
    """What was made, or how that failed."""
    try:
        return future.result()
    except BrokenExecutor:
        return failed(order, "the process that made them ended without a word: perhaps the memory was full")
    except Exception as problem:  # noqa: BLE001  # whatever a cluster may raise, it is this branch's alone
        return failed(order, f"{type(problem).__name__}: {problem}")


# -- who makes -------------------------------------------------------------------------------

_AT_THE_BENCH = threading.Lock()


def _begin(packed: Packed, folder: str) -> None:
    """What a process does first: unpack, and see to it that it ends when the one that began it does."""
    tempfile.tempdir = folder
    _unpacked(packed)
    gc.freeze()  # what all branches share is looked over for garbage no more
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        signal.raise_signal(signal.SIGTERM)


@lru_cache(maxsize=1)
def _unpacked(packed: Packed) -> Mapping[str, Bench]:
    """What was packed, known again by its digest alone: all that a process remembers between two orders."""
    benches: Mapping[str, Bench] = pickle.loads(packed.data)  # noqa: S301  # we packed it ourselves
    return benches
