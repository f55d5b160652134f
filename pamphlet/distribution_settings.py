"""The table [distribution] of pamphlet.toml becomes typed settings: what each branch gets, and what parcels cost."""

from __future__ import annotations

from dataclasses import dataclass

from pamphlet.diagnostics import did_you_mean
from pamphlet.toml_source import Table

EDITIONS = ("reading", "booklet", "press", "large-print", "epub", "web")
"""Every edition, by the name that the command line knows."""

_UNASKED = ("reading", "booklet", "epub", "web")

_CARRIED = 10_000
"""In g: what one person carries from a post office without a trolley."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DistributionSettings:
    """What a branch gets for which the list says nothing else, and its parcels.

    `parcel` is the weight in g that a parcel may have.  `postage` gives prices by weight, as that of
    [printing] does, for parcels; empty where none is known.
    """

    editions: tuple[str, ...]
    parcel: float
    postage: tuple[tuple[float, float], ...]


def read_distribution(table: Table) -> DistributionSettings:
    """Read [distribution]."""
    table.refuse_unknown(("editions", "parcel", "postage"))
    for name, span in table.texts("editions"):
        if name not in EDITIONS:
            table.diagnostics.error(
                "setting-value", f"there is no edition `{name}`", span, hint=did_you_mean(name, EDITIONS)
            )
    return DistributionSettings(
        editions=tuple(name for name, _ in table.texts("editions")) or _UNASKED,
        parcel=table.number("parcel", _CARRIED, between=(100, 100_000), hint="a weight in g: 10 kg is 10000"),
        postage=tuple(sorted(_postage(table))),
    )


def _postage(table: Table) -> list[tuple[float, float]]:
    rows = []
    for entry in table.tables("postage"):
        entry.refuse_unknown(("up_to", "price"))
        rows.append((entry.measurement("up_to"), entry.measurement("price")))
    return rows
