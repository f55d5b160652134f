"""A manuscript's folder becomes findings."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from pathlib import Path

from pamphlet.allowance import within
from pamphlet.diagnostics import Diagnostic, Diagnostics, did_you_mean
from pamphlet.inspection import Announce, inspect
from pamphlet.interface import WrongUsage
from pamphlet.interface.premises import silent, workshop_of
from pamphlet.listing.manual import entries


def check_manuscript(
    manuscript: str | PathLike[str],
    *,
    rules: Iterable[str] = (),
    ignore: Iterable[str] = (),
    also: Iterable[str] = (),
    announce: Announce = silent,
    bounded: bool = False,
) -> tuple[Diagnostic, ...]:
    """Look a manuscript over as a sub-editor would: its findings, in the order of files and of places in them.

    Rules are named by their slugs.  `rules`: these alone, even those not usually asked; empty for all usual ones.
    `ignore`: not these.  `also`: these as well, though they are not usually asked.  `announce` is told of each stage as
    it begins.  Where it is `bounded` it is held to this user's limits of time and memory.

    A manuscript that cannot be read at all has findings that say so.  Raises WrongUsage where there is no such rule,
    and Refused where it would take more than it may, or this user's limits cannot be read.
    """
    only, without = known_rules(rules), known_rules(ignore)
    diagnostics = Diagnostics()
    workshop, wanted = workshop_of(Path(manuscript), announce, bounded=bounded), only | known_rules(also)
    with within(workshop.allowance):
        inspect(workshop, diagnostics, wanted)
    return tuple(each for each in diagnostics if (not only or each.slug in only) and each.slug not in without)


def known_rules(slugs: Iterable[str]) -> frozenset[str]:
    """The slugs, all of which the manual has.  Raises WrongUsage where it has not."""
    wanted = frozenset(slugs)
    for slug in sorted(wanted - set(entries())):
        hint = did_you_mean(slug, entries())
        raise WrongUsage(f"there is no rule `{slug}`" + (f"; {hint}" if hint else ""))
    return wanted
