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
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
KILOBYTES_PER_MB = 1024

SCREEN_AND_BOOKLET = "booklet, epub, web"
READING = "reading"
CHEAPEST = "web"
MOST_OF_FURTHER, MOST_OF_READING, MOST_GROWTH = 0.05, 0.35, 0.10
"""What we allow: shares of building the pamphlet once, and growth of the memory from few branches to many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a run took, in s: processor time of the first process, and time by the clock."""

    processor: float
    elapsed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table."""

    what: str
    measured: str
    allowed: str = ""
    holds: bool = True


def begun(*arguments: str | Path) -> subprocess.Popen[bytes]:
    """The command line, at work in silence."""
    command = [sys.executable, "-m", "pamphlet", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603  # our own


def run(*arguments: str | Path) -> Cost:
    """Run the command line, which must succeed."""
    start = time.perf_counter()
    process = begun(*arguments)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{process.args!r} ended with {os.waitstatus_to_exitcode(status)}")
    return Cost(processor=usage.ru_utime + usage.ru_stime, elapsed=time.perf_counter() - start)


def build_once() -> Cost:
    """All editions of the sample pamphlet, once."""
    with tempfile.TemporaryDirectory() as folder:
        return run("build", "all", "-m", ROOT / "manuscript", "-o", folder)


@contextmanager
def listed(branches: int, editions: str) -> Iterator[tuple[str | Path, ...]]:
    """The arguments that distribute editions of the sample pamphlet to so many branches, in a folder for the while."""
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
        yield "distribute", "-m", manuscript, "-o", Path(folder, "build")


def distribute(branches: int, editions: str, jobs: int = 1) -> Cost:
    """What it takes to distribute to so many branches."""
    with listed(branches, editions) as arguments:
        return run(*arguments, "--jobs", str(jobs))


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


def peaks(branches: int, early: int) -> tuple[float, float]:
    """The memory at its peak in MB of a run, with all processes that it begins: up to an early branch, and in all."""
    with listed(branches, CHEAPEST) as arguments:
        process, folder = begun(*arguments, "--jobs", "1"), Path(arguments[-1], "branches")
        at_first = in_all = 0.0
        while process.poll() is None:
            in_all = max(in_all, memory_of(process.pid))
            if len(list(folder.glob("*/manifest.json"))) <= early:
                at_first = in_all
            time.sleep(0.2)
        if process.returncode:
            raise SystemExit(f"{process.args!r} ended with {process.returncode}")
        return at_first, in_all


def memory_of(process: int) -> float:
    """What a process and all that it began hold at this moment, in MB; what they share is counted once (PSS).

    Linux alone tells it.
    """
    try:
        with Path(f"/proc/{process}/smaps_rollup").open(encoding="ascii") as told:
            held = next((int(line.split()[1]) for line in told if line.startswith("Pss:")), 0)
        begun_by_it = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except OSError:  # it has just ended
        return 0
    return held / KILOBYTES_PER_MB + sum(memory_of(int(other)) for other in begun_by_it)


def memory_rows(early: int, most: int) -> list[Row]:
    """The memory at its peak, early in a long run and in all of it."""
    first, whole = peaks(most, early)
    return [
        Row(what=f"memory at its peak, {most} branches (web page), up to branch {early}", measured=f"{first:.0f} MB"),
        Row(what="the same, up to the end", measured=f"{whole:.0f} MB"),
        _growth(whole / first - 1),
    ]


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
            measured=f"{cost.elapsed:.0f} s",
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
    rows += memory_rows(few, wanted.most)
    rows += jobs_rows((few, 100), f"{READING}, {SCREEN_AND_BOOKLET}")
    print(table(rows), end="")
    PAGE.write_text(page(rows), encoding="utf-8")
    if not all(row.holds for row in rows):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
