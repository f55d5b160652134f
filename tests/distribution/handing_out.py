"""What the tests of handing out share: a small pamphlet on its bench, and orders for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from pamphlet.diagnostics import Diagnostics, as_text
from pamphlet.distribution.bench import Bench
from pamphlet.distribution.distribute import HandOut, benches_for, plan_distribution
from pamphlet.distribution.orders import Wishes
from pamphlet.distribution.work import Made, Order
from pamphlet.editions.product import Edition
from pamphlet.workshop import Workshop

FILES = {
    "body/01-bread.md": "# Of bread\n\nJane asked for bread, and was given a stone.[^1]\n\n[^1]: The stone is kept.\n",
    "branches.csv": "name,contact\n" + "".join(f"Branch {number},b{number}@example.org\n" for number in range(6)),
}


def benches_and_orders(
    workshop: Callable[..., Workshop], editions: frozenset[Edition]
) -> tuple[Mapping[str, Bench], tuple[Order, ...]]:
    """A bench, and an order of each of six branches for the editions."""
    findings = Diagnostics()
    working = workshop(FILES)
    plan = plan_distribution(working, Wishes(), findings)
    orders = tuple(replace(order, editions=editions) for order in plan.orders.values())
    benches = benches_for(plan, working, orders, findings)
    assert as_text(findings) == ""
    return benches, orders


def made_by(hand_out: HandOut, benches: Mapping[str, Bench], orders: tuple[Order, ...]) -> dict[str, Made]:
    """What becomes of orders, by the slug of the branch; each order becomes something once."""
    made = list(hand_out(benches, orders))
    by_slug = {each.slug: each for each in made}
    assert len(by_slug) == len(made)
    return by_slug


def contents(made: Mapping[str, Made]) -> dict[str, dict[str, bytes]]:
    """The files of each branch, by their names."""
    return {slug: {product.file_name: product.data for product in each.products} for slug, each in made.items()}
