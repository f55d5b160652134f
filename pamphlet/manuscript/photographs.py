"""The bytes of a picture made of pixels become a Picture, decoded and written anew."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import ExifTags, Image, ImageCms, ImageFile, ImageOps, ImageSequence

from pamphlet.limits import Limits, raising
from pamphlet.manuscript.picture import Picture
from pamphlet.manuscript.picture_problem import PictureProblem

_FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
"""Media types by the names of formats; an MPO is a JPEG with others behind it, as some telephones make it."""

_READ = ("PNG", "JPEG", "GIF", "WEBP")
_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
_GREY_OF_MANY_BITS = frozenset({"I", "I;16", "I;16B", "I;16L"})
_QUALITY = 95
"""Of a JPEG that had to be turned or to change its colours, and of a photograph that was a WebP, out of 100.

Other JPEGs keep the tables that they were made with.
"""


def read_photograph(data: bytes, limits: Limits) -> Picture:
    """A picture made of pixels, decoded once: half a picture is none.  Raises PictureProblem."""
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
