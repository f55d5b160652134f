"""The reading copy becomes the booklet for the copier: two pages up, both sides, fold and staple."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from pamphlet.counting import named
from pamphlet.diagnostics import Diagnostics
from pamphlet.editions.job import Job
from pamphlet.editions.product import Edition, Printed, Product
from pamphlet.press.booklet import impose
from pamphlet.press.covers import FRONT_PAGES
from pamphlet.press.imposition import (
    Plan,
    cannot_be_stapled,
    creep,
    creep_advice,
    pile_of,
    plan_booklet,
    staple_advice,
)
from pamphlet.press.passes import Edge, Face, Impression, Machine, Order, backs, both_sides, cover_of, fronts, inner_of
from pamphlet.press.printable_area import Loss, losses

_SCALE_OFF = 0.5
"""A line of 100 mm that is so many mm off is not printed at actual size: wet paper alone stretches less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pass:
    """One file of the booklet: the end of its name, what it prints, and on what."""

    ending: str
    impressions: tuple[Impression, ...]
    two_sided: bool = True
    is_cover: bool = False


def make(job: Job) -> Iterator[Product]:
    """The booklet: one file, or a cover of its own, or fronts and backs, as the settings say."""
    job.workshop.announce("imposing the booklet")
    settings = job.pamphlet.settings
    how = settings.editions.booklet
    plan = plan_booklet(job.copy.extent, signature=how.signature, separate_cover=how.separate_cover)
    covers = frozenset({*range(1, FRONT_PAGES + 1), job.copy.extent})
    looked_at = covers if job.covers_alone else None
    lost: list[Loss] = []
    for each in _passes(job, plan):
        pdf = impose(job.copy.pdf, each.impressions, machine=job.machine, two_sided=each.two_sided)
        turned = job.machine.flip is Edge.LONG
        lost.extend(losses(pdf, each.impressions, job.machine.margin, turned_backs=turned, only=looked_at))
        yield Product(
            edition=Edition.BOOKLET,
            file_name=job.file_name(each.ending),
            data=pdf,
            pages=len(each.impressions),
            printed=_printed(job, plan, each),
        )
    _report_losses(lost, job.machine.margin, job.diagnostics)
    pile = pile_of(plan, settings.paper.caliper, _cover_caliper(job, plan))
    if cannot_be_stapled(pile):
        job.diagnostics.warning(
            "too-many-sheets",
            f"the sheets of the booklet lie {pile:.1f} mm high, more than a hand stapler holds",
            hint="write `signature = 8` under [editions.booklet], take thinner paper, or ask a print shop",
        )


def _passes(job: Job, plan: Plan) -> Iterator[_Pass]:
    """What goes through the machine, file by file."""
    sheets = inner_of(plan, job.pamphlet.settings.paper.caliper, _cover_caliper(job, plan))
    one_sided = job.pamphlet.settings.editions.booklet.one_sided
    if one_sided:
        yield _Pass(ending="-booklet-fronts.pdf", impressions=fronts(sheets), two_sided=False)
        yield _Pass(ending="-booklet-backs.pdf", impressions=backs(sheets, order=job.machine.order), two_sided=False)
    else:
        yield _Pass(ending="-booklet.pdf", impressions=both_sides(sheets))
    if plan.cover:
        sides = both_sides(cover_of(plan))
        yield _Pass(ending="-booklet-cover.pdf", impressions=sides, two_sided=not one_sided, is_cover=True)


def _cover_caliper(job: Job, plan: Plan) -> float:
    """The thickness, in mm, of the outermost sheet: it is card only where it is printed apart."""
    paper = job.pamphlet.settings.paper
    return paper.cover_caliper if plan.cover else paper.caliper


def _printed(job: Job, plan: Plan, each: _Pass) -> Printed:
    paper = job.pamphlet.settings.paper
    cover_caliper = _cover_caliper(job, plan)
    places = 2 * len(each.impressions)
    extent = sum(len(impression.forme.pages) for impression in each.impressions)
    innermost = 0.0 if each.is_cover else creep(plan.depth, paper.caliper, cover_caliper)
    return Printed(
        extent=extent,
        blanks=places - extent,
        sheets=1 if each.is_cover else len(plan.inner),
        paper=paper.trim.sheet,
        two_sided=each.two_sided or each.is_cover,
        creep=innermost,
        advice=tuple(_advice(job, plan, each)),
        fit=job.copy.fit,
        flip=(job.machine.flip or Edge.SHORT).value,
        plan=plan,
        is_cover=each.is_cover,
    )


def _advice(job: Job, plan: Plan, each: _Pass) -> Iterator[str]:
    """What whoever prints a file ought to know, sentence by sentence."""
    paper, machine = job.pamphlet.settings.paper, job.machine
    if abs(machine.scale - 100) > _SCALE_OFF:
        yield f"this printer draws 100 mm as {machine.scale:g} mm: set it to 100 % (actual size, not “fit”)"
    if each.is_cover:
        yield "print the cover on its own paper; if that is card, crease the fold with a blunt edge before folding"
        if not each.two_sided:
            yield "print page 1 of the cover, put the paper back and print page 2"
        if len(plan.signatures) > 1:
            yield "the cover goes around all signatures: glue it to the back and cut the fore-edge"
        return
    if each.ending.endswith("-backs.pdf"):
        yield refeeding(machine)
    cover_caliper = _cover_caliper(job, plan)
    largest = max(map(len, plan.signatures)) + (plan.cover is not None and len(plan.signatures) == 1)
    staples = staple_advice(largest, pile_of(plan, paper.caliper, cover_caliper))
    for sentence in (_binding_advice(plan) or staples, creep_advice(creep(plan.depth, paper.caliper, cover_caliper))):
        if sentence:
            yield sentence


def _binding_advice(plan: Plan) -> str:
    if len(plan.signatures) == 1:
        return ""
    sizes = ", ".join(str(len(sheets)) for sheets in plan.signatures)
    return (
        f"fold the sheets in {len(plan.signatures)} signatures of {sizes}; the number on the fold of each "
        "is its place; staple or sew each through its fold, lay them one upon the other and bind the back with tape"
    )


def refeeding(machine: Machine) -> str:
    """How the pile of fronts goes back into the tray before the backs are printed."""
    blank_up = (machine.face is Face.DOWN) == (machine.order is Order.REVERSE)
    way = "just as it came out" if machine.order is Order.REVERSE else "turned over as a whole"
    return (
        f"put the pile of fronts back into the tray {way}, without sorting it: the blank sides look "
        f"{'up' if blank_up else 'down'}; try it with one copy first"
    )


def _report_losses(lost: Iterable[Loss], margin: float, diagnostics: Diagnostics) -> None:
    """One finding for each side of the pages, which names them all."""
    for side, group in groupby(sorted(lost, key=lambda loss: (loss.side, loss.page)), key=lambda loss: loss.side):
        found = tuple(group)
        pages = ", ".join(str(loss.page) for loss in found)
        most = max(loss.mm for loss in found)
        diagnostics.warning(
            "unprintable-edge",
            f"a copier that leaves {margin:g} mm white cuts up to {most:.1f} mm off at the {side} "
            f"of {named(len(found), 'page')} {pages}",
            hint="keep text and pictures further in; a colour that fills the page gets a white border",
        )
