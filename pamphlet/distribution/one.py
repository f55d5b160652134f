"""The name of one branch becomes its files, beside those of the ordinary build."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pamphlet.allowance import within
from pamphlet.diagnostics import Diagnostics, did_you_mean
from pamphlet.distribution.distribute import Plan, benches_for, plan_distribution
from pamphlet.distribution.orders import Wishes
from pamphlet.distribution.work import Order, make_branch
from pamphlet.editions.job import Edition, Product
from pamphlet.inspection import Workshop
from pamphlet.press.passes import Machine
from pamphlet.publishing import reserved


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
) -> tuple[Product, ...]:
    """Make editions of a branch, called by its name or its slug, and put them into the output folder, all or none.

    `machine` and `copies` go before what the list says.  Raises Refused where manuscript, row or files have
    errors, and OutputProblem.
    """
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
        place.publish({product.file_name: product.data for product in made.products})
    return made.products


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
