"""The manual builds without a finding, its commands do what it says, and its examples are right."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from conftest import ROOT, Command

from pamphlet.diagnostics import Diagnostics
from pamphlet.manuscript.assembly import read_manuscript
from pamphlet.workspace import MemoryFolder

MANUAL = ROOT / "docs" / "manual"
CHAPTERS = sorted((MANUAL / "body").iterdir())
FIRST = CHAPTERS[0]

LINE = 67
"""How many characters of what is typed stand on a line of A5: styles/manual/paper.css."""

NEEDED = 'title = "Bread"\nauthors = ["Jane Doe"]\ndate = 2026-01-21\n'
"""What no pamphlet.toml can do without."""

LETTER = """The Bread
By Jane Doe
In the winter of 1816 the bakers of Corn Street put up the price of a loaf twice in one week, and the people who \
bought it by the half loaf went to see the magistrate about it.
"""
OPENDOCUMENT = f"""<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>
<text:p>{LETTER}</text:p></office:text></office:body></office:document>"""

WITHOUT = {("pamphlet", "print"): 3}
"""What ends otherwise on a machine that has no printer."""


def blocks(page: Path, *kinds: str) -> list[str]:
    """What stands between fences, of some kinds or of all, in the order of a page."""
    fenced = re.findall(r"^```(\w*)\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [typed for kind, typed in fenced if kind in kinds or not kinds]


def commands(chapter: Path) -> Iterator[list[str]]:
    """The commands of a chapter, in words; those that bring other programs are not for a test."""
    for line in "".join(blocks(chapter, "console")).splitlines():
        assert line.startswith("$ "), line
        words = shlex.split(line.removeprefix("$ "))
        if words[0] == "pamphlet":
            yield words


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where somebody is who has done what the first chapter says."""
    place = tmp_path_factory.mktemp("first")
    for command in commands(FIRST):
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=place, env=os.environ, check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{command}: {done.stderr}"
    return place


def test_the_first_quarter_of_an_hour(begun: Path) -> None:
    """What the first chapter promises is there, and the file that it has the reader open."""
    text = FIRST.read_text(encoding="utf-8")
    made = re.findall(r"^\| `(\S+)` \|", text, re.MULTILINE)
    assert len(made) == 5
    assert [name for name in made if not (begun / "build" / name).is_file()] == []
    (opened,) = re.findall(r"^Open `(\S+\.md)`", text, re.MULTILINE)
    assert (begun / opened).is_file()


@pytest.mark.parametrize("chapter", CHAPTERS[1:], ids=lambda chapter: chapter.stem)
def test_the_commands_of_a_chapter(
    chapter: Path, begun: Path, call: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typed one after the other, where the first chapter left off, they do what they should."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    typed = list(commands(chapter))
    if typed:
        shutil.copytree(begun, tmp_path, dirs_exist_ok=True)
        arrive(tmp_path)
    for command in typed:
        ended = call(*command[1:])
        assert ended.status in {0, WITHOUT.get((command[0], command[1]), 0)}, f"{command}: {ended.err}"


def arrive(folder: Path) -> None:
    """Lay down what others sent: articles in several forms, and the list of branches that the manual shows."""
    for name in ("petition.docx", "bread.docx"):
        article = docx.Document()
        for line in LETTER.splitlines():
            article.add_paragraph(line)
        article.save(str(folder / name))
    (folder / "prices.odt").write_text(OPENDOCUMENT, encoding="utf-8")
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    (listed,) = blocks(MANUAL / "body" / "07-branches.md", "csv")
    (folder / "manuscript" / "branches.csv").write_text(listed, encoding="utf-8")


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.stem)
def test_the_settings_that_are_shown_are_understood(chapter: Path) -> None:
    """Each example of pamphlet.toml and fates.toml has known keys and right values; others are TOML at least."""
    for shown in blocks(chapter, "toml"):
        known = tomllib.loads(shown)
        if known.keys() & {"based_on", "face", "branch"}:
            continue
        missing = "".join(f"{line}\n" for line in NEEDED.splitlines() if line.partition(" ")[0] not in known)
        files = {"pamphlet.toml": missing + shown, "body/01-bread.md": "# Bread\n\nIt rose.\n"}
        if "person" in known:
            files |= {"pamphlet.toml": NEEDED, "fates.toml": shown}
        found = Diagnostics()
        read_manuscript(MemoryFolder(files), found)
        wrong = [str(each) for each in found if each.slug.startswith(("setting-", "toml-", "person-"))]
        assert wrong == []


@pytest.mark.parametrize("page", sorted(MANUAL.rglob("*.md")), ids=lambda page: page.stem)
def test_what_is_typed_fits_a_line(page: Path) -> None:
    """On paper a longer line would be broken, and nobody would know where it goes on."""
    assert [line for line in "".join(blocks(page)).splitlines() if len(line) > LINE] == []


def test_the_manual_builds_without_a_finding(call: Command, tmp_path: Path) -> None:
    """`make manual`: nothing is found at any weight, and the editions are made without a warning."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    made = re.findall(r"^\t\.venv/bin/(pamphlet .*docs/manual.*)$", makefile, re.MULTILINE)
    assert len(made) == 2
    for command in made:
        words = command.replace("docs/manual", str(MANUAL)).replace("build/manual", str(tmp_path)).split()
        ended = call(*words[1:])
        assert ended.status == 0, ended.err
        assert not re.search(r": (error|warning|query|style):", ended.out + ended.err)
    assert {file.suffix for file in tmp_path.iterdir()} >= {".pdf", ".epub", ".html"}
