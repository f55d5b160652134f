"""The list of branches and what is wished become orders: what each branch gets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from pamphlet.branch import Branch
from pamphlet.distribution.branches import BranchList
from pamphlet.distribution.work import Order
from pamphlet.editions.product import Edition
from pamphlet.press.passes import OFFICE_COPIER, Machine
from pamphlet.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What whoever distributes asks for.

    `only` is a pattern of names or slugs (`north*`), empty for all; `printers` are the machines of the
    profiles that there are.  `keep_going`: rows that are right go ahead without those that are not.
    `again`: nothing is kept.  `archives`: an archive to mail beside each folder.
    """

    only: str = ""
    printers: Mapping[str, Machine] = field(default_factory=dict)
    keep_going: bool = False
    again: bool = False
    archives: bool = False

    def includes(self, branch: Branch) -> bool:
        """Whether a branch is among those asked for."""
        pattern = self.only.casefold()
        return not pattern or any(fnmatchcase(text.casefold(), pattern) for text in (branch.slug, branch.name))


def orders_for(found: BranchList, settings: Settings, wishes: Wishes) -> Iterator[Order]:
    """What each branch gets: as its row says, else as the settings say for all."""
    for branch in found.branches:
        yield Order(
            branch=branch,
            logo=found.logos[branch.logo] if branch.logo else None,
            editions=frozenset(map(Edition, branch.editions or settings.distribution.editions)),
            machine=wishes.printers[branch.printer] if branch.printer else OFFICE_COPIER,
            copies=branch.copies or settings.printing.copies,
        )
