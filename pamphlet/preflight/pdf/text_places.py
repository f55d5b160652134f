"""A PDF becomes the places and the words of its text, read by the engine of a browser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pypdfium2

from pamphlet.preflight.pdf.geometry import Box

_MOST_RECTANGLES = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPlaces:
    """The boxes of the lines of a page, in its own co-ordinates, and its words."""

    boxes: tuple[Box, ...] = ()
    words: str = ""


def text_places(data: bytes, extent: int) -> Mapping[int, TextPlaces]:
    """The text of the first pages, by page number from 1; pages that this reader cannot read are left out."""
    found: dict[int, TextPlaces] = {}
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return found
    with document:
        for index in range(min(extent, len(document))):
            try:
                found[index + 1] = _of_page(document[index])
            except pypdfium2.PdfiumError:
                continue
    return found


def _of_page(page: pypdfium2.PdfPage) -> TextPlaces:
    text = page.get_textpage()
    count = min(text.count_rects(), _MOST_RECTANGLES)
    boxes = tuple(Box(*text.get_rect(index)) for index in range(count))
    words = text.get_text_range()
    text.close()
    page.close()
    return TextPlaces(boxes=boxes, words=words)
