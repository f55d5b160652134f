"""The name of one branch becomes its files, beside those of the ordinary build."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from pamphlet.allowance import within
from pamphlet.build import moment_of
from pamphlet.diagnostics import Diagnostics, did_you_mean
from pamphlet.distribution.distribute import Plan, benches_for, plan_distribution
from pamphlet.distribution.dressing import for_branch
from pamphlet.distribution.orders import Wishes
from pamphlet.distribution.work import Order, make_branch
from pamphlet.editions.made_of import ENDING, made_of
from pamphlet.editions.product import Delivery, Edition, Product
from pamphlet.press.passes import Machine
from pamphlet.publishing import reserved
from pamphlet.standing.witness import Witness
from pamphlet.workshop import Workshop


def build_branch(  # noqa: PLR0913  # what `build` is given, and which branch
    workshop: Workshop,
    name: str,
    editions: Iterable[Edition],
    output: Path,
    diagnostics: Diagnostics,
    *,
    wishes: Wishes,
    machine: Machine | None = None,
    copies: int | None = None,
) -> Delivery:
    """Make editions of a branch, called by its name or its slug, and put them into the output folder, all or none.

    `machine` and `copies` go before what the list says.  Raises Refused where manuscript, row or files have
    errors, and OutputProblem.
    """
    folder = Witness(workshop.folder)
    workshop = replace(workshop, folder=folder)
    with reserved(output) as place:
        with within(workshop.allowance):
            plan = plan_distribution(workshop, replace(wishes, keep_going=True), diagnostics)
            order = _order(plan, name, diagnostics)
            order = replace(
                order, editions=frozenset(editions), machine=machine or order.machine, copies=copies or order.copies
            )
            benches = benches_for(plan, workshop, [order], diagnostics)
            diagnostics.stop_on_errors()
            workshop.announce(f"making the files of {order.branch.name}")
            made = make_branch(benches[order.branch.paper], order)
        diagnostics.extend(made.findings)
        diagnostics.stop_on_errors()
        moment = moment_of(workshop, plan.pamphlet.settings)
        listed = _list(plan, order, made.products, moment, folder.read)
        name = f"{plan.pamphlet.settings.name}-{made.slug}{ENDING}"
        delivery = Delivery(products=made.products, listed={name: listed})
        place.publish(delivery.files)
    return delivery


def _order(plan: Plan, name: str, diagnostics: Diagnostics) -> Order:
    """The order of a branch; Refused where the list has none, or a row that is not right may be the one."""
    wanted = name.casefold()
    for slug, order in plan.orders.items():
        if wanted in {slug, order.branch.name.casefold()}:
            return order
    diagnostics.extend(plan.findings)
    known = [order.branch.name for order in plan.orders.values()]
    diagnostics.error(
        "branch-unknown",
        f"the list has no branch `{name}` that could be made",
        hint=did_you_mean(name, known) or "`pamphlet branches` lists them",
    )
    diagnostics.stop_on_errors()
    raise AssertionError("an error stops")


def _list(
    plan: Plan, order: Order, products: tuple[Product, ...], moment: dt.datetime, read: Mapping[str, str]
) -> bytes:
    """What the files of a branch were made of."""
    pamphlet = for_branch(plan.pamphlet, order.branch, order.logo)
    theme = plan.themes[plan.trim(order)]
    return made_of(pamphlet, [theme], order.editions, read=read, moment=moment, products=products)
