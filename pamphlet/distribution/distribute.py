"""A manuscript and its list of branches become a folder for each branch, and what goes with all of them.

read ─► orders ─► those whose folder stands already are kept ─► benches, one a trim ─► files ─► folders ─► accounts
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from pamphlet.allowance import within
from pamphlet.apparatus.compilation import compile_pamphlet
from pamphlet.apparatus.parts import Pamphlet
from pamphlet.build import inspected, moment_of
from pamphlet.diagnostics import Diagnostic, Diagnostics, Refused, error
from pamphlet.distribution.accounts import entry_of, name_of_list, publish_accounts
from pamphlet.distribution.bench import Bench
from pamphlet.distribution.branches import read_branches
from pamphlet.distribution.dressing import identifier_of
from pamphlet.distribution.inputs import digest_of_common, digest_of_inputs
from pamphlet.distribution.orders import Wishes, orders_for
from pamphlet.distribution.parcel import MANIFEST, Parcel, archive, pack, read_parcel
from pamphlet.distribution.work import Made, Order, failed, make_branch
from pamphlet.edition_settings import TRIMS
from pamphlet.editions.made_of import made_of
from pamphlet.inspection import coverage_of
from pamphlet.press.passes import Machine
from pamphlet.publishing import OutputProblem, Reserved, reserved
from pamphlet.standing.witness import Witness
from pamphlet.typeset.fonts import cut_fonts
from pamphlet.typeset.theme import Theme, load_theme
from pamphlet.workshop import Workshop
from pamphlet.workspace import DiskFolder

BRANCHES = "branches"
"""The folder in the output that holds all folders of branches."""

HandOut = Callable[[Mapping[str, Bench], Iterable[Order]], Iterator[Made]]
"""Makes orders on the bench of their trim, in any order; what comes out are values, wherever they were made."""


class State(StrEnum):
    """What became of a branch."""

    MADE = "made"
    KEPT = "kept"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a branch, and what was found on the way."""

    name: str
    slug: str
    state: State
    findings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Who gets what, by slug: all orders of the list, the digests of what they depend on, those that are `wanted`.

    `made_of` is the list of what all of it is made of but for the rows.
    `findings` are those of rows that are not right.
    """

    pamphlet: Pamphlet
    themes: Mapping[str, Theme]
    orders: Mapping[str, Order]
    digests: Mapping[str, str]
    made_of: bytes = field(repr=False)
    wanted: tuple[str, ...]
    findings: tuple[Diagnostic, ...]

    def trim(self, order: Order) -> str:
        """The trim that an order is made in."""
        return order.branch.paper or self.pamphlet.settings.paper.trim.name


def plan_distribution(workshop: Workshop, wishes: Wishes, diagnostics: Diagnostics) -> Plan:
    """Read manuscript and list.  Raises Refused for errors; those of rows are kept in the plan if that is wished."""
    folder = Witness(workshop.folder)
    manuscript, theme = inspected(replace(workshop, folder=folder), diagnostics)
    settings = manuscript.settings
    found = read_branches(workshop.folder, settings, coverage_of(theme, workshop), wishes.printers, diagnostics)
    diagnostics.stop_on_errors()
    if not wishes.keep_going:
        diagnostics.extend(found.findings)
        diagnostics.stop_on_errors()
    orders = {order.branch.slug: order for order in orders_for(found, settings, wishes)}
    pamphlet = compile_pamphlet(manuscript)
    trims = {settings.paper.trim.name, *(order.branch.paper for order in orders.values() if order.branch.paper)}
    themes = {
        name: _theme(pamphlet, name, theme, replace(workshop, folder=folder), diagnostics) for name in sorted(trims)
    }
    diagnostics.stop_on_errors()
    moment = moment_of(workshop, settings)
    editions = frozenset(edition for order in orders.values() for edition in order.editions)
    plan = Plan(
        pamphlet=pamphlet,
        themes=themes,
        orders=orders,
        digests={},
        made_of=made_of(pamphlet, themes.values(), editions, read=folder.read, moment=moment),
        wanted=tuple(slug for slug, order in orders.items() if wishes.includes(order.branch)),
        findings=tuple(found.findings),
    )
    common = {trim: digest_of_common(folder.read, theme, moment.isoformat()) for trim, theme in themes.items()}
    digests = {slug: digest_of_inputs(order, common[plan.trim(order)]) for slug, order in orders.items()}
    return replace(plan, digests=digests)


def _theme(pamphlet: Pamphlet, trim: str, theme: Theme, workshop: Workshop, diagnostics: Diagnostics) -> Theme:
    """The theme of the pamphlet for another trim."""
    settings = pamphlet.settings
    if trim == settings.paper.trim.name:
        return theme
    found = load_theme(
        settings.theme,
        diagnostics,
        trim=TRIMS[trim],
        manuscript=workshop.folder,
        span=settings.theme_span,
        limits=workshop.limits,
    )
    return found or theme


def distribute(
    workshop: Workshop,
    output: Path,
    wishes: Wishes,
    diagnostics: Diagnostics,
    *,
    tell: Callable[[int, int, str], None],
    hand_out: HandOut | None = None,
) -> Iterator[Outcome]:
    """Make the wanted branches' folders in `output`, one after the other; what goes with them all comes last.

    One that fails stops none; its findings are in its outcome.  `tell` is told how many are done, of how
    many, and which comes next.  `hand_out` may make several at a time.  Raises Refused where nothing can
    be made at all, and OutputProblem where the output cannot be written.
    """
    with reserved(output / BRANCHES) as place:
        yield from _distribute(workshop, place, wishes, diagnostics, tell=tell, hand_out=hand_out or one_by_one)


def _distribute(
    workshop: Workshop,
    place: Reserved,
    wishes: Wishes,
    diagnostics: Diagnostics,
    *,
    tell: Callable[[int, int, str], None],
    hand_out: HandOut,
) -> Iterator[Outcome]:
    with within(workshop.allowance):
        plan = plan_distribution(workshop, wishes, diagnostics)
    there = DiskFolder(place.folder)
    moment = moment_of(workshop, plan.pamphlet.settings)
    waiting: dict[str, Order] = {}
    for slug in plan.wanted:
        parcel = None if wishes.again else read_parcel(there, slug)
        if parcel and parcel.manifest["inputs"] == plan.digests[slug]:
            if wishes.archives:
                place.publish({f"{slug}.zip": archive(parcel, _folder_name(plan, slug), moment)})
            yield _outcome(plan, slug, State.KEPT)
        else:
            waiting[slug] = plan.orders[slug]
    with within(workshop.allowance):
        benches = benches_for(plan, workshop, waiting.values(), diagnostics)
    diagnostics.stop_on_errors()
    diagnostics.extend(plan.findings)
    if waiting:
        place.publish({name_of_list(plan.made_of): plan.made_of})  # before the first folder that names it
    waiting = {order.branch.slug: order for order in _looking_once(plan, waiting.values())}
    names = [order.branch.name for order in waiting.values()] + [""]
    tell(0, len(waiting), names[0])
    for number, made in enumerate(hand_out(benches, waiting.values()), 1):
        yield _published(plan, made, place, moment if wishes.archives else None)
        tell(number, len(waiting), names[number])
    del benches  # the sheet is large where the list is: it goes where their pages were
    workshop.announce("writing the distribution sheet")
    parcels = (read_parcel(there, slug) for slug in plan.orders)
    faces = plan.themes[plan.pamphlet.settings.paper.trim.name].faces
    publish_accounts(
        place,
        [entry_of(parcel) for parcel in parcels if parcel],
        plan.pamphlet.settings,
        fonts=cut_fonts(faces),
        moment=moment,
    )


def one_by_one(benches: Mapping[str, Bench], orders: Iterable[Order]) -> Iterator[Made]:
    """Make orders in this process, one after the other."""
    for order in orders:
        yield attempt(benches[order.branch.paper or ""], order)


def attempt(bench: Bench, order: Order) -> Made:
    """Make a branch; a slip of the program itself is a finding here, for it must not stop the other branches.

    Each may take what a whole build may: in a process of its own it is the first that lays out the pages anew.
    """
    try:
        with within(bench.allowance):
            return make_branch(bench, order)
    except Refused as refusal:
        return Made(slug=order.branch.slug, products=(), findings=refusal.findings)
    except Exception as problem:  # noqa: BLE001  # whatever it is, it is this branch's alone
        return failed(order, f"{type(problem).__name__}: {problem}")


def _looking_once(plan: Plan, orders: Iterable[Order]) -> Iterator[Order]:
    """The orders, of which the first with an edition in a trim for a kind of printer is looked over."""
    seen: set[tuple[str, str, Machine]] = set()
    for order in orders:
        kinds = {(plan.trim(order), edition.value, order.machine) for edition in order.editions}
        yield replace(order, looked_over=not kinds <= seen)
        seen |= kinds


def benches_for(
    plan: Plan, workshop: Workshop, orders: Iterable[Order], diagnostics: Diagnostics
) -> Mapping[str, Bench]:
    """A bench for each trim that is asked for, by what the list calls it; each lays out the inside once."""
    benches: dict[str, Bench] = {}
    of_trim: dict[str, Bench] = {}
    for order in orders:
        paper, trim = order.branch.paper, plan.trim(order)
        if trim not in of_trim:
            workshop.announce(f"laying out the pages in {trim}")
            settings = plan.pamphlet.settings
            pamphlet = replace(
                plan.pamphlet, settings=replace(settings, paper=replace(settings.paper, trim=TRIMS[trim]))
            )
            of_trim[trim] = Bench(workshop, pamphlet, plan.themes[trim])
            of_trim[trim].lay_out(diagnostics)
        benches[paper] = of_trim[trim]
    return benches


def _published(plan: Plan, made: Made, place: Reserved, archived: dt.datetime | None) -> Outcome:
    """Put the files of a branch into its folder; into an archive too where that is to carry a time."""
    slug = made.slug
    if not made.products:
        return _outcome(plan, slug, State.FAILED, made.findings)
    parcel = _parcel(plan, made)
    try:
        place.exchange(slug, parcel.files, mark=MANIFEST)
        if archived:
            place.publish({f"{slug}.zip": archive(parcel, _folder_name(plan, slug), archived)})
    except OutputProblem as problem:
        found = error("branch-folder", str(problem), plan.orders[slug].branch.span)
        return _outcome(plan, slug, State.FAILED, (*made.findings, found))
    return _outcome(plan, slug, State.MADE, made.findings)


def _parcel(plan: Plan, made: Made) -> Parcel:
    settings = plan.pamphlet.settings
    return pack(
        made.products,
        plan.orders[made.slug],
        settings,
        identifier=identifier_of(settings.identifier, made.slug),
        inputs=plan.digests[made.slug],
        made_of=name_of_list(plan.made_of),
    )


def _folder_name(plan: Plan, slug: str) -> str:
    return f"{plan.pamphlet.settings.name}-{slug}"


def _outcome(plan: Plan, slug: str, state: State, findings: tuple[Diagnostic, ...] = ()) -> Outcome:
    return Outcome(name=plan.orders[slug].branch.name, slug=slug, state=state, findings=findings)
