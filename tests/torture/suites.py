"""Tests that make figures by themselves become a chapter: how many of them were run, and which failed."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass

from figures import Chapter, Row, not_tried
from programs import ROOT

_WORDS = """
Some of what `make test` asks is a figure too; here it is asked once more, and counted.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Suite:
    """Tests, and what it means that one of them fails."""

    what: str
    tests: tuple[str, ...]
    figure: int


_SUITES = (
    _Suite(
        what="laws of imports that do not hold (what is in a generated Word file and Mammoth, a second converter, sees,"
        " is in ours; every word of Word and OpenDocument files is in the manuscript or in the account)",
        tests=("tests/intake/test_intake_word_laws.py", "tests/intake/test_intake_opendocument.py"),
        figure=13,
    ),
    _Suite(
        what="hostile files that crash an import, are written, or take long",
        tests=("tests/intake/test_intake_hostile.py", "tests/intake/test_intake_word_hostile.py"),
        figure=13,
    ),
    _Suite(
        what="probes that the preview answers wrongly",
        tests=("tests/preview/test_preview_in_use.py", "-k", "turned_away or answered or alone"),
        figure=14,
    ),
)


def chapter() -> Chapter:
    """Run them."""
    rows, faults = [], []
    for suite in _SUITES:
        command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *suite.tests]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        rows.append(_row(suite, ended.stdout))
        faults += re.findall(r"^(?:FAILED|ERROR) .*", ended.stdout, re.MULTILINE)
    return Chapter(title="Asked by tests", words=_WORDS, rows=tuple(rows), faults=tuple(faults))


def _row(suite: _Suite, said: str) -> Row:
    passed, failed, skipped = (
        sum(map(int, re.findall(rf"(\d+) {word}", said))) for word in ("passed", "(?:failed|errors?)", "skipped")
    )
    if not passed and not failed:
        return not_tried(suite.what, "these tests cannot be run here", suite.figure)
    but = f", {skipped} skipped" if skipped else ""
    measured = f"{failed} of {passed + failed} tests{but}"
    return Row(what=suite.what, measured=measured, allowed="0", holds=not failed, figure=suite.figure)
