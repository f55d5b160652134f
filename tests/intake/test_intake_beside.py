"""The pictures beside a file: found by their paths, read only when they are asked for, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from pamphlet.diagnostics import Refused
from pamphlet.intake.beside import pictures_beside
from pamphlet.workspace import LARGEST_FILE, DiskFolder


def test_pictures_of_the_folder_and_of_those_in_it(tmp_path: Path) -> None:
    """By the paths under which a page shows them; hidden files, other kinds and folders further down are left."""
    for name in ("a.png", "a_files/b.JPG", "a_files/c.txt", ".hidden/d.png", "a_files/.e.png", "a_files/f/g.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    beside = pictures_beside(DiskFolder(tmp_path))
    assert {name: read() for name, read in beside.items()} == {"a.png": b"a.png", "a_files/b.JPG": b"a_files/b.JPG"}


def test_a_picture_that_cannot_be_read_is_refused_when_it_is_asked_for(tmp_path: Path) -> None:
    """A link that leads out of the folder, a file that is too large."""
    (tmp_path / "page").mkdir()
    (tmp_path / "page/a.png").symlink_to("/etc/hostname")
    with (tmp_path / "page/b.png").open("wb") as file:
        file.truncate(LARGEST_FILE * 1_000_000 + 1)
    beside = pictures_beside(DiskFolder(tmp_path / "page"))
    for name in ("a.png", "b.png"):
        with pytest.raises(Refused) as refused:
            beside[name]()
        assert [finding.slug for finding in refused.value.findings] == ["import-picture"]
        assert f"`{name}`" in refused.value.findings[0].message


def test_a_folder_that_may_not_be_looked_into_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The temporary folder of a system holds several."""
    (tmp_path / "locked").mkdir()
    (tmp_path / "a.png").write_bytes(b"x")
    whole = DiskFolder.names

    def names(folder: DiskFolder, place: str, suffixes: frozenset[str]) -> tuple[str, ...]:
        if place == "./locked":
            raise PermissionError(13, "Permission denied")
        return whole(folder, place, suffixes)

    monkeypatch.setattr(DiskFolder, "names", names)
    assert list(pictures_beside(DiskFolder(tmp_path))) == ["a.png"]
