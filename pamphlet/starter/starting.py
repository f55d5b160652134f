"""Answers become the files of a small complete manuscript, in which every part is shown once.

Its text stands in files/, as it is copied but for what stands behind a dollar sign; the people in it are made up.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Template

from pamphlet.catalogue_settings import Contributor, made_identifier
from pamphlet.workspace import DiskFolder, Folder

_FILES = Path(__file__).parent / "files"
_SUFFIXES = frozenset({".csv", ".md", ".svg", ".toml"})
_SETTINGS, _CHAPTER, _BRANCHES = "pamphlet.toml", "body/01-the-half-loaf.md", "branches.csv"
_FOLDERS = (".", "front", "body", "back", "images")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What a new manuscript is told of itself: `paper` is a trim by its name, `language` a tag."""

    title: str
    author: str
    branch: str
    language: str
    paper: str
    date: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What stands before and behind the settings of a text, before its first chapter, and beside its files."""

    opening: str
    closing: str
    chapter: str
    files: dict[str, bytes]


def start(answers: Answers) -> dict[str, bytes]:
    """The files of the manuscript by name."""
    values = {
        "title": _quoted(answers.title),
        "author": _quoted(answers.author),
        "branch": _quoted(answers.branch),
        "branch_cell": '"{}"'.format(answers.branch.replace('"', '""')),
        "language": _quoted(answers.language),
        "paper": _quoted(answers.paper),
        "date": answers.date.isoformat(),
        "identifier": made_identifier(answers.title, (Contributor(name=answers.author),), answers.date),
    }
    folder = DiskFolder(_FILES)
    return {
        name: Template(folder.read_bytes(name, _SUFFIXES).decode()).substitute(values).encode()
        for name in _names(folder)
    }


def around(answers: Answers) -> Around:
    """What of it stands around a text that is there already: settings and comments, no example."""
    files = {name: data.decode() for name, data in start(answers).items()}
    opening, _, rest = files[_SETTINGS].partition("\n\n")
    comment = next(line for line in files[_CHAPTER].splitlines() if line.startswith("<!--"))
    return Around(
        opening=f"{opening}\n\n",
        closing=rest[rest.index("[imprint]") :],
        chapter=f"{comment}\n\n",
        files={_BRANCHES: files[_BRANCHES].encode()},
    )


def _names(folder: Folder) -> Iterator[str]:
    for inner in _FOLDERS:
        yield from folder.names(inner, _SUFFIXES)


def _quoted(text: str) -> str:
    """A text as TOML has it: what JSON calls a string is one there too, but for one control character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
