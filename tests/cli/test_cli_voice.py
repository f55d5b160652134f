"""What commands say beside what was asked for: the way on, quiet and verbose, colours, lines for a screen reader."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import Command
from terminal import slip

from pamphlet.cli.voice import coloured

ESCAPE = "\x1b"


def seen(place: Path, *arguments: str, environment: Mapping[str, str]) -> tuple[str, str]:
    """What a command writes to a terminal, on standard output and on standard error."""
    screens = [os.openpty(), os.openpty()]
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR", "TERM"}}
    with subprocess.Popen(
        [sys.executable, "-m", "pamphlet", *arguments],
        cwd=place, env={**kept, "COLUMNS": "100", "TERM": "xterm", **environment},
        stdin=subprocess.DEVNULL, stdout=screens[0][1], stderr=screens[1][1],
    ) as process:  # fmt: skip
        for _, theirs in screens:
            os.close(theirs)
        said = [read_all(ours) for ours, _ in screens]
        process.wait()
    return said[0], said[1]


def read_all(terminal: int) -> str:
    """All that comes out of a terminal until nobody writes to it any more."""
    pieces = []
    try:
        while piece := os.read(terminal, 65536):
            pieces.append(piece)
    except OSError:  # how Linux says that the other side is closed
        pass
    os.close(terminal)
    return b"".join(pieces).decode().replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("environment", "colours"),
    [
        ({}, None),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, None),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": ""}, None),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True),
    ],
)
def test_who_decides_about_colours(environment: dict[str, str], colours: bool | None) -> None:  # noqa: FBT001  # a value of the table
    """What the environment says, no colours before colours; else each stream, by whether it is a terminal."""
    assert coloured(environment) is colours


def test_colours_on_a_terminal_say_nothing_of_their_own(place: Path) -> None:
    """Severities and underlines have them, NO_COLOR takes them away, and the words are the same."""
    slip(place)
    _, painted = seen(place, "check", environment={})
    _, plain = seen(place, "check", environment={"NO_COLOR": "1"})
    assert f"{ESCAPE}[33m{ESCAPE}[1mwarning{ESCAPE}[0m: " in painted
    assert f"{ESCAPE}[35m{ESCAPE}[1m~~{ESCAPE}[0m" in painted
    assert ESCAPE not in plain
    assert re.sub(f"{ESCAPE}\\[[0-9;]*m", "", painted) == plain


def test_colours_can_be_had_in_a_file(place: Path, call: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """FORCE_COLOR is for those who look at it with a program that shows them; else a file has none."""
    slip(place)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    assert ESCAPE not in call("check").err
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert f"{ESCAPE}[33m" in call("check").err
    assert ESCAPE not in call("check", "--format", "json").out


def test_stages_are_plain_lines_where_nothing_can_be_drawn_again(place: Path) -> None:
    """On a terminal one line moves; on a dumb one, as a screen reader has it, each stage is a line to read."""
    _, moving = seen(place, "build", "web", environment={})
    assert ESCAPE in moving
    _, read = seen(place, "build", "web", "--no-cache", environment={"TERM": "dumb"})
    assert ESCAPE not in read
    assert read.splitlines()[:3] == ["loading the layout engine …", "reading the manuscript …", "checking it …"]


@pytest.mark.parametrize("arguments", [("--quiet", "build", "web"), ("build", "web", "-q")])
def test_quiet_leaves_findings_and_errors(arguments: tuple[str, ...], place: Path, call: Command) -> None:
    """Before the command or behind it: no stages, no files, no way on; what is wrong is told all the same."""
    assert call(*arguments) == (0, "", "")
    assert (place / "build/bread.html").is_file()
    slip(place)
    assert [line for line in call(*arguments).err.splitlines() if line and not line.startswith(" ")] == [
        "manuscript/body/01-bread.md:3:8: warning: a space before `,` [space-stray]",
        "manuscript/body/01-bread.md:3:16: warning: the address of this link is still missing [link-address-missing]",
    ]
    (place / "manuscript/body/01-bread.md").unlink()
    failed = call(*arguments)
    assert (failed.status, failed.out) == (1, "")
    assert failed.err.endswith("pamphlet: 1 error; nothing was written\n")


@pytest.mark.parametrize("words", [("check",), ("build",), ("build", "pdf"), ("doctor",)])
def test_the_help_of_each_command_names_what_all_of_them_take(words: tuple[str, ...], call: Command) -> None:
    """Where someone looks for it: at the end, for it may stand behind any command."""
    said = " ".join(call(*words, "--help").out.split())
    assert said.endswith("Every command also takes --quiet (-q) and --verbose (-v), to say less or more.")


@pytest.mark.usefixtures("place")
def test_quiet_keeps_what_was_asked_for(call: Command) -> None:
    """An answer is no chatter."""
    assert call("check", "--explain", "endnote-unused", "--quiet").out.startswith("endnote-unused")
    assert call("check", "--format", "json", "--quiet").out == "[]\n"
    assert call("doctor", "--json", "--quiet").out.startswith("{")
    assert call("check", "--quiet") == (0, "", "")


@pytest.mark.parametrize("arguments", [("--verbose", "check"), ("check", "-v")])
def test_verbose_tells_versions_folders_and_times(arguments: tuple[str, ...], place: Path, call: Command) -> None:
    """What a report of a fault should have; on standard error, so that the answer stays the same."""
    answer = call(*arguments)
    assert answer.out == "no findings\n"
    assert re.match(r"pamphlet \d.*, Python 3\..*\nweasyprint \d", answer.err)
    assert f"manuscript: {place / 'manuscript'}\n" in answer.err
    assert re.search(r"^ +\d\.\d\d s  reading the manuscript …$", answer.err, re.MULTILINE)
    assert re.search(r"^ +\d\.\d\d s  done$", answer.err, re.MULTILINE)


@pytest.mark.usefixtures("place")
def test_quiet_and_verbose_exclude_each_other(call: Command) -> None:
    """Wrong usage; and what stands behind `--` is a file, whatever it is called."""
    assert call("check", "--quiet", "--verbose").status == 2
    assert "`--quiet` is not there" in call("preflight", "--", "--quiet").err


def test_where_there_is_no_manuscript_the_nearest_is_named(tmp_path: Path, call: Command) -> None:
    """The command that was given, with the manuscript that is here; where there is none, how to make one."""
    assert call("build", "all", "--copies", "30").err.endswith("Next: pamphlet new manuscript\n")
    assert call("new", "my pamphlet").status == 0
    again = "Next: pamphlet build all --copies 30 --manuscript 'my pamphlet'\n"
    assert call("build", "all", "--copies", "30").err.endswith(again)
    assert call("build", "all", "-m", "mypamphlet", "--copies", "30").err.endswith(again)
    (tmp_path / "pamphlet.toml").write_text("", encoding="utf-8")
    assert call("check").err.endswith("Next: pamphlet check --manuscript .\n")


def test_the_way_on_from_an_error_is_the_manual(place: Path, call: Command) -> None:
    """It names the rule whose entry says more, and that entry is there."""
    (place / "manuscript/body/01-bread.md").write_text("It rose.[^yeast]\n", encoding="utf-8")
    last = call("build", "web").err.splitlines()[-1]
    found = re.fullmatch(r"Next: mend .*: pamphlet (check --explain \S+)", last)
    assert found, last
    assert call(*found[1].split()).status == 0


@pytest.mark.parametrize(
    ("lp", "way_on"),
    [
        ("/usr/bin/lp", "Next: pamphlet print --test 'on paper/the-half-loaf-booklet.pdf'"),
        (None, "Next: print one copy of 'on paper/the-half-loaf-booklet.pdf' as it says above, and look at it"),
    ],
)
def test_the_way_on_names_what_was_used(
    lp: str | None, way_on: str, call: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folders that were given, as a shell takes them; a command that this machine has what it needs for."""
    monkeypatch.setattr(shutil, "which", lambda _: lp)
    assert call("new", "loaf").err == "Next: pamphlet build all --manuscript loaf\n"
    assert call("build", "pdf", "-m", "loaf", "-o", "on paper").err.splitlines()[-1] == way_on
    assert call("branches", "-m", "loaf").err == "Next: pamphlet distribute --manuscript loaf\n"
