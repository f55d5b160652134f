"""Bytes that were costly to make become files in this user's cache; what was longest unused makes room for them."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

MOST_BYTES = 256 * 1024 * 1024
"""Some two hundred pamphlets with all their editions."""

MOST_FILES = 1000

_MOST_LOOKED_INTO = 16
"""Whoever writes all day leaves a state for each time that was saved: to look into them all would take ever longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """A file that is kept: its size in bytes, and when it was last used, in nanoseconds."""

    used: int
    size: int
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """How much is kept: a number of files, and their bytes."""

    files: int
    size: int


class Shelf:
    """A folder of files that may go at any time: they are whole or not there, whoever else writes to it.

    A shelf that cannot be written costs time, never a build.
    """

    def __init__(self, folder: Path, *, most_bytes: int = MOST_BYTES, most_files: int = MOST_FILES) -> None:
        """Keep them in a folder, which need not be there, and no more of them than this."""
        self.folder = folder
        self._most_bytes = most_bytes
        self._most_files = most_files

    @property
    def stock(self) -> Stock:
        """How much is kept now."""
        kept = self._kept()
        return Stock(files=len(kept), size=sum(each.size for each in kept))

    def beginning(self, start: str) -> Iterator[tuple[str, bytes]]:
        """The names that begin so and what is kept under them, the last used first; of many no more than those."""
        for kept in islice((each for each in self._kept() if each.path.name.startswith(start)), _MOST_LOOKED_INTO):
            with contextlib.suppress(OSError):
                yield kept.path.name, kept.path.read_bytes()

    def use(self, name: str) -> None:
        """Note that something was of use: it will be kept longer."""
        with contextlib.suppress(OSError):
            os.utime(self.folder / name)

    def put(self, name: str, data: bytes) -> None:
        """Keep bytes under a name, and take away what was longest unused where there is too much."""
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            descriptor, part = tempfile.mkstemp(dir=self.folder)
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(data)
                Path(part).replace(self.folder / name)
            finally:
                Path(part).unlink(missing_ok=True)
        self._make_room()

    def clear(self) -> None:
        """Take everything away.  Raises OSError where that cannot be done."""
        for kept in self._kept():
            kept.path.unlink(missing_ok=True)

    def _make_room(self) -> None:
        size = 0
        for number, kept in enumerate(self._kept(), 1):
            size += kept.size
            if size > self._most_bytes or number > self._most_files:
                with contextlib.suppress(OSError):
                    kept.path.unlink()

    def _kept(self) -> tuple[_Kept, ...]:
        """The files, the last used first."""
        kept = []
        with contextlib.suppress(OSError):  # not there, or not ours to read
            for entry in self.folder.iterdir():
                with contextlib.suppress(OSError):  # another has just taken it away
                    told = entry.stat()
                    kept.append(_Kept(used=told.st_mtime_ns, size=told.st_size, path=entry))
        return tuple(sorted(kept, key=lambda each: (-each.used, each.path.name)))
