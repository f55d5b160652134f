"""A Dask cluster makes the branches as one process does; without Dask the command says how to get it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from handing_out import benches_and_orders, contents, made_by
from typer.testing import CliRunner

from pamphlet.cli.main import app
from pamphlet.diagnostics import as_text
from pamphlet.distribution.cluster import ClusterProblem, cluster_at
from pamphlet.distribution.distribute import one_by_one
from pamphlet.distribution.hands import by
from pamphlet.editions.product import Edition
from pamphlet.workshop import Workshop

NOWHERE = "tcp://127.0.0.1:9"


def test_a_cluster_of_two_makes_the_same_bytes(workshop: Callable[..., Workshop]) -> None:
    """Two workers, which share nothing with us but a connection, and have threads that must not meet at a bench."""
    distributed = pytest.importorskip("distributed", reason="Dask is an extra: see `pamphlet doctor`")
    benches, orders = benches_and_orders(workshop, frozenset({Edition.BOOKLET, Edition.EPUB}))
    orders = orders[:4]
    one = contents(made_by(one_by_one, benches, orders))
    broken: Any = None
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=2, dashboard_address=None) as workers,
        cluster_at(workers.scheduler_address) as cluster,
    ):
        assert cluster.hands == 2
        made = made_by(by(cluster), benches, (*orders[:3], replace(orders[3], machine=broken)))
    files = contents(made)
    assert files.pop("branch-3") == {}
    assert "the files of `Branch 3` could not be made (AttributeError:" in as_text(made["branch-3"].findings)
    assert files == {slug: one[slug] for slug in files}
    assert len(files) == 3


def test_no_cluster_where_none_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address where nobody listens is told, and so is one without workers."""
    distributed = pytest.importorskip("distributed", reason="Dask is an extra: see `pamphlet doctor`")
    monkeypatch.setattr("pamphlet.distribution.cluster._PATIENCE", 0.2)
    with pytest.raises(ClusterProblem, match=r"no scheduler answers at tcp://127\.0\.0\.1:9"), cluster_at(NOWHERE):
        pass
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address=None) as workers,
        pytest.raises(ClusterProblem, match="has no workers yet"),
        cluster_at(workers.scheduler_address),
    ):
        pass


def test_without_dask_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is missing on this machine is exit status 3, and nothing was begun."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = CliRunner().invoke(app, ["distribute", "--scheduler", NOWHERE])
    assert result.exit_code == 3
    assert "install 'distributed>=" in result.stderr


def test_a_cluster_and_jobs_exclude_each_other() -> None:
    """A cluster has as many hands as it has: to ask for a number as well is wrong usage."""
    result = CliRunner().invoke(app, ["distribute", "--scheduler", NOWHERE, "--jobs", "2"])
    assert result.exit_code == 2
