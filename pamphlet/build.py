"""The foreman: knows the order of the stages, and is the only caller that writes the editions.

folder ─ read ─► manuscript ─ check ─► compile ─► pamphlet ─ make up ─► pages ─► editions ─► files
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from pamphlet.apparatus.compilation import compile_pamphlet
from pamphlet.diagnostics import Diagnostics
from pamphlet.editions import booklet, ebook, reading
from pamphlet.editions.job import Edition, Job, Product
from pamphlet.inspection import Workshop, inspect
from pamphlet.manuscript.assembly import Manuscript
from pamphlet.press.makeup import make_up
from pamphlet.press.raster import extent_of
from pamphlet.publishing import check_writable, publish
from pamphlet.typeset.fonts import cut_fonts
from pamphlet.typeset.theme import Theme

_MAKERS: Mapping[Edition, Callable[[Job], Iterator[Product]]] = {
    Edition.READING: reading.make,
    Edition.BOOKLET: booklet.make,
    Edition.EPUB: ebook.make,
}
"""Who makes each edition, in the order in which they are made."""


def build(
    workshop: Workshop, editions: Iterable[Edition], output: Path, diagnostics: Diagnostics
) -> tuple[Product, ...]:
    """Make editions and put them into the output folder, all or none.

    Raises Refused where the manuscript has errors and OutputProblem where the folder cannot be
    written; what stood there before still stands.
    """
    inspected = inspect(workshop, diagnostics)
    diagnostics.stop_on_errors()
    if inspected is None:
        raise AssertionError("a manuscript that cannot be read has errors")
    check_writable(output)
    products = tuple(_make(workshop, *inspected, frozenset(editions), diagnostics))
    diagnostics.stop_on_errors()
    workshop.announce("writing the files")
    for product in products:
        _verify(product)
    publish(output, {product.file_name: product.data for product in products})
    return products


def _make(
    workshop: Workshop, manuscript: Manuscript, theme: Theme, editions: frozenset[Edition], diagnostics: Diagnostics
) -> Iterator[Product]:
    pamphlet = compile_pamphlet(manuscript)
    moment = workshop.moment or dt.datetime.combine(pamphlet.settings.date, dt.time(), tzinfo=dt.UTC)
    fonts = cut_fonts(theme.faces, workshop.cache, workshop.announce)
    workshop.announce("laying out the pages")
    copy = make_up(pamphlet, theme, fonts, moment, diagnostics)
    diagnostics.stop_on_errors()
    job = Job(
        workshop=workshop,
        pamphlet=pamphlet,
        theme=theme,
        fonts=fonts,
        copy=copy,
        moment=moment,
        diagnostics=diagnostics,
    )
    for edition, make in _MAKERS.items():
        if edition in editions:
            yield from make(job)


def _verify(product: Product) -> None:
    """Open a file once more before it takes the place of an older one; AssertionError where it is not whole."""
    if product.file_name.endswith(".epub"):
        with zipfile.ZipFile(io.BytesIO(product.data)) as book:
            whole = book.testzip() is None
    else:
        whole = extent_of(product.data) == product.pages
    if not whole:
        raise AssertionError(f"{product.file_name} is not whole")
