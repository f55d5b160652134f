"""The folder that a file lies in becomes the pictures beside it, each read only when it is asked for."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TypeAlias

from pamphlet.diagnostics import Refused, error
from pamphlet.workspace import PICTURE_SUFFIXES, FileProblem, Folder

Beside: TypeAlias = Mapping[str, Callable[[], bytes]]
"""Pictures by their path from the folder, `page_files/map.png`; what is called gives the bytes or raises Refused."""


def pictures_beside(folder: Folder) -> Beside:
    """The pictures in a folder and in the folders in it; hidden ones and links that lead out of it are left."""
    return {name: partial(_read, folder, name) for name in _names(folder)}


def _names(folder: Folder) -> Iterator[str]:
    for place in (".", *folder.folders(".")):
        with contextlib.suppress(OSError):  # a folder that may not be looked into has nothing for us
            yield from (name.removeprefix("./") for name in folder.names(place, PICTURE_SUFFIXES))


def _read(folder: Folder, name: str) -> bytes:
    try:
        return folder.read_bytes(name, PICTURE_SUFFIXES)
    except FileProblem as problem:
        hint = "take it out of the folder, and import without it"
        raise Refused((error("import-picture", f"the picture `{name}` {problem}", hint=hint),)) from None
