"""Pictures of a manuscript become files of the ebook, named and typed by what they are."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Mapping
from pathlib import PurePosixPath
from xml.parsers import expat

from PIL import Image

from pamphlet.ebook.package import File
from pamphlet.manuscript.picture import Picture
from pamphlet.settings import slug

_SUFFIXES = {
    "image/gif": ".gif",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/svg+xml": ".svg",
    "image/webp": ".webp",
}

_WEBP = "image/webp"
"""EPUB 3.3 has it, but Kindle and most e-readers of before 2023 do not show it."""

_INKS = "CMYK"
"""A picture for the press, which readers show in wrong colours, or not at all."""

_FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png"}

_QUALITY = 90
"""Of a JPEG, out of 100: no trace of it can be seen."""


def pictures_of(images: Mapping[str, Picture], beside: Collection[File] = ()) -> dict[str, File]:
    """The files of the pictures by the names that the text has for them; `beside` are there already."""
    made: dict[str, File] = {}
    taken = {"cover", *(PurePosixPath(file.name).stem for file in beside)}
    for name in sorted(images):
        stem = base = slug(PurePosixPath(name).stem) or "picture"
        number = 1
        while stem in taken:
            number += 1
            stem = f"{base}-{number}"
        taken.add(stem)
        made[name] = _file(stem, images[name])
    return made


def cover_file(data: bytes) -> File:
    """The picture of the front cover: as it is, or as a JPEG where that is smaller."""
    with Image.open(io.BytesIO(data)) as image:
        given = (_FORMATS[str(image.format)], data)
        media_type, data = min(given, _written(image, "JPEG"), key=lambda pair: len(pair[1]))
    name = f"images/cover{_SUFFIXES[media_type]}"
    return File(id="cover-image", name=name, media_type=media_type, data=data, properties=("cover-image",))


def _file(stem: str, picture: Picture) -> File:
    media_type, data = picture.media_type, picture.data
    if picture.is_drawing:
        data = _drawing_on_white(data)
    elif not picture.moves:
        media_type, data = _photograph(picture)
    return File(id=f"picture-{stem}", name=f"images/{stem}{_SUFFIXES[media_type]}", media_type=media_type, data=data)


def _photograph(picture: Picture) -> tuple[str, bytes]:
    """Media type and bytes of a picture that any reader shows: as it is where that does, else made anew.

    Transparent parts are given paper to lie on: at night readers turn the page black and leave
    pictures alone, so that black lines would be gone.
    """
    with Image.open(io.BytesIO(picture.data)) as image:
        if picture.media_type != _WEBP and image.mode != _INKS and not image.has_transparency_data:
            return picture.media_type, picture.data
        if not image.has_transparency_data:
            return _smallest(image)
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image.convert("RGBA"))
        return _smallest(paper)


def _smallest(image: Image.Image) -> tuple[str, bytes]:
    """Media type and bytes of an image as PNG or as JPEG: drawings are smaller as the one, photographs as the other."""
    return min((_written(image, kind) for kind in ("PNG", "JPEG")), key=lambda pair: len(pair[1]))


def _written(image: Image.Image, kind: str) -> tuple[str, bytes]:
    """Media type and bytes of an image in a format."""
    shown = image if image.mode == "L" else image.convert("RGB")
    data = io.BytesIO()
    shown.save(data, kind, optimize=True, **({"quality": _QUALITY} if kind == "JPEG" else {}))
    return _FORMATS[kind], data.getvalue()


def _drawing_on_white(data: bytes) -> bytes:
    """A drawing with a white sheet as its first element, for the same reason; not a byte else is changed."""
    root = _Root(data)
    if not root.end:
        return data
    left, top, width, height = root.view
    sheet = f'<{root.prefix}rect x="{left}" y="{top}" width="{width}" height="{height}" style="fill:#fff;stroke:none"/>'
    return data[: root.end] + sheet.encode() + data[root.end :]


class _Root:
    """The root of a drawing: what of the plane it shows, its namespace prefix, and where its start tag ends.

    `end` is 0 where nothing is drawn.
    """

    def __init__(self, data: bytes) -> None:
        self.end = 0
        self.prefix = ""
        self.view: tuple[str, ...] = ("0", "0", "100%", "100%")
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.Parse(data, True)  # noqa: FBT003  # the library's own way to say that this is all

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.prefix = tag.removesuffix("svg")
        view = tuple(re.split(r"[\s,]+", attributes.get("viewBox", "").strip()))
        if len(view) == 4:
            self.view = view
        self._parser.StartElementHandler = self._parser.DefaultHandler = self._inner
        self._parser.EndElementHandler = self._stop

    def _inner(self, *_: object) -> None:
        """The start tag ends where the next thing begins, whatever it is."""
        self.end = self._parser.CurrentByteIndex
        self._stop()

    def _stop(self, *_: object) -> None:
        self._parser.StartElementHandler = self._parser.DefaultHandler = self._parser.EndElementHandler = None
