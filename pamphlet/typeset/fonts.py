"""Faces of a theme become static fonts, cut from the variable ones of the font packages.

A variable font would be embedded anew for every size and would carry the time of writing; a cut
one is embedded once and gives the same bytes on every run.  Cutting takes some seconds a face,
so the result is kept in a cache under a name made of all it depends on.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import fontpkg
from fontTools import __version__ as cutter_version
from fontTools.ttLib import TTFont

from pamphlet.typeset.theme import Face, FontProblem
from pamphlet.workspace import Cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """A static font: the face it is, and its file as bytes (TrueType)."""

    face: Face
    data: bytes = field(repr=False)

    @property
    def file_name(self) -> str:
        """A name for the file that no other face of the theme has."""
        name = self.face.name.lower().replace(" ", "-")
        return f"{name}-{self.face.style}-{self.face.weight}.ttf"


def cut_fonts(faces: tuple[Face, ...], cache: Cache, announce: Callable[[str], None]) -> tuple[Font, ...]:
    """The static font of each face, from the cache where it was cut before.

    `announce` is told of each face that has to be cut, for that takes seconds.
    """
    fonts = []
    for face in faces:
        source = _source(face)
        key = _key(face, source)
        data = cache.get(key)
        if data is None:
            announce(f"cutting {face.name} {face.style} {face.weight} (once for this machine)")
            data = cut(face, source)
            cache.put(key, data)
        fonts.append(Font(face=face, data=data))
    return tuple(fonts)


def cut(face: Face, source: bytes) -> bytes:
    """The static font at the face's place on the axes; an axis left out stands at its default."""
    from fontTools.varLib import instancer  # noqa: PLC0415  # a fifth of a second, once for each machine

    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    if "fvar" in font:
        axes = {axis.axisTag: face.axes.get(axis.axisTag, axis.defaultValue) for axis in font["fvar"].axes}
        font = instancer.instantiateVariableFont(font, axes, inplace=True)
    data = io.BytesIO()
    font.save(data, reorderTables=False)
    return data.getvalue()


def shared_characters(faces: tuple[Face, ...]) -> frozenset[int]:
    """The code points that every one of the faces has, read from the uncut fonts: cutting drops none."""
    sources = {_source(face) for face in faces}
    covered = [frozenset(TTFont(io.BytesIO(source), lazy=True).getBestCmap()) for source in sources]
    return frozenset.intersection(*covered) if covered else frozenset()


def face_rules(fonts: tuple[Font, ...], address: Callable[[Font], str]) -> str:
    """The `@font-face` rules of fonts; `address` says where each one's file is."""
    return "\n".join(
        f'@font-face{{font-family:"{font.face.name}";font-style:{font.face.style};'
        f"font-weight:{font.face.weight};src:url({address(font)})}}"
        for font in fonts
    )


def _source(face: Face) -> bytes:
    try:
        path = Path(fontpkg.path(face.family, weight=face.weight, style=face.style))
    except fontpkg.FontpkgError as problem:
        raise FontProblem(f"the typeface {face.family} is not installed: {problem}") from problem
    return path.read_bytes()


def _key(face: Face, source: bytes) -> str:
    axes = ",".join(f"{axis}={value:g}" for axis, value in sorted(face.axes.items()))
    recipe = f"{hashlib.sha256(source).hexdigest()} {axes} fontTools {cutter_version}"
    return f"{hashlib.sha256(recipe.encode()).hexdigest()[:32]}.ttf"
