"""What a machine lacks is named, with the line that installs it there."""

from __future__ import annotations

import json
import re
import shlex
import sys
import tomllib
from pathlib import Path

import pytest
from conftest import ROOT, Command
from pytest import MonkeyPatch  # noqa: PT013  # for the annotation alone

from pamphlet import needs
from pamphlet.cli import machine
from pamphlet.cli.reporting import Format, reported
from pamphlet.needs import EPUBCHECK, JAVA, PANGO, Need, System, dictionary_of, install_line, system_of
from pamphlet.speller import SpellerAbsent, find_speller

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


def test_a_dictionary_is_called_otherwise_on_each_system() -> None:
    """By the language and its region where the system parts them; on a Mac its files are put in place by hand."""
    english = [install_line(dictionary_of("en-GB"), system) for system in System]
    assert [line.rpartition(" ")[2] for line in english] == [
        "hunspell-en-gb", "hunspell-en-GB", "hunspell-en_gb", "", "hunspell-en-gb", "hunspell-en-gb",
    ]  # fmt: skip
    assert install_line(dictionary_of("fr-CH"), System.FEDORA) == "sudo dnf install hunspell-fr"


@pytest.mark.parametrize(
    ("system", "advice"),
    [
        (System.DEBIAN, "`sudo apt-get install hunspell-tlh` installs it; or put tlh_TLH.aff and tlh_TLH.dic into"),
        (System.MACOS, "put tlh_TLH.aff and tlh_TLH.dic into /"),
    ],
)
def test_a_missing_dictionary_is_had_by_the_line_of_the_system(
    monkeypatch: MonkeyPatch, system: System, advice: str
) -> None:
    """Where the library is there and the dictionary is not."""
    monkeypatch.setattr("pamphlet.speller.this_system", lambda: system)
    with pytest.raises(SpellerAbsent) as absent:
        find_speller.__wrapped__("tlh")
    assert absent.value.hint.startswith(advice)


def test_what_is_missing_is_called_the_same_by_the_doctor_and_where_it_is_missed(
    call: Command, monkeypatch: MonkeyPatch
) -> None:
    """The speller's library: without it one line says how to get it, with it the doctor names the dictionaries."""
    (there,) = (thing for thing in json.loads(call("doctor", "--json").out)["things"] if "speller" in thing["name"])
    assert re.fullmatch(r"[\d.]+, dictionaries: .*\ben_US\b.*", there["found"])
    monkeypatch.delitem(sys.modules, "pamphlet.hunspell", raising=False)
    monkeypatch.delattr("pamphlet.hunspell", raising=False)
    monkeypatch.setitem(sys.modules, "spylls", None)
    with pytest.raises(SpellerAbsent) as absent:
        find_speller.__wrapped__("en-GB")
    assert absent.value.hint == f"`{there['install']}` installs it"


def test_libraries_are_those_of_the_extras() -> None:
    """In the versions that pyproject.toml asks for; what only measures is no need of the program."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {
        library
        for name, libraries in project["optional-dependencies"].items()
        if name != "bench"
        for library in libraries
    }
    assert {need.library for need in ALL} - {""} == extras
    line = install_line(EPUBCHECK, System.DEBIAN)
    assert shlex.split(line) == [sys.executable, "-m", "pip", "install", EPUBCHECK.library]


def test_debians_packages_are_those_that_make_installs() -> None:
    """`make build` and the doctor's line name the same."""
    script = (ROOT / ".make/system-packages.sh").read_text(encoding="utf-8")
    named = set(re.findall(r"apt-get:[\w-]+\) echo (.*?) ;;", script))
    assert " ".join(PANGO.packages[0].split()[:2]) in named
    assert JAVA.packages[0] in named


def test_the_doctor_on_a_machine_that_has_all(call: Command) -> None:
    """Whoever runs the tests can build: every needed thing is there, each with what was found."""
    answer = call("doctor")
    assert (answer.status, answer.err) == (0, "Next: pamphlet new manuscript\n")
    assert "MISSING" not in answer.out
    assert re.search(r"^Pango: there, 1\.\d+", answer.out, re.MULTILINE)
    data = json.loads(call("doctor", "--json").out)
    assert {thing["name"] for thing in data["things"]} == {need.name for need in ALL}
    assert all(thing["there"] for thing in data["things"] if thing["needed"])


def test_the_doctor_on_a_machine_that_lacks_things(call: Command, monkeypatch: MonkeyPatch, tmp_path: Path) -> None:
    """What is needed and missing is told from what is only not there; each with the line; the status is 3."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(machine, "_PANGO", ("pango-1.0", "no-such-library"))
    monkeypatch.setattr(needs, "this_system", lambda: System.DEBIAN)
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
    monkeypatch.setattr(needs, "this_system", lambda: System.ARCH)
    with pytest.raises(BaseException, match="3") as ended, reported(Format.TEXT):
        raise OSError("cannot load library 'libpango-1.0-0': no such file")
    assert type(ended.value).__name__ == "Exit"
    assert "`sudo pacman -S pango harfbuzz` installs it" in capsys.readouterr().err
    with pytest.raises(OSError, match="otherwise"), reported(Format.TEXT):
        raise OSError("otherwise")
