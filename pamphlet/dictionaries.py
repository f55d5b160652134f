"""The folders where systems keep Hunspell dictionaries become the files that stand in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

FOLDERS = (
    Path("/usr/share/hunspell"),
    Path("/usr/share/myspell"),
    Path("/usr/share/myspell/dicts"),
    Path("/Library/Spelling"),
    Path("/opt/homebrew/share/hunspell"),
)
"""On Linux and on a Mac."""


def dictionary_files(folders: Iterable[Path] = FOLDERS) -> Iterator[Path]:
    """All files of dictionaries in folders, sorted in each."""
    for folder in folders:
        if folder.is_dir():
            yield from sorted(file for file in folder.iterdir() if file.suffix in {".aff", ".dic"} and file.is_file())
