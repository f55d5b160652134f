"""What preflight says about a file: what it is, in a few words, and what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from pamphlet.diagnostics import Diagnostic, Leaf, Severity


class Description(Protocol):
    """What a file is, for people (`str`) and for programs (`record`, plain values by name)."""

    @property
    def record(self) -> Mapping[str, object]:
        """What is known of the file; `kind` is `pdf` or `epub`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What preflight says about a file; without a description where it could not be looked into."""

    name: str
    description: Description | None
    findings: tuple[Diagnostic, ...]


def refused(name: str, slug: str, message: str, hint: str) -> Report:
    """The report on a file that cannot be looked into."""
    finding = Diagnostic(severity=Severity.ERROR, slug=slug, message=message, hint=hint, leaf=Leaf(file=name))
    return Report(name=name, description=None, findings=(finding,))


def unreadable(name: str, reason: str) -> Report:
    """The report on a file that cannot be had."""
    return refused(name, "preflight-unreadable", reason, "look for a slip in the name")
