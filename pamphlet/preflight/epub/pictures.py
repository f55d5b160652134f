"""Rules on pictures: described, of a kind that readers show, neither too large nor, as a cover, too small."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from pamphlet.diagnostics import Diagnostic
from pamphlet.preflight.epub.book import Place
from pamphlet.preflight.epub.view import View, place_of, quoted

MOST_PIXELS = 5_600_000
"""What Apple Books takes (help.apple.com, Apple Books Asset Guide, Interior Images)."""
HEAVY = 5_000_000
"""Bytes; Amazon takes a picture up to 5 MB (Kindle Publishing Guidelines)."""
COVER = 1400
"""Pixels of the shorter side of a cover, which Apple Books asks for; others take less."""

_CORE = {"image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WEBP", "image/svg+xml": ""}
"""What every reader of EPUB 3.3 has to show (3.2, core media types), by the library's names."""
_FILE_NAME = re.compile(r"\.(jpe?g|png|gif|svg|webp|tiff?)$|^(img|dsc|image|picture)[\W_]*\d*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Picture:
    """What a picture is, whatever its name says; sizes in pixels."""

    kind: str
    width: int
    height: int
    mode: str


def descriptions(view: View) -> Iterator[Diagnostic]:
    """Every picture says what it shows; an empty description says that it is decoration."""
    for document, image in view.book.nodes("img"):
        alt, name = image.get("alt"), (image.get("src") or "").rpartition("/")[2]
        if alt is None:
            yield view.error(
                "preflight-figure",
                f"the picture {quoted(name)} has no description",
                place_of(document, image),
                hint="who cannot see it is told nothing, or the name of the file: write what it shows (alt), or alt="
                '"" if it is mere decoration',
            )
        elif _FILE_NAME.search(alt.strip()):
            yield view.warning(
                "preflight-figure",
                f"the description of a picture is {quoted(alt.strip())}",
                place_of(document, image),
                hint="that says nothing to who cannot see it: write what it shows",
            )


def kinds(view: View) -> Iterator[Diagnostic]:
    """Each picture can be shown."""
    for item in view.book.package.items:
        data = view.book.files.get(item.path)
        if not item.media_type.startswith("image/") or data is None or item.path in view.book.hidden:
            continue
        place = Place(path=item.path)
        if item.media_type not in _CORE and item.media_type != "image/jpg":
            yield view.error(
                "preflight-epub-picture",
                f"no reader need show a picture of the kind {quoted(item.media_type)}",
                place,
                hint="most show an empty frame: make it a JPEG or a PNG",
            )
        elif item.media_type != "image/svg+xml":
            yield from _examined(view, place, item.media_type, data)


def _examined(view: View, place: Place, media_type: str, data: bytes) -> Iterator[Diagnostic]:
    picture = _picture(data)
    if picture is None:
        yield view.error(
            "preflight-epub-picture",
            "the picture is damaged, or none",
            place,
            hint="readers show an empty frame: put it in anew",
        )
        return
    if picture.kind != _CORE.get(media_type, "JPEG"):
        yield view.error(
            "preflight-epub-picture",
            f"the picture is called {quoted(media_type)}, but is {picture.kind}",
            place,
            hint="strict devices do not show it: give it its right name and media type",
        )
    elif picture.kind == "WEBP":
        yield view.warning(
            "preflight-epub-picture",
            "the picture is a WebP",
            place,
            hint="Kindle and older e-readers do not show it: make it a JPEG or a PNG",
        )
    if picture.mode == "CMYK":
        yield view.warning(
            "preflight-epub-picture",
            "the picture has the four colours of a press (CMYK)",
            place,
            hint="some devices show it in wrong colours or not at all, and Apple refuses it: save it in RGB",
        )
    if picture.width * picture.height > MOST_PIXELS or len(data) > HEAVY:
        yield view.warning(
            "preflight-epub-picture",
            f"the picture has {picture.width} × {picture.height} pixels and {len(data) / 1e6:.1f} MB",
            place,
            hint="Apple takes 5.6 million pixels, Amazon 5 MB, and small devices run out of memory: make it smaller",
        )


def _picture(data: bytes) -> _Picture | None:
    """What the head of a picture says, which is not unpacked; None where it is none."""
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "GIF", "WEBP")) as image:
            return _Picture(kind=str(image.format), width=image.width, height=image.height, mode=image.mode)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None
    except (OSError, SyntaxError, ValueError, IndexError, KeyError, OverflowError):
        return None


def cover(view: View) -> Iterator[Diagnostic]:
    """The book has a cover, large enough for a shop's window."""
    book = view.book
    item = next((item for item in book.package.with_property("cover-image") if item.path in book.files), None)
    if item is None:
        yield view.warning(
            "preflight-epub-cover",
            "the book has no cover",
            view.package,
            hint="shelves show a grey box, and shops ask for one: add a picture and mark it as `cover-image`",
        )
        return
    picture = _picture(book.files[item.path]) if item.path not in book.hidden else None
    if picture is not None and min(picture.width, picture.height) < COVER:
        yield view.warning(
            "preflight-epub-cover",
            f"the cover has {picture.width} × {picture.height} pixels",
            Place(path=item.path),
            hint=f"shops ask for {COVER} pixels at least on the shorter side, best 1600 × 2400: make it larger",
        )


RULES = (descriptions, kinds, cover)
