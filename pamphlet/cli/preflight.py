"""`pamphlet preflight`: finished files are looked over as a print shop, a bookshop and a reader would."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pamphlet.cli.reporting import DONE, HAS_ERRORS, WRONG_USAGE, Format, print_findings, stop

if TYPE_CHECKING:
    from pamphlet.preflight.pdf.purpose import Purpose
    from pamphlet.preflight.report import Report


def preflight_files(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="PDFs and EPUBs, made by pamphlet or by others.")
    ],
    purpose: Annotated[
        str,
        typer.Option(
            "--for", metavar="PURPOSE", help="Of a PDF: screen, copier, shop or large-print; guessed if left out."
        ),
    ] = "",
    form: Annotated[Format, typer.Option("--format", help="For people, for programs, or for GitHub.")] = Format.TEXT,
) -> None:
    """Look finished files over: is this fit to print, or to send?"""
    meant = _purpose(purpose)
    reports = []
    for file in files:
        reports.append(_examined(file, meant))
        if form is Format.TEXT:
            _print(reports[-1])
    findings = tuple(finding for report in reports for finding in report.findings)
    if form is Format.JSON:
        typer.echo(json.dumps([_as_record(report) for report in reports], ensure_ascii=False, indent=2))
    elif form is not Format.TEXT:
        print_findings(findings, form)
    elif len(files) > 1:
        from pamphlet.listing.by_file import count

        typer.echo(count(findings) if findings else "no findings", err=bool(findings))
    raise typer.Exit(HAS_ERRORS if any(finding.severity == "error" for finding in findings) else DONE)


def _purpose(name: str) -> Purpose | None:
    from pamphlet.preflight.pdf.purpose import Purpose

    if not name:
        return None
    if name not in tuple(Purpose):
        stop(f"there is no purpose `{name}`; there are: {', '.join(Purpose)}", WRONG_USAGE)
    return Purpose(name)


def _examined(file: Path, purpose: Purpose | None) -> Report:
    from pamphlet.preflight.preflight import preflight
    from pamphlet.preflight.report import unreadable
    from pamphlet.workspace import FileProblem, read_outside

    try:
        data = read_outside(file)
    except FileProblem as problem:
        return unreadable(str(file), str(problem))
    return _with_epubcheck(preflight(data, str(file), purpose), file)


def _with_epubcheck(report: Report, file: Path) -> Report:
    """A report on an EPUB with what EPUBCheck says, or that it was not asked."""
    from dataclasses import replace

    from pamphlet.cli.epubcheck import NotRun, run_epubcheck
    from pamphlet.diagnostics import Diagnostics
    from pamphlet.preflight.epub.epubcheck import findings_of, is_wanted, not_run

    if not is_wanted(report):
        return report
    findings = Diagnostics()
    findings.extend(report.findings)
    try:
        findings.extend(findings_of(run_epubcheck(file), report))
    except NotRun as problem:
        findings.add(not_run(report.name, str(problem), problem.hint))
    except ValueError:
        findings.add(not_run(report.name, "its report cannot be read", "try again, or get EPUBCheck 5.3"))
    return replace(report, findings=tuple(findings))


def _print(report: Report) -> None:
    if report.description:
        typer.echo(f"{report.name}: {report.description}{'' if report.findings else '; no findings'}")
    print_findings(report.findings, Format.TEXT)
    if report.findings:
        from pamphlet.listing.by_file import count

        typer.echo(count(report.findings), err=True)


def _as_record(report: Report) -> dict[str, object]:
    from pamphlet.listing.for_programs import as_record

    return {
        "file": report.name,
        **(report.description.record if report.description else {"kind": None}),
        "errors": sum(finding.severity == "error" for finding in report.findings),
        "warnings": sum(finding.severity == "warning" for finding in report.findings),
        "findings": [as_record(finding) for finding in report.findings],
    }
