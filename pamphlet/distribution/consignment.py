"""The parcels of all branches become one consignment: copies, sheets, parcels, weight, postage, paper to buy.

Pure arithmetic, on what the print sheets say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from pamphlet.counting import counted
from pamphlet.distribution_settings import DistributionSettings
from pamphlet.printroom.printing import REAM

_COUNTED = ("booklet", "press", "large-print")
"""Of which edition the copies are, where a branch has several on paper: the first of these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one branch takes: `weight` in g of all its copies, `postage` in the smallest coin, None for not known.

    `sheets` are those of all copies, with the spare; 0 where a print shop has the paper, and all is 0 for
    a branch without an edition on paper.
    """

    name: str
    copies: int = 0
    sheets: int = 0
    cover_sheets: int = 0
    parcels: int = 0
    weight: float = 0
    postage: float | None = 0
    papers: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Consignment:
    """All lines, and the sheets of each paper to buy, by what it is called; `currency` is the sign of the coin."""

    lines: tuple[Line, ...]
    papers: tuple[tuple[str, int], ...]
    currency: str

    @property
    def total(self) -> Line:
        """The sums; no sum of the postage where that of one is not known."""
        postages = [line.postage for line in self.lines]
        return Line(
            name=counted(len(self.lines), "branch"),
            copies=sum(line.copies for line in self.lines),
            sheets=sum(line.sheets for line in self.lines),
            cover_sheets=sum(line.cover_sheets for line in self.lines),
            parcels=sum(line.parcels for line in self.lines),
            weight=sum(line.weight for line in self.lines),
            postage=None if None in postages else sum(filter(None, postages)),
        )


def reams(sheets: int) -> int:
    """Reams to buy for so many sheets."""
    return -(-sheets // REAM)


def consign(manifests: Iterable[Mapping[str, Any]], settings: DistributionSettings, currency: str) -> Consignment:
    """Reckon what the branches take, given the manifests of their parcels."""
    lines = tuple(_line(manifest, settings) for manifest in manifests)
    papers: Counter[str] = Counter()
    for line in lines:
        papers.update(dict(line.papers))
    return Consignment(lines=lines, papers=tuple(sorted(papers.items())), currency=currency)


def _line(manifest: Mapping[str, Any], settings: DistributionSettings) -> Line:
    runs = {run["edition"]: run for run in manifest["printing"]}
    run = next((runs[edition] for edition in _COUNTED if edition in runs), None)
    if run is None:
        return Line(name=manifest["branch"])
    copies, weight = run["copies"], run["weight_g"]
    parcels, postage = parcels_of(copies, weight, settings)
    sheets, covers = run["sheets"] or 0, run["cover_sheets"] or 0
    return Line(
        name=manifest["branch"],
        copies=copies,
        sheets=sheets,
        cover_sheets=covers,
        parcels=parcels,
        weight=copies * weight,
        postage=postage,
        papers=tuple(_papers(run, sheets, covers)),
    )


def parcels_of(copies: int, weight: float, settings: DistributionSettings) -> tuple[int, float | None]:
    """How many parcels so many copies of a weight in g make, none too heavy, and their postage in all.

    The parcels are as equal as can be; their wrapping is not weighed.
    """
    in_one = max(1, int(settings.parcel // weight))
    parcels = ceil(copies / in_one)
    larger = copies % parcels or parcels
    filled = ceil(copies / parcels)
    prices = [_price(filled * weight, settings), _price((filled - (larger < parcels)) * weight, settings)]
    first, second = prices
    if first is None or second is None:
        return parcels, None
    return parcels, larger * first + (parcels - larger) * second


def _price(weight: float, settings: DistributionSettings) -> float | None:
    return next((price for up_to, price in settings.postage if weight <= up_to), None)


def _papers(run: Mapping[str, Any], sheets: int, covers: int) -> Iterable[tuple[str, int]]:
    name = run["sheet"]["name"]
    for paper, number in ((run["paper"], sheets), (run["cover_paper"], covers)):
        if paper and number:
            yield f"{name}, {paper['gsm']:g} gsm, {paper['colour']}", number
