"""All that is tried to break the program becomes tables, and docs/reliability.md: `make torture` runs this.

A chapter is a function that gives a `figures.Chapter`; a new one is a line in CHAPTERS.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from figures import Chapter, as_markdown
from whole_editions import chapter as whole_editions
from whole_editions import quick_chapter

sys.path += [str(Path(__file__).parents[1] / name) for name in ("hostile", "fuzz")]

from chance import chapter as chance
from strangers import chapter as strangers

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"

CHAPTERS: tuple[Callable[[], Chapter], ...] = (strangers, chance, whole_editions)


def page(chapters: Sequence[Chapter]) -> str:
    """docs/reliability.md."""
    machine = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    sections = "\n".join(as_markdown(chapter) for chapter in chapters)
    return f"""# What was tried to break it

`make torture` tries all this and writes this page; `make test` tries a part of it each time.

{sections}
Tried on {machine}. Not tried: network drives, other systems than Linux, a loss of power.
"""


def main() -> None:
    """Try, print the tables, write the page; exit status 1 where something does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="only what `make test` tries, and write no page")
    quick = parser.parse_args().quick
    chapters = []
    for chapter in (quick_chapter,) if quick else CHAPTERS:
        chapters.append(chapter())
        print(as_markdown(chapters[-1]))
        print("\n".join(chapters[-1].faults))
    if not quick:
        PAGE.write_text(page(chapters), encoding="utf-8")
    if not all(chapter.holds for chapter in chapters):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
