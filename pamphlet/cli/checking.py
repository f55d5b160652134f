"""`pamphlet check`: a manuscript becomes findings, for people or for programs; `--fix` mends what it can."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperCommand

from pamphlet.cli.options import HERE, ManuscriptOption, silent, workshop_of
from pamphlet.cli.reporting import DONE, HAS_ERRORS, Format, print_findings, reported

if TYPE_CHECKING:
    from pamphlet.diagnostics import Diagnostic
    from pamphlet.inspection import Workshop

_CERTAIN = ""
"""What `--fix` says where it names no rule."""

_RuleOption = Annotated[
    list[str] | None,
    typer.Option("--rule", metavar="RULE", help="Only this rule, even if it is not usually asked; may be repeated."),
]
_IgnoreOption = Annotated[
    list[str] | None, typer.Option("--ignore", metavar="RULE", help="All rules but this one; may be repeated.")
]
_FixOption = Annotated[
    list[str] | None,
    typer.Option("--fix", metavar="[=RULE]", help="Mend what is certain, or all that this rule finds."),
]
_ProofOption = Annotated[
    Path | None,
    typer.Option("--proof", metavar="FILE", help="Write the pages with the findings marked, as a PDF to correct on."),
]


class CheckCommand(TyperCommand):
    """A command whose `--fix` may stand alone or name a rule: `--fix=date-century`."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]  # typer hides the type
        """Give `--fix` the empty name where it has none."""
        return super().parse_args(ctx, [f"--fix={_CERTAIN}" if each == "--fix" else each for each in args])


def check_manuscript(  # noqa: PLR0913, PLR0917  # one option for each wish
    manuscript: ManuscriptOption = HERE,
    form: Annotated[
        Format, typer.Option("--format", help="For people, for programs, for GitHub, or for editors.")
    ] = Format.TEXT,
    rule: _RuleOption = None,
    ignore: _IgnoreOption = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail too.")] = False,  # noqa: FBT002  # typer's form
    fix: _FixOption = None,
    proof: _ProofOption = None,
    explain: Annotated[str, typer.Option("--explain", metavar="RULE", help="What the manual says of a rule.")] = "",
) -> None:
    """Look the manuscript over as a sub-editor would, and list everything found."""
    if explain:
        typer.echo(_entry(explain))
        return
    with reported(form):
        wanted = _Wanted(only=_known(rule), without=_known(ignore), mended=_known(fix))
        workshop = workshop_of(manuscript, silent)
        findings = _look(workshop, wanted)
        if fix and _mend(workshop, findings, wanted.mended):
            findings = _look(workshop, wanted)
        _print(findings, form)
        if proof:
            _prove(workshop, findings, proof)
        raise typer.Exit(_status(findings, strict=strict))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """The rules that the user names: those to hear of (all if none is named), not to hear of, and to be mended."""

    only: frozenset[str]
    without: frozenset[str]
    mended: frozenset[str]


def _known(names: list[str] | None) -> frozenset[str]:
    """The slugs of rules that the user names; an end with status 2 where one is not known."""
    from pamphlet.diagnostics import did_you_mean
    from pamphlet.listing.manual import entries

    slugs = frozenset(names or ()) - {_CERTAIN}
    if unknown := sorted(slugs - set(entries())):
        hint = did_you_mean(unknown[0], entries())
        raise typer.BadParameter(f"there is no rule `{unknown[0]}`" + (f"; {hint}" if hint else ""))
    return slugs


def _entry(slug: str) -> str:
    """What the manual says of a rule."""
    from pamphlet.desk.checking import RULES
    from pamphlet.listing.manual import entries

    _known([slug])
    kinds = [f" ({rule.severity}{'' if rule.usual else ', not usually asked'})" for rule in RULES if rule.slug == slug]
    return f"{slug}{''.join(kinds)}\n\n{entries()[slug]}"


def _look(workshop: Workshop, wanted: _Wanted) -> tuple[Diagnostic, ...]:
    """The findings of the rules that the user wants to hear of."""
    from pamphlet.diagnostics import Diagnostics
    from pamphlet.inspection import inspect

    diagnostics = Diagnostics()
    inspect(workshop, diagnostics, wanted.only | wanted.mended)
    heard = [each for each in diagnostics if not wanted.only or each.slug in wanted.only]
    return tuple(each for each in heard if each.slug not in wanted.without)


def _mend(workshop: Workshop, findings: tuple[Diagnostic, ...], slugs: frozenset[str]) -> bool:
    """Write the files with the fixes made; at a terminal the user sees what changes, and is asked."""
    from pamphlet.mending import changes, chosen_fixes, mend, write

    fixes = chosen_fixes(findings, slugs)
    mended = tuple(mend(workshop.folder, fixes))
    if not mended:
        typer.echo("nothing to mend", err=True)
        return False
    for file in mended:
        typer.echo(file.difference, nl=False, err=True)
    typer.echo(f"\n{changes(fixes)}", err=True)
    places = f"{len(fixes)} place{'s' * (len(fixes) != 1)} in {len(mended)} file{'s' * (len(mended) != 1)}"
    if sys.stdin.isatty() and not typer.confirm(f"mend {places}?", err=True):
        return False
    write(workshop.folder, mended)
    typer.echo(f"mended {places}", err=True)
    return True


def _prove(workshop: Workshop, findings: tuple[Diagnostic, ...], file: Path) -> None:
    """Write the proof; what stands there under that name is replaced."""
    from pamphlet.proofs.proofing import proof
    from pamphlet.publishing import check_writable, publish

    if file.suffix.lower() != ".pdf":  # a slip of the finger must not cost a chapter
        raise typer.BadParameter(f"a proof is a PDF: `{file}` does not end in .pdf")
    check_writable(file.parent)
    made = proof(workshop, findings)
    if made is None:
        typer.echo("no proof: nothing can be laid out until this is mended", err=True)
        return
    publish(file.parent, {file.name: made})
    typer.echo(f"proof written to {file}", err=True)


def _print(findings: tuple[Diagnostic, ...], form: Format) -> None:
    from pamphlet.listing.by_file import as_list, count

    if form is not Format.TEXT:
        print_findings(findings, form)
    elif findings:
        typer.echo(f"{as_list(findings)}\n{count(findings)}", err=True)
    else:
        typer.echo("no findings")


def _status(findings: tuple[Diagnostic, ...], *, strict: bool) -> int:
    from pamphlet.diagnostics import Severity

    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return HAS_ERRORS if any(finding.severity in failing for finding in findings) else DONE
