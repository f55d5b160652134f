"""A problem in a manuscript becomes a finding with its place, its slug and what to do.

Stages never print and never stop: they add to a `Diagnostics` collector and return the best
value they can.  Between stages `Diagnostics.stop_on_errors` raises `Refused`, the one exception
that the command line turns into exit status 1.
"""

from __future__ import annotations

import bisect
import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from pamphlet.counting import named, page_ranges

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ufffe\uffff]")
"""What no page can show: control characters, overrides of the writing direction, what is no character."""

_NEAR = 1_000
"""Characters before and after a place: ten times what is shown of its line."""

_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that would steer the terminal instead of being shown."""


class Severity(StrEnum):
    """How much a finding weighs; only an error stops a build.

    A query is a question that only the author can answer, `style` a form that the house does not use.
    """

    ERROR = "error"
    WARNING = "warning"
    QUERY = "query"
    STYLE = "style"


Paint = Callable[[str, Severity], str]
"""Gives words the colour of a severity, on a terminal that has colours; they must say it all without."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """A file as it was read: `name` as the author knows it, `text` with line feeds only."""

    name: str
    text: str = field(repr=False)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(i + 1 for i, character in enumerate(self.text) if character == "\n")]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of a character offset."""
        line = bisect.bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line, numbered from 1, without its line end."""
        start = self._line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]

    def around(self, offset: int) -> tuple[str, int]:
        """The line about a character, as far as it is near, and where the character stands in that (from 0).

        A line may have a megabyte and a finding at each word: what is far is not looked at.
        """
        start = max(self.line_start(self.position(offset)[0]), offset - _NEAR)
        end = self.text.find("\n", offset, offset + _NEAR)
        return self.text[start : offset + _NEAR if end < 0 else end], offset - start

    def line_start(self, number: int) -> int:
        """The character offset at which a line, numbered from 1, begins."""
        return self._line_starts[min(number, len(self._line_starts)) - 1]

    def span(self, start: int, end: int | None = None) -> Span:
        """The stretch from `start` to `end`, in characters; an empty one where `end` is left out."""
        last = len(self.text)
        start = min(max(start, 0), last)
        return Span(source=self, start=start, end=min(max(end or start, start), last))


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a source, in characters; line and column are worked out only to be shown."""

    source: Source = field(repr=False)
    start: int
    end: int

    @property
    def position(self) -> tuple[int, int]:
        """Line and column of the start, both from 1."""
        return self.source.position(self.start)

    def within(self, start: int, end: int) -> Span:
        """The part between two offsets that count from the start of this span, kept inside it."""
        first = min(self.start + start, self.end)
        return Span(source=self.source, start=first, end=max(first, min(self.start + end, self.end)))

    def __str__(self) -> str:
        line, column = self.position
        return f"{self.source.name}:{line}:{column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A place in a finished file, or all of it: pages of a PDF, in order; a file in an EPUB and a line; from 1."""

    file: str
    pages: tuple[int, ...] = ()
    part: str = ""
    line: int = 0

    def __str__(self) -> str:
        if not self.pages:
            return f"{self.file}: {self.part}{f':{self.line}' * (self.line > 0)}" if self.part else self.file
        return f"{self.file}: {named(len(self.pages), 'page')} {page_ranges(self.pages)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Words to be put in the place of a stretch of a source; before it, where the stretch is empty."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """What would mend a finding: all of the edits or none.  `certain` says that nobody need be asked."""

    edits: tuple[Edit, ...]
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding.  `message` says what is, `hint` says what to do; `slug` names the rule.

    A finding in a text has a `span`; one in a finished file, which has no lines, a `leaf`.
    """

    severity: Severity
    slug: str
    message: str
    span: Span | None = None
    hint: str = ""
    leaf: Leaf | None = None
    fix: Fix | None = None

    @property
    def sort_key(self) -> tuple[str, int, str, str]:
        """By file, then by place in it; findings without a place come first."""
        if self.leaf is not None:
            first = min(self.leaf.pages, default=self.leaf.line)
            return (f"{self.leaf.file}\n{self.leaf.part}", first, self.slug, self.message)
        if self.span is None:
            return ("", 0, self.slug, self.message)
        return (self.span.source.name, self.span.start, self.slug, self.message)

    @property
    def place(self) -> str:
        """What a line on it begins with: `FILE:LINE:COLUMN: `, or a finished file; empty where it has no place."""
        return f"{self.leaf or self.span}: " if self.leaf or self.span else ""

    def __str__(self) -> str:
        return f"{self.place}{self.severity}: {self.message} [{self.slug}]"


class Refused(Exception):
    """The manuscript has errors, so nothing was made; `findings` are all of them."""

    def __init__(self, findings: tuple[Diagnostic, ...]) -> None:
        """Keep the findings for whoever reports them."""
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


class Diagnostics:
    """Collects findings over the stages of one run."""

    def __init__(self) -> None:
        """Begin without findings."""
        self._findings: dict[Diagnostic, None] = {}

    def add(self, finding: Diagnostic) -> None:
        """Keep a finding; the same finding twice counts once."""
        self._findings[finding] = None

    def extend(self, findings: Iterable[Diagnostic]) -> None:
        """Keep several findings."""
        for finding in findings:
            self.add(finding)

    def error(self, slug: str, message: str, span: Span | None = None, *, hint: str = "") -> None:
        """Note an error: the build will be refused."""
        self.add(error(slug, message, span, hint=hint))

    def warning(self, slug: str, message: str, span: Span | None = None, *, hint: str = "") -> None:
        """Note a warning: the build goes on."""
        self.add(warning(slug, message, span, hint=hint))

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.severity is Severity.ERROR for finding in self._findings)

    def __iter__(self) -> Iterator[Diagnostic]:
        """The findings in the order of the files and of the places in them."""
        return iter(sorted(self._findings, key=lambda finding: finding.sort_key))

    def __len__(self) -> int:
        """How many findings there are."""
        return len(self._findings)

    def stop_on_errors(self) -> None:
        """Raise `Refused` with every finding so far if one of them is an error."""
        if self.has_errors:
            raise Refused(tuple(self))


def error(slug: str, message: str, span: Span | None = None, *, hint: str = "", fix: Fix | None = None) -> Diagnostic:
    """Make a finding that stops a build."""
    return Diagnostic(severity=Severity.ERROR, slug=slug, message=message, span=span, hint=hint, fix=fix)


def warning(slug: str, message: str, span: Span | None = None, *, hint: str = "", fix: Fix | None = None) -> Diagnostic:
    """Make a finding that does not stop a build."""
    return Diagnostic(severity=Severity.WARNING, slug=slug, message=message, span=span, hint=hint, fix=fix)


def query(slug: str, message: str, span: Span | None = None, *, hint: str = "", fix: Fix | None = None) -> Diagnostic:
    """Make a finding that asks the author."""
    return Diagnostic(severity=Severity.QUERY, slug=slug, message=message, span=span, hint=hint, fix=fix)


def style(slug: str, message: str, span: Span | None = None, *, hint: str = "", fix: Fix | None = None) -> Diagnostic:
    """Make a finding on a form that the house does not use."""
    return Diagnostic(severity=Severity.STYLE, slug=slug, message=message, span=span, hint=hint, fix=fix)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or all of them where they are few."""
    names = sorted(set(known))
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    if near:
        return f"did you mean `{near[0]}`?"
    if 0 < len(names) <= 16:
        return "known here: " + ", ".join(f"`{name}`" for name in names)
    return ""


def unpainted(text: str, severity: Severity) -> str:
    """The words as they are."""
    del severity
    return text


def as_text(findings: Iterable[Diagnostic], paint: Paint = unpainted) -> str:
    """Findings for a person: place, message, the line with the stretch underlined, hint."""
    return "".join(_as_paragraph(finding, paint) for finding in findings)


def _as_paragraph(finding: Diagnostic, paint: Paint) -> str:
    from pamphlet.excerpts import cells, excerpt_of  # noqa: PLC0415  # where nothing is found nothing is measured

    severity = paint(finding.severity, finding.severity)
    lines = [f"{_shown(finding.place)}{severity}: {_shown(finding.message)} [{finding.slug}]"]
    margin = "   "
    if finding.span is not None:
        number, _ = finding.span.position
        line, column = finding.span.source.around(finding.span.start)
        quoted = _shown(line.replace("\t", " "))
        if quoted.strip():
            excerpt, before = excerpt_of(quoted, column)
            underlined = excerpt[before : before + finding.span.end - finding.span.start]
            margin = " " * (len(str(number)) + 4)
            lines.append(f"   {number} │ {excerpt}")
            marks = paint("~" * max(cells(underlined), 1), finding.severity)
            lines.append(f"{margin}│ {' ' * cells(excerpt[:before])}{marks}")
    if finding.hint:
        lines.append(f"{margin}= hint: {_shown(finding.hint)}")
    return "".join(f"{line}\n" for line in lines)


def _shown(text: str) -> str:
    """Text in which nothing steers a terminal."""
    return _UNSHOWN.sub("\ufffd", text)
