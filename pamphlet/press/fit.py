"""Pages and the lines on them become advice: what would save a sheet, and what blank pages are good for.

Pure arithmetic.  Advice is all that it is: nothing is ever shortened or added by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations_with_replacement

from pamphlet.counting import named
from pamphlet.press.imposition import PAGES_PER_SHEET, blanks_needed

_REALISTIC = 40
"""In lines: more than a page of an A5 pamphlet is no longer a matter of shortening here and there."""

_WAYS_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Pages whose text runs on from one to the next: the number of the first, and the lines on each."""

    first: int
    lines: tuple[int, ...]

    @property
    def last(self) -> int:
        """The number of its last page."""
        return self.first + len(self.lines) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """So many lines fewer in a flow make it so many pages shorter."""

    flow: Flow
    pages: int

    @property
    def lines(self) -> int:
        """The lines on the last of its pages."""
        return sum(self.flow.lines[-self.pages :])


def ways_to_save(flows: tuple[Flow, ...], extent: int) -> tuple[tuple[Loss, ...], ...]:
    """The ways to lose the pages beyond the last full sheet, the shortest first; those that are not realistic aside.

    A flow that ends so many lines down its last page is a page shorter without them.  Where several
    pages must go, several flows may give them.
    """
    beyond = (extent - 1) % PAGES_PER_SHEET + 1
    shortened = [flow for flow in flows if len(flow.lines) > 1]
    ways = (_losses(chosen) for chosen in combinations_with_replacement(shortened, beyond))
    realistic = [way for way in ways if way and _lines_of(way) <= _REALISTIC]
    return tuple(sorted(realistic, key=lambda way: (_lines_of(way), len(way))))


def advice(flows: tuple[Flow, ...], extent: int, *, filled: int = 0) -> tuple[str, ...]:
    """What to know of a pamphlet of `extent` pages, `filled` of them only there because they would be blank."""
    return tuple(_sentences(ways_to_save(flows, extent - filled), blanks_needed(extent)))


def _sentences(ways: tuple[tuple[Loss, ...], ...], blanks: int) -> Iterator[str]:
    if ways:
        named = [_spoken(way) for way in ways[:_WAYS_NAMED]]
        yield f"losing {named[0]} saves a sheet" + "".join(f"; so does losing {other}" for other in named[1:])
    if blanks:
        pages, them = ("1 blank page", "it") if blanks == 1 else (f"{blanks} blank pages", "them")
        yield (
            f"{pages} before the back cover: room for a notes page, an appeal, an advert; "
            f'to use {them}, write fill = ["notes", "FILE.md"] under [order] in pamphlet.toml'
        )


def _losses(chosen: tuple[Flow, ...]) -> tuple[Loss, ...]:
    """One loss for each flow that was chosen, as often as it was; none where one would vanish whole."""
    losses = tuple(Loss(flow=flow, pages=chosen.count(flow)) for flow in dict.fromkeys(chosen))
    return losses if all(loss.pages < len(loss.flow.lines) for loss in losses) else ()


def _lines_of(way: tuple[Loss, ...]) -> int:
    return sum(loss.lines for loss in way)


def _spoken(way: tuple[Loss, ...]) -> str:
    parts = []
    for number, loss in enumerate(way):
        lines = "" if number else f" {named(loss.lines, 'line')}"
        parts.append(f"{loss.lines}{lines} on pages {loss.flow.first} to {loss.flow.last}")
    return " and ".join(parts)
