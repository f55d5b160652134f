"""`pamphlet preview` before anything is shown: what it cannot start with, and which editor it opens."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from conftest import Command

from pamphlet.cli.preview import _editor
from pamphlet.cli.reporting import HAS_ERRORS, NOT_POSSIBLE_HERE


def test_without_a_folder_it_says_how_to_make_one(call: Command) -> None:
    """The folder that is not there is named, and what makes it."""
    answer = call("preview", "--no-browser")
    assert answer.status == HAS_ERRORS
    assert "there is no folder manuscript: `pamphlet new manuscript`" in answer.err


def test_a_port_that_is_taken_is_told(call: Command, tmp_path: Path) -> None:
    """No other port is taken in its place, for whoever names one wants that one."""
    (tmp_path / "manuscript").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        answer = call("preview", "--no-browser", "--port", str(taken.getsockname()[1]))
    assert answer.status == NOT_POSSIBLE_HERE
    assert "leave --port out for a free one" in answer.err


@pytest.mark.parametrize(
    ("editor", "told"),
    [
        ("code --wait", ["--wait", "--goto", "a b.md:7:3"]),
        ("kate", ["--line", "7", "a b.md"]),
        ("gvim -f", ["-f", "+7", "a b.md"]),
    ],
)
def test_an_editor_with_a_window_is_told_the_place(
    editor: str, told: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The editor of the environment is started with its own words for a line, and is not waited for."""
    program = tmp_path / editor.split(maxsplit=1)[0]
    os.mkfifo(tmp_path / "told")
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {tmp_path}/told\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":9")
    monkeypatch.setenv("VISUAL", editor)
    open_at = _editor()
    assert open_at
    open_at(Path("a b.md"), 7, 3)
    assert (tmp_path / "told").read_text().splitlines() == told


@pytest.mark.parametrize(("editor", "display"), [("vim", ":9"), ("", ":9"), ("no-such-editor", ":9"), ("sh", "")])
def test_an_editor_in_the_terminal_is_not_started(editor: str, display: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would fight with the preview for the keyboard; nor is one that is not there, or has no screen."""
    monkeypatch.setenv("EDITOR", editor)
    for name, value in (("VISUAL", ""), ("DISPLAY", display), ("WAYLAND_DISPLAY", "")):
        monkeypatch.setenv(name, value)
    assert _editor() is None
