"""What is measured becomes rows of a chapter: what was tried, how often, and whether what we promise holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a table.  Where nothing is `allowed`, it only tells; `figure` is its number on the scoreboard."""

    what: str
    measured: str
    allowed: str = ""
    holds: bool = True
    figure: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A table with what goes before it, in Markdown; `faults` tell of what did not hold, for whoever mends it."""

    title: str
    words: str
    rows: tuple[Row, ...]
    faults: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether all that is promised in it holds."""
        return not self.faults and all(row.holds for row in self.rows)


def as_markdown(chapter: Chapter) -> str:
    """The chapter as a section of a page."""
    lines = [
        f"## {chapter.title}",
        "",
        chapter.words.strip(),
        "",
        "| what | measured | allowed | |",
        "|---|---|---|---|",
    ]
    for row in chapter.rows:
        verdict = ("holds" if row.holds else "**missed**") if row.allowed else ""
        lines.append(f"| {row.what} | {row.measured} | {row.allowed} | {verdict} |")
    return "\n".join(lines) + "\n"


def none_of(what: str, faults: Iterable[str], tried: int, unit: str, figure: int = 0) -> Row:
    """A row for what must not happen, of so many times tried; nothing tried is nothing shown."""
    number = len(tuple(faults))
    measured = f"{number} of {tried:,} {unit}"
    return Row(what=what, measured=measured, allowed="0", holds=number == 0 < tried, figure=figure)


def not_tried(what: str, why: str, figure: int = 0) -> Row:
    """A row for what could not be tried here."""
    return Row(what=what, measured=f"not measured: {why}", figure=figure)
