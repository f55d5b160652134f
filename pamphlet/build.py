"""The foreman: knows the order of the stages, and is the only caller that writes the editions.

folder ─ read ─► manuscript ─ check ─► compile ─► pamphlet ─ make up ─► reading copy
                                                     │                    ├─ impose ─► booklet
                                                     └──── page map ──────┴──────────► ebook
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from pamphlet.apparatus.compilation import compile_pamphlet
from pamphlet.apparatus.parts import Pamphlet
from pamphlet.diagnostics import Diagnostics, Refused
from pamphlet.ebook.epub import make_epub
from pamphlet.ebook.package import EbookProblem
from pamphlet.inspection import Workshop, inspect
from pamphlet.manuscript.assembly import Manuscript
from pamphlet.press.booklet import impose
from pamphlet.press.imposition import staple_advice
from pamphlet.press.makeup import ReadingCopy, make_up
from pamphlet.press.raster import extent_of, page_as_png
from pamphlet.publishing import check_writable, publish
from pamphlet.typeset.fonts import cut_fonts
from pamphlet.typeset.theme import Theme

_COVER_WIDTH = 1600
"""In pixels: what shops and readers ask for on the shorter side of a cover picture."""


class Edition(StrEnum):
    """A form of the pamphlet, by the name that the command line knows it under."""

    READING = "reading"
    BOOKLET = "booklet"
    EPUB = "epub"


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A file that was made.  `extent` is its pages (A5), `sheets` the A4 paper of a booklet; 0 for none.

    `advice` is what to know before stapling a booklet; empty if nothing.
    """

    edition: Edition
    file_name: str
    data: bytes = field(repr=False)
    extent: int = 0
    sheets: int = 0
    advice: str = ""


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
    workshop.announce("writing the files")
    for product in products:
        _verify(product)
    publish(output, {product.file_name: product.data for product in products})
    return products


def _make(
    workshop: Workshop, manuscript: Manuscript, theme: Theme, editions: frozenset[Edition], diagnostics: Diagnostics
) -> Iterator[Product]:
    pamphlet = compile_pamphlet(manuscript)
    settings = pamphlet.settings
    moment = workshop.moment or dt.datetime.combine(settings.date, dt.time(), tzinfo=dt.UTC)
    fonts = cut_fonts(theme.faces, workshop.cache, workshop.announce)
    workshop.announce("laying out the pages")
    copy = make_up(pamphlet, theme, fonts, moment, diagnostics)
    diagnostics.stop_on_errors()
    name = settings.name
    if Edition.READING in editions:
        yield Product(edition=Edition.READING, file_name=f"{name}.pdf", data=copy.pdf, extent=copy.extent)
    if Edition.BOOKLET in editions:
        workshop.announce("imposing the booklet")
        yield _booklet(copy, name, settings.caliper)
    if Edition.EPUB in editions:
        workshop.announce("making the ebook")
        yield _ebook(pamphlet, copy, theme, moment, diagnostics)


def _booklet(copy: ReadingCopy, name: str, caliper: float) -> Product:
    booklet = impose(copy.pdf, caliper=caliper)
    return Product(
        edition=Edition.BOOKLET,
        file_name=f"{name}-booklet.pdf",
        data=booklet.pdf,
        extent=booklet.extent,
        sheets=booklet.sheets,
        advice=staple_advice(booklet.sheets, caliper),
    )


def _ebook(
    pamphlet: Pamphlet, copy: ReadingCopy, theme: Theme, moment: dt.datetime, diagnostics: Diagnostics
) -> Product:
    cover = page_as_png(copy.pdf, page=1, width=_COVER_WIDTH)
    try:
        data = make_epub(pamphlet, copy.index, copy.page_map, theme=theme, cover=cover, moment=moment)
    except EbookProblem as problem:
        diagnostics.error("ebook", f"the ebook cannot be made: {problem}")
        raise Refused(tuple(diagnostics)) from problem
    return Product(edition=Edition.EPUB, file_name=f"{pamphlet.settings.name}.epub", data=data)


def _verify(product: Product) -> None:
    """Open a file once more before it takes the place of an older one; AssertionError where it is not whole."""
    if product.edition is Edition.EPUB:
        with zipfile.ZipFile(io.BytesIO(product.data)) as book:
            whole = book.testzip() is None
    else:
        whole = extent_of(product.data) == (2 * product.sheets or product.extent)
    if not whole:
        raise AssertionError(f"{product.file_name} is not whole")
