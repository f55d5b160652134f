"""A new manuscript is complete, builds without findings, and says what the answers were."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Command
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.build import build
from pamphlet.diagnostics import Diagnostics, as_text
from pamphlet.editions.product import Edition
from pamphlet.manuscript.assembly import read_manuscript
from pamphlet.manuscript.document import Division, Figure, Table
from pamphlet.manuscript.traversal import blocks_within
from pamphlet.starter.starting import Answers, start
from pamphlet.workshop import Workshop
from pamphlet.workspace import MemoryFolder

DAY = dt.date(2026, 1, 21)
ANSWERS = Answers(title="Bread", author="Jane Doe", branch="Leith branch", language="en-GB", paper="A5", date=DAY)
TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp")), min_size=1).filter(str.strip)


@pytest.mark.parametrize("paper", ["A5", "A6", "half-letter"])
def test_it_builds_without_a_finding(paper: str, workshop: Callable[..., Workshop], tmp_path: Path) -> None:
    """All that a volunteer makes on the first evening, on each size of page."""
    files = start(Answers(title="Bread", author="Jane Doe", branch="Leith", language="en-GB", paper=paper, date=DAY))
    findings = Diagnostics()
    wanted = (Edition.READING, Edition.BOOKLET, Edition.EPUB, Edition.WEB)
    build(workshop(files), wanted, tmp_path, findings)
    assert as_text(findings) == ""


def test_every_part_is_in_it_once() -> None:
    """Notes, people, a table, a picture with its description, each kind of passage, front and back matter."""
    findings = Diagnostics()
    manuscript = read_manuscript(MemoryFolder(start(ANSWERS)), findings)
    assert manuscript is not None
    document = manuscript.document
    blocks = [block for section in document.sections for block in blocks_within(section.blocks)]
    assert len(document.notes) == len(document.people.persons) == 2
    assert sum(isinstance(block, Table) for block in blocks) == 1
    assert all(block.description for block in blocks if isinstance(block, Figure))
    assert [block.kind for block in blocks if isinstance(block, Division)] == ["verse", "box", "questions"]
    assert "branches.csv" in start(ANSWERS)


@given(title=TEXT, author=TEXT, branch=TEXT)
def test_whatever_is_answered_is_what_is_read(title: str, author: str, branch: str) -> None:
    """Quotation marks, backslashes, dollars and all: TOML gives back the words."""
    files = start(
        Answers(title=title, author=author, branch=branch, language="de", paper="A6", date=dt.date(2026, 1, 21))
    )
    findings = Diagnostics()
    manuscript = read_manuscript(MemoryFolder(files), findings)
    assert manuscript is not None
    settings = manuscript.settings
    assert (settings.title, settings.imprint.publisher) == (title.strip(), branch.strip())
    assert [each.name for each in settings.authors] == [author.strip()]


def test_nothing_is_asked_without_a_terminal(call: Command, tmp_path: Path) -> None:
    """What is not given has a default, and the way on is said; a folder with files in it is left alone."""
    answer = call("new", "leaflet", "--title", "The Petition")
    assert answer.status == 0
    assert answer.err == "Next: pamphlet build all --manuscript leaflet\n"
    assert 'title = "The Petition"' in (tmp_path / "leaflet/pamphlet.toml").read_text(encoding="utf-8")
    assert call("check", "-m", "leaflet").out == "no findings\n"
    again = call("new", "leaflet")
    assert (again.status, "not empty" in again.err) == (3, True)
    assert call("new", "other", "--paper", "A3").status == 2


def test_it_asks_at_a_terminal(call: Command, tmp_path: Path) -> None:
    """For what was not given, one thing after another; a mere return takes what is offered."""
    answer = call("new", "leaflet", "--title", "The Petition", typed="Jane Doe\nLeith branch\n\nA6\n")
    assert answer.status == 0
    assert re.findall(r"(Author|Branch|Language|Page size)", answer.out) == [
        "Author",
        "Branch",
        "Language",
        "Page size",
    ]
    settings = (tmp_path / "leaflet/pamphlet.toml").read_text(encoding="utf-8")
    assert 'authors = ["Jane Doe"]' in settings
    assert 'trim = "A6"' in settings
