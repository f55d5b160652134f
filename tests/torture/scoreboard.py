"""The rows of all chapters become the scoreboard: sixteen figures, each measured, or where it is to be found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from figures import Chapter, Row, not_tried

FIGURES = {
    1: "words of the manuscript on the pages and in the ebook",
    2: "hostile manuscripts",
    3: "reads outside, hosts, programs",
    4: "secrets in what is made",
    5: "kill -9 at every call to the system",
    6: "full disks, lost rights",
    7: "two builds at once",
    8: "memory of a thousand branches",
    9: "the same bytes again",
    10: "EPUBCheck on what is made",
    11: "PDFs that are made",
    12: "poisoned rows in a batch",
    13: "imports of Word files",
    14: "the preview's door",
    15: "Markdown and fuzzing",
    16: "time and memory of a build",
}
_ELSEWHERE = {
    15: Row(
        what="CommonMark’s own examples",
        measured="not measured: HTML, which many of them have, is refused here, and quotation marks are set anew; for"
        " fuzzing see `make fuzz`",
    ),
    16: Row(what="against the last release", measured="`make bench`: see [Benchmarks](benchmarks.md)"),
}
_WORDS = """
What counts most, out of the tables below.
"""


def scoreboard(chapters: Sequence[Chapter]) -> Chapter:
    """The chapter that goes before all others."""
    rows = []
    for figure, name in FIGURES.items():
        found = [row for chapter in chapters for row in chapter.rows if row.figure == figure]
        missing = _ELSEWHERE.get(figure, not_tried("", "it was not tried here"))
        rows += [replace(row, what=_named(figure, name, row)) for row in found or [missing]]
    return Chapter(title="Sixteen figures", words=_WORDS, rows=tuple(rows))


def _named(figure: int, name: str, row: Row) -> str:
    return f"{figure}. {name}" + (f": {row.what}" if row.what else "")
