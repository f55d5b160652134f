"""Findings become a list for a person: file by file, and at the end how many of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from pamphlet.counting import counted
from pamphlet.diagnostics import Diagnostic, Paint, Severity, as_text, unpainted

_LOUD = (Severity.ERROR, Severity.WARNING)


def as_list(findings: Iterable[Diagnostic], paint: Paint = unpainted) -> str:
    """The findings under the names of their files, then a table of the rules; empty where there are none."""
    listed = tuple(findings)
    files = (_file(name, tuple(group), paint) for name, group in groupby(listed, key=_file_name))
    return "\n".join((*files, _table(listed))) if listed else ""


def in_full(findings: Iterable[Diagnostic], paint: Paint = unpainted) -> str:
    """Errors and warnings in full: what someone who is making something has to hear."""
    return as_text((finding for finding in findings if finding.severity in _LOUD), paint)


def in_passing(findings: Iterable[Diagnostic]) -> str:
    """How many findings there are beside errors and warnings: `2 queries, 1 of style`; empty where there are none."""
    return count(finding for finding in findings if finding.severity not in _LOUD)


def count(findings: Iterable[Diagnostic]) -> str:
    """How many findings there are: `2 errors, 1 warning`."""
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(_counted(counts[kind], kind) for kind in Severity if counts[kind])


def _counted(number: int, severity: Severity) -> str:
    return f"{number} of style" if severity is Severity.STYLE else counted(number, severity)


def _file_name(finding: Diagnostic) -> str:
    return finding.span.source.name if finding.span else ""


def _file(name: str, findings: tuple[Diagnostic, ...], paint: Paint) -> str:
    return (f"── {name}: {count(findings)}\n" if name else "") + as_text(findings, paint)


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
