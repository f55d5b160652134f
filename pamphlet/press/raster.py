"""A page of a PDF becomes a picture, by a reader that had no part in its making."""

from __future__ import annotations

import io

import pypdfium2


def page_as_png(pdf: bytes, *, page: int, width: int) -> bytes:
    """A page, numbered from 1, as a grey PNG of the given width in pixels; same input, same bytes."""
    with pypdfium2.PdfDocument(pdf) as document:
        sheet = document[page - 1]
        picture = sheet.render(scale=width / sheet.get_width(), grayscale=True).to_pil()
    data = io.BytesIO()
    picture.save(data, "PNG", optimize=True)
    return data.getvalue()


def extent_of(pdf: bytes) -> int:
    """How many pages a PDF opens with."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)
