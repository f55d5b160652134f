"""`pamphlet check`: a manuscript becomes findings, for people or for programs; `--fix` mends what it can."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperCommand

from pamphlet.cli.options import HERE, AnewOption, ManuscriptOption, named_manuscript
from pamphlet.cli.reporting import DONE, HAS_ERRORS, Format, print_findings, reported, way_on
from pamphlet.cli.voice import answer, brief_stages, command, detail_paths, go_on, painted, remark, tell
from pamphlet.counting import counted

if TYPE_CHECKING:
    from pamphlet.diagnostics import Diagnostic

_CERTAIN = ""
"""What `--fix` says where it names no rule."""


def _rules() -> list[str]:
    """The names of rules that a shell completes."""
    from pamphlet.listing.manual import entries

    return list(entries())


_RuleOption = Annotated[
    list[str] | None,
    typer.Option(
        "--rule",
        metavar="RULE",
        help="Only this rule, even if it is not usually asked; may be repeated.",
        autocompletion=_rules,
    ),
]
_IgnoreOption = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="RULE", help="All rules but this one; may be repeated.", autocompletion=_rules),
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
    explain: Annotated[
        str, typer.Option("--explain", metavar="RULE", help="What the manual says of a rule.", autocompletion=_rules)
    ] = "",
    no_cache: AnewOption = False,  # noqa: FBT002  # typer's form
) -> None:
    """Look the manuscript over as a sub-editor would, and list everything found."""
    with reported(form):
        if explain:
            answer(_entry(explain))
            return
        from pamphlet.interface import checking

        detail_paths(manuscript=manuscript)
        mended = checking.known_rules(each for each in fix or () if each != _CERTAIN)
        look = partial(
            checking.check_manuscript,
            manuscript,
            rules=rule or (),
            ignore=ignore or (),
            also=mended,
            anew=no_cache,
            bounded=True,
        )
        with brief_stages() as announce:
            findings = look(announce=announce)
            if fix and _mend(manuscript, findings, mended):
                findings = look(announce=announce)
        _print(findings, form)
        if proof:
            _prove(manuscript, findings, proof)
        if form is Format.TEXT:
            go_on(_way_on(findings, manuscript))
        raise typer.Exit(_status(findings, strict=strict))


def _entry(slug: str) -> str:
    """What the manual says of a rule."""
    from pamphlet.interface.checking import known_rules
    from pamphlet.listing.manual import entries

    known_rules([slug])
    return f"{slug}\n\n{entries()[slug]}"


def _mend(manuscript: Path, findings: tuple[Diagnostic, ...], slugs: frozenset[str]) -> bool:
    """Write the files with the fixes made; at a terminal the user sees what changes, and is asked."""
    from pamphlet.mending import changes, chosen_fixes, mend, write
    from pamphlet.workspace import DiskFolder

    folder, fixes = DiskFolder(manuscript), chosen_fixes(findings, slugs)
    mended = tuple(mend(folder, fixes))
    if not mended:
        remark("nothing to mend")
        return False
    for file in mended:
        remark(file.difference.rstrip("\n"))
    remark(f"\n{changes(fixes)}")
    places = f"{counted(len(fixes), 'place')} in {counted(len(mended), 'file')}"
    if sys.stdin.isatty() and not typer.confirm(f"mend {places}?", err=True):
        return False
    write(folder, mended)
    remark(f"mended {places}")
    return True


def _prove(manuscript: Path, findings: tuple[Diagnostic, ...], file: Path) -> None:
    """Write the proof; what stands there under that name is replaced."""
    from pamphlet.interface.premises import workshop_of
    from pamphlet.proofs.proofing import proof
    from pamphlet.publishing import reserved

    if file.suffix.lower() != ".pdf":  # a slip of the finger must not cost a chapter
        raise typer.BadParameter(f"a proof is a PDF: `{file}` does not end in .pdf")
    with reserved(file.parent) as output:
        made = proof(workshop_of(manuscript, bounded=True), findings)
        if made is None:
            remark("no proof: nothing can be laid out until this is mended")
            return
        output.publish({file.name: made})
    remark(f"proof written to {file}")


def _print(findings: tuple[Diagnostic, ...], form: Format) -> None:
    from pamphlet.listing.by_file import as_list, count

    if form is not Format.TEXT:
        print_findings(findings, form)
    elif findings:
        typer.echo(f"{as_list(findings, painted)}\n{count(findings)}", err=True)
    else:
        tell("no findings")


def _way_on(findings: tuple[Diagnostic, ...], manuscript: Path) -> str:
    """What to do about the findings: the errors first, then what mends itself, then what is printed."""
    where = named_manuscript(manuscript)
    if any(finding.severity == "error" for finding in findings):
        return way_on(findings, manuscript)
    if any(finding.fix and finding.fix.certain for finding in findings):
        return command("check", "--fix", *where)
    return command("build", "all", *where)


def _status(findings: tuple[Diagnostic, ...], *, strict: bool) -> int:
    from pamphlet.diagnostics import Severity

    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return HAS_ERRORS if any(finding.severity in failing for finding in findings) else DONE
