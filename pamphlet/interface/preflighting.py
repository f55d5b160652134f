"""A finished file becomes a report: whether it is fit to print, or to send."""

from __future__ import annotations

from dataclasses import replace
from os import PathLike
from pathlib import Path

from pamphlet.diagnostics import Diagnostics
from pamphlet.interface import WrongUsage
from pamphlet.interface.epubcheck import NotRun, run_epubcheck
from pamphlet.preflight.epub.epubcheck import findings_of, is_wanted, not_run
from pamphlet.preflight.pdf.purpose import Purpose
from pamphlet.preflight.preflight import preflight
from pamphlet.preflight.report import Report, unreadable
from pamphlet.workspace import FileProblem, read_outside


def preflight_file(file: str | PathLike[str], purpose: str = "") -> Report:
    """Look a PDF or an EPUB over, ours or not, as a print shop, a bookshop and a reader would.

    `purpose` is what a PDF is for, a member of Purpose or its name: `screen`, `copier`, `shop`, `large-print`; guessed
    if empty.  Of an EPUB it tells what EPUBCheck says too, or that it could not be asked.

    A file that cannot be had has a report that says so.  Raises WrongUsage where there is no such purpose.
    """
    if purpose and purpose not in tuple(Purpose):
        raise WrongUsage(f"there is no purpose `{purpose}`; there are: {', '.join(Purpose)}")
    path = Path(file)
    try:
        data = read_outside(path)
    except FileProblem as problem:
        return unreadable(str(path), str(problem))
    report = preflight(data, str(path), Purpose(purpose) if purpose else None)
    return _with_epubcheck(report, path) if is_wanted(report) else report


def _with_epubcheck(report: Report, path: Path) -> Report:
    """A report on an EPUB with what EPUBCheck says, or that it was not asked."""
    findings = Diagnostics()
    findings.extend(report.findings)
    try:
        findings.extend(findings_of(run_epubcheck(path), report))
    except NotRun as problem:
        findings.add(not_run(report.name, str(problem), problem.hint))
    except ValueError:
        findings.add(not_run(report.name, "its report cannot be read", "try again, or get EPUBCheck 5.3"))
    return replace(report, findings=tuple(findings))
