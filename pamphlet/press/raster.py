"""A page of a PDF becomes a picture, by a reader that had no part in its making."""

from __future__ import annotations

import io

import pypdfium2


def page_as_png(pdf: bytes, *, page: int, at_least: tuple[int, int]) -> bytes:
    """A page, numbered from 1, as a grey PNG of at least this width and height in pixels; same input, same bytes."""
    with pypdfium2.PdfDocument(pdf) as document:
        sheet = document[page - 1]
        scale = max(wanted / there for wanted, there in zip(at_least, sheet.get_size(), strict=True))
        picture = sheet.render(scale=scale, grayscale=True).to_pil()
    data = io.BytesIO()
    picture.save(data, "PNG")  # `optimize` would take six times as long for a tenth less
    return data.getvalue()


def page_as_picture(pdf: bytes, *, page: int, width: int) -> bytes:
    """A page, numbered from 1, as a PNG in colour of this width in pixels, trimmed.  IndexError where there is none."""
    with pypdfium2.PdfDocument(pdf) as document:
        if not 1 <= page <= len(document):
            raise IndexError(page)
        sheet = document[page - 1]
        sheet.set_cropbox(*sheet.get_trimbox())
        picture = sheet.render(scale=width / sheet.get_width()).to_pil()
    data = io.BytesIO()
    picture.save(data, "PNG", compress_level=1)  # it is looked at once, and soon
    return data.getvalue()


def extent_of(pdf: bytes) -> int:
    """How many pages a PDF opens with."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)
