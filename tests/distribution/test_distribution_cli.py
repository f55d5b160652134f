"""`pamphlet branches`, `distribute` and `build --branch` as a user meets them: what they say, and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Command
from lists import MANUSCRIPT

LIST = "name,web,copies\nNorth,example.org/north,150\nSouth,,many\n"


@pytest.fixture(autouse=True)
def _manuscript(tmp_path: Path) -> None:
    """The small manuscript with two branches, one of them wrong."""
    for name, data in {**MANUSCRIPT, "branches.csv": LIST}.items():
        path = tmp_path / "manuscript" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)


def test_the_list_is_shown_with_what_is_wrong(call: Command) -> None:
    """For people what each will get; for programs the same and the findings; the status says that a row is wrong."""
    status, out, err = call("branches")
    assert status == 1
    assert "North (north)\n    booklet, epub, reading, web; 150 copies, A5\n    code: https://example.org/north" in out
    assert "branches.csv:3:8: error: `many` is no number of copies [branch-copies]" in err
    status, out, _ = call("branches", "--format", "json", "--only", "n*")
    told = json.loads(out)
    assert (told["branches"][0]["slug"], told["branches"][0]["copies"]) == ("north", 150)
    assert [finding["slug"] for finding in told["findings"]] == ["branch-copies"]


def test_a_bad_row_ends_with_status_1_either_way(call: Command, tmp_path: Path) -> None:
    """Nothing is written without --keep-going; with it the other branch is made, and the status is still 1."""
    status, _, err = call("distribute")
    assert (status, "nothing was written" in err) == (1, True)
    assert not (tmp_path / "build").exists()
    status, out, err = call("distribute", "--keep-going", "--zip")
    assert status == 1
    assert "1 made" in out
    assert "[branch-copies]" in err
    assert (tmp_path / "build/branches/north.zip").exists()
    (tmp_path / "manuscript/branches.csv").write_text(LIST.replace("many", "7"), "utf-8")
    status, out, _ = call("distribute")
    assert (status, "1 made, 1 kept" in out) == (0, True)


def test_one_branch_is_built_beside_the_plain_files(call: Command, tmp_path: Path) -> None:
    """Its files bear its name; one that is not on the list is an error with the nearest."""
    status, out, _ = call("build", "web", "--branch", "north")
    assert status == 0
    assert "bread-north.html" in out
    assert (tmp_path / "build/bread-north.html").exists()
    status, _, err = call("build", "web", "--branch", "Nort")
    assert status == 1
    assert "did you mean `North`?" in err
