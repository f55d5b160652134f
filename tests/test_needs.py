"""What a machine lacks is named, with the line that installs it there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import ROOT, Command
from pytest import MonkeyPatch  # noqa: PT013  # for the annotation alone

from pamphlet import needs
from pamphlet.cli import machine
from pamphlet.cli.reporting import Format, reported
from pamphlet.needs import JAVA, PANGO, Need, System, install_line, system_of

ALL = [thing for thing in vars(needs).values() if isinstance(thing, Need)]


@pytest.mark.parametrize(
    ("platform", "release", "system"),
    [
        ("linux", {"ID": "debian"}, System.DEBIAN),
        ("linux", {"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, System.DEBIAN),
        ("linux", {"ID": "fedora"}, System.FEDORA),
        ("linux", {"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, System.FEDORA),
        ("linux", {"ID": "endeavouros", "ID_LIKE": "arch"}, System.ARCH),
        ("linux", {"ID": "nixos"}, System.OTHER),
        ("linux", {}, System.OTHER),
        ("darwin", {}, System.MACOS),
        ("win32", {}, System.WINDOWS),
    ],
)
def test_the_family_of_a_system(platform: str, release: dict[str, str], system: System) -> None:
    """From what Python and /etc/os-release say; a derivative is of the family that it names."""
    assert system_of(platform, release) is system


@pytest.mark.parametrize("system", list(System))
def test_there_is_a_line_for_every_thing_on_every_system(system: System) -> None:
    """Only the room on the disk, and the typefaces that come with the program, are not to be installed."""
    without = {need.name for need in ALL if not install_line(need, system)}
    assert without == {"room on the disk", "the typefaces"}


def test_the_lines_are_those_of_the_system() -> None:
    """Each with its own package manager, and the packages that it calls so."""
    assert install_line(JAVA, System.FEDORA) == "sudo dnf install java-headless"
    assert install_line(PANGO, System.MACOS) == "brew install pango"
    assert install_line(PANGO, System.WINDOWS).startswith("wsl --install, then")


def test_debians_packages_are_those_that_make_installs() -> None:
    """`make build` and the doctor's line name the same."""
    script = (ROOT / ".make/system-packages.sh").read_text(encoding="utf-8")
    named = set(re.findall(r"apt-get:[\w-]+\) echo (.*?) ;;", script))
    assert " ".join(PANGO.packages[0].split()[:2]) in named
    assert JAVA.packages[0] in named


def test_the_doctor_on_a_machine_that_has_all(call: Command) -> None:
    """Whoever runs the tests can build: every needed thing is there, each with what was found."""
    answer = call("doctor")
    assert (answer.status, answer.err) == (0, "")
    assert "MISSING" not in answer.out
    assert re.search(r"^Pango: there, 1\.\d+", answer.out, re.MULTILINE)
    data = json.loads(call("doctor", "--json").out)
    assert {thing["name"] for thing in data["things"]} == {need.name for need in ALL}
    assert all(thing["there"] for thing in data["things"] if thing["needed"])


def test_the_doctor_on_a_machine_that_lacks_things(call: Command, monkeypatch: MonkeyPatch, tmp_path: Path) -> None:
    """What is needed and missing is told from what is only not there; each with the line; the status is 3."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(machine, "_PANGO", ("pango-1.0", "no-such-library"))
    monkeypatch.setattr(machine, "this_system", lambda: System.DEBIAN)
    answer = call("doctor")
    assert answer.status == 3
    assert (
        f"Pango: MISSING, without no-such-library\n    for {PANGO.purpose}\n    sudo apt-get install libpango"
        in answer.out
    )
    assert "Java: not there\n" in answer.out
    assert answer.out.endswith("1 thing is missing that nothing goes without.\n")


def test_a_command_that_lacks_a_library_says_the_same(
    capsys: pytest.CaptureFixture[str], monkeypatch: MonkeyPatch
) -> None:
    """What the layout engine raises without Pango ends with status 3 and the line; other faults stay faults."""
    monkeypatch.setattr(machine, "this_system", lambda: System.ARCH)
    with pytest.raises(BaseException, match="3") as ended, reported(Format.TEXT):
        raise OSError("cannot load library 'libpango-1.0-0': no such file")
    assert type(ended.value).__name__ == "Exit"
    assert "`sudo pacman -S pango harfbuzz` installs it" in capsys.readouterr().err
    with pytest.raises(OSError, match="otherwise"), reported(Format.TEXT):
        raise OSError("otherwise")
