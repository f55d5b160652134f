"""Faces of a theme become the files of the typefaces that they are cut from: version and digest of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import fontpkg

from pamphlet.typeset.theme import Face


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class FontFile:
    """A font as it came: its family and its version, the package of PyPI that brings it, its name and its SHA-256."""

    family: str
    version: str
    package: str
    name: str
    sha256: str


def font_files(faces: Iterable[Face]) -> tuple[FontFile, ...]:
    """The files of faces that are installed, each once, sorted."""
    return tuple(sorted(set(map(_file, faces))))


def _file(face: Face) -> FontFile:
    family = fontpkg.family(face.family)
    path = Path(fontpkg.path(face.family, weight=face.weight, style=face.style))
    return FontFile(
        family=family.name,
        version=family.version,
        package=f"fontpkg-{family.slug}",
        name=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
    )
