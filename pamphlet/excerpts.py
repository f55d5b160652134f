"""A line of a file becomes what a terminal shows of it, and words become the cells that they take there."""

from __future__ import annotations

from rich.cells import cell_len


def cells(text: str) -> int:
    """How many cells of a terminal a text takes."""
    return cell_len(text)


def excerpt_of(line: str, column: int, width: int = 88) -> tuple[str, int]:
    """Cut a long line around a column (from 0) to so many cells of a terminal; the excerpt and the column within it."""
    begun = max(0, column - 8 * width)  # to measure all of an endless line for each finding on it would take minutes
    around = line[begun : column + 8 * width]
    if around == line and cells(line) <= width:
        return line, column
    length = width * len(around) // max(cells(around), 1)
    start = begun + max(0, min(column - begun - length // 3, len(around) - length))
    cut = line[start : start + length]
    if start:
        cut = "…" + cut[1:]
    if start + length < len(line):
        cut = cut[:-1] + "…"
    return cut, column - start
