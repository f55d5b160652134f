"""A bench and an order become the files of one branch: the call that is made once for each branch, wherever it runs.

All that goes in and all that comes out can be sent to another process.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from pamphlet.branch import Branch
from pamphlet.build import MAKERS, look_over, verify
from pamphlet.diagnostics import Diagnostic, Diagnostics, Refused, error
from pamphlet.distribution.bench import Bench
from pamphlet.distribution.dressing import for_branch, on_paper
from pamphlet.editions import print_sheets
from pamphlet.editions.job import Job
from pamphlet.editions.product import Edition, Product
from pamphlet.manuscript.picture import Picture
from pamphlet.press.passes import Machine

_LAID_OUT = frozenset({Edition.READING, Edition.PRESS})
"""Editions that are written from the pages as they were laid out; the others from the pages as they were written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What one branch gets: its editions, its logo, the printer that its booklet is for, how many are printed.

    `looked_over`: its files go through preflight.  Those of other branches differ from them in the covers alone.
    """

    branch: Branch
    logo: Picture | None
    editions: frozenset[Edition]
    machine: Machine
    copies: int
    looked_over: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What became of an order: its products, none of them where one of the findings is an error."""

    slug: str
    products: tuple[Product, ...] = field(repr=False)
    findings: tuple[Diagnostic, ...]


def make_branch(bench: Bench, order: Order) -> Made:
    """Make the files of a branch; what is wrong with them is a finding, and then there are none."""
    diagnostics = Diagnostics()
    try:
        products = tuple(_products(bench, order, diagnostics))
        for product in products:
            if order.looked_over:
                diagnostics.extend(look_over(product, products))
            verify(product)
        diagnostics.stop_on_errors()
    except Refused as refusal:
        return Made(slug=order.branch.slug, products=(), findings=refusal.findings)
    return Made(slug=order.branch.slug, products=products, findings=tuple(diagnostics))


def failed(order: Order, what: str) -> Made:
    """What became of an order that the program itself failed at; `what` says how."""
    found = error(
        "branch-failed",
        f"the files of `{order.branch.name}` could not be made ({what})",
        order.branch.span,
        hint="this is a fault of the program: please report it with this line of the list",
    )
    return Made(slug=order.branch.slug, products=(), findings=(found,))


def _products(bench: Bench, order: Order, diagnostics: Diagnostics) -> Iterator[Product]:
    pamphlet = for_branch(bench.pamphlet, order.branch, order.logo)
    job = Job(
        workshop=bench.workshop,
        pamphlet=pamphlet,
        theme=bench.theme,
        fonts=bench.fonts,
        copy=bench.written(pamphlet, diagnostics),
        moment=bench.moment,
        diagnostics=diagnostics,
        machine=order.machine,
        covers_alone=not order.looked_over,
    )
    jobs = _jobs(bench, order, job)
    products = [product for edition, make in MAKERS.items() if edition in jobs for product in make(jobs[edition])]
    yield from products
    yield from print_sheets.make(job, products, order.copies)


def _jobs(bench: Bench, order: Order, job: Job) -> Mapping[Edition, Job]:
    """The job from which each of the editions is made."""
    jobs = dict.fromkeys(order.editions, job)
    if Edition.EPUB in jobs:
        jobs[Edition.EPUB] = replace(job, shared_ebook=bench.shared_ebook)
    if Edition.WEB in jobs:
        jobs[Edition.WEB] = replace(job, shared_page=bench.shared_page)
    if order.editions & _LAID_OUT:
        laid_out = replace(job, copy=bench.read(job.pamphlet, job.diagnostics))
        jobs |= dict.fromkeys(order.editions & _LAID_OUT, laid_out)
    if Edition.LARGE_PRINT in jobs:
        jobs[Edition.LARGE_PRINT] = replace(job, pamphlet=on_paper(job.pamphlet))
    return jobs
