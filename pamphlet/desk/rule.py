"""What a rule of the desk is: a slug, how much it weighs, and the function that looks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pamphlet.desk.view import View
from pamphlet.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule, all of whose findings have its slug.

    `severity` is the heaviest that a finding of it may have.  A rule that is not `usual` is asked only
    where the author names it.  One that `needs_whole` misses something (a note, a name): where a file
    could not be read, it may stand there, so the rule is not asked.  What a `binding` rule finds would
    be lost or broken in print: no mark and no setting silences it.
    """

    slug: str
    severity: Severity
    find: Callable[[View], Iterator[Diagnostic]]
    usual: bool = True
    needs_whole: bool = False
    binding: bool = False
