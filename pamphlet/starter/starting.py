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


def _names(folder: Folder) -> Iterator[str]:
    for inner in _FOLDERS:
        yield from folder.names(inner, _SUFFIXES)


def _quoted(text: str) -> str:
    """A text as TOML has it: what JSON calls a string is one there too, but for one control character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
