"""Readers of strangers' files end in findings: on what broke them once, on a few spoilt files; a break is noticed."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import fuzz
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from targets import TARGETS, Misplaced, Target, shown

from pamphlet.diagnostics import Diagnostic, Severity, Source, Span

KEPT = Path(__file__).parent / "kept"
few = settings(max_examples=4, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("path", sorted(KEPT.iterdir()), ids=lambda path: path.name)
def test_what_was_mended_stays_so(path: Path) -> None:
    """Each of these files, named by its reader and by what was wrong, once broke the program or held it up."""
    fuzz.within_time(TARGETS[path.name.partition(".")[0].replace("-", " ")].read, path.read_bytes())


@pytest.mark.parametrize("target", TARGETS.values(), ids=lambda target: target.name)
def test_sound_files_and_a_few_that_were_spoilt(target: Target) -> None:
    """Neither breaks a reader."""
    target.read(target.seeds()[0])
    few(given(target.files)(target.read))()


def reader_that(fails: Callable[[bytes], None]) -> Target:
    """A reader with a fault."""
    return replace(TARGETS["plain text"], read=fails, mutated=lambda data: st.binary(max_size=9).map(data.__add__))


def test_what_breaks_a_reader_is_found_and_made_small(tmp_path: Path) -> None:
    """The file that is kept has what the fault needs, and hardly anything else."""

    def bad(data: bytes) -> None:
        if b"\xff" in data:
            raise KeyError("ff")

    target = replace(reader_that(bad), seeds=lambda: (b"",))
    ((data, problem),) = fuzz.tried(target, 30, 1, tmp_path).failures
    assert data == b"\xff"
    assert "KeyError: 'ff'" in problem


def test_a_reader_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many seconds of the processor."""
    monkeypatch.setattr(fuzz, "SECONDS_A_FILE", 0.02)

    def hang(_data: bytes) -> None:
        while True:
            pass

    ((_, problem),) = fuzz.tried(reader_that(hang), 0.1, 1, tmp_path).failures
    assert "TooSlow" in problem


def test_a_reader_that_takes_all_memory_or_kills_its_process_is_found(tmp_path: Path) -> None:
    """Also where nothing of Python is left that could tell of it: the file is still there."""

    def greedy(_data: bytes) -> None:
        bytearray(3_000_000_000)

    ((_, problem),) = fuzz.tried(reader_that(greedy), 0.1, 1, tmp_path).failures
    assert "MemoryError" in problem

    def deadly(data: bytes) -> None:
        if data.endswith(b"\0"):
            os.kill(os.getpid(), signal.SIGKILL)

    ((data, problem),) = fuzz.tried(reader_that(deadly), 30, 1, tmp_path).failures
    assert data.endswith(b"\0")
    assert problem == "its process was ended by signal 9\n"
    assert list(tmp_path.iterdir()) == []


def test_a_finding_outside_its_source_counts_as_a_break() -> None:
    """Though nothing raised it."""
    source = Source(name="a", text="x")
    finding = Diagnostic(severity=Severity.ERROR, slug="x", message="x", span=Span(source=source, start=0, end=2))
    with pytest.raises(Misplaced, match="a:1:1"):
        shown((finding,))
