"""A pamphlet and the page map of its paper edition become the web page."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.diagnostics import Refused
from pamphlet.ebook.package import EbookProblem
from pamphlet.ebook.web_page import make_web_page
from pamphlet.editions.job import Job
from pamphlet.editions.product import Edition, Product


def make(job: Job) -> Iterator[Product]:
    """The web page; Refused where the manuscript has what no page can hold."""
    job.workshop.announce("making the web page")
    copy = job.copy
    try:
        if job.shared_page:
            data = job.shared_page.with_covers(job.pamphlet.whole, copy.page_map, job.fonts)
        else:
            data = make_web_page(job.pamphlet.whole, copy.index, copy.page_map, theme=job.theme, fonts=job.fonts)
    except EbookProblem as problem:
        job.diagnostics.error("web-page", f"the web page cannot be made: {problem}")
        raise Refused(tuple(job.diagnostics)) from problem
    yield Product(edition=Edition.WEB, file_name=job.file_name(".html"), data=data)
