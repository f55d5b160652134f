"""`pamphlet branches` and `pamphlet distribute`: a list of branches becomes a folder for each of them."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pamphlet.cli.options import BUILD, HERE, ManuscriptOption, OutputOption, silent, workshop_of
from pamphlet.cli.printing import known_machines
from pamphlet.cli.reporting import (
    DONE,
    HAS_ERRORS,
    NOT_POSSIBLE_HERE,
    Format,
    print_findings,
    reported,
    stop,
)

if TYPE_CHECKING:
    from pamphlet.distribution.distribute import HandOut, Outcome, Plan
    from pamphlet.distribution.work import Order

OnlyOption = Annotated[
    str, typer.Option("--only", metavar="PATTERN", help="Only branches whose name or folder is like this: `north*`.")
]
KeepGoingOption = Annotated[
    bool, typer.Option("--keep-going", help="Go ahead with the rows that are right, though others are not.")
]
JobsOption = Annotated[
    int | None,
    typer.Option("--jobs", "-j", metavar="N", min=1, help="How many at a time; one for each core if not given."),
]
SchedulerOption = Annotated[
    str,
    typer.Option("--scheduler", metavar="ADDRESS", help="Have a Dask cluster make them: `tcp://…`, instead of --jobs."),
]


def list_branches(
    manuscript: ManuscriptOption = HERE,
    only: OnlyOption = "",
    form: Annotated[Format, typer.Option("--format", help="For people, for programs, or for GitHub.")] = Format.TEXT,
) -> None:
    """List the branches, and what each of them will get; what is wrong with a row is told."""
    with reported(form):
        from pamphlet.diagnostics import Diagnostics
        from pamphlet.distribution.distribute import plan_distribution
        from pamphlet.distribution.orders import Wishes

        diagnostics = Diagnostics()
        wishes = Wishes(only=only, printers=known_machines(), keep_going=True)
        plan = plan_distribution(workshop_of(manuscript, silent), wishes, diagnostics)
        diagnostics.extend(plan.findings)
        findings = tuple(diagnostics)
        if form is Format.JSON:
            from pamphlet.listing.for_programs import as_record

            listed = [_record(plan, slug) for slug in plan.wanted]
            told = {"branches": listed, "findings": [as_record(finding) for finding in findings]}
            typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            print_findings(findings, form)
        if form is Format.TEXT:
            _print_list(plan)
            if findings:
                from pamphlet.listing.by_file import count

                typer.echo(count(findings), err=True)
        raise typer.Exit(HAS_ERRORS if diagnostics.has_errors else DONE)


def distribute_branches(  # noqa: PLR0913  # one option for each wish
    *,
    manuscript: ManuscriptOption = HERE,
    output: OutputOption = BUILD,
    only: OnlyOption = "",
    keep_going: KeepGoingOption = False,
    archives: Annotated[bool, typer.Option("--zip", help="One archive a branch too, ready to mail.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Make all anew, also what did not change.")] = False,
    jobs: JobsOption = None,
    scheduler: SchedulerOption = "",
) -> None:
    """Make every branch's edition, in OUTPUT/branches; what did not change since the last time is kept."""
    with reported(Format.TEXT):
        from pamphlet.diagnostics import Diagnostics
        from pamphlet.distribution.distribute import BRANCHES, distribute
        from pamphlet.distribution.orders import Wishes
        from pamphlet.progress import countdown, stages

        diagnostics = Diagnostics()
        wishes = Wishes(only=only, printers=known_machines(), keep_going=keep_going, again=again, archives=archives)
        with _hands(jobs, scheduler) as hand_out, stages() as announce:
            workshop, tell = workshop_of(manuscript, announce), countdown(announce)
            outcomes = tuple(distribute(workshop, output, wishes, diagnostics, tell=tell, hand_out=hand_out))
        print_findings((*diagnostics, *(each for outcome in outcomes for each in outcome.findings)), Format.TEXT)
        _print_outcomes(outcomes, output / BRANCHES)
        raise typer.Exit(_status(outcomes) or (HAS_ERRORS if diagnostics.has_errors else DONE))


@contextmanager
def _hands(jobs: int | None, scheduler: str) -> Iterator[HandOut]:
    """Those who make the branches: processes on this machine, or a cluster."""
    from pamphlet.distribution.cluster import ClusterProblem, cluster_at
    from pamphlet.distribution.hands import at_once, by

    if not scheduler:
        yield at_once(jobs or _cores())
        return
    if jobs:
        raise typer.BadParameter("a cluster has as many hands as it has: leave --jobs or --scheduler out")
    try:
        with cluster_at(scheduler) as cluster:
            yield by(cluster)
    except ClusterProblem as problem:
        stop(str(problem), NOT_POSSIBLE_HERE)


def _cores() -> int:
    """The cores that this process may use, where the system tells; else all."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _status(outcomes: tuple[Outcome, ...]) -> int:
    return HAS_ERRORS if any(outcome.state == "failed" for outcome in outcomes) else DONE


def _print_outcomes(outcomes: tuple[Outcome, ...], folder: Path) -> None:
    states = Counter(outcome.state.value for outcome in outcomes)
    for outcome in outcomes:
        if outcome.state == "failed":
            typer.echo(f"{outcome.name}: failed; what stood in its folder before still stands", err=True)
    told = ", ".join(f"{states[state]} {state}" for state in ("made", "kept", "failed") if states[state])
    typer.echo(f"{folder}: {told or 'no branch was asked for'}")
    if outcomes:
        typer.echo(f"{folder / 'distribution-sheet.pdf'}: copies, sheets, parcels, weight and postage of all")


def _print_list(plan: Plan) -> None:
    for slug in plan.wanted:
        order = plan.orders[slug]
        typer.echo(f"{order.branch.name} ({slug})")
        for line in _told(plan, order):
            typer.echo(f"    {line}")
    typer.echo(f"{len(plan.wanted)} branch{'es' * (len(plan.wanted) != 1)}")


def _told(plan: Plan, order: Order) -> tuple[str, ...]:
    branch = order.branch
    meeting = ", ".join(filter(None, (branch.meeting.date, branch.meeting.time, branch.meeting.venue)))
    address = _address(plan, order)
    printed = f"{order.copies} copies, {plan.trim(order)}{f', printer {branch.printer}' if branch.printer else ''}"
    lines = (
        f"{', '.join(sorted(order.editions))}; {printed}",
        meeting and f"meets: {meeting}",
        address and f"code: {address}",
    )
    return tuple(filter(None, lines))


def _address(plan: Plan, order: Order) -> str:
    from pamphlet.distribution.dressing import code_address

    return code_address(order.branch, plan.pamphlet.settings)


def _record(plan: Plan, slug: str) -> dict[str, Any]:
    order = plan.orders[slug]
    branch, meeting = order.branch, order.branch.meeting
    return {
        "name": branch.name,
        "slug": slug,
        "editions": sorted(order.editions),
        "copies": order.copies,
        "paper": plan.trim(order),
        "printer": branch.printer or None,
        "language": branch.language,
        "code": _address(plan, order) or None,
        "meeting": {
            "date": meeting.date,
            "day": meeting.day.isoformat() if meeting.day else None,
            "time": meeting.time,
            "venue": meeting.venue,
        },
        "logo": branch.logo or None,
    }
