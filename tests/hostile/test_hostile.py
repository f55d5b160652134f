"""Manuscripts of strangers: a cross-section of the cases that `make torture` tries, and that the watch is awake."""

from __future__ import annotations

import socket
from dataclasses import replace
from pathlib import Path

import pytest
from manuscripts import CASES
from strangers import tried
from trial import AUTHOR, LAST_WORD, Case, Verdict

_CROSS_SECTION = (
    "link javascript",
    "brackets, 50,000",
    "quotations, 100,000 in one another",
    "NUL",
    "drawing: picture of the machine",
    "drawing: author and path in its metadata",
    "picture: the author's name in a JPEG",
    "picture: 40,000 by 40,000 in 200 kB",
    "settings: tables, 1,000 in one another",
    "fates: name as a regular expression",
    "theme, sheet: import of the machine",
    "theme, cover: of Python",
    "folder: chapter that leads out",
    "folder: chapter that is a pipe",
)


def test_the_table_is_whole() -> None:
    """At least 150 cases, 100 of them hostile, no name twice; the cross-section is of them."""
    names = [case.name for case in CASES]
    assert len(names) == len(set(names))
    assert len(names) >= 250
    assert set(_CROSS_SECTION) <= set(names)


def test_a_cross_section(tmp_path: Path) -> None:
    """None crashes, hangs, reads what is outside, reaches out, leaks or loses words; each says what it must."""
    cases = [case for case in CASES if case.name in _CROSS_SECTION]
    faults = [fault for _, found in tried(cases, tmp_path) for fault in found]
    assert faults == []


def _only(case: Case, folder: Path) -> tuple[Verdict, list[str]]:
    ((verdict, faults),) = tried([case], folder)
    return verdict, faults


def test_what_a_case_did_not_say_is_noticed(tmp_path: Path) -> None:
    """A case that is made where it was to be refused, and one that keeps silent, are faults."""
    case = Case(name="x", files={"body/01-bread.md": ""}, said=frozenset({"html"}))
    _, faults = _only(case, tmp_path)
    assert faults == ["x: refused, where it is to be made", "x: did not say html; said chapter-empty"]


def test_a_read_and_a_visit_are_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that opens a file elsewhere or speaks to a host, whether it is heard or not, is found out."""

    def bad() -> None:
        Path("/etc/hostname").read_bytes()
        with socket.socket() as spy:
            spy.connect_ex(("127.0.0.1", 9))
        raise SystemExit(0)

    monkeypatch.setattr("trial.main", bad)
    verdict, faults = _only(Case(name="x", files={}), tmp_path)
    assert any(each.startswith("open /etc/hostname") for each in verdict.touched)
    assert any(each.startswith("socket.connect") for each in verdict.touched)
    assert "x: done, and no files are there" in faults


def test_a_leak_a_script_and_lost_words_are_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In what was made."""

    def bad() -> None:
        Path("made").mkdir()
        page = f'<body><p>{AUTHOR}</p><script src="//example.org/x"></script><a href="file:///x">x</a></body>'
        Path("made/x.html").write_text(page, encoding="utf-8")
        raise SystemExit(0)

    monkeypatch.setattr("trial.main", bad)
    _, faults = _only(replace(CASES[0], name="x", refused=False, said=frozenset()), tmp_path)
    assert faults == [
        f"x: x.html: has `{AUTHOR}` in it",
        "x: x.html: a link leads to `file:///x`",
        "x: x.html: has a script",
        "x: x.html: asks for what is elsewhere: `//example.org/x`",
        f"x: x.html: the words `{LAST_WORD}` are lost",
    ]
