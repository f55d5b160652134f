"""The program, and all that it works with, become one digest: where that is another, everything is made anew."""

from __future__ import annotations

import ctypes
import hashlib
import platform
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import distributions
from pathlib import Path
from typing import NamedTuple


class _Library(NamedTuple):
    """A library of the system: what gives its version, and its file on Linux, on a Mac, on Windows."""

    version: str
    files: tuple[str, ...]
    is_number: bool = False


_LIBRARIES = (
    _Library("pango_version_string", ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll")),
    _Library("hb_version_string", ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll")),
    _Library("FcGetVersion", ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"), is_number=True),
)
"""With which the layout engine sets lines: the one part of it that is no Python package.

It is too heavy to be asked itself: to load it takes longer than all the rest.
"""


def digest_of_program(folders: Iterable[Path]) -> str | None:
    """The SHA-256, in hexadecimal, of the program's own `folders`, all packages installed, and the system's libraries.

    None where the libraries cannot be asked: whether they are the same as before is then not known.
    """
    versions = _library_versions()
    if versions is None:
        return None
    digest = hashlib.sha256(f"{sys.version} {platform.machine()} {versions}".encode())
    for record in sorted(each.read_text("RECORD") or f"{each.name} {each.version}" for each in distributions()):
        digest.update(record.encode())
    for name, data in _files(folders):
        digest.update(f"\0{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def _files(folders: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """The files of folders but those that Python makes of others, by names in a set order."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix != ".pyc" and path.is_file():
                yield path.relative_to(folder).as_posix(), path.read_bytes()


def _library_versions() -> tuple[str, ...] | None:
    """The versions of the libraries; None where one is not to be found under a name that is known."""
    versions = tuple(map(_version, _LIBRARIES))
    return versions if all(versions) else None


def _version(library: _Library) -> str:
    for file in library.files:
        try:
            ask = getattr(ctypes.CDLL(file), library.version)
        except (OSError, AttributeError):
            continue
        ask.restype = ctypes.c_int if library.is_number else ctypes.c_char_p
        return repr(ask())
    return ""
