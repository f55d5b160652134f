"""All that is tried to break the program becomes tables, and docs/reliability.md: `make torture` runs this.

A chapter is a function that gives a `figures.Chapter`; a new one is a line in CHAPTERS.  Each has a process of its
own, as many at a time as there are cores; the longest begin first.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from again import chapter as again
from figures import Chapter, as_markdown
from readers import chapter as readers
from scoreboard import scoreboard
from suites import chapter as suites
from thousand import chapter as thousand
from whole_editions import chapter as whole_editions
from whole_editions import quick_chapter

sys.path += [str(Path(__file__).parents[1] / name) for name in ("hostile", "fuzz")]

from chance import chapter as chance
from opens import chapter as opens
from strangers import chapter as strangers

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"

CHAPTERS: tuple[Callable[[], Chapter], ...] = (
    strangers,
    chance,
    whole_editions,
    thousand,
    again,
    readers,
    opens,
    suites,
)


def page(chapters: Sequence[Chapter]) -> str:
    """docs/reliability.md."""
    machine = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    sections = "\n".join(as_markdown(chapter) for chapter in chapters)
    return f"""# What was tried to break it

`make torture` tries all this and writes this page; `make test` tries a part of it each time.

{sections}
Tried on {machine}. Not tried: network drives, other systems than Linux, a loss of power.
"""


def _tried() -> Iterator[Chapter]:
    """The chapters in their order, each tried in a process that has done nothing else."""
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn"), max_tasks_per_child=1) as executor:
        yield from [future.result() for future in [executor.submit(chapter) for chapter in CHAPTERS]]


def main() -> None:
    """Try, print the tables, write the page; exit status 1 where something does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="only what `make test` tries, and write no page")
    quick = parser.parse_args().quick
    chapters = []
    for chapter in [quick_chapter()] if quick else _tried():
        chapters.append(chapter)
        print(as_markdown(chapter))
        print("\n".join(chapter.faults), flush=True)
    if not quick:
        print(as_markdown(scoreboard(chapters)))
        PAGE.write_text(page([scoreboard(chapters), *chapters]), encoding="utf-8")
    if not all(chapter.holds for chapter in chapters):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
