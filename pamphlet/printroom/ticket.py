"""A pamphlet, an edition and its files become the ticket that goes with them: all that a print sheet says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pamphlet.press.imposition import STAPLES_AT, Plan
from pamphlet.press.passes import Machine
from pamphlet.printroom.printing import Making, Printing
from pamphlet.settings import Settings


class Kind(StrEnum):
    """What is done with the file: folded at home, stapled at the edge, or sent to a print shop."""

    FOLDED = "folded"
    FLAT = "flat"
    ORDER = "order"


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketFile:
    """A file that is printed: its pages, and the SHA-256 by which it is known."""

    name: str
    pages: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """All that a print sheet says.

    `edition` is the name that the command line knows.  `extent` counts pages without the `blanks`.
    `sheet_name` and `page_name` are paper sizes; `creep` is that of the innermost sheet, in mm.
    `plan` holds the sheets of a folded copy; None where nothing is folded.  `two_sided` is False
    where fronts and backs are two files; `flip` is the edge, `short` or `long`, about which the
    printer turns a sheet, `machine` the printer that it was made for.  `shop_files` are what a print
    shop is sent; `advice` is what the build found worth saying.
    """

    settings: Settings
    kind: Kind
    edition: str
    files: tuple[TicketFile, ...]
    extent: int
    blanks: int
    sheet_name: str
    page_name: str
    making: Making
    creep: float
    plan: Plan | None
    two_sided: bool
    flip: str
    machine: Machine
    printing: Printing
    shop_files: tuple[str, ...]
    advice: tuple[str, ...]

    @property
    def pages(self) -> int:
        """Pages, the blanks among them."""
        return self.extent + self.blanks

    @property
    def staples(self) -> tuple[int, ...]:
        """Where the two staples go, in mm from the top of the page; none in a single folded sheet, or at a shop."""
        if self.kind is Kind.ORDER or (self.plan and self.plan.sheets == 1):
            return ()
        return tuple(round(part * self.making.page[1]) for part in STAPLES_AT)

    @property
    def centre(self) -> tuple[int | None, int | None] | None:
        """The two pages that lie open in the middle of the copy, None for a blank; None without one middle."""
        if self.plan is None or len(self.plan.signatures) > 1:
            return None
        forme = self.plan.inner[-1].back
        return forme.left, forme.right
