"""Findings become a list for a person: file by file, and at the end how many of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from pamphlet.diagnostics import Diagnostic, Severity, as_text

_LOUD = (Severity.ERROR, Severity.WARNING)


def as_list(findings: Iterable[Diagnostic]) -> str:
    """The findings under the names of their files, then a table of the rules; empty where there are none."""
    listed = tuple(findings)
    files = (_file(name, tuple(group)) for name, group in groupby(listed, key=_file_name))
    return "\n".join((*files, _table(listed))) if listed else ""


def while_making(findings: Iterable[Diagnostic]) -> str:
    """Errors and warnings in full, for someone who is making something; of the rest, how many there are."""
    listed = tuple(findings)
    loud = [finding for finding in listed if finding.severity in _LOUD]
    quiet = [finding for finding in listed if finding.severity not in _LOUD]
    return as_text(loud) + (f"{count(quiet)}: `pamphlet check` lists them\n" if quiet else "")


def count(findings: Iterable[Diagnostic]) -> str:
    """How many findings there are: `2 errors, 1 warning`."""
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(f"{counts[kind]} {_of(kind, counts[kind])}" for kind in Severity if counts[kind])


def _of(severity: Severity, number: int) -> str:
    match severity:
        case Severity.STYLE:
            return "of style"
        case Severity.QUERY:
            return "query" if number == 1 else "queries"
        case _:
            return f"{severity}{'s' * (number != 1)}"


def _file_name(finding: Diagnostic) -> str:
    return finding.span.source.name if finding.span else ""


def _file(name: str, findings: tuple[Diagnostic, ...]) -> str:
    return (f"── {name}: {count(findings)}\n" if name else "") + as_text(findings)


def _table(findings: tuple[Diagnostic, ...]) -> str:
    """How often each rule found something, the heaviest first, and what would mend it."""
    weights = list(Severity)
    counts = Counter((finding.slug, finding.severity) for finding in findings)
    rows = sorted(counts, key=lambda row: (weights.index(row[1]), -counts[row], row[0]))
    widest = max(len(slug) for slug, _ in rows)
    fixes = {finding.slug: finding.fix for finding in findings if finding.fix}
    mended = {slug: "  --fix" if fix.certain else f"  --fix={slug}" for slug, fix in fixes.items()}
    lines = (f"{counts[slug, kind]:>5}  {slug:<{widest}}  {kind:<7}{mended.get(slug, '')}" for slug, kind in rows)
    return "".join(f"{line.rstrip()}\n" for line in lines)
