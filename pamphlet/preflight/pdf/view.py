"""What a rule sees: the facts about a file, what the file is for, and how to name a place in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pamphlet.diagnostics import Diagnostic, Leaf, Severity
from pamphlet.preflight.pdf.examined import Examined, Page
from pamphlet.preflight.pdf.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A file under examination.  `alone`: what it lacks is not in another file of the same pamphlet."""

    name: str
    examined: Examined
    purpose: Purpose
    alone: bool

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages that were looked at."""
        return self.examined.pages

    def where(self, test: Callable[[Page], bool]) -> tuple[int, ...]:
        """The numbers of the pages for which something is so."""
        return tuple(page.number for page in self.pages if test(page))

    def error(self, slug: str, message: str, pages: Iterable[int] = (), *, hint: str) -> Diagnostic:
        """What spoils the job; on some pages, or on the whole."""
        return self._finding(Severity.ERROR, slug, message, pages, hint)

    def warning(self, slug: str, message: str, pages: Iterable[int] = (), *, hint: str) -> Diagnostic:
        """What makes the job worse, dearer or slower."""
        return self._finding(Severity.WARNING, slug, message, pages, hint)

    def _finding(self, severity: Severity, slug: str, message: str, pages: Iterable[int], hint: str) -> Diagnostic:
        numbers = tuple(sorted(set(pages)))
        everywhere = len(numbers) == self.examined.extent > 1
        leaf = Leaf(file=self.name, pages=() if everywhere else numbers)
        message = f"{message}, on every page" if everywhere else message
        return Diagnostic(severity=severity, slug=slug, message=message, hint=hint, leaf=leaf)
