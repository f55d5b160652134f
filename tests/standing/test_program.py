"""The digest of the program: another one wherever anything that shapes a result is another."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pytest

from pamphlet.dictionaries import dictionary_files
from pamphlet.standing import program as program_module
from pamphlet.standing.program import digest_of_program


def program(folder: Path) -> Path:
    """A program of one module and one style sheet."""
    (folder / "styles").mkdir(parents=True)
    (folder / "build.py").write_text("ROSE = 1\n", encoding="utf-8")
    (folder / "styles" / "paper.css").write_text("p{}", encoding="utf-8")
    return folder


def test_the_same_program_has_the_same_digest_anywhere(tmp_path: Path) -> None:
    """Wherever it stands, and whatever Python keeps beside its modules."""
    one, other = program(tmp_path / "one"), program(tmp_path / "other")
    (other / "__pycache__").mkdir()
    (other / "__pycache__" / "build.pyc").write_bytes(b"x")
    assert digest_of_program([one]) == digest_of_program([other])


def test_another_module_or_style_sheet_is_another_program(tmp_path: Path) -> None:
    """A change of one letter, a new file, a file of another name."""
    folder = program(tmp_path / "program")
    seen = {digest_of_program([folder])}
    (folder / "styles" / "paper.css").write_text("q{}", encoding="utf-8")
    seen.add(digest_of_program([folder]))
    (folder / "new.py").write_text("", encoding="utf-8")
    seen.add(digest_of_program([folder]))
    (folder / "new.py").rename(folder / "newer.py")
    seen.add(digest_of_program([folder]))
    assert len(seen) == 4


def test_another_version_of_any_package_is_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The layout engine, a typeface, or one of the same version that has other files."""
    package = tmp_path / "weasyprint-99.dist-info"
    package.mkdir()
    seen = {digest_of_program([])}
    monkeypatch.syspath_prepend(tmp_path)
    for version, digest in (("99", "1"), ("100", "1"), ("100", "2")):
        (package / "METADATA").write_text(f"Name: weasyprint\nVersion: {version}\n", encoding="utf-8")
        record = f"a.py,sha256={digest},3\nweasyprint-{version}.dist-info/METADATA,sha256=3,9\n"
        (package / "RECORD").write_text(record, encoding="utf-8")
        seen.add(digest_of_program([]))
    assert len(seen) == 4


def test_a_package_of_an_older_kind_is_known_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Debian's own have it: a folder without a list of files, or one file."""
    seen = {digest_of_program([])}
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "old-1.egg-info").write_text("Version: 1\n", encoding="utf-8")
    seen.add(digest_of_program([]))
    (tmp_path / "older-1.egg-info").mkdir()
    (tmp_path / "older-1.egg-info" / "PKG-INFO").write_text("Version: 1\n", encoding="utf-8")
    seen.add(digest_of_program([]))
    (tmp_path / "older-1.egg-info" / "PKG-INFO").write_text("Version: 2\n", encoding="utf-8")
    seen.add(digest_of_program([]))
    assert len(seen) == 4


def test_another_dictionary_is_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A manuscript may ask for its spelling, and a dictionary of its language may be installed afterwards."""
    monkeypatch.setattr(program_module, "dictionary_files", lambda: dictionary_files([tmp_path]))
    seen = {digest_of_program([])}
    (tmp_path / "en_GB.dic").write_text("1\nloaf\n", encoding="utf-8")
    seen.add(digest_of_program([]))
    (tmp_path / "en_GB.dic").write_text("1\nloaves\n", encoding="utf-8")
    seen.add(digest_of_program([]))
    assert len(seen) == 3


def test_without_the_libraries_of_the_system_there_is_no_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether they are the same as before is then not known, so nothing is taken from before."""

    def absent(name: str) -> object:
        raise OSError(name)

    monkeypatch.setattr(ctypes, "CDLL", absent)
    assert digest_of_program([]) is None
