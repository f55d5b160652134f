"""Faces of a theme become static fonts, cut from the variable ones of the font packages.

A variable font would be embedded anew for every size and would carry the time of writing; a cut
one is embedded once and gives the same bytes on every run.  Cutting takes some seconds a face,
so the result is kept in a cache under a name made of all it depends on.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import fontpkg
from fontTools import __version__ as cutter_version
from fontTools.ttLib import TTFont

from pamphlet import __version__
from pamphlet.typeset import FontProblem
from pamphlet.typeset.theme import Face
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


_DISGUISE = "Pamphlet Text"
_NAMES_OF_FAMILY = (1, 3, 4, 6, 16, 21, 25)
"""Entries of a font's table `name` that hold the name of its family (OpenType 1.9, `name`)."""


def in_disguise(font: Font) -> Font:
    """A font under a name of no one's: a reduced font may not bear a name that its makers reserve (OFL 1.1, 3)."""
    return replace(font, face=replace(font.face, name=_DISGUISE))


_FEATURES_USED = ("smcp", "c2sc", "onum", "lnum", "pnum", "tnum")
"""What style sheets ask for: small capitals and figures.  With all features EB Garamond would be twice as large."""


def reduced(font: Font, characters: frozenset[int], cache: Cache) -> Font:
    """A font, in disguise, with no glyphs but those that the code points need.

    Its licence stays, and so do the features that every text needs and `_FEATURES_USED`.  Takes
    about a second, so the result is kept.
    """
    digest = hashlib.sha256(font.data)
    digest.update(f"{sorted(characters)} {__version__} {_FEATURES_USED} fontTools {cutter_version}".encode())
    key = f"{digest.hexdigest()[:32]}-reduced.ttf"
    data = cache.get(key)
    if data is None:
        data = _reduced(font.data, characters)
        cache.put(key, data)
    return replace(in_disguise(font), data=data)


def _reduced(data: bytes, characters: frozenset[int]) -> bytes:
    from fontTools import subset  # noqa: PLC0415  # a tenth of a second, for the few ebooks that bring fonts

    features = [*subset.Options._layout_features_default, *_FEATURES_USED]  # noqa: SLF001  # the library's own list
    options = subset.Options(layout_features=features, name_IDs=["*"], hinting=False)
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in _NAMES_OF_FAMILY:
            record.string = _DISGUISE.replace(" ", "") if record.nameID == 6 else _DISGUISE
    small = io.BytesIO()
    font.save(small, reorderTables=False)
    return small.getvalue()


def as_woff2(font: Font) -> bytes:
    """A font as pages of the web have it: the same, packed by a third."""
    packed = TTFont(io.BytesIO(font.data), recalcTimestamp=False)
    packed.flavor = "woff2"
    data = io.BytesIO()
    packed.save(data, reorderTables=False)
    return data.getvalue()


def face_problem(face: Face) -> str:
    """Why a face cannot be cut, in a plain sentence; empty where it can."""
    try:
        font = TTFont(io.BytesIO(_source(face)), lazy=True)
    except FontProblem as problem:
        return str(problem)
    limits = {axis.axisTag: (axis.minValue, axis.maxValue) for axis in font["fvar"].axes} if "fvar" in font else {}
    for axis, value in face.axes.items():
        low, high = limits.get(axis, (value, value))
        if axis not in limits and axis != "wght":  # a static font has a weight all the same
            return f"the typeface {face.family} has no axis `{axis}`; it has {', '.join(limits) or 'none'}"
        if not low <= value <= high:
            return f"the axis `{axis}` of the typeface {face.family} goes from {low:g} to {high:g}, not to {value:g}"
    return ""


def shared_characters(faces: tuple[Face, ...]) -> frozenset[int]:
    """The code points that every one of the faces has, read from the uncut fonts: cutting drops none."""
    sources = {_source(face) for face in faces}
    covered = [frozenset(TTFont(io.BytesIO(source), lazy=True).getBestCmap()) for source in sources]
    return frozenset.intersection(*covered) if covered else frozenset()


def in_our_faces(drawing: bytes, fonts: tuple[Font, ...]) -> bytes:
    """An SVG drawing whose words are in the face of the text, the first, where they ask for one that is not here."""
    names = [font.face.name.encode() for font in fonts]

    def ours(found: re.Match[bytes]) -> bytes:
        first = found[1].split(b",")[0].strip(b"' ")
        return found[0] if first in names else b'font-family="' + names[0] + b'"'

    return re.sub(rb'font-family="([^"]*)"', ours, drawing) if names else drawing


def face_rules(fonts: tuple[Font, ...], address: Callable[[Font], str]) -> str:
    """The `@font-face` rules of fonts under their own names alone."""
    return "\n".join(_face_rule(font.face.name, font, address) for font in fonts)


def _face_rule(family: str, font: Font, address: Callable[[Font], str]) -> str:
    return (
        f'@font-face{{font-family:"{family}";font-style:{font.face.style};'
        f"font-weight:{font.face.weight};src:url({address(font)})}}"
    )


def _source(face: Face) -> bytes:
    try:
        path = Path(fontpkg.path(face.family, weight=face.weight, style=face.style))
    except fontpkg.FamilyNotInstalled as problem:
        raise FontProblem(f"the typeface {face.family} is not installed") from problem
    except fontpkg.FontpkgError as problem:
        raise FontProblem(f"the typeface {face.family} has no {face.style} of weight {face.weight}") from problem
    return path.read_bytes()


def _key(face: Face, source: bytes) -> str:
    axes = ",".join(f"{axis}={value:g}" for axis, value in sorted(face.axes.items()))
    recipe = f"{hashlib.sha256(source).hexdigest()} {axes} fontTools {cutter_version}"
    return f"{hashlib.sha256(recipe.encode()).hexdigest()[:32]}.ttf"
