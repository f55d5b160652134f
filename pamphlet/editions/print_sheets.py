"""The files of a paper edition become the print sheet that lies beside them: a PDF of one page, and JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from pamphlet.editions.job import Job
from pamphlet.editions.product import Edition, Printed, Product
from pamphlet.press.imposition import Plan, blanks_needed, pile_of, plan_booklet
from pamphlet.printroom.print_sheet import SHEET, THEME, Face, as_json, as_pdf
from pamphlet.printroom.printing import Making, plan_printing
from pamphlet.printroom.ticket import Kind, Ticket, TicketFile
from pamphlet.typeset.fonts import cut_fonts
from pamphlet.typeset.theme import load_theme

_KINDS: Mapping[str, Kind] = {"booklet": Kind.FOLDED, "large-print": Kind.FLAT, "press": Kind.ORDER}
"""What is done with each paper edition."""


def make(job: Job, products: Iterable[Product], copies: int | None) -> Iterator[Product]:
    """The print sheet of each edition with printed files; `copies` goes before the settings' number."""
    printed = [product for product in products if product.printed]
    if not printed:
        return
    job.workshop.announce("writing the print sheets")
    face = _face(job)
    shop = tuple(product.file_name for product in printed if _KINDS[product.edition] is Kind.ORDER)
    for edition, files in groupby(printed, key=lambda product: product.edition):
        ticket = _ticket(job, edition, tuple(files), shop, copies or job.pamphlet.settings.printing.copies)
        stem = f"-{edition}-print-sheet"
        pdf = as_pdf(ticket, face, job.moment, job.diagnostics)
        yield Product(edition=edition, file_name=job.file_name(f"{stem}.pdf"), data=pdf, pages=1)
        yield Product(edition=edition, file_name=job.file_name(f"{stem}.json"), data=as_json(ticket))


def _face(job: Job) -> Face:
    theme = load_theme(THEME, job.diagnostics, trim=SHEET)
    if theme is None:
        raise AssertionError("the theme of the print sheet is part of the program")
    fonts = cut_fonts(theme.faces)
    return Face(sheets=theme.paper, fonts=(*fonts, *job.fonts), fallback=job.theme.faces[0].name)


def _ticket(job: Job, edition: Edition, files: tuple[Product, ...], shop: tuple[str, ...], copies: int) -> Ticket:
    settings, kind = job.pamphlet.settings, _KINDS[edition]
    printed = [product.printed for product in files if product.printed]
    making = _flat(job, printed[0].sheets) if kind is Kind.FLAT else _folded(job, _plan(job, printed[0]))
    extent = printed[0].extent if kind is Kind.FLAT else job.copy.extent
    return Ticket(
        settings=settings,
        kind=kind,
        edition=edition,
        files=tuple(_file(product) for product in files),
        extent=extent,
        blanks=printed[0].blanks if kind is Kind.FLAT else blanks_needed(extent),
        sheet_name=printed[0].paper,
        page_name=printed[0].paper if kind is Kind.FLAT else settings.paper.trim.name,
        making=making,
        creep=max(each.creep for each in printed),
        plan=printed[0].plan,
        two_sided=all(each.two_sided for each in printed),
        flip=printed[0].flip,
        machine=job.machine,
        printing=plan_printing(making, settings.paper, settings.printing, copies),
        shop_files=shop or (job.file_name("-press.pdf"),),
        advice=tuple(dict.fromkeys(sentence for each in printed for sentence in _worth_knowing(kind, each))),
    )


def _worth_knowing(kind: Kind, printed: Printed) -> tuple[str, ...]:
    """What the build advises; not what to send a print shop, which is what the steps of an order are."""
    return printed.fit if kind is Kind.ORDER else (*printed.advice, *printed.fit)


def _flat(job: Job, sheets: int) -> Making:
    """Single sheets of A4, stapled at the edge."""
    page = (SHEET.width, SHEET.height)
    pile = sheets * job.pamphlet.settings.paper.caliper
    return Making(sheets=sheets, cover_sheets=0, sheet=page, page=page, folded=False, pile=pile)


def _folded(job: Job, plan: Plan) -> Making:
    """Sheets folded once, in the trim of the pamphlet."""
    paper = job.pamphlet.settings.paper
    return Making(
        sheets=len(plan.inner),
        cover_sheets=int(plan.cover is not None),
        sheet=paper.trim.sheet_size,
        page=(paper.trim.width, paper.trim.height),
        folded=True,
        pile=pile_of(plan, paper.caliper, paper.cover_caliper if plan.cover else None),
    )


def _plan(job: Job, printed: Printed) -> Plan:
    """The sheets as they were imposed, or as a print shop will impose them."""
    return printed.plan or plan_booklet(
        job.copy.extent, separate_cover=job.pamphlet.settings.editions.press.separate_cover
    )


def _file(product: Product) -> TicketFile:
    digest = hashlib.sha256(product.data).hexdigest()
    return TicketFile(name=product.file_name, pages=product.pages, sha256=digest)
