"""The laid-out pages become the reading copy: one PDF for screens, tagged and linked."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.editions.job import Job
from pamphlet.editions.product import Edition, Product


def make(job: Job) -> Iterator[Product]:
    """The reading copy, which was made with the pages."""
    yield Product(edition=Edition.READING, file_name=job.file_name(".pdf"), data=job.copy.pdf, pages=job.copy.extent)
