"""The foreman: knows the order of the stages, and is the only caller that writes the editions.

folder ─ read ─► manuscript ─ check ─► compile ─► pamphlet ─ make up ─► pages ─► editions ─► files
"""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pamphlet.allowance import within
from pamphlet.apparatus.compilation import compile_pamphlet
from pamphlet.apparatus.parts import Pamphlet
from pamphlet.diagnostics import Diagnostic, Diagnostics, Severity
from pamphlet.editions import booklet, ebook, large_print, press, print_sheets, reading, web_page
from pamphlet.editions.job import Job
from pamphlet.editions.made_of import ENDING as MADE_OF
from pamphlet.editions.made_of import made_of
from pamphlet.editions.product import Delivery, Edition, Product
from pamphlet.inspection import inspect
from pamphlet.keeping import keep_identifier
from pamphlet.manuscript.assembly import Manuscript
from pamphlet.preflight.pdf.purpose import Purpose
from pamphlet.preflight.preflight import preflight
from pamphlet.press.makeup import make_up
from pamphlet.press.passes import OFFICE_COPIER, Machine
from pamphlet.press.raster import extent_of
from pamphlet.publishing import reserved
from pamphlet.settings import Settings
from pamphlet.standing.witness import Witness
from pamphlet.typeset.fonts import cut_fonts
from pamphlet.typeset.theme import Theme
from pamphlet.workshop import Workshop

MAKERS: Mapping[Edition, Callable[[Job], Iterator[Product]]] = {
    Edition.READING: reading.make,
    Edition.BOOKLET: booklet.make,
    Edition.PRESS: press.make,
    Edition.LARGE_PRINT: large_print.make,
    Edition.EPUB: ebook.make,
    Edition.WEB: web_page.make,
}
"""Who makes each edition, in the order in which they are made."""

_PURPOSES: Mapping[Edition, Purpose] = {
    Edition.READING: Purpose.SCREEN,
    Edition.BOOKLET: Purpose.COPIER,
    Edition.PRESS: Purpose.SHOP,
    Edition.LARGE_PRINT: Purpose.LARGE_PRINT,
}
"""What each PDF is for."""

_SAID_BEFORE: Mapping[Edition, frozenset[str]] = defaultdict(
    frozenset,
    {Edition.PRESS: frozenset({"preflight-resolution"}), Edition.BOOKLET: frozenset({"preflight-unprintable"})},
)
"""What the making of an edition has found already, with its place in the manuscript."""

_OF_DRAWINGS = frozenset({"preflight-small-type", "preflight-hairline"})
"""What only an author's drawing can be guilty of, for themes set nothing so small: told, but no reason to refuse."""


def build(
    workshop: Workshop,
    editions: Iterable[Edition],
    output: Path,
    diagnostics: Diagnostics,
    machine: Machine = OFFICE_COPIER,
    copies: int | None = None,
) -> Delivery:
    """Make editions and put them into the output folder, all or none; booklets for a certain printing machine.

    `copies` is what the print sheets reckon with; None for the number in the settings.

    Raises Refused where the manuscript has errors and OutputProblem where the folder cannot be
    written; what stood there before still stands.
    """
    folder = Witness(workshop.folder)
    workshop = replace(workshop, folder=folder)
    with reserved(output) as place:
        with within(workshop.allowance):  # not the writing, which is never stopped half way
            manuscript, theme = inspected(workshop, diagnostics)
            job = replace(lay_out(workshop, compile_pamphlet(manuscript), theme, diagnostics), machine=machine)
            wanted = frozenset(editions)
            products = tuple(make_products(job, wanted, copies))
            diagnostics.stop_on_errors()
            workshop.announce("looking the files over")
            for product in products:
                diagnostics.extend(look_over(product, products))
            diagnostics.stop_on_errors()
            for product in products:
                verify(product)
            listed = made_of(job.pamphlet, [theme], wanted, read=folder.read, moment=job.moment, products=products)
        delivery = Delivery(products=products, listed={job.file_name(MADE_OF): listed})
        workshop.announce("writing the files")
        place.publish(delivery.files)
    if any(product.edition is Edition.EPUB for product in products):
        keep_identifier(workshop.folder, manuscript.settings, diagnostics)
    return delivery


def inspected(workshop: Workshop, diagnostics: Diagnostics) -> tuple[Manuscript, Theme]:
    """Read and check a manuscript.  Raises Refused where it has errors."""
    found = inspect(workshop, diagnostics)
    diagnostics.stop_on_errors()
    if found is None:
        raise AssertionError("a manuscript that cannot be read has errors")
    return found


def moment_of(workshop: Workshop, settings: Settings) -> dt.datetime:
    """The time that the files carry: that of the environment, else the date of the edition."""
    return workshop.moment or dt.datetime.combine(settings.date, dt.time(), tzinfo=dt.UTC)


def lay_out(workshop: Workshop, pamphlet: Pamphlet, theme: Theme, diagnostics: Diagnostics) -> Job:
    """Lay out the pages in the trimmed format, from which all editions are made."""
    moment = moment_of(workshop, pamphlet.settings)
    fonts = cut_fonts(theme.faces)
    workshop.announce("laying out the pages")
    copy = make_up(pamphlet, theme, fonts, moment, diagnostics)
    diagnostics.stop_on_errors()
    return Job(
        workshop=workshop,
        pamphlet=pamphlet,
        theme=theme,
        fonts=fonts,
        copy=copy,
        moment=moment,
        diagnostics=diagnostics,
    )


def make_products(job: Job, editions: frozenset[Edition], copies: int | None) -> Iterator[Product]:
    """The files of editions, and the print sheets that lie beside those on paper."""
    made = [product for edition, make in MAKERS.items() if edition in editions for product in make(job)]
    yield from made
    yield from print_sheets.make(job, made, copies)


def look_over(product: Product, products: Iterable[Product]) -> Iterator[Diagnostic]:
    """What a copier, a shop or a reader would do with a file; a print sheet goes to the copier beside the file."""
    if product.edition is Edition.EPUB:  # EPUBCheck is slow to start, and for `pamphlet preflight`
        yield from preflight(product.data, product.file_name).findings
    if not product.file_name.endswith(".pdf"):
        return
    purpose = _PURPOSES[product.edition]
    beside = purpose is not Purpose.SCREEN and product.printed is None
    parts = [other for other in products if other.edition is product.edition and other.printed]
    report = preflight(
        product.data, product.file_name, Purpose.COPIER if beside else purpose, alone=not beside and len(parts) < 2
    )
    for finding in report.findings:
        if finding.slug not in _SAID_BEFORE[product.edition]:
            yield replace(finding, severity=Severity.WARNING) if finding.slug in _OF_DRAWINGS else finding


def verify(product: Product) -> None:
    """Open a file once more before it takes the place of an older one; AssertionError where it is not whole.

    That the disk then has these very bytes is seen to where they are written (`staging.Stage.fill`).
    """
    if product.file_name.endswith(".epub"):
        with zipfile.ZipFile(io.BytesIO(product.data)) as book:
            whole = book.testzip() is None
    elif product.file_name.endswith(".html"):
        whole = product.data.endswith(b"</html>\n")
    elif product.file_name.endswith(".pdf"):
        whole = extent_of(product.data) == product.pages
    else:
        whole = bool(json.loads(product.data))
    if not whole:
        raise AssertionError(f"{product.file_name} is not whole")
