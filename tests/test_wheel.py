"""The wheel is all that is needed: in an environment of its own, an empty folder and a new home it makes a pamphlet."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT, Answer

import pamphlet

pytest.importorskip("hatchling", reason="the build backend is a dependency of development: see CONTRIBUTING.md")
pytest.importorskip("pip", reason="pip installs the wheel into the new environment")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by the backend that is installed, so that nothing is fetched."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel in it, and beside it the libraries of this one."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=True)
    python = str(folder / "bin/python")
    install = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return folder


def test_it_carries_all_that_is_not_python(wheel: Path) -> None:
    """Every theme, template and starter file, the manual's findings, the types and the man page; and no tests."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    expected = {f"pamphlet/{file.relative_to(ROOT)}" for file in (ROOT / "styles").rglob("*") if file.is_file()}
    package = ROOT / "pamphlet"
    kinds = {".py", ".html", ".svg", ".css", ".toml", ".md", ".csv", ".typed"}
    inside = (file for file in package.rglob("*") if file.suffix in kinds or file.name == "py.typed")
    expected |= {file.relative_to(ROOT).as_posix() for file in inside}
    shared = f"pamphlet_press-{pamphlet.__version__}.data/data/share/man/man1/pamphlet.1"
    assert len(expected) > 150
    assert expected | {"pamphlet/findings.md", shared} <= names
    assert not [name for name in names if "test" in name.partition("/")[0]]


def test_it_makes_a_pamphlet_of_an_empty_folder(environment: Path, tmp_path: Path) -> None:
    """What a volunteer types on the first evening, as one who has nothing of the project but this."""
    place, home = tmp_path / "evening", tmp_path / "home"
    place.mkdir()
    home.mkdir()

    def run(*command: str) -> Answer:
        done = subprocess.run(
            command,
            cwd=place,
            env={
                "HOME": str(home),
                "PATH": f"{environment / 'bin'}{os.pathsep}{os.defpath}",
                "LANG": "C.UTF-8",
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    where = run("python", "-c", "import pamphlet; print(pamphlet.__file__)").out
    assert where.startswith(str(environment)), "the tests' own package was found, not that of the wheel"
    assert run("pamphlet", "new", "manuscript").status == 0
    checked = run("pamphlet", "check")
    assert (checked.status, checked.out.splitlines()[0]) == (0, "no findings"), checked
    built = run("pamphlet", "build", "all")
    assert built.status == 0, built.err
    made = {file.suffix for file in (place / "build").iterdir()}
    assert {".pdf", ".epub", ".html", ".json"} <= made
    assert run("pamphlet", "check", "--explain", "endnote-undefined").out.startswith("endnote-undefined\n\n")
    assert (environment / "share/man/man1/pamphlet.1").is_file()
    left = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
    assert {Path(path).parent.as_posix() for path in left} == {".cache/pamphlet/standing"}, "nothing else in the home"
