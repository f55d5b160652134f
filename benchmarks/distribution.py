"""Runs of `pamphlet distribute` become a table, and docs/benchmarks.md: what a further branch costs in time and memory.

Each run is a process of its own, all of it counted: its start, reading, layout, writing, and the
processes that it begins.  `make bench` runs this; with all branches it takes half an hour and more.
"""

from __future__ import annotations

import argparse
import csv
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
KILOBYTES_PER_MB = 1024 * (1024 if sys.platform == "darwin" else 1)

SCREEN_AND_BOOKLET = "booklet, epub, web"
READING = "reading"
CHEAPEST = "web"
MOST_OF_FURTHER, MOST_OF_READING, MOST_GROWTH = 0.05, 0.35, 0.10
"""What we allow: shares of building the pamphlet once, and growth of the memory from few branches to many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a run took: processor and elapsed time in s, memory at its peak in MB."""

    processor: float
    elapsed: float
    memory: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table."""

    what: str
    measured: str
    allowed: str = ""
    holds: bool = True


def run(*arguments: str | Path) -> Cost:
    """Run the command line, which must succeed."""
    command = [sys.executable, "-m", "pamphlet", *map(str, arguments)]
    begun = time.perf_counter()
    with Path(os.devnull).open("wb") as nowhere:
        quiet = [(os.POSIX_SPAWN_DUP2, nowhere.fileno(), number) for number in (1, 2)]
        process = os.posix_spawn(sys.executable, command, os.environ, file_actions=quiet)
        _, status, usage = os.wait4(process, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return Cost(
        processor=usage.ru_utime + usage.ru_stime,
        elapsed=time.perf_counter() - begun,
        memory=usage.ru_maxrss / KILOBYTES_PER_MB,
    )


def build_once() -> Cost:
    """All editions of the sample pamphlet, once."""
    with tempfile.TemporaryDirectory() as folder:
        return run("build", "all", "-m", ROOT / "manuscript", "-o", folder)


def distribute(branches: int, editions: str, jobs: int = 1) -> Cost:
    """Editions of the sample pamphlet for so many branches."""
    with tempfile.TemporaryDirectory() as folder:
        manuscript = Path(folder, "manuscript")
        shutil.copytree(ROOT / "manuscript", manuscript)
        with (manuscript / "branches.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(("name", "date", "time", "venue", "contact", "web", "copies", "editions"))
            for number in range(1, branches + 1):
                meeting = ("2027-03-14", "19:30", f"Hall {number}, Mill Lane")
                contact = (f"b{number}@example.org", f"https://example.org/b{number}")
                table.writerow((f"Branch {number}", *meeting, *contact, 100, editions))
        return run("distribute", "-m", manuscript, "-o", Path(folder, "build"), "--jobs", str(jobs))


def further(editions: str, few: int, many: int, times: int) -> float:
    """The median of what each branch beyond the first few takes, in processor seconds."""
    costs = [
        (distribute(many, editions).processor - distribute(few, editions).processor) / (many - few)
        for _ in range(times)
    ]
    return statistics.median(costs)


def time_rows(few: int, many: int, times: int) -> list[Row]:
    """What further branches take, beside building once."""
    once = statistics.median(build_once().processor for _ in range(max(times, 3)))
    rows = [Row(what="the pamphlet once (`pamphlet build all`)", measured=f"{once:.2f} s")]
    for what, editions, most in (
        ("each further booklet + EPUB + web page", SCREEN_AND_BOOKLET, MOST_OF_FURTHER),
        ("each further tagged reading copy", READING, MOST_OF_READING),
    ):
        each = further(editions, few, many, times)
        share = each / once
        rows.append(
            Row(
                what=f"{what}, branch {few} to {many}",
                measured=f"{each:.3f} s, {share:.1%} of once",
                allowed=f"{most:.0%}",
                holds=share <= most,
            )
        )
    return rows


def memory_rows(numbers: Sequence[int]) -> list[Row]:
    """The memory at its peak for few branches and for many."""
    peaks = [distribute(number, CHEAPEST).memory for number in numbers]
    growth = max(peaks) / peaks[0] - 1
    rows = [
        Row(what=f"memory at its peak, {number} branches (web page)", measured=f"{peak:.0f} MB")
        for number, peak in zip(numbers, peaks, strict=True)
    ]
    return [*rows, _growth(growth)]


def _growth(growth: float) -> Row:
    return Row(
        what="growth of the memory",
        measured=f"{growth:.1%}",
        allowed=f"{MOST_GROWTH:.0%}",
        holds=growth <= MOST_GROWTH,
    )


def jobs_rows(numbers: Sequence[int], editions: str) -> list[Row]:
    """How long a run takes with one process and with as many as there are cores."""
    cores = os.cpu_count() or 1
    return [
        Row(
            what=f"{number} branches ({editions}), {jobs} at a time, elapsed",
            measured=f"{cost.elapsed:.0f} s (processor {cost.processor:.0f} s)",
        )
        for number in numbers
        for jobs in (1, cores)
        for cost in (distribute(number, editions, jobs),)
    ]


def table(rows: Sequence[Row]) -> str:
    """The rows as a table in Markdown."""
    lines = ["| what | measured | allowed | |", "|---|---|---|---|"]
    for row in rows:
        verdict = ("holds" if row.holds else "**missed**") if row.allowed else ""
        lines.append(f"| {row.what} | {row.measured} | {row.allowed} | {verdict} |")
    return "\n".join(lines) + "\n"


def page(rows: Sequence[Row]) -> str:
    """docs/benchmarks.md."""
    machine = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return f"""# What a further branch costs

The pages between the covers are laid out once, however many branches there are. `make bench` measures
what that is worth, with the sample pamphlet, and writes this page.

Processor time is that of whole processes, in the program and in the system. What a further branch takes
is the difference between a run for many branches and one for few, shared out among the branches between
them, one process at a time; it includes the print sheet of the booklet, the branch's manifest and its
line in the distribution sheet. It is compared with `pamphlet build all`: one pamphlet, all editions.

{table(rows)}
Measured on {machine}. Expect other seconds on another machine, and much the same shares.
"""


def main() -> None:
    """Measure, print the table, write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--many", type=int, default=200, help="branches that the time is measured at")
    parser.add_argument("--most", type=int, default=2000, help="branches that the memory is measured at")
    parser.add_argument("--times", type=int, default=3, help="how often, for the median")
    wanted = parser.parse_args()
    few = 20
    rows = time_rows(few, wanted.many, wanted.times)
    rows += memory_rows((few, wanted.many, wanted.most))
    rows += jobs_rows((few, 100), f"{READING}, {SCREEN_AND_BOOKLET}")
    print(table(rows), end="")
    PAGE.write_text(page(rows), encoding="utf-8")
    if not all(row.holds for row in rows):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
