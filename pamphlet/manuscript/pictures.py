"""The bytes of a picture become a Picture: what kind it is and how large; what is no picture is refused.

A picture is decoded and written anew, so that nothing is in it but what it shows: no author, no place, no
description, nothing behind its end.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import unquote

from PIL import ExifTags, Image, ImageCms, ImageFile, ImageOps, ImageSequence

from pamphlet.limits import USUAL, Limits, raising
from pamphlet.manuscript.drawings import read_drawing
from pamphlet.manuscript.picture_problem import PictureProblem

_FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
"""Media types by the names of formats; an MPO is a JPEG with others behind it, as some telephones make it."""

_READ = ("PNG", "JPEG", "GIF", "WEBP")
_DRAWING = "image/svg+xml"
_DATA = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,([A-Za-z0-9+/=%\s]+)", re.IGNORECASE)
_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
_GREY_OF_MANY_BITS = frozenset({"I", "I;16", "I;16B", "I;16L"})
_QUALITY = 95
"""Of a JPEG that had to be turned or to change its colours, and of a photograph that was a WebP, out of 100.

Other JPEGs keep the tables that they were made with.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture; width and height are in pixels, or in a drawing's own units; `moves` if it is no still.

    `is_bilevel`: its pixels are black or white, with no grey to soften an edge.  `dropped` names what a
    drawing had in it that was left out.
    """

    data: bytes = field(repr=False)
    media_type: str
    width: float
    height: float
    moves: bool = False
    is_bilevel: bool = False
    dropped: tuple[str, ...] = ()

    @property
    def proportion(self) -> float:
        """Height by width."""
        return self.height / self.width

    @property
    def is_drawing(self) -> bool:
        """Whether it is made of lines (SVG), so that it can be set at any size."""
        return self.media_type == _DRAWING


def read_picture(data: bytes, limits: Limits = USUAL) -> Picture:
    """Find out what a picture is from its bytes, whatever its name says.  Raises PictureProblem."""
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    return _drawing(data, limits) if start.startswith(b"<") else _photograph(data, limits)


def picture_in(address: str, limits: Limits = USUAL) -> Picture:
    """The picture of pixels that an address holds in itself.  Raises PictureProblem for every other address."""
    found = _DATA.fullmatch(address)
    if found is None:
        raise PictureProblem(f"points to `{address[:60]}` outside the drawing")
    try:
        return _photograph(base64.b64decode(unquote(found[1])), limits)
    except binascii.Error as problem:
        raise PictureProblem("has a picture in it that is not whole") from problem


def _drawing(data: bytes, limits: Limits) -> Picture:
    def written_in(address: str) -> str:
        """An address that holds a picture, written anew."""
        picture = picture_in(address, limits)
        return f"data:{picture.media_type};base64,{base64.b64encode(picture.data).decode()}"

    drawing = read_drawing(data, written_in, limits)
    return Picture(
        data=drawing.data,
        media_type=_DRAWING,
        width=drawing.width,
        height=drawing.height,
        moves=drawing.moves,
        dropped=drawing.dropped,
    )


def _photograph(data: bytes, limits: Limits) -> Picture:
    """A picture made of pixels, decoded once: half a picture is none."""
    try:
        with _nothing_forgiven(), Image.open(io.BytesIO(data), formats=_READ) as image:
            _check_size(image, limits)
            image.load()
            moves = image.format != "MPO" and bool(getattr(image, "is_animated", False))
            is_bilevel = image.mode == "1"
            kind, upright, data = _anew_moving(image) if moves else _anew(image)
    except PictureProblem:
        raise
    except (OSError, SyntaxError, ValueError, OverflowError, Image.DecompressionBombError) as problem:
        raise PictureProblem("is no whole PNG, JPEG, GIF, WebP or SVG picture") from problem
    return Picture(
        data=data,
        media_type=_FORMATS[kind],
        width=upright.width,
        height=upright.height,
        moves=moves,
        is_bilevel=is_bilevel,
    )


@contextmanager
def _nothing_forgiven() -> Iterator[None]:
    """Half a picture is none, whatever the layout engine has told Pillow, for the whole program, to let pass."""
    forgiving, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = forgiving


def _check_size(image: Image.Image, limits: Limits) -> None:
    """Raise PictureProblem for a picture that takes too much memory, before it is decoded."""
    width, height = image.size
    frames = 1 if image.format == "MPO" else getattr(image, "n_frames", 1)
    of_all = f", {frames} times," if frames > 1 else ""
    size = f"has {width:,} × {height:,} pixels{of_all}"
    if width * height * frames > limits.most_pixels:
        beyond = f"{size}, more than the limit `most_pixels` of {limits.most_pixels:,}"
        raise PictureProblem(beyond, raising("most_pixels"))
    if max(width, height) > limits.longest_side:
        beyond = f"{size}, a side of it more than the limit `longest_side` of {limits.longest_side:,}"
        raise PictureProblem(beyond, raising("longest_side"))


def _anew(image: Image.Image) -> tuple[str, Image.Image, bytes]:
    """A still as it is written anew: the format, the picture upright, the bytes."""
    plain = _plain(image)
    stands = plain.getexif().get(ExifTags.Base.Orientation, 1) == 1
    upright = plain if stands else ImageOps.exif_transpose(plain)
    # What readers of ebooks may lack becomes what none lacks: a GIF of one picture a PNG, a WebP what is the smaller.
    is_photograph = image.format in {"JPEG", "MPO"} or (image.format == "WEBP" and not image.has_transparency_data)
    kind = "JPEG" if is_photograph else "PNG"
    quality: str | int = "keep" if upright.format == "JPEG" else _QUALITY
    upright.info = {key: value for key, value in upright.info.items() if key == "transparency"}
    file = io.BytesIO()
    upright.save(file, kind, **({"quality": quality} if kind == "JPEG" else {}))
    return kind, upright, file.getvalue()


def _anew_moving(image: Image.Image) -> tuple[str, Image.Image, bytes]:
    """A picture that moves, frame by frame, at the pace that it had."""
    first, *others = list(_frames(image))
    kind = str(image.format)
    pace = [frame.info.get("duration", 100) for frame in (first, *others)]
    for frame in (first, *others):
        frame.info = {}
    file = io.BytesIO()
    first.save(file, kind, save_all=True, append_images=others, duration=pace, loop=image.info.get("loop", 0))
    return kind, first, file.getvalue()


def _frames(image: Image.Image) -> Iterator[Image.Image]:
    for frame in ImageSequence.Iterator(image):
        yield frame.convert("RGBA")


def _plain(image: Image.Image) -> Image.Image:
    """A picture in a mode that every edition can show, in the colours of the web where it brings others."""
    if image.mode in _GREY_OF_MANY_BITS:
        return image.convert("I").point(lambda value: value / 256).convert("L")
    profile = image.info.get("icc_profile")
    if profile and image.mode in {"RGB", "CMYK"}:
        image = _in_colours_of_the_web(image, profile)
    if image.mode in _MODES:
        return image
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _in_colours_of_the_web(image: Image.Image, profile: bytes) -> Image.Image:
    """The colours as sRGB has them, for the profile, which may name its maker, does not stay."""
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(given):
            return image
        turned = ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # a profile that cannot be read says nothing about colours
    return turned or image
