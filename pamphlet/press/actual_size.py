"""A PDF that will be measured becomes one that asks not to be scaled when it is printed."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name


def at_actual_size(pdf: bytes) -> bytes:
    """The same pages, with the wish that viewers print them at 100 %; same input, same bytes."""
    written = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.Root.ViewerPreferences = Dictionary(PickTrayByPDFSize=True, PrintScaling=Name("/None"))
        document.save(written, deterministic_id=True)
    return written.getvalue()
