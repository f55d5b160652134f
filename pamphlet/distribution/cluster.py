"""The address of a Dask scheduler becomes a crew: its workers make the branches, on as many machines as it has."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pamphlet import __version__
from pamphlet.distribution.hands import Packed
from pamphlet.needs import DASK, how_to_get

if TYPE_CHECKING:
    from distributed import Client

_PATIENCE = 10
"""Seconds in which a scheduler answers, or is not there."""


class ClusterProblem(Exception):
    """There is no cluster to work with; the message says why, and what to do."""


class Cluster:
    """The workers of a scheduler.  They share no disk with us: bytes go to them, and bytes come back."""

    def __init__(self, client: Client) -> None:
        """Take a connection to the scheduler."""
        self._client = client

    @property
    def hands(self) -> int:
        """How many branches they make at a time: one in each process, whatever its threads."""
        return len(self._client.nthreads())

    @contextmanager
    def at_work(self, packed: Packed) -> Iterator[tuple[Executor, Any]]:
        """Each worker is sent the bytes once; with an order goes their name, which the scheduler knows."""
        common = self._client.scatter(packed, broadcast=True)
        yield self._client.get_executor(pure=False), common


@contextmanager
def cluster_at(address: str) -> Iterator[Cluster]:
    """The cluster whose scheduler has this address.  Raises ClusterProblem: not installed, not there, not ready."""
    try:
        from distributed import Client  # noqa: PLC0415  # half a second, and not installed for most
    except ImportError:
        raise ClusterProblem(f"a scheduler needs Dask: {how_to_get(DASK)}") from None
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as problem:
        raise ClusterProblem(f"no scheduler answers at {address}: {problem}") from None
    with client:
        _check_workers(client, address)
        yield Cluster(client)


def version_here() -> str:
    """The version of this program, wherever it is called."""
    return __version__


def _check_workers(client: Client, address: str) -> None:
    """All workers run this version of the program, or their files would differ from ours."""
    try:
        versions = client.run(version_here)
    except ModuleNotFoundError as problem:
        raise ClusterProblem(f"a worker of {address} has no `{problem.name}`: install pamphlet there too") from None
    if not versions:
        raise ClusterProblem(f"the scheduler at {address} has no workers yet: start some with `dask worker {address}`")
    for worker, version in versions.items():
        if version != __version__:
            raise ClusterProblem(f"the worker {worker} has pamphlet {version}, and we are {__version__}")
