"""Findings become text for programs: JSON, or the workflow commands that GitHub shows beside a change."""

from __future__ import annotations

import json
from collections.abc import Iterable

from pamphlet.diagnostics import Diagnostic, Edit, Severity, Span


def as_json(findings: Iterable[Diagnostic]) -> str:
    """Findings for a program: a list of objects, line and column from 1."""
    return json.dumps([as_record(finding) for finding in findings], ensure_ascii=False, indent=2) + "\n"


def as_record(finding: Diagnostic) -> dict[str, object]:
    """A finding as plain values; one in a PDF has `pages` where one in a text has lines, one in an EPUB its `part`.

    Columns count characters (Unicode code points) from 1; the end is the first character behind the words.
    """
    record: dict[str, object] = {
        "severity": str(finding.severity),
        "slug": finding.slug,
        "message": finding.message,
        "hint": finding.hint,
        "file": None,
        "line": None,
        "column": None,
        "end_line": None,
        "end_column": None,
    }
    if finding.span is not None:
        record |= _place(finding.span)
    if finding.fix is not None:
        record["fix"] = {"certain": finding.fix.certain, "edits": [_edit(edit) for edit in finding.fix.edits]}
    if finding.leaf is not None:
        record["file"], record["pages"] = finding.leaf.file, list(finding.leaf.pages)
        record["part"], record["line"] = finding.leaf.part or None, finding.leaf.line or None
    return record


def _place(span: Span) -> dict[str, object]:
    line, column = span.position
    end_line, end_column = span.source.position(span.end)
    return {
        "file": span.source.name, "line": line, "column": column, "end_line": end_line, "end_column": end_column,
    }  # fmt: skip


def _edit(edit: Edit) -> dict[str, object]:
    return {**_place(edit.span), "text": edit.text}


def as_github(findings: Iterable[Diagnostic]) -> str:
    """Findings as workflow commands, which GitHub shows beside the lines of a change."""
    return "".join(_as_command(finding) for finding in findings)


def _as_command(finding: Diagnostic) -> str:
    place = ""
    if finding.span is not None:
        line, column = finding.span.position
        last, end = finding.span.source.position(finding.span.end)
        place = f" file={_escaped_name(finding.span.source.name)},line={line},col={column}"
        place += f",endColumn={end}" if last == line else f",endLine={last}"
    elif finding.leaf is not None:
        place = f" file={_escaped_name(finding.leaf.file)}"
    within = f"{finding.leaf}: " if finding.leaf and (finding.leaf.pages or finding.leaf.part) else ""
    text = within + finding.message + (f" ({finding.hint})" if finding.hint else "")
    return f"::{_COMMANDS[finding.severity]}{place}::{_escaped(text)} [{finding.slug}]\n"


_COMMANDS = {
    Severity.ERROR: "error", Severity.WARNING: "warning", Severity.QUERY: "notice", Severity.STYLE: "notice",
}  # fmt: skip
"""docs.github.com, Workflow commands: there are three kinds of annotation."""


def _escaped_name(name: str) -> str:
    return _escaped(name).replace(":", "%3A").replace(",", "%2C")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
