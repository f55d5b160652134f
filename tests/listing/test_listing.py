"""Findings in a list: for people by file, for programs in SARIF; and what the manual says of each."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from rich.cells import cell_len

import pamphlet
from pamphlet.diagnostics import Edit, Fix, Source, as_text, error, query, style, warning
from pamphlet.listing.by_file import as_list, count, in_full, in_passing
from pamphlet.listing.for_programs import as_github, as_json
from pamphlet.listing.manual import entries
from pamphlet.listing.sarif import as_sarif

CHAPTER = Source(name="manuscript/body/é b.md", text="# Bread\n\nIt  rose.\nIn 2021 it fell.\n")
SPACE = style(
    "space-double", "two spaces", CHAPTER.span(11, 13), hint="write one",
    fix=Fix(edits=(Edit(span=CHAPTER.span(11, 13), text=" "),), certain=True),
)  # fmt: skip
YEAR = query("year", "is this right?", CHAPTER.span(22, 26))
NOTE = error("endnote", "no such note", Source(name="manuscript/notes.md", text="x").span(0, 1))


def test_findings_are_listed_by_file_with_a_table_of_the_rules() -> None:
    """Each file under its name, what has no file before all others, and the heaviest rules first in the table."""
    assert as_list([warning("placeless", "no folder"), SPACE, YEAR, NOTE]) == (
        "warning: no folder [placeless]\n"
        "\n"
        "── manuscript/body/é b.md: 1 query, 1 of style\n"
        "manuscript/body/é b.md:3:3: style: two spaces [space-double]\n"
        "   3 │ It  rose.\n"
        "     │   ~~\n"
        "     = hint: write one\n"
        "manuscript/body/é b.md:4:4: query: is this right? [year]\n"
        "   4 │ In 2021 it fell.\n"
        "     │    ~~~~\n"
        "\n"
        "── manuscript/notes.md: 1 error\n"
        "manuscript/notes.md:1:1: error: no such note [endnote]\n"
        "   1 │ x\n"
        "     │ ~\n"
        "\n"
        "    1  endnote       error\n"
        "    1  placeless     warning\n"
        "    1  year          query\n"
        "    1  space-double  style    --fix\n"
    )
    assert as_list([]) == ""


def test_findings_are_counted_by_weight() -> None:
    """The heaviest first, in words that fit the number."""
    assert count([SPACE, NOTE, NOTE, YEAR, YEAR, SPACE]) == "2 errors, 2 queries, 2 of style"
    assert count([YEAR]) == "1 query"


def test_who_makes_something_hears_of_errors_and_warnings() -> None:
    """Of the rest, how many there are."""
    assert in_full([NOTE, SPACE, YEAR]) == as_text([NOTE])
    assert in_passing([NOTE, SPACE, YEAR]) == "1 query, 1 of style"
    assert in_full([SPACE]) == in_passing([NOTE]) == ""


def test_colour_says_nothing_of_its_own() -> None:
    """The severity and the underline have it, and without it the text is the same to a character."""
    painted = as_text([NOTE, SPACE], lambda text, severity: f"<{severity}>{text}</>")
    assert f"<{NOTE.severity}>{NOTE.severity}</>: " in painted
    assert re.search(r"<style>~+</>\n", painted)
    assert re.sub("<.*?>", "", painted) == as_text([NOTE, SPACE])


@pytest.mark.parametrize("before", ["", "ab ", "\tx ", "漢字 ", "e\u0301e\u0301 ", "👍🏽 ", "a\u200bb ", "\x07 "])
@pytest.mark.parametrize(("words", "cells"), [("rose", 4), ("漢字", 4), ("e\u0301", 1), ("\u200b", 1)])
def test_the_underline_stands_under_the_words(before: str, words: str, cells: int) -> None:
    """In cells of a terminal: wide characters take two, accents and invisible ones none, a tab one."""
    for more in ("", " and so on" * 30):
        line = before + "§" + words + more
        for text in (line, "漢字 and so forth " * 12 + line):
            start = text.index("§") + 1
            shown = as_text([error("x", "so", Source(name="a.md", text=text).span(start, start + len(words)))])
            _, excerpt, under = shown.splitlines()
            at = excerpt.index("§") + 1
            assert under == under.rstrip("~") + "~" * cells
            assert cell_len(under.rstrip("~")) == cell_len(excerpt[:at]), shown
            assert cell_len(excerpt) <= 100


def test_a_fix_is_told_to_programs() -> None:
    """JSON has it beside the finding; a finding without one has no such key."""
    with_fix, without = json.loads(as_json([SPACE, YEAR]))
    place = {"file": CHAPTER.name, "line": 3, "column": 3, "end_line": 3, "end_column": 5}
    assert with_fix["fix"] == {"certain": True, "edits": [{**place, "text": " "}]}
    assert "fix" not in without


def test_what_asks_is_a_notice_for_github() -> None:
    """GitHub knows errors, warnings and notices."""
    assert as_github([YEAR]).startswith("::notice file=manuscript/body/é b.md,line=4,col=4,endColumn=8::is this right?")


def test_a_sarif_log_says_what_where_and_what_would_mend_it() -> None:
    """As section 3 of the standard defines it: rules by index, regions in characters, addresses escaped."""
    log = json.loads(as_sarif([NOTE, SPACE, YEAR]))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"]["version"] == pamphlet.__version__
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["endnote", "space-double", "year"]
    results = run["results"]
    assert [result["level"] for result in results] == ["error", "note", "note"]
    for result in results:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    region = {"startLine": 3, "startColumn": 3, "endLine": 3, "endColumn": 5}
    file = {"uri": "manuscript/body/%C3%A9%20b.md"}
    assert results[1]["locations"] == [{"physicalLocation": {"artifactLocation": file, "region": region}}]
    assert results[1]["fixes"] == [
        {
            "artifactChanges": [
                {
                    "artifactLocation": file,
                    "replacements": [{"deletedRegion": region, "insertedContent": {"text": " "}}],
                }
            ]
        }
    ]
    assert results[1]["message"] == {"text": "two spaces (write one)"}
    assert "fixes" not in results[2]


def test_the_manual_has_an_entry_for_each_finding() -> None:
    """By slug; the text of an entry ends where the next begins."""
    page = (Path(__file__).parents[2] / "docs" / "manual" / "back" / "findings.md").read_text(encoding="utf-8")
    assert len(entries()) == page.count("\n### ")
    assert entries()["not-utf-8"].startswith("A file was saved in an old way")
    assert not any("\n## " in entry or "\n### " in entry for entry in entries().values())
    assert all(entries().values())


def test_the_manual_is_there_when_the_program_is_installed(tmp_path: Path) -> None:
    """A wheel holds the page where the program looks for it."""
    root = Path(__file__).parents[2]
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=root,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.iterdir()
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    asked = "from pamphlet.listing.manual import entries; print(entries()['not-utf-8'])"
    told = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path)}, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert told.stdout.strip() == entries()["not-utf-8"]
