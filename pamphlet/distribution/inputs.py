"""All that a branch's files depend on becomes a digest: where it is the same, they need not be made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from pamphlet import __version__
from pamphlet.distribution.work import Order
from pamphlet.typeset.theme import Theme
from pamphlet.workspace import Folder


class Remembering:
    """A folder that remembers what was read from it."""

    def __init__(self, folder: Folder) -> None:
        """Read from this folder."""
        self._folder = folder
        self.read: dict[str, str] = {}

    @property
    def label(self) -> str:
        """The folder's name as the user gave it."""
        return self._folder.label

    def exists(self, name: str = ".") -> bool:
        """Whether a file or folder of that name is there."""
        return self._folder.exists(name)

    def names(self, folder: str, suffixes: frozenset[str]) -> tuple[str, ...]:
        """The files of a folder in it."""
        return self._folder.names(folder, suffixes)

    def folders(self, folder: str) -> tuple[str, ...]:
        """The folders in a folder."""
        return self._folder.folders(folder)

    def text_size(self) -> int:
        """How many bytes its text files have."""
        return self._folder.text_size()

    def read_bytes(self, name: str, suffixes: frozenset[str]) -> bytes:
        """A file's bytes, whose digest is kept.  Raises FileProblem."""
        data = self._folder.read_bytes(name, suffixes)
        self.read[name] = digest_of(data)
        return data

    def rewrite(self, name: str, data: bytes) -> None:
        """Give a file other bytes.  Raises FileProblem."""
        self._folder.rewrite(name, data)


def digest_of(data: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digest_of_common(read: Mapping[str, str], theme: Theme, moment: str) -> str:
    """The digest of what all branches of a trim depend on: the files that were read, the theme, the time, and us."""
    told = {
        "program": __version__,
        "moment": moment,
        "manuscript": sorted(read.items()),
        "theme": [theme.name, theme.paper, theme.ebook, theme.web, [repr(face) for face in theme.faces]],
        "pictures": sorted((name, digest_of(data)) for name, data in theme.pictures.items()),
        "cover": theme.cover.text if theme.cover else "",
    }
    return digest_of(json.dumps(told, sort_keys=True).encode())


def digest_of_inputs(order: Order, common: str) -> str:
    """The digest of what the files of an order depend on: what is common to all, the row, the logo, the printer."""
    told = {
        "common": common,
        "branch": _fields(order),
        "logo": digest_of(order.logo.data) if order.logo else "",
        "editions": sorted(order.editions),
        "machine": repr(order.machine),
        "copies": order.copies,
    }
    return digest_of(json.dumps(told, sort_keys=True, default=str).encode())


def _fields(order: Order) -> dict[str, Any]:
    """The fields of a branch but for its place: rows may be moved about."""
    branch = order.branch
    told = {each.name: getattr(branch, each.name) for each in fields(branch) if each.name not in {"span", "meeting"}}
    return {**told, "meeting": asdict(branch.meeting)}
