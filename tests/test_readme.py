"""The README's commands do what the README says."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.removeprefix("$ ")
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("$ ")
]

ARTICLE = """By Jane Doe (Leith branch)
In the winter of 1816 the bakers of Corn Street put up the price of a loaf twice in one week, and the people who \
bought it by the half loaf went to see the magistrate about it.
A petition
They had never written to anyone before. Three of them could sign their names; the others made a cross, and a \
schoolmaster wrote beside each cross whose it was, so that nobody could say afterwards that the paper was empty.
"""


def test_make_commands_are_targets() -> None:
    """The two commands of the set-up are targets of the Makefile."""
    targets = {command.split()[1] for command in COMMANDS if command.startswith("make ")}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert targets == {"build", "test"}
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def ended(command: list[str], folder: Path) -> tuple[int, str]:
    """How a command ended and what it complained of; the preview is stopped as soon as it shows a page."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-m", *command], cwd=folder, env=os.environ, stdout=pipe, stderr=pipe, text=True
    ) as process:
        if command[1] == "preview":
            assert process.stdout
            with urllib.request.urlopen(process.stdout.readline().split()[-1]) as page:  # noqa: S310  # our own address
                assert page.status == 200
            process.send_signal(signal.SIGINT)
        said = process.communicate()[1]
    return process.returncode, said


def test_commands_run_one_after_the_other(tmp_path: Path) -> None:
    """The commands of everyday use, run in the order of the README on an article, all succeed."""
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    commands = [shlex.split(command) for command in COMMANDS if command.startswith("pamphlet ")]
    assert len(commands) >= 4
    for command in commands:
        status, said = ended(command, tmp_path)
        assert status == 0, f"{command}: {said}"
    made = {file.suffix for file in (tmp_path / "build").iterdir()}
    assert {".pdf", ".epub", ".html"} <= made


@pytest.mark.parametrize("page", re.findall(r"\]\(((?!http)[^)]+)\)", README))
def test_links_lead_somewhere(page: str) -> None:
    """Every page and picture that the README points to is there."""
    assert (ROOT / page).is_file()
