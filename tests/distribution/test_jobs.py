"""Branches that are made several at a time are those that are made one by one, whatever happens to some of them."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from handing_out import FILES, benches_and_orders, contents, made_by

from pamphlet.diagnostics import as_text
from pamphlet.distribution.bench import Bench
from pamphlet.distribution.distribute import one_by_one
from pamphlet.distribution.hands import FEWEST, Processes, _packed, at_once, by
from pamphlet.distribution.work import Order
from pamphlet.editions.product import Edition
from pamphlet.workshop import Workshop

TWO = by(Processes(2))


@pytest.fixture(scope="module")
def bench_and_orders(workshop: Callable[..., Workshop]) -> tuple[Mapping[str, Bench], tuple[Order, ...]]:
    """A bench and six orders for all that comes of the pages as they were written."""
    return benches_and_orders(workshop, frozenset({Edition.BOOKLET, Edition.EPUB, Edition.WEB}))


class Deadly:
    """A value that ends the process that it is sent to."""

    def __reduce__(self) -> tuple[Any, ...]:
        """In its place stands a call."""
        return signal.raise_signal, (signal.SIGKILL,)


def test_two_processes_make_the_same_bytes(
    bench_and_orders: tuple[Mapping[str, Bench], tuple[Order, ...]], workshop: Callable[..., Workshop]
) -> None:
    """Every file of every branch is the same, the reading copy too, for which each process lays out the pages anew."""
    benches, orders = bench_and_orders
    reading = benches_and_orders(workshop, frozenset({Edition.READING}))[1]
    orders = (*orders[:3], *reading[3:])
    one = contents(made_by(one_by_one, benches, orders))
    two = contents(made_by(TWO, benches, orders))
    assert [len(files) for files in one.values()] == [5, 5, 5, 1, 1, 1]
    assert two == one


def test_one_that_fails_stops_no_other(bench_and_orders: tuple[Mapping[str, Bench], tuple[Order, ...]]) -> None:
    """A slip of the program is the finding of the branch at which it slipped; the others have all their files."""
    benches, orders = bench_and_orders
    broken: Any = None
    made = made_by(TWO, benches, (replace(orders[0], machine=broken), *orders[1:4]))
    assert [len(each.products) for _, each in sorted(made.items())] == [0, 5, 5, 5]
    assert "the files of `Branch 0` could not be made (AttributeError:" in as_text(made["branch-0"].findings)


def test_a_process_that_dies_is_told(bench_and_orders: tuple[Mapping[str, Bench], tuple[Order, ...]]) -> None:
    """Where a process ends without a word, the branch that was too much for it is named, and the others are made."""
    benches, orders = bench_and_orders
    deadly: Any = Deadly()
    cheap = [replace(order, editions=frozenset({Edition.EPUB})) for order in orders[:4]]
    made = made_by(TWO, benches, (cheap[0], replace(cheap[1], machine=deadly), *cheap[2:]))
    assert [len(each.products) for _, each in sorted(made.items())] == [1, 0, 1, 1]
    assert "the process that made them ended without a word" in as_text(made["branch-1"].findings)


def test_a_process_makes_way_for_a_new_one(
    bench_and_orders: tuple[Mapping[str, Bench], tuple[Order, ...]],
) -> None:
    """After so many branches, or the memory would grow with their number: libraries in C keep a little of each.

    Its temporary files go too, which a process of this kind does not remove itself.
    """
    with Processes(1, renewed_after=2).at_work(_packed(bench_and_orders[0])) as (executor, _):
        makers = [executor.submit(os.getpid).result() for _ in range(5)]
        left = Path(executor.submit(tempfile.mkdtemp).result())
        assert left.is_dir()
    assert not left.parent.exists(), "what a process leaves behind goes with the batch"
    assert makers[0] == makers[1] != makers[2] == makers[3] != makers[4]
    assert os.getpid() not in makers


def test_what_is_shared_is_sent_once(bench_and_orders: tuple[Mapping[str, Bench], tuple[Order, ...]]) -> None:
    """With each order goes the name of what is shared, and not its bytes."""
    packed = _packed(bench_and_orders[0])
    with Processes(1).at_work(packed) as (_, common):
        assert len(packed.data) > 100_000
        assert len(pickle.dumps(common)) < 300


def test_few_branches_are_made_here(
    bench_and_orders: tuple[Mapping[str, Bench], tuple[Order, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No process is begun for so few that it would not pay."""
    monkeypatch.setattr("pamphlet.distribution.hands.Processes", None)
    benches, orders = bench_and_orders
    assert len(orders) < 2 * FEWEST
    assert len(made_by(at_once(2), benches, (replace(orders[0], editions=frozenset({Edition.EPUB})),))) == 1


def test_ctrl_c_keeps_what_is_finished(tmp_path: Path) -> None:
    """Interrupted, the command ends all that it began; the folders of branches that are there are whole."""
    manuscript, output = tmp_path / "manuscript", tmp_path / "build"
    rows = "".join(f"Branch {number}\n" for number in range(200))
    settings = 'title = "Bread"\nauthors = ["Jane Doe"]\ndate = 2024-01-21\n[distribution]\neditions = ["epub"]\n'
    files = {**FILES, "branches.csv": f"name\n{rows}", "pamphlet.toml": settings}
    for name, text in files.items():
        (manuscript / name).parent.mkdir(parents=True, exist_ok=True)
        (manuscript / name).write_text(text)
    heeding = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    program = f"{heeding}from pamphlet.cli.main import main; main()"  # what runs in the background is deaf to Ctrl-C
    options = ["distribute", "-j", "2", "-m", str(manuscript), "-o", str(output)]
    command = [sys.executable, "-c", program, *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as run:
        _wait_for(lambda: len(list(output.glob("branches/*/manifest.json"))) > 2)
        os.killpg(run.pid, signal.SIGINT)  # as a terminal does: to the processes that were begun as well
        told = run.communicate(timeout=30)[1]
    assert run.returncode not in {0, 1}
    assert "Traceback" not in told
    assert len(list(output.glob("branches/*"))) < 200
    for folder in output.glob("branches/*/"):
        assert {"manifest.json", "README.txt"} < {file.name for file in folder.iterdir()}
    _wait_for(lambda: not _alive(run.pid))


def _alive(group: int) -> bool:
    """Whether a process of the group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def _wait_for(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.05)
