"""The man page says what the commands say of themselves, and a shell completes what they take."""

from __future__ import annotations

import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, said

PAGE = ROOT / "docs/pamphlet.1"


def test_the_page_is_that_of_these_commands(accept: bool) -> None:  # noqa: FBT001  # a fixture
    """It is made of their help, and made anew where that changes: `pytest --accept`, or `python docs/man_page.py`."""
    page = runpy.run_path(str(ROOT / "docs/man_page.py"))["man_page"]()
    if accept:
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff, which formats man pages, is not installed")
def test_the_page_is_well_formed() -> None:
    """The formatter warns of nothing, and what it shows has the options of commands, and of those below them."""
    command = ["groff", "-Kutf8", "-man", "-ww", "-Tutf8", "-P-cbou", str(PAGE)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stderr == ""
    for words in ("pamphlet build pdf", "--edition NAME", "--scheduler ADDRESS", "EXIT STATUS"):
        assert words in done.stdout


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_completes(tmp_path: Path) -> None:
    """Commands, options, and the names that options take, by what `--show-completion` gives to the shell."""
    program = tmp_path / "pamphlet"
    program.write_text(f"#!{sys.executable}\nfrom pamphlet.cli.main import main\n\nmain()\n", encoding="utf-8")
    program.chmod(0o755)
    expected = {
        "pamphlet che": {"check"},
        "pamphlet build ": {"all", "epub", "pdf", "web"},
        "pamphlet build pdf --ed": {"--edition"},
        "pamphlet build pdf --edition la": {"large-print"},
        "pamphlet check --rule date-cent": {"date-century"},
        "pamphlet check --format s": {"sarif"},
    }
    script = [
        'eval "$(pamphlet --show-completion)"',
        "function=$(complete -p pamphlet | sed 's/.*-F \\([^ ]*\\) .*/\\1/')",
    ]
    for typed in expected:
        words = [f"'{word}'" for word in typed.split(" ")]
        script.append(f"COMP_WORDS=({' '.join(words)}) COMP_CWORD={len(words) - 1}")
        script.append('$function pamphlet; echo "${COMPREPLY[@]}"')
    environment = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-c", "\n".join(script)], env=environment, capture_output=True, text=True, check=True
    )
    assert [set(line.split()) for line in done.stdout.splitlines()] == list(expected.values())


def test_completing_loads_nothing_heavy() -> None:
    """A shell asks at every press of the key."""
    environment = {"_PAMPHLET_COMPLETE": "complete_bash", "COMP_WORDS": "pamphlet check --rule da", "COMP_CWORD": "3"}
    told = (
        "import atexit, os, sys; from pamphlet.cli.main import app\n"
        f"os.environ.update({environment})\n"
        "atexit.register(lambda: print(*sys.modules))\n"
        "app(prog_name='pamphlet')"
    )
    loaded = said(sys.executable, "-c", told).split()
    assert "date-century" in loaded
    assert {"jinja2", "lxml", "pikepdf", "weasyprint"} & set(loaded) == set()
