"""Pages that were written apart become one PDF to be imposed or pictured; what serves for reading is left behind."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pikepdf import Name

_FOR_READING = (Name.Annots, Name.StructParents, Name.Tabs)


def without_links(pdf: bytes) -> bytes:
    """The pages of a PDF, with nothing beside them: what they link to would be brought along page by page."""
    with pikepdf.open(BytesIO(pdf)) as document, pikepdf.new() as bare:
        for page in document.pages:
            for key in _FOR_READING:
                if key in page.obj:
                    del page.obj[key]
        bare.pages.extend(document.pages)
        return _written(bare)


def joined(covers: bytes, inside: bytes, *, front: int) -> bytes:
    """The pages of covers around those of an inside, which comes behind so many pages; title and dates are the covers'.

    Neither PDF may have links (`without_links`).
    """
    with pikepdf.open(BytesIO(covers)) as document, pikepdf.open(BytesIO(inside)) as pages:
        for place, page in enumerate(pages.pages, front):
            document.pages.insert(place, page)
        return _written(document)


def _written(pdf: pikepdf.Pdf) -> bytes:
    written = BytesIO()
    pdf.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()
