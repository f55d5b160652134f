"""The reading copy becomes the booklet for the copier: two pages up, both sides, fold and staple."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.editions.job import Edition, Job, Printed, Product
from pamphlet.press.booklet import impose
from pamphlet.press.imposition import staple_advice


def make(job: Job) -> Iterator[Product]:
    """The booklet."""
    job.workshop.announce("imposing the booklet")
    paper = job.pamphlet.settings.paper
    booklet = impose(job.copy.pdf, caliper=paper.caliper)
    yield Product(
        edition=Edition.BOOKLET,
        file_name=job.file_name("-booklet.pdf"),
        data=booklet.pdf,
        pages=2 * booklet.sheets,
        printed=Printed(
            extent=booklet.extent,
            blanks=booklet.blanks,
            sheets=booklet.sheets,
            paper=paper.trim.sheet,
            creep=booklet.creep,
            advice=staple_advice(booklet.sheets, paper.caliper),
        ),
    )
