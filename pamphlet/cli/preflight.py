"""`pamphlet preflight`: finished files are looked over as a print shop, a bookshop and a reader would."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pamphlet.cli.reporting import DONE, HAS_ERRORS, Format, print_findings, reported
from pamphlet.cli.voice import answer, command, go_on, remark, tell

if TYPE_CHECKING:
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
    reports = []
    with reported(form):
        from pamphlet.interface.preflighting import preflight_file

        for file in files:
            reports.append(preflight_file(file, purpose))
            if form is Format.TEXT:
                _print(reports[-1])
    findings = tuple(finding for report in reports for finding in report.findings)
    if form is Format.JSON:
        answer(json.dumps([_as_record(report) for report in reports], ensure_ascii=False, indent=2))
    elif form is not Format.TEXT:
        print_findings(findings, form)
    elif len(files) > 1:
        from pamphlet.listing.by_file import count

        if findings:
            remark(count(findings))
        else:
            tell("no findings")
    if form is Format.TEXT:
        go_on(_way_on(reports))
    raise typer.Exit(HAS_ERRORS if any(finding.severity == "error" for finding in findings) else DONE)


def _print(report: Report) -> None:
    if report.description:
        tell(f"{report.name}: {report.description}{'' if report.findings else '; no findings'}")
    print_findings(report.findings, Format.TEXT)
    if report.findings:
        from pamphlet.listing.by_file import count

        remark(count(report.findings))


def _way_on(reports: list[Report]) -> str:
    """What to do first: mend the worst of the files, or print or send what is right."""
    found = next((each for report in reports for each in report.findings if each.severity == "error"), None)
    if found:
        return f"mend what is an error, and look again; more on the first: {command('check', '--explain', found.slug)}"
    if any(report.findings for report in reports):
        return "look whether the hints are for you; nothing here must be mended"
    return "print it, or send it"


def _as_record(report: Report) -> dict[str, object]:
    from pamphlet.listing.for_programs import as_record

    return {
        "file": report.name,
        **(report.description.record if report.description else {"kind": None}),
        "errors": sum(finding.severity == "error" for finding in report.findings),
        "warnings": sum(finding.severity == "warning" for finding in report.findings),
        "findings": [as_record(finding) for finding in report.findings],
    }
