"""`pamphlet branches` and `pamphlet distribute`: a list of branches becomes a folder for each of them."""

from __future__ import annotations

import json
import shlex
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pamphlet.cli.options import BUILD, HERE, ManuscriptOption, OutputOption, named_manuscript
from pamphlet.cli.reporting import DONE, HAS_ERRORS, NOT_POSSIBLE_HERE, Format, print_findings, reported, stop, way_on
from pamphlet.cli.voice import answer, command, detail_paths, go_on, stages, tell
from pamphlet.counting import counted

if TYPE_CHECKING:
    from pamphlet.distribution.distribute import Outcome, Plan
    from pamphlet.distribution.work import Order
    from pamphlet.interface.distributing import Distribution

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
    with reported(form, manuscript):
        from pamphlet.allowance import within
        from pamphlet.diagnostics import Diagnostics
        from pamphlet.distribution.distribute import plan_distribution
        from pamphlet.distribution.orders import Wishes
        from pamphlet.interface.premises import workshop_of
        from pamphlet.interface.printers import known_machines

        diagnostics = Diagnostics()
        wishes = Wishes(only=only, printers=known_machines(), keep_going=True)
        workshop = workshop_of(manuscript, bounded=True)
        with within(workshop.allowance):
            plan = plan_distribution(workshop, wishes, diagnostics)
        diagnostics.extend(plan.findings)
        findings = tuple(diagnostics)
        if form is Format.JSON:
            from pamphlet.listing.for_programs import as_record

            listed = [_record(plan, slug) for slug in plan.wanted]
            told = {"branches": listed, "findings": [as_record(finding) for finding in findings]}
            answer(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            print_findings(findings, form)
        if form is Format.TEXT:
            _print_list(plan)
            if findings:
                from pamphlet.listing.by_file import count

                typer.echo(count(findings), err=True)
            where = named_manuscript(manuscript)
            go_on(way_on(findings, manuscript) if diagnostics.has_errors else command("distribute", *where))
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
    with reported(Format.TEXT, manuscript):
        from pamphlet.distribution.cluster import ClusterProblem
        from pamphlet.interface import distributing

        detail_paths(manuscript=manuscript, output=output)
        try:
            with stages() as announce:
                done = distributing.distribute_branches(
                    manuscript,
                    output,
                    bounded=True,
                    only=only,
                    keep_going=keep_going,
                    again=again,
                    archives=archives,
                    jobs=jobs,
                    scheduler=scheduler,
                    announce=announce,
                )
        except ClusterProblem as problem:
            stop(str(problem), NOT_POSSIBLE_HERE)
        print_findings((*done.findings, *(each for outcome in done.outcomes for each in outcome.findings)), Format.TEXT)
        _tell_of(done.outcomes, done.folder)
        go_on(_way_on(done, manuscript))
        raise typer.Exit(HAS_ERRORS if done.failed else DONE)


def _way_on(done: Distribution, manuscript: Path) -> str:
    listed = command("branches", *named_manuscript(manuscript))
    if done.failed:
        return f"mend what is an error, and do the same again: what was made is kept; {listed} shows the rows"
    if not done.outcomes:
        return f"{listed} shows the names of all"
    return f"print {shlex.quote(str(done.folder / 'distribution-sheet.pdf'))}, and do as it says"


def _tell_of(outcomes: tuple[Outcome, ...], folder: Path) -> None:
    states = Counter(outcome.state.value for outcome in outcomes)
    for outcome in outcomes:
        if outcome.state == "failed":
            typer.echo(f"{outcome.name}: failed; what stood in its folder before still stands", err=True)
    told = ", ".join(f"{states[state]} {state}" for state in ("made", "kept", "failed") if states[state])
    tell(f"{folder}: {told or 'no branch was asked for'}")
    if outcomes:
        tell(f"{folder / 'distribution-sheet.pdf'}: copies, sheets, parcels, weight and postage of all")


def _print_list(plan: Plan) -> None:
    for slug in plan.wanted:
        order = plan.orders[slug]
        answer(f"{order.branch.name} ({slug})")
        for line in _told(plan, order):
            answer(f"    {line}")
    answer(counted(len(plan.wanted), "branch"))


def _told(plan: Plan, order: Order) -> tuple[str, ...]:
    branch = order.branch
    meeting = ", ".join(filter(None, (branch.meeting.date, branch.meeting.time, branch.meeting.venue)))
    address = _address(plan, order)
    copies = counted(order.copies, "copy")
    printed = f"{copies}, {plan.trim(order)}{f', printer {branch.printer}' if branch.printer else ''}"
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
