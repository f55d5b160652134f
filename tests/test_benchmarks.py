"""What the benchmarks measure with: a manuscript of any length, costs of whole processes, pages of many sections."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT
from long_manuscript import manuscript
from measuring import Cost
from plot import Line, Panel, drawing
from rivals import CHAIN, ENGINE
from sections import Row, rows_of, table, with_section
from speed_page import Measured, kept, speed_table
from sub_editor import prose_rows
from subjects import SAMPLE, change_note, change_theme, change_word
from whose import HOOK

from pamphlet.apparatus.compilation import compile_pamphlet
from pamphlet.apparatus.parts import Endnotes, Fates
from pamphlet.diagnostics import Diagnostics, Severity, as_text
from pamphlet.inspection import inspect
from pamphlet.workshop import Workshop

BURNING = "import time; begun = time.process_time()\nwhile time.process_time() < begun + 0.2: pass"
LEAVING = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {BURNING!r}])"
"""A process that works for a fifth of a second; and one that begins it and ends at once."""


# -- the manuscript --------------------------------------------------------------------------


def test_check_finds_nothing_wrong_in_a_manuscript_that_is_made(workshop: Callable[..., Workshop]) -> None:
    """It has as many notes and people as were asked for, all of them named, and neither an error nor a warning."""
    diagnostics = Diagnostics()
    inspected = inspect(workshop(manuscript(8_000, 80, 16)), diagnostics)
    assert inspected
    assert [each for each in diagnostics if each.severity in {Severity.ERROR, Severity.WARNING}] == [], as_text(
        diagnostics
    )
    pamphlet = compile_pamphlet(inspected[0])
    notes = [
        note for part in pamphlet.back if isinstance(part, Endnotes) for group in part.groups for note in group.notes
    ]
    entries = [entry for part in pamphlet.back if isinstance(part, Fates) for entry in part.entries]
    assert len(notes) == 80
    assert len(entries) == 16
    assert all(entry.mentions for entry in entries)


def test_the_long_manuscript_is_as_long_as_it_says() -> None:
    """100,000 words within two in a thousand, 1,000 notes, 200 people; the same on every run."""
    files = manuscript(100_000, 1_000, 200)
    chapters = "\n".join(text for name, text in files.items() if name.startswith("body/"))
    prose, notes = re.sub(r"(?m)^\[\^.*$", "", chapters), re.findall(r"(?m)^\[\^(n\d+)\]: ", chapters)
    assert 100_000 <= len(prose.split()) <= 100_200
    assert notes == [f"n{number}" for number in range(1_000)]
    assert re.findall(r"\[\^(n\d+)\]", prose) == notes
    assert files["fates.toml"].count("[[person]]") == 200
    assert manuscript(100_000, 1_000, 200) == files


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (change_word, {"body/04-what-it-said.md"}),
        (change_note, {"notes.md"}),
        (change_theme, {"pamphlet.toml"}),
    ],
)
def test_a_writer_changes_one_file(change: Callable[[Path], None], expected: set[str], tmp_path: Path) -> None:
    """A word, a note or the theme; changed twice it is another again, so that no answer of before will do."""
    before, after = (Path(shutil.copytree(ROOT / "manuscript", tmp_path / name)) for name in ("before", "after"))
    change(after)
    names = {path.relative_to(before).as_posix() for path in before.rglob("*") if path.is_file()}
    assert {name for name in names if (before / name).read_bytes() != (after / name).read_bytes()} == expected
    once = {name: (after / name).read_bytes() for name in expected}
    change(after)
    assert {name: (after / name).read_bytes() for name in expected} != once


# -- costs -----------------------------------------------------------------------------------


def in_python(code: str) -> str:
    """What a program says that measures: in a process of its own, for it waits for all children of its process."""
    command = [sys.executable, "-c", f"import sys; from measuring import *; {code}"]
    path = {"PYTHONPATH": f"{ROOT}:{ROOT / 'benchmarks'}", "PATH": ""}
    return subprocess.run(command, check=True, capture_output=True, text=True, env=path).stdout


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not give orphans to whoever asks for them")
def test_what_others_took_is_counted() -> None:
    """The time of a process whose parent has not waited for it."""
    assert float(in_python(f"print(run((sys.executable, '-c', {LEAVING!r})).processor)")) >= 0.2


def test_a_command_that_fails_is_not_measured() -> None:
    """It is told with its status and what it said."""
    refused = "(sys.executable, '-c', 'import sys; sys.exit(\"no paper\")')"
    assert "ended with 1:\nno paper" in in_python(f"\ntry: run({refused})\nexcept Failed as failed: print(failed)")


def test_time_is_told_by_whose_it_was(tmp_path: Path) -> None:
    """What a module of ours took is ours, in the first process and in one that it begins, up to the end of each."""
    ours = tmp_path / "ours"
    for folder in (ours, tmp_path / "accounts"):
        folder.mkdir()
    (ours / "work.py").write_text(f"{BURNING}\n")
    (ours / "first.py").write_text(f"{BURNING}\n{LEAVING.replace(repr(BURNING), repr('import work'))}.wait()\n")
    told = {"PAMPHLET_OURS": str(ours), "PAMPHLET_WHOSE": str(tmp_path / "accounts")}
    path = {"PYTHONPATH": f"{HOOK}:{ours}", "PATH": ""}
    subprocess.run([sys.executable, str(ours / "first.py")], check=True, env={**path, **told})
    accounts = [json.loads(account.read_text()) for account in (tmp_path / "accounts").iterdir()]
    assert len(accounts) == 2
    for account in accounts:
        assert account["pamphlet"] >= 0.15


# -- the page --------------------------------------------------------------------------------

PAGE = "# Costs\n\nAt first.\n\n## One\n\nold\n\n### Deeper\n\nold\n\n## Two\n\nkept\n"


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("## One\n\nnew\n", "# Costs\n\nAt first.\n\n## One\n\nnew\n\n## Two\n\nkept\n"),
        ("## Two\n\nnew\n", PAGE.replace("kept", "new")),
        ("## Three\n\nnew\n", f"{PAGE}\n## Three\n\nnew\n"),
        ("## Two\n\nkept\n", PAGE),
    ],
)
def test_a_section_takes_its_own_place(section: str, expected: str) -> None:
    """The sections of others stay to the byte; a new one stands at the end."""
    assert with_section(PAGE, section) == expected


def test_rows_are_read_as_they_were_written() -> None:
    """A table says again what was put in it."""
    rows = (Row(what="a", measured="1 s", allowed="2 s"), Row(what="b", measured="3", allowed="2", holds=False))
    assert tuple(rows_of(table(rows)).values()) == rows


def test_prose_that_is_not_at_hand_keeps_its_figure() -> None:
    """What was measured elsewhere stands until it is measured again."""
    ours = Row(what="clean prose: the manual of this program, 2 words", measured="old", allowed="1")
    there = Row(what="clean prose: A Book, 1,234 words", measured="0, 0.00 in 3,000 words", allowed="1")
    again, kept_row = prose_rows([], {ours.what: ours, there.what: there}, shown=False)
    assert again.measured != ours.measured
    assert kept_row == there


def measured(**seconds: float) -> Measured:
    """Figures of one manuscript: processor times by rows, 100 MB each."""
    names = {"engine": ENGINE, "chain": CHAIN}
    costs = {names.get(key, key): Cost(processor=time, elapsed=0, memory=100) for key, time in seconds.items()}
    return Measured(costs=costs, rounds=5, extent=20)


def test_what_is_allowed_is_judged() -> None:
    """A build may take one and a half times as much as the engine alone; what was not measured is not judged."""
    good, slow = ({SAMPLE: measured(a=time, engine=2.0)} for time in (3.0, 3.2))
    assert kept(good, "long")
    assert not kept(slow, "long")
    assert "| sample: 1.5 × (i) | **fails** (1.60) |" in speed_table(slow, "long")
    assert "(ii)" not in speed_table(slow, "long")


def test_the_plot_names_its_lines() -> None:
    """It is XML, and every line has its points and its name."""
    lines = [
        Line(name=name, colour="#000", dashes="", mark="disc", points=[(1_000, cost), (100_000, cost * 40)])
        for name, cost in (("ours & theirs", 1.5), ("others", 1.6))
    ]
    root = ET.fromstring(drawing([Panel(title="Time", unit="s", lines=lines)], "a plot"))  # noqa: S314  # our own
    svg = "{http://www.w3.org/2000/svg}"
    assert {"Time", "ours & theirs", "others"} <= {text.text for text in root.iter(f"{svg}text")}
    assert len(list(root.iter(f"{svg}circle"))) == 4
