"""What EPUBCheck says becomes findings, in words that say what it means for readers and what to do."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pamphlet.diagnostics import Diagnostic, Leaf, Severity
from pamphlet.preflight.epub.book import Place
from pamphlet.preflight.epub.epubcheck_words import MEANINGS, OTHERWISE
from pamphlet.preflight.epub.verdict import MOST_ALIKE, BookDescription
from pamphlet.preflight.report import Report

_SEVERITIES = {"FATAL": Severity.ERROR, "ERROR": Severity.ERROR, "WARNING": Severity.WARNING}
"""Its infos and usage messages are for toolmakers."""
BOOK = "book.epub"
"""The name under which EPUBCheck is given any book, for it tells books by their endings."""

_Mark = tuple[str | int, ...]
"""A slug; or a slug and a file in the book; or a slug, a file and a line."""
_SAID_HERE: Mapping[str, tuple[str, int]] = {
    "PKG-005": ("preflight-epub-mimetype", 1),
    "PKG-006": ("preflight-epub-mimetype", 1),
    "PKG-007": ("preflight-epub-mimetype", 1),
    "OPF-060": ("preflight-epub-path", 1),
    "RSC-001": ("preflight-epub-file", 1),
    "OPF-003": ("preflight-epub-file", 1),
    "RSC-016": ("preflight-epub-markup", 2),
    "RSC-006": ("preflight-epub-remote", 3),
    "RSC-007": ("preflight-epub-link", 3),
    "RSC-012": ("preflight-epub-link", 3),
}
"""What our own rules find too and is said once: by which slug, and how much of a mark has to agree."""
_LONGEST = 160


def is_wanted(report: Report) -> bool:
    """Whether EPUBCheck is to be asked: the file is an EPUB, and it was found to be of bounded size."""
    found = {finding.slug for finding in report.findings}
    return isinstance(report.description, BookDescription) and "preflight-unexamined" not in found


def not_run(name: str, reason: str, hint: str) -> Diagnostic:
    """That EPUBCheck was not asked."""
    message = f"EPUBCheck was not run: {reason}"
    leaf = Leaf(file=name)
    return Diagnostic(
        severity=Severity.WARNING, slug="preflight-epubcheck-absent", message=message, hint=hint, leaf=leaf
    )


def findings_of(said: str, report: Report) -> Iterator[Diagnostic]:
    """The findings in EPUBCheck's own report (JSON) that the given report does not have yet.

    Raises ValueError where it is no such report.
    """
    known = set(_marks(report))
    for message in _messages(said):
        severity = _SEVERITIES.get(str(message.get("severity")))
        places = _places(message)
        new = [place for place in places if _mark(str(message.get("ID")), place) not in known]
        if severity is not None and new:
            more = len(new) - 1 + int(message.get("additionalLocations") or 0)
            yield _finding(Leaf(file=report.name, part=new[0].path, line=new[0].line), severity, message, more)


def _marks(report: Report) -> Iterator[_Mark]:
    for finding in report.findings:
        if finding.leaf is not None:
            mark = (finding.slug, finding.leaf.part, finding.leaf.line)
            yield from (mark[:1], mark[:2], mark)


def _mark(identity: str, place: Place) -> _Mark:
    slug, depth = _SAID_HERE.get(identity, ("", 1))
    return (slug, place.path, place.line)[:depth]


def _places(message: Mapping[str, Any]) -> tuple[Place, ...]:
    """Where it is; the place without a path is the whole book."""
    found = [place for place in message.get("locations") or () if isinstance(place, dict)] or [{}]
    paths = [str(place.get("path") or "") for place in found]
    lines = [max(int(place.get("line") or 0), 0) for place in found]
    return tuple(
        Place(path="" if path.endswith(BOOK) else path, line=line) for path, line in zip(paths, lines, strict=True)
    )


def _messages(said: str) -> Iterator[dict[str, Any]]:
    """Messages, those of one id up to a number.  Raises ValueError."""
    report = json.loads(said)
    found = report.get("messages") if isinstance(report, dict) else None
    if not isinstance(found, list):
        raise ValueError("no report of EPUBCheck")  # noqa: TRY004  # a file of the wrong form, no slip of ours
    counts: dict[str, int] = {}
    for message in found:
        if isinstance(message, dict):
            identity = str(message.get("ID"))
            counts[identity] = counts.get(identity, 0) + 1
            if counts[identity] <= MOST_ALIKE:
                yield message


def _finding(leaf: Leaf, severity: Severity, message: Mapping[str, Any], more: int) -> Diagnostic:
    identity = str(message.get("ID"))
    meaning, to_do = MEANINGS.get(identity, OTHERWISE)
    own = _shortened(str(message.get("message") or ""))
    return Diagnostic(
        severity=severity,
        slug="preflight-epubcheck",
        message=(f"{meaning} (EPUBCheck {identity}: {own})" if meaning else f"EPUBCheck {identity}: {own}")
        + (f", and in {more} more places" if more > 0 else ""),
        hint=to_do,
        leaf=leaf,
    )


def _shortened(message: str) -> str:
    """Its message up to the list of all that would be allowed."""
    text = " ".join(message.encode("utf-8", "replace").decode().split())
    text = text.partition("; expected")[0].removeprefix("Error while parsing file: ").rstrip(".")
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
