"""Files as they are read become their digests, by name: what a build depends on."""

from __future__ import annotations

import hashlib

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
