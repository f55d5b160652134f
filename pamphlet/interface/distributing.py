"""A manuscript's folder with its list of branches becomes a folder for each of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from pamphlet.diagnostics import Diagnostic, Diagnostics
from pamphlet.distribution.cluster import cluster_at
from pamphlet.distribution.distribute import BRANCHES, HandOut, Outcome, State, distribute
from pamphlet.distribution.hands import at_once, by
from pamphlet.distribution.orders import Wishes
from pamphlet.interface import WrongUsage
from pamphlet.interface.premises import silent, workshop_of
from pamphlet.interface.printers import known_machines
from pamphlet.progress import countdown
from pamphlet.workshop import Announce


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """What became of each branch that was asked for, and what was found that is no one branch's.

    In `folder` stand the folders of the branches, and the distribution sheet of all.
    """

    folder: Path
    outcomes: tuple[Outcome, ...]
    findings: tuple[Diagnostic, ...]

    @property
    def failed(self) -> bool:
        """Whether a branch was not made, or a row of the list is not right."""
        errors = any(finding.severity == "error" for finding in self.findings)
        return errors or any(outcome.state is State.FAILED for outcome in self.outcomes)


def distribute_branches(  # noqa: PLR0913  # one for each wish
    manuscript: str | PathLike[str],
    output: str | PathLike[str],
    *,
    only: str = "",
    keep_going: bool = False,
    again: bool = False,
    archives: bool = False,
    jobs: int | None = None,
    scheduler: str = "",
    announce: Announce = silent,
    bounded: bool = False,
) -> Distribution:
    """Make the editions of every branch on the list, in `output`/branches; what did not change is kept as it is.

    `only` is a pattern of names or slugs: `north*`.  With `keep_going` rows that are right go ahead without those that
    are not; with `again` nothing is kept; with `archives` each branch has an archive to mail, too.  `jobs` is how many
    are made at a time, in processes of this machine: None for one a core.  A script that asks for more than one must
    stand under `if __name__ == "__main__":`.  `scheduler` is the address of a Dask scheduler whose workers make them
    instead.  `announce` is told of each stage, and of each branch, as it begins.  Where it is `bounded` each branch,
    and what they share, is held to this user's limits of time and memory; not on a cluster.

    Raises Refused where nothing can be made at all, OutputProblem, ClusterProblem, and WrongUsage where both `jobs` and
    a `scheduler` are given.  What goes wrong with one branch is in its outcome.
    """
    diagnostics, folder = Diagnostics(), Path(output)
    wishes = Wishes(only=only, printers=known_machines(), keep_going=keep_going, again=again, archives=archives)
    workshop = workshop_of(Path(manuscript), announce, bounded=bounded)
    with _hands(jobs, scheduler) as hand_out:
        outcomes = tuple(distribute(workshop, folder, wishes, diagnostics, tell=countdown(announce), hand_out=hand_out))
    return Distribution(folder=folder / BRANCHES, outcomes=outcomes, findings=tuple(diagnostics))


@contextmanager
def _hands(jobs: int | None, scheduler: str) -> Iterator[HandOut]:
    """Those who make the branches: processes on this machine, or a cluster."""
    if not scheduler:
        yield at_once(jobs or _cores())
        return
    if jobs:
        raise WrongUsage("a cluster has as many hands as it has: name jobs or a scheduler, not both")
    with cluster_at(scheduler) as cluster:
        yield by(cluster)


def _cores() -> int:
    """The cores that this process may use, where the system tells; else all."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
