"""Two builds into one folder at once become a verdict: one set or the other, whole; nobody waits, nothing is left.

As a script, `pairs.py FOLDER WORD` publishes a set of files as soon as it is told to.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from swaps import Ending, ending_of, files, hidden, seen

from pamphlet.publishing import reserved

ROOT = Path(__file__).parents[2]
NAMES = tuple(f"{letter}.pdf" for letter in "abcdefgh")


@dataclass(frozen=True, kw_only=True)
class Pair:
    """How the two of a pair ended, and what is wrong with what they left."""

    endings: tuple[Ending, ...]
    faults: tuple[str, ...]

    @property
    def turned_away(self) -> int:
        """How many of the two came to a folder that was held."""
        return self.endings.count(Ending.REFUSED)


def published_at_once(number: int) -> Iterator[Pair]:
    """Pairs that do nothing but publish, let go at the same moment."""
    for _ in range(number):
        with tempfile.TemporaryDirectory() as folder:
            words = ("one", "other")
            both = [_begun(Path(folder), word) for word in words]
            for process in both:
                assert process.stdout
                process.stdout.readline()  # all is loaded
            for process in both:
                assert process.stdin
                process.stdin.close()
            endings = tuple(Ending(process.wait(60)) for process in both)
            done = [word for word, ending in zip(words, endings, strict=True) if ending is Ending.DONE]
            yield Pair(endings=endings, faults=tuple(_faults(Path(folder), endings, done)))


def _begun(folder: Path, word: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, __file__, str(folder), word]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _faults(folder: Path, endings: Sequence[Ending], done: Sequence[str]) -> Iterator[str]:
    if set(endings) - {Ending.DONE, Ending.REFUSED}:
        yield f"a pair ended with {endings}"
    if seen(folder) not in [files(word, *NAMES) for word in done]:
        yield f"two at once left {sorted(seen(folder))}, of none of those that were done: {done}"
    if hidden(folder):
        yield f"two at once left {hidden(folder)}"


def main() -> None:
    """Publish when told to."""
    folder, word = Path(sys.argv[1]), sys.argv[2]
    sys.stdout.write("loaded\n")
    sys.stdout.flush()
    sys.stdin.read()

    def build() -> None:
        with reserved(folder) as output:
            output.publish(files(word, *NAMES))

    sys.exit(ending_of(build).value)


if __name__ == "__main__":
    main()
