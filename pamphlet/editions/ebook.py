"""A pamphlet and the page map of its paper edition become the ebook."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.diagnostics import Refused
from pamphlet.ebook.dress import Dress, text_fonts
from pamphlet.ebook.epub import make_epub
from pamphlet.ebook.package import EbookProblem
from pamphlet.editions.job import Job
from pamphlet.editions.product import Edition, Product
from pamphlet.press.raster import page_as_png

_COVER = (1600, 2400)
"""Width and height, in pixels, that shops want at least; of an A5 cover 1692 × 2401, for it is shown as on paper."""


def make(job: Job) -> Iterator[Product]:
    """The ebook; Refused where the manuscript has what no ebook can hold."""
    job.workshop.announce("making the ebook")
    copy = job.copy
    try:
        if job.shared_ebook:
            data = job.shared_ebook.with_covers(job.pamphlet.whole, copy.page_map, dress(job))
        else:
            data = make_epub(job.pamphlet.whole, copy.index, copy.page_map, dress(job), job.moment)
    except EbookProblem as problem:
        job.diagnostics.error("ebook", f"the ebook cannot be made: {problem}")
        raise Refused(tuple(job.diagnostics)) from problem
    yield Product(edition=Edition.EPUB, file_name=job.file_name(".epub"), data=data)


def dress(job: Job) -> Dress:
    """How the ebook of a pamphlet looks: its cover is that of paper."""
    return Dress(
        theme=job.theme,
        cover=page_as_png(job.copy.pdf, page=1, at_least=_COVER),
        fonts=text_fonts(job.theme, job.fonts) if job.pamphlet.settings.editions.epub.fonts else (),
    )
