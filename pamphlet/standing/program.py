"""The program, and all that it works with, become one digest: where that is another, everything is made anew."""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from pamphlet.dictionaries import dictionary_files
from pamphlet.system_libraries import all_known, library_versions


def digest_of_program(folders: Iterable[Path]) -> str | None:
    """The SHA-256, in hexadecimal, of all that shapes a result beside the manuscript.

    That are the program's own `folders`, all packages installed, and the system's libraries and dictionaries.

    None where the libraries cannot be asked: whether they are the same as before is then not known.
    """
    versions = library_versions()
    if not all_known(versions):
        return None
    digest = hashlib.sha256(f"{sys.version} {platform.machine()} {versions}".encode())
    for record in sorted(_packages()):
        digest.update(record)
    for file in dictionary_files():  # a manuscript may ask for its spelling; they are too large to be read each time
        told = file.stat()
        digest.update(f"\0{file}\0{told.st_size}\0{told.st_mtime_ns}".encode())
    for name, data in _files(folders):
        digest.update(f"\0{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def _packages() -> Iterator[bytes]:
    """What each package that is installed tells of itself: its files with their digests, else its version.

    `importlib.metadata` would know too, but only to load it takes as long as all of this.
    """
    for place in dict.fromkeys(sys.path):
        told = sorted(Path(place).glob("*.dist-info")) + sorted(Path(place).glob("*.egg-info"))
        for each in told:
            yield _first_of(each / "RECORD", each / "METADATA", each / "PKG-INFO", each)


def _first_of(*files: Path) -> bytes:
    """The first of some files that is there and may be read."""
    for file in files:
        with suppress(OSError):
            return file.read_bytes()
    return b""


def _files(folders: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """The files of folders but those that Python makes of others, by names in a set order.

    With paths that are objects this would take twice as long, a twentieth of the time of a check.
    """
    for folder in folders:
        for place, within, names in os.walk(folder):
            within[:] = sorted(name for name in within if name != "__pycache__")
            for name in sorted(names):
                if not name.endswith(".pyc"):
                    yield f"{place[len(str(folder)) :]}/{name}", Path(f"{place}/{name}").read_bytes()
