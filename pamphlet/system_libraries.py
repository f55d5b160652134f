"""The libraries of the system that set lines become their versions: the one part of the engine that no package pins."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import NamedTuple


class _Library(NamedTuple):
    """A library: its name, what gives its version and what that means, its files on Linux, on a Mac, on Windows."""

    name: str
    function: str
    files: tuple[str, ...]
    kind: type[ctypes.c_int | ctypes.c_char_p] = ctypes.c_char_p
    read: Callable[..., str] = bytes.decode


def _in_parts(number: int) -> str:
    """21401 as `2.14.1`."""
    major, rest = divmod(number, 10_000)
    return f"{major}.{rest // 100}.{rest % 100}"


_LIBRARIES = (
    _Library("Pango", "pango_version_string", ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll")),
    _Library("HarfBuzz", "hb_version_string", ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll")),
    _Library(
        "Fontconfig",
        "FcGetVersion",
        ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
        kind=ctypes.c_int,
        read=_in_parts,
    ),
)
"""By the names under which WeasyPrint loads them, which itself takes too long to load to be asked (`text/ffi.py`)."""


def library_versions() -> tuple[tuple[str, str], ...]:
    """Name and version of each; without those that are not to be found."""
    found = ((library.name, _version(library)) for library in _LIBRARIES)
    return tuple((name, version) for name, version in found if version)


def all_known(versions: tuple[tuple[str, str], ...]) -> bool:
    """Whether none is missing."""
    return len(versions) == len(_LIBRARIES)


def _version(library: _Library) -> str:
    for file in library.files:
        try:
            ask = getattr(ctypes.CDLL(file), library.function)
        except (OSError, AttributeError):
            continue
        ask.restype = library.kind
        return library.read(ask())
    return ""
