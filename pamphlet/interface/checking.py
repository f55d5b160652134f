"""A manuscript's folder becomes findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from os import PathLike
from pathlib import Path

from pamphlet.allowance import within
from pamphlet.diagnostics import Diagnostic, Diagnostics, did_you_mean
from pamphlet.interface import WrongUsage
from pamphlet.interface.premises import silent, standing_of, workshop_of
from pamphlet.listing.manual import entries
from pamphlet.standing.standing import Standing
from pamphlet.standing.witness import Witness
from pamphlet.workshop import Announce, Workshop


def check_manuscript(  # noqa: PLR0913  # one for each wish
    manuscript: str | PathLike[str],
    *,
    rules: Iterable[str] = (),
    ignore: Iterable[str] = (),
    also: Iterable[str] = (),
    anew: bool = False,
    announce: Announce = silent,
    bounded: bool = False,
) -> tuple[Diagnostic, ...]:
    """Look a manuscript over as a sub-editor would: its findings, in the order of files and of places in them.

    Rules are named by their slugs.  `rules`: these alone, even those not usually asked; empty for all usual ones.
    `ignore`: not these.  `also`: these as well, though they are not usually asked.  What the usual rules find is kept,
    and said again where nothing has changed, unless all is to be looked over `anew`.  `announce` is told of each stage
    as it begins.  Where it is `bounded` it is held to this user's limits of time and memory.

    A manuscript that cannot be read at all has findings that say so.  Raises WrongUsage where there is no such rule,
    and Refused where it would take more than it may, or this user's limits cannot be read.
    """
    only, without = known_rules(rules), known_rules(ignore)
    workshop, more = workshop_of(Path(manuscript), announce, bounded=bounded), only | known_rules(also)
    found = _found(workshop, more, standing_of(anew=anew or bool(more)))
    return tuple(each for each in found if (not only or each.slug in only) and each.slug not in without)


def _found(workshop: Workshop, more: frozenset[str], standing: Standing) -> tuple[Diagnostic, ...]:
    """What the usual rules find, and `more`; what they found before, where that still stands."""
    words = ("check", workshop.folder.label, str(workshop.moment), repr(workshop.limits))
    kept = standing.again(words, workshop.folder, tuple)
    if kept is not None:
        return kept
    from pamphlet.inspection import inspect  # noqa: PLC0415  # the whole desk, which takes a third of a second

    witness, diagnostics = Witness(workshop.folder), Diagnostics()
    with within(workshop.allowance):
        inspect(replace(workshop, folder=witness, once=standing.once), diagnostics, more)
    found = tuple(diagnostics)
    standing.keep(words, witness, found)
    return found


def known_rules(slugs: Iterable[str]) -> frozenset[str]:
    """The slugs, all of which the manual has.  Raises WrongUsage where it has not."""
    wanted = frozenset(slugs)
    for slug in sorted(wanted - set(entries())):
        hint = did_you_mean(slug, entries())
        raise WrongUsage(f"there is no rule `{slug}`" + (f"; {hint}" if hint else ""))
    return wanted
