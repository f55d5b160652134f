"""A part of `make torture`: faults of every kind, at some of the calls to the system, and builds at the same time."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from conftest import Command
from programs import GOOD, LIST, POISONED, branches_in, wrote

HERE = Path(__file__).parent


def test_editions_are_whole_whatever_happens() -> None:
    """After each fault the old set stands or the new one, all tidy after the next command; of two builds one wins.

    In a process of its own, which begets those that are killed.
    """
    command = [sys.executable, str(HERE / "torture.py"), "--quick"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert (ended.returncode, ended.stderr) == (0, ""), ended.stdout
    *points, pairs = (int(found[1]) for found in re.finditer(r"0 of (\d+) (?:points|pairs)", ended.stdout))
    assert (sum(points) >= 40, pairs) == (True, 5)


def test_poisoned_rows_hurt_only_themselves(call: Command, tmp_path: Path) -> None:
    """Each is told with its line; the other branches are what they are without them."""
    rows = LIST.splitlines(keepends=True)[:3]
    wrote(tmp_path / "manuscript", "a loaf", "".join([*rows, *POISONED.values()]))
    wrote(tmp_path / "healthy", "a loaf", "".join(rows))
    status, _, err = call("distribute", "--keep-going", "--jobs", "1")
    assert status == 1
    assert [line for line in range(4, 4 + len(POISONED)) if f"branches.csv:{line}:" not in err] == []
    assert call("distribute", "-m", "healthy", "-o", "made", "--jobs", "1").status == 0
    assert branches_in(tmp_path / "build").keys() == set(GOOD[:2])
    assert branches_in(tmp_path / "build") == branches_in(tmp_path / "made")
