"""Manuscripts made by chance and files that were spoilt become a chapter of what was tried: `make torture` has it."""

from __future__ import annotations

import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "torture"))

import fuzz
from figures import Chapter, none_of
from targets import TARGETS

_TESTS = Path(__file__).parents[1]
_SECONDS_A_READER = 8


def chapter() -> Chapter:
    """What comes of them."""
    laws = sorted((_TESTS / "generated").glob("test_*.py"))
    flags = ("-q", "-n", "2", "-p", "no:cacheprovider", "--hypothesis-profile=thorough")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *flags, *laws], cwd=_TESTS.parent, capture_output=True, text=True, check=False
    )
    broken = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    number = secrets.randbelow(1_000_000)
    with tempfile.TemporaryDirectory() as folder:
        outcomes = [fuzz.tried(each, _SECONDS_A_READER, number, Path(folder)) for each in TARGETS.values()]
    failures = [f"seed {number}: {problem}" for outcome in outcomes for _, problem in outcome.failures]
    return Chapter(
        title="Chance",
        words="""Laws are tried on manuscripts that are made at random: any text is read, and each finding is in its
file; what is well-formed is built, and every edition shows each word once, in order, and passes our own examination
and EPUBCheck. Sound files of every kind that is read are spoilt at random, and given to their readers.""",
        rows=(
            none_of("Laws that do not hold", broken, _passed(done.stdout) + len(broken), "laws"),
            none_of("Spoilt files that broke a reader", failures, sum(each.tried for each in outcomes), "files"),
        ),
        faults=(*broken, *failures),
    )


def _passed(said: str) -> int:
    """How many tests pytest says have passed: its last line is `5 passed in 9.9s`."""
    words = said.replace(",", "").split()
    return int(words[words.index("passed") - 1]) if "passed" in words else 0
