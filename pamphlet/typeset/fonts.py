"""Faces of a theme become static fonts, cut from the variable ones of the font packages.

A variable font would be embedded anew for every size and would carry the time of writing; a cut
one is embedded once and gives the same bytes on every run.  HarfBuzz cuts a face in milliseconds.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path
from types import SimpleNamespace

import fontpkg
import uharfbuzz as harfbuzz

from pamphlet.typeset import FontProblem
from pamphlet.typeset.theme import Face


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


def cut_fonts(faces: tuple[Face, ...]) -> tuple[Font, ...]:
    """The static font of each face.  Raises FontProblem where a family has no such face, or is not installed."""
    return tuple(Font(face=face, data=cut(face, _source(face))) for face in faces)


def cut(face: Face, source: bytes) -> bytes:
    """The static font at the face's place on the axes; an axis left out stands at its default."""
    variable = harfbuzz.Face(source)
    if not variable.axis_infos:
        return source
    wanted = harfbuzz.SubsetInput()
    wanted.keep_everything()
    wanted.drop_table_tag_set.add(_tag("DSIG"))  # what was signed is the font as it was
    wanted.flags |= harfbuzz.SubsetFlags.SET_OVERLAPS_FLAG  # along an axis contours may come to cross: no hole is meant
    for axis in variable.axis_infos:
        wanted.pin_axis_location(variable, axis.tag, face.axes.get(axis.tag, axis.default_value))
    return bytes(harfbuzz.subset(variable, wanted).blob.data)


_DISGUISE = "Pamphlet Text"
_NAMES_OF_FAMILY = (1, 3, 4, 6, 16, 21, 25)
"""Entries of a font's table `name` that hold the name of its family (OpenType 1.9, `name`)."""


def in_disguise(font: Font) -> Font:
    """A font under a name of no one's: a reduced font may not bear a name that its makers reserve (OFL 1.1, 3)."""
    return replace(font, face=replace(font.face, name=_DISGUISE))


_FEATURES_USED = ("smcp", "c2sc", "onum", "lnum", "pnum", "tnum")
"""What style sheets ask for: small capitals and figures.  With all features EB Garamond would be twice as large."""

_NAMES_KEPT = range(256)
"""The names that OpenType defines, copyright and licence among them; others belong to features and axes."""


def reduced(font: Font, characters: frozenset[int]) -> Font:
    """A font, in disguise, with no glyphs but those that the code points need.

    Its licence stays, and so do the features that every text needs and `_FEATURES_USED`.
    """
    whole, wanted = harfbuzz.Face(font.data), harfbuzz.SubsetInput()
    wanted.unicode_set.update(characters)
    wanted.layout_feature_tag_set.update(map(_tag, _FEATURES_USED))
    wanted.name_id_set.update(_NAMES_KEPT)
    wanted.flags |= harfbuzz.SubsetFlags.NO_HINTING
    small = bytes(harfbuzz.subset(whole, wanted).blob.data)
    return replace(in_disguise(font), data=_renamed(small))


def _tag(name: str) -> int:
    """The name of a table or a feature as HarfBuzz has it."""
    return int.from_bytes(name.encode(), "big")


def _renamed(data: bytes) -> bytes:
    from fontTools.ttLib import TTFont  # noqa: PLC0415  # a check needs no more of a font than its characters

    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    for record in font["name"].names:
        if record.nameID in _NAMES_OF_FAMILY:
            record.string = _DISGUISE.replace(" ", "") if record.nameID == 6 else _DISGUISE
    named = io.BytesIO()
    font.save(named, reorderTables=False)
    return named.getvalue()


def as_woff2(font: Font) -> bytes:
    """A font as pages of the web have it: the same, packed by a third."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415  # likewise

    packed = TTFont(io.BytesIO(font.data), recalcTimestamp=False)
    packed.flavor = "woff2"
    data = io.BytesIO()
    with _one_step_below_the_smallest():
        packed.save(data, reorderTables=False)
    return data.getvalue()


@contextmanager
def _one_step_below_the_smallest() -> Iterator[None]:
    """Pack at the tenth of Brotli's eleven steps: half the time, and a font larger by a third of a percent.

    fontTools has no public way to say so.
    """
    from fontTools.ttLib import woff2  # noqa: PLC0415  # likewise

    brotli = woff2.brotli
    woff2.brotli = SimpleNamespace(MODE_FONT=brotli.MODE_FONT, compress=partial(brotli.compress, quality=10))
    try:
        yield
    finally:
        woff2.brotli = brotli


def face_problem(face: Face) -> str:
    """Why a face cannot be cut, in a plain sentence; empty where it can."""
    try:
        font = harfbuzz.Face(_source(face))
    except FontProblem as problem:
        return str(problem)
    limits = {axis.tag: (axis.min_value, axis.max_value) for axis in font.axis_infos}
    for axis, value in face.axes.items():
        low, high = limits.get(axis, (value, value))
        if axis not in limits and axis != "wght":  # a static font has a weight all the same
            return f"the typeface {face.family} has no axis `{axis}`; it has {', '.join(limits) or 'none'}"
        if not low <= value <= high:
            return f"the axis `{axis}` of the typeface {face.family} goes from {low:g} to {high:g}, not to {value:g}"
    return ""


def shared_characters(faces: tuple[Face, ...]) -> frozenset[int]:
    """The code points that every one of the faces has, read from the uncut fonts: cutting drops none."""
    covered = [frozenset(harfbuzz.Face(source).unicodes) for source in {_source(face) for face in faces}]
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


_REMEMBERED = 4
"""Files of variable fonts, some 500 kB, that are remembered: a file has several faces, each of which is asked twice."""


def _source(face: Face) -> bytes:
    try:
        path = Path(fontpkg.path(face.family, weight=face.weight, style=face.style))
    except fontpkg.FamilyNotInstalled as problem:
        raise FontProblem(f"the typeface {face.family} is not installed") from problem
    except fontpkg.FontpkgError as problem:
        raise FontProblem(f"the typeface {face.family} has no {face.style} of weight {face.weight}") from problem
    return _read(path)


@lru_cache(maxsize=_REMEMBERED)
def _read(path: Path) -> bytes:
    return path.read_bytes()
