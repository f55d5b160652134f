"""The bytes of a picture become a Picture: what kind it is and how large; what is no picture is refused."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from xml.parsers import expat

from PIL import Image

MAX_PIXELS = 60_000_000
"""A full A5 page with bleed at 1200 ppi has 75 million; at 600 ppi, finer than any copier, 19 million."""

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
_DRAWING = "image/svg+xml"
_REFUSED_ELEMENTS = ("script", "foreignObject", "iframe")
_LENGTH = re.compile(r"\s*([0-9.]+)\s*(px|pt|mm|cm|in)?\s*$")


class PictureProblem(ValueError):
    """Bytes are no picture that can be printed; the message says why, without the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture; width and height are in pixels, or in a drawing's own units; `moves` if it is no still.

    `is_bilevel`: its pixels are black or white, with no grey to soften an edge.
    """

    data: bytes = field(repr=False)
    media_type: str
    width: float
    height: float
    moves: bool = False
    is_bilevel: bool = False

    @property
    def proportion(self) -> float:
        """Height by width."""
        return self.height / self.width

    @property
    def is_drawing(self) -> bool:
        """Whether it is made of lines (SVG), so that it can be set at any size."""
        return self.media_type == _DRAWING


def read_picture(data: bytes) -> Picture:
    """Find out what a picture is from its bytes, whatever its name says.  Raises PictureProblem."""
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    return _drawing(data) if start.startswith(b"<") else _photograph(data)


def _photograph(data: bytes) -> Picture:
    """A picture made of pixels, decoded once: half a picture is none."""
    try:
        with Image.open(io.BytesIO(data), formats=tuple(_FORMATS)) as image:
            width, height = image.size
            if width * height > MAX_PIXELS:
                too_many = f"has {width} × {height} pixels, more than {MAX_PIXELS // 1_000_000} million"
                raise PictureProblem(too_many)  # noqa: TRY301  # it passes through the handler below unchanged
            image.load()
            moves = bool(getattr(image, "is_animated", False))
            return Picture(
                data=data,
                media_type=_FORMATS[str(image.format)],
                width=width,
                height=height,
                moves=moves,
                is_bilevel=image.mode == "1",
            )
    except PictureProblem:
        raise
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as problem:
        raise PictureProblem("is no whole PNG, JPEG, GIF, WebP or SVG picture") from problem


def _drawing(data: bytes) -> Picture:
    reader = _DrawingReader()
    try:
        reader.parser.Parse(data, True)  # noqa: FBT003  # the library's own way to say that this is all
    except expat.ExpatError as problem:
        raise PictureProblem(f"is no whole SVG drawing: {problem}") from problem
    if reader.size is None:
        raise PictureProblem("is XML, but no SVG drawing")
    width, height = reader.size
    return Picture(data=data, media_type=_DRAWING, width=width, height=height, moves=reader.moves)


class _DrawingReader:
    """Reads a drawing's size, and refuses what may do more than draw."""

    def __init__(self) -> None:
        self.size: tuple[float, float] | None = None
        self.moves = False
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._element

    def _doctype(self, _name: str, _system: str | None, _public: str | None, has_internal_subset: int) -> None:
        """Drawing programs name the standard's DOCTYPE, which is never fetched; entities of one's own may expand."""
        if has_internal_subset:
            raise PictureProblem("declares entities: save the drawing as plain SVG")

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        if self.size is None:
            if (space, tag) != (_SVG, "svg"):
                raise PictureProblem("is XML, but no SVG drawing")
            self.size = _size(attributes)
        self.moves = self.moves or tag.startswith("animate") or tag == "set"
        if tag in _REFUSED_ELEMENTS:
            raise PictureProblem(f"has `<{tag}>` in it, which a printed drawing does not need")
        for key in ("href", f"{_XLINK} href"):
            if not attributes.get(key, "#").startswith(("#", "data:image/")):
                raise PictureProblem(f"points to `{attributes[key][:60]}` outside the drawing")


def _size(attributes: dict[str, str]) -> tuple[float, float]:
    """The size of a drawing from its viewBox, else from width and height."""
    box = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
    try:
        if len(box) == 4 and float(box[2]) > 0 and float(box[3]) > 0:
            return float(box[2]), float(box[3])
    except ValueError:
        pass
    lengths = [_LENGTH.match(attributes.get(key, "")) for key in ("width", "height")]
    if all(lengths):
        width, height = (float(found[1]) for found in lengths if found)
        if width > 0 and height > 0:
            return width, height
    raise PictureProblem("has no size: give the drawing a `viewBox`")
