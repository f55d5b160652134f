"""The shelf: what is on it is whole, and it never grows beyond its size."""

from __future__ import annotations

import os
from pathlib import Path

from pamphlet.standing.shelf import Shelf, Stock


def put(shelf: Shelf, *names: str, size: int = 10) -> None:
    """Put things on a shelf, each after the other by its clock."""
    for name in names:
        shelf.put(name, name[:1].encode() * size)
        newest = max(path.stat().st_mtime_ns for path in shelf.folder.iterdir())
        os.utime(shelf.folder / name, ns=(newest, newest + 1000))


def names(shelf: Shelf) -> list[str]:
    """What is on a shelf, the last used first."""
    return [name for name, _ in shelf.beginning("")]


def test_what_was_put_is_found_by_how_its_name_begins(tmp_path: Path) -> None:
    """Of several, the last used comes first."""
    shelf = Shelf(tmp_path / "shelf")
    put(shelf, "a-1", "b-1", "a-2")
    assert list(shelf.beginning("a-")) == [("a-2", b"a" * 10), ("a-1", b"a" * 10)]
    assert shelf.stock == Stock(files=3, size=30)


def test_of_many_states_the_last_used_are_looked_into(tmp_path: Path) -> None:
    """Whoever saves a hundred times a day does not wait longer each time."""
    shelf = Shelf(tmp_path)
    put(shelf, *(f"a-{number}" for number in range(30)), "b-1")
    assert [name for name, _ in shelf.beginning("a-")] == [f"a-{number}" for number in range(29, 13, -1)]


def test_the_longest_unused_makes_room(tmp_path: Path) -> None:
    """Too many bytes or too many files: what was used stays."""
    shelf = Shelf(tmp_path, most_bytes=35)
    put(shelf, "a", "b", "c")
    shelf.use("a")
    put(shelf, "d")
    assert names(shelf) == ["d", "a", "c"]
    few = Shelf(tmp_path, most_files=2)
    put(few, "e")
    assert names(few) == ["e", "d"]


def test_a_thing_larger_than_the_shelf_is_not_kept(tmp_path: Path) -> None:
    """And takes nothing else away for it but what was there."""
    shelf = Shelf(tmp_path, most_bytes=5)
    put(shelf, "a", size=5)
    shelf.put("b", b"x" * 6)
    assert shelf.stock.size <= 5


def test_a_shelf_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    """A file stands where the folder should: nothing is kept, nothing is found, nothing is raised."""
    (tmp_path / "cache").write_text("not a folder", encoding="utf-8")
    shelf = Shelf(tmp_path / "cache" / "standing")
    shelf.put("a", b"x")
    shelf.use("a")
    shelf.clear()
    assert shelf.stock == Stock(files=0, size=0)


def test_clearing_takes_everything(tmp_path: Path) -> None:
    """Also what a killed run left half written."""
    shelf = Shelf(tmp_path)
    put(shelf, "a")
    (tmp_path / "tmpabc").write_bytes(b"half")
    shelf.clear()
    assert list(tmp_path.iterdir()) == []
