"""Help, the version, and what is wrong usage, as a user meets them."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from conftest import Answer, Command, said
from terminal import run

import pamphlet


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_help_loads_nothing_heavy(argument: str) -> None:
    """It is there at once because what takes long to load is loaded inside the commands."""
    run_it = f"from pamphlet.cli.main import app; app(['{argument}'], standalone_mode=False)"
    loaded = set(said(sys.executable, "-c", f"import sys; {run_it}; print(*sys.modules)").split())
    heavy = {"PIL", "dask", "fontTools", "jinja2", "lxml", "markdown_it", "pikepdf", "pypdfium2", "rich", "weasyprint"}
    assert "typer" in loaded
    assert heavy & loaded == set()
    assert {name for name in loaded if name.startswith("pamphlet.") and not name.startswith("pamphlet.cli")} == {
        "pamphlet.counting"  # which is nothing but words
    }


def test_version_is_that_of_the_package(tmp_path: Path) -> None:
    """One line, for scripts too."""
    assert run(tmp_path, "--version") == Answer(0, f"pamphlet {pamphlet.__version__}\n", "")


def test_help_names_every_command_and_option(call: Command) -> None:
    """What the manual promises is found from the command line."""
    for arguments, commands in (
        (
            [],
            [
                "new",
                "import",
                "check",
                "build",
                "preview",
                "print",
                "calibrate",
                "preflight",
                "branches",
                "distribute",
                "release",
                "errata",
                "identify",
                "doctor",
                "cache",
            ],
        ),
        (["build"], ["pdf", "epub", "web", "all"]),
    ):
        answer = call(*arguments, "--help").out
        assert re.findall(r"^  (\w+)  ", answer.partition("Commands:")[2], re.MULTILINE) == commands
        assert "..." not in answer.partition("Commands:")[2]
    for option in ("--manuscript", "--output", "--edition"):
        assert option in call("build", "all", "--help").out
    assert "--format" in call("check", "--help").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bake"], "No such command 'bake'"),
        (
            ["build", "pdf", "--edition", "paperback"],
            "there is no edition `paperback` here; there are: reading, booklet",
        ),
        (["build", "pdf", "-e", "epub"], "there is no edition `epub` here"),
        (["build", "epub", "-e", "reading"], "there is no edition `reading` here; there are: epub"),
        (["build", "all", "--colour"], "No such option"),
        (["check", "--format", "xml"], "'xml'"),
        (["import"], "Missing argument 'FILE'"),
        (["import", "a.txt", "--date", "tomorrow"], "tomorrow"),
    ],
)
def test_wrong_usage_is_status_2(arguments: list[str], said: str, place: Path, call: Command) -> None:
    """And the message says what is wrong; nothing is made."""
    answer = call(*arguments)
    assert answer.status == 2
    assert said in " ".join(answer.err.replace("│", " ").split())
    assert not (place / "build").exists()
