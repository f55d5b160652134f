"""What was measured becomes tables, and each table its section of a page in docs/, beside those of others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
BENCHMARKS = ROOT / "docs" / "benchmarks.md"
QUALITY = ROOT / "docs" / "quality.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a table; `allowed` is what we allow, and `holds` whether it is kept."""

    what: str
    measured: str
    allowed: str = ""
    holds: bool = True

    @property
    def verdict(self) -> str:
        """What the last cell says."""
        if not self.allowed:
            return ""
        return "holds" if self.holds else "**fails**"


def table(rows: Sequence[Row]) -> str:
    """Rows of one figure each as a table in Markdown."""
    cells = ((row.what, row.measured, row.allowed, row.verdict) for row in rows)
    return grid(("what", "measured", "allowed", ""), cells)


def grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def rows_of(page: str) -> dict[str, Row]:
    """The rows of a page's tables of one figure each, by what they say was measured."""
    found = re.findall(r"(?m)^\| (?!what \|)(.+?) \| (.+?) \| (.*?) \| (.*?) \|$", page)
    return {
        what: Row(what=what, measured=measured, allowed=allowed.strip(), holds="fails" not in verdict)
        for what, measured, allowed, verdict in found
    }


def put(page: Path, section: str) -> None:
    """Put a section, which begins with its head, in the place of the one with the same head, else at the end."""
    text = page.read_text(encoding="utf-8")
    page.write_text(with_section(text, section), encoding="utf-8")


def with_section(text: str, section: str) -> str:
    """A page with one of its sections anew; the others stay as they are, to the byte."""
    head = section.partition("\n")[0]
    before, found, rest = f"\n{text}".partition(f"\n{head}\n")
    after = re.search(r"(?m)^## .*\Z", rest, re.DOTALL)
    parts = [before.strip("\n"), section.strip("\n")]
    if found and after:
        parts.append(after[0].strip("\n"))
    return "\n\n".join(parts) + "\n"
