"""What the tests of the command line share: a process of its own, a terminal, texts with slips."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from conftest import Answer

ARTICLE = (
    "By Jane Doe (Leith branch)\n"
    "In the winter of 1816 the bakers of Corn Street put up the price of a loaf twice in one week, and the people "
    "who bought it by the half loaf went to see the magistrate about it.\n"
    "A petition\n"
    "They had never written to anyone before. Three of them could sign their names; the others made a cross, and a "
    "schoolmaster wrote beside each cross whose it was.\n"
)


def run(folder: Path, *arguments: str) -> Answer:
    """Run `pamphlet` in a folder, as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "pamphlet", *arguments],
        cwd=folder, env={**os.environ, "COLUMNS": "100"}, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    return Answer(done.returncode, done.stdout, done.stderr)


def slip(place: Path) -> Path:
    """Make the chapter one with a warning that a fix is certain for, and a question of style; the chapter."""
    chapter = place / "manuscript" / "body" / "01-bread.md"
    chapter.write_bytes(
        b"\xef\xbb\xbf# Bread\r\n\r\nIt rose , and [fell]{.missing-address}.\r\nIt was  two\tpence.\r\n"
    )
    return chapter
