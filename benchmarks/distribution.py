"""Runs of `pamphlet distribute` become a section of docs/benchmarks.md: what a further branch costs in time and memory.

Each run is a process of its own, all of it counted: its start, reading, layout, writing, and the
processes that it begins.  `make bench` runs this; it takes ten minutes.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import long_manuscript
from measuring import Cost, environment_with, machine, memory_of, pamphlet, run
from sections import BENCHMARKS, ROOT, Row, put, table

SAMPLE = ROOT / "manuscript"
HEAD = "## What a further branch costs"
SCREEN_AND_BOOKLET = "booklet, epub, web"
READING = "reading"
CHEAPEST = "web"
MOST_OF_FURTHER, MOST_OF_READING, MOST_GROWTH = 0.05, 0.35, 0.10
"""What we allow: shares of building the pamphlet once, and growth of the memory from few branches to many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Premises:
    """Where runs find fonts that are cut and modules that are compiled, and nothing else from runs before them."""

    folder: Path

    def made_ready(self) -> Premises:
        """With what a build of another pamphlet leaves there."""
        other = self.folder / "other"
        long_manuscript.write(other, long_manuscript.in_proportion(500))
        environment = environment_with(self.folder / "bytecode", self.folder / "cache")
        run(pamphlet("build", "all", "-m", other, "-o", self.folder / "out"), environment)
        return self

    def environment(self, place: Path) -> dict[str, str]:
        """The environment of one run, which leaves what it keeps in a place of its own."""
        shutil.copytree(self.folder / "cache", place / "cache")
        return environment_with(self.folder / "bytecode", place / "cache")


def build_once(premises: Premises) -> Cost:
    """All editions of the sample pamphlet, once."""
    with tempfile.TemporaryDirectory() as folder:
        command = pamphlet("build", "all", "-m", SAMPLE, "-o", Path(folder, "build"))
        return run(command, premises.environment(Path(folder)))


@contextmanager
def listed(branches: int, editions: str, sample: Path) -> Iterator[Path]:
    """A pamphlet with a list of so many branches and the editions that they get: a folder for the while."""
    with tempfile.TemporaryDirectory() as folder:
        manuscript = Path(folder, "manuscript")
        shutil.copytree(sample, manuscript)
        with (manuscript / "branches.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(("name", "date", "time", "venue", "contact", "web", "copies", "editions"))
            for number in range(1, branches + 1):
                meeting = ("2027-03-14", "19:30", f"Hall {number}, Mill Lane")
                contact = (f"b{number}@example.org", f"https://example.org/b{number}")
                table.writerow((f"Branch {number}", *meeting, *contact, 100, editions))
        yield Path(folder)


def distribution_in(folder: Path, jobs: int) -> tuple[str, ...]:
    """The command that distributes the pamphlet in a folder."""
    return pamphlet("distribute", "-m", folder / "manuscript", "-o", folder / "build", "--jobs", str(jobs))


def distribute(branches: int, editions: str, premises: Premises, jobs: int = 1, sample: Path = SAMPLE) -> Cost:
    """What it takes to distribute to so many branches."""
    with listed(branches, editions, sample) as folder:
        return run(distribution_in(folder, jobs), premises.environment(folder))


def further(editions: str, numbers: tuple[int, int], premises: Premises, sample: Path = SAMPLE) -> Cost:
    """What each branch beyond the first few takes; the memory is that of the run for many."""
    few, many = numbers
    first, whole = (distribute(number, editions, premises, sample=sample) for number in numbers)
    return Cost(
        processor=(whole.processor - first.processor) / (many - few),
        elapsed=(whole.elapsed - first.elapsed) / (many - few),
        memory=whole.memory,
    )


def time_rows(numbers: tuple[int, int], times: int, premises: Premises) -> list[Row]:
    """What further branches take, beside building once."""
    once = statistics.median(build_once(premises).processor for _ in range(max(times, 3)))
    rows = [Row(what="the pamphlet once (`pamphlet build all`)", measured=f"{once:.2f} s")]
    for what, editions, most in (
        ("each further booklet + EPUB + web page", SCREEN_AND_BOOKLET, MOST_OF_FURTHER),
        ("each further tagged reading copy", READING, MOST_OF_READING),
    ):
        each = statistics.median(further(editions, numbers, premises).processor for _ in range(times))
        share = each / once
        rows.append(
            Row(
                what=f"{what}, branch {numbers[0]} to {numbers[1]}",
                measured=f"{each:.3f} s, {share:.1%} of once",
                allowed=f"{most:.0%}",
                holds=share <= most,
            )
        )
    return rows


def peaks(branches: int, early: int, premises: Premises) -> tuple[float, float]:
    """The memory at its peak in MB of a run, with all processes that it begins: up to an early branch, and in all."""
    quiet = subprocess.DEVNULL
    with listed(branches, CHEAPEST, SAMPLE) as folder:
        command, made = distribution_in(folder, 1), folder / "build" / "branches"
        process = subprocess.Popen(  # noqa: S603  # our own
            command, env=premises.environment(folder), stdin=quiet, stdout=quiet, stderr=quiet
        )
        at_first = in_all = 0.0
        while process.poll() is None:
            in_all = max(in_all, memory_of(process.pid))
            if len(list(made.glob("*/manifest.json"))) <= early:
                at_first = in_all
            time.sleep(0.2)
        if process.returncode:
            raise SystemExit(f"{command!r} ended with {process.returncode}")
        return at_first, in_all


def memory_rows(early: int, most: int, premises: Premises) -> list[Row]:
    """The memory at its peak, early in a long run and in all of it."""
    first, whole = peaks(most, early, premises)
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


def jobs_rows(numbers: Sequence[int], editions: str, premises: Premises) -> list[Row]:
    """How long a run takes with one process and with as many as there are cores."""
    cores = os.cpu_count() or 1
    return [
        Row(
            what=f"{number} branches ({editions}), {jobs} at a time, elapsed",
            measured=f"{cost.elapsed:.0f} s",
        )
        for number in numbers
        for jobs in (1, cores)
        for cost in (distribute(number, editions, premises, jobs),)
    ]


def section(rows: Sequence[Row], times: int) -> str:
    """The section of docs/benchmarks.md."""
    return f"""{HEAD}

The pages between the covers are laid out once, however many branches there are. `python benchmarks/distribution.py`
measures what that is worth, with the sample pamphlet.

What a further branch takes is the difference between a run for many branches and one for few, shared out among the
branches between them, one process at a time; it includes the print sheet of the booklet, the branch's manifest and its
line in the distribution sheet. It is compared with `pamphlet build all`: one pamphlet, all editions. Times are
medians of {times}, in processor seconds where nothing else is said; fonts are cut beforehand, and nothing else is kept
from one run to the next.

{table(rows)}
Measured on {machine()}. Expect other seconds on another machine, and much the same shares.
"""


def main() -> None:
    """Measure, print the table, write the section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--many", type=int, default=60, help="branches that the time is measured at")
    parser.add_argument("--most", type=int, default=2000, help="branches that the memory is measured at")
    parser.add_argument("--times", type=int, default=3, help="how often, for the median")
    wanted = parser.parse_args()
    few = 20
    with tempfile.TemporaryDirectory() as folder:
        premises = Premises(folder=Path(folder)).made_ready()
        rows = time_rows((few, wanted.many), wanted.times, premises)
        rows += memory_rows(few, wanted.most, premises)
        rows += jobs_rows((few,), f"{READING}, {SCREEN_AND_BOOKLET}", premises)
    print(table(rows), end="")
    put(BENCHMARKS, section(rows, wanted.times))
    if not all(row.holds for row in rows):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
