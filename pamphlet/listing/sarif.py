"""Findings become a log in SARIF 2.1.0, which code hosts and editors read (docs.oasis-open.org/sarif/sarif/v2.1.0)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from urllib.parse import quote

from pamphlet import __version__
from pamphlet.diagnostics import Diagnostic, Edit, Fix, Severity, Span
from pamphlet.listing.manual import entries

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.QUERY: "note", Severity.STYLE: "note"}


def as_sarif(findings: Iterable[Diagnostic]) -> str:
    """The findings as one run; its rules are those that found something, with their entries in the manual.

    Columns count characters (Unicode code points) from 1.
    """
    listed = tuple(findings)
    slugs = sorted({finding.slug for finding in listed})
    run = {
        "tool": {"driver": {"name": "pamphlet", "version": __version__, "rules": [_rule(slug) for slug in slugs]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, slugs) for finding in listed],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(slug: str) -> dict[str, object]:
    entry = entries().get(slug, "")
    return {"id": slug, "help": {"text": entry or slug, "markdown": entry or slug}}


def _result(finding: Diagnostic, slugs: list[str]) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": finding.slug,
        "ruleIndex": slugs.index(finding.slug),
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message + (f" ({finding.hint})" if finding.hint else "")},
        "properties": {"severity": str(finding.severity)},
    }
    if finding.span is not None:
        place = {"artifactLocation": _file(finding.span.source.name), "region": _region(finding.span)}
        result["locations"] = [{"physicalLocation": place}]
    elif finding.leaf is not None:
        result["locations"] = [{"physicalLocation": {"artifactLocation": _file(finding.leaf.file)}}]
    if finding.fix is not None:
        result["fixes"] = [_fix(finding.fix)]
    return result


def _file(name: str) -> dict[str, str]:
    return {"uri": quote(name)}


def _region(span: Span) -> dict[str, int]:
    line, column = span.position
    end_line, end_column = span.source.position(span.end)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _fix(fix: Fix) -> dict[str, object]:
    return {"artifactChanges": [_change(edit) for edit in fix.edits]}


def _change(edit: Edit) -> dict[str, object]:
    replacement = {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}
    return {"artifactLocation": _file(edit.span.source.name), "replacements": [replacement]}
