"""Pages and what is drawn around them on larger paper become the PDF of a proof, in black alone."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name

from pamphlet.press.plates import BlackInk, separate

_PT = 72 / 25.4
"""Points in a millimetre."""


def laid_under(frames: bytes, pages: bytes, at: Mapping[int, int], *, corner: tuple[float, float]) -> bytes:
    """A PDF with the pages of another below its own: `at` says which page lies on which of its own, both from 1.

    `corner` is where the upper left corner of a page lies, in mm from that of the sheet.  What belongs to reading
    (tags, links) is left behind.  The same pages give the same bytes.
    """
    with pikepdf.open(BytesIO(frames)) as around, pikepdf.open(BytesIO(pages)) as source, pikepdf.new() as proof:
        separate(source, BlackInk())
        for number, frame in enumerate(around.pages, 1):
            page = source.pages[at[number] - 1] if number in at else None
            _add_sheet(proof, frame, page, corner)
        proof.docinfo[Name.Title] = around.docinfo[Name.Title]
        return _written(proof)


def _add_sheet(proof: pikepdf.Pdf, frame: pikepdf.Page, page: pikepdf.Page | None, corner: tuple[float, float]) -> None:
    """Append what is drawn on one sheet, above the page that lies on it."""
    width, height = _size(frame)
    forms = Dictionary(Frame=proof.copy_foreign(frame.as_form_xobject()))
    operators = "/Frame Do"
    if page is not None:
        forms[Name.Page] = proof.copy_foreign(page.as_form_xobject())
        left, bottom = corner[0] * _PT, height - corner[1] * _PT - _size(page)[1]
        operators = f"q 1 0 0 1 {left:.4f} {bottom:.4f} cm /Page Do Q {operators}"
    sheet = proof.add_blank_page(page_size=(width, height))
    sheet.Resources = Dictionary(XObject=forms)
    sheet.Contents = proof.make_stream(operators.encode())


def _size(page: pikepdf.Page) -> tuple[float, float]:
    """Width and height of a trimmed page, in pt."""
    left, bottom, right, top = map(float, page.trimbox)
    return right - left, top - bottom


def _written(proof: pikepdf.Pdf) -> bytes:
    written = BytesIO()
    proof.save(
        written, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True, deterministic_id=True
    )
    return written.getvalue()
