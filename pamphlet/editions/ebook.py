"""A pamphlet and the page map of its paper edition become the ebook."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.diagnostics import Refused
from pamphlet.ebook.epub import make_epub
from pamphlet.ebook.package import EbookProblem
from pamphlet.editions.job import Edition, Job, Product
from pamphlet.press.raster import page_as_png

_COVER_WIDTH = 1600
"""In pixels: what shops and readers ask for on the shorter side of a cover picture."""


def make(job: Job) -> Iterator[Product]:
    """The ebook; Refused where the manuscript has what no ebook can hold."""
    job.workshop.announce("making the ebook")
    copy = job.copy
    cover = page_as_png(copy.pdf, page=1, width=_COVER_WIDTH)
    try:
        data = make_epub(job.pamphlet, copy.index, copy.page_map, theme=job.theme, cover=cover, moment=job.moment)
    except EbookProblem as problem:
        job.diagnostics.error("ebook", f"the ebook cannot be made: {problem}")
        raise Refused(tuple(job.diagnostics)) from problem
    yield Product(edition=Edition.EPUB, file_name=job.file_name(".epub"), data=data)
