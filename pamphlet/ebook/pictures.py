"""Pictures of a manuscript become files of the ebook, named and typed by what they are."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from xml.parsers import expat

from PIL import Image

from pamphlet.ebook.package import File
from pamphlet.manuscript.pictures import Picture, read_picture
from pamphlet.settings import slug

_SUFFIXES = {
    "image/gif": ".gif",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/svg+xml": ".svg",
    "image/webp": ".webp",
}


def pictures_of(images: Mapping[str, Picture]) -> dict[str, File]:
    """The files of the pictures by the names that the text has for them."""
    made: dict[str, File] = {}
    taken = {"cover"}
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
    """The picture of the front cover."""
    cover = read_picture(data)
    name = f"images/cover{_SUFFIXES[cover.media_type]}"
    return File(id="cover-image", name=name, media_type=cover.media_type, data=data, properties=("cover-image",))


def _file(stem: str, picture: Picture) -> File:
    return File(
        id=f"picture-{stem}",
        name=f"images/{stem}{_SUFFIXES[picture.media_type]}",
        media_type=picture.media_type,
        data=_drawing_on_white(picture.data) if picture.is_drawing else _photograph_on_white(picture),
    )


def _photograph_on_white(picture: Picture) -> bytes:
    """A picture with paper behind its transparent parts.

    At night readers turn the page black and leave pictures alone: black lines would be gone.
    """
    if picture.moves:
        return picture.data
    with Image.open(io.BytesIO(picture.data)) as image:
        if not image.has_transparency_data:
            return picture.data
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image.convert("RGBA"))
        flat = io.BytesIO()
        paper.convert("RGB").save(flat, image.format, lossless=True)
        return flat.getvalue()


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
