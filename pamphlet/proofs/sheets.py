"""Pages and the findings on them become proof sheets: lines numbered, findings marked and listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pamphlet.diagnostics import Diagnostic
from pamphlet.press.layout import Layout
from pamphlet.press.underlines import Stretch, Underline
from pamphlet.proofs.places import Places

_SAME_LINE = 3
"""In pt: numbers in the margin that would stand nearer to each other stand side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A finding with its number in the proof."""

    number: int
    finding: Diagnostic

    @property
    def place(self) -> str:
        """File, line and column; empty where the finding has no place."""
        return str(self.finding.span or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A line under words; all in pt from the upper left corner of the page."""

    left: float
    top: float
    width: float
    severity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page of the pamphlet as it is corrected; `lines` and `calls` have a height and what stands there beside it."""

    page: int
    lines: tuple[tuple[float, int], ...]
    marks: tuple[Mark, ...]
    calls: tuple[tuple[float, str], ...]
    findings: tuple[Listed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """All sheets, and what was found of which no page shows the place."""

    sheets: tuple[Sheet, ...]
    elsewhere: tuple[Listed, ...]


def proof_of(layout: Layout, places: Places, findings: Iterable[Diagnostic]) -> Proof:
    """The sheets of pages that were laid out; findings are numbered through in the order of the pages."""
    by_stretch: dict[Stretch, list[Diagnostic]] = defaultdict(list)
    homeless = []
    for finding in findings:
        stretch = places.stretch(finding.span) if finding.span else None
        if stretch is None:
            homeless.append(finding)
        else:
            by_stretch[stretch].append(finding)
    wanted: dict[str, list[Stretch]] = defaultdict(list)
    for stretch in by_stretch:
        wanted[stretch.block].append(stretch)
    pages = layout.underlines({block: tuple(stretches) for block, stretches in wanted.items()})
    numbers: dict[Diagnostic, int] = {}
    sheets = []
    for page, (heights, underlines) in enumerate(zip(layout.line_heights(), pages, strict=True), 1):
        lines = tuple((height, number) for number, height in heights.items())
        sheets.append(_sheet(page, lines, underlines, by_stretch, numbers))
    homeless += [each for on_page in by_stretch.values() for each in on_page if each not in numbers]
    return Proof(sheets=tuple(sheets), elsewhere=tuple(_listed(homeless, numbers)))


def _sheet(
    page: int,
    lines: tuple[tuple[float, int], ...],
    underlines: Sequence[Underline],
    by_stretch: dict[Stretch, list[Diagnostic]],
    numbers: dict[Diagnostic, int],
) -> Sheet:
    """One sheet; `numbers` has those of the findings on earlier ones, and is carried on."""
    down = sorted(underlines, key=lambda each: (each.middle, each.left))
    new: list[Listed] = []
    marks, calls = [], []
    for underline in down:
        for finding in by_stretch[underline.stretch]:
            begins = finding not in numbers
            if begins:
                new += _listed([finding], numbers)
                calls.append((underline.middle, str(numbers[finding])))
            marks.append(_mark(underline, finding))
    return Sheet(page=page, lines=lines, marks=tuple(marks), calls=tuple(_joined(calls)), findings=tuple(new))


def _listed(findings: Iterable[Diagnostic], numbers: dict[Diagnostic, int]) -> Iterator[Listed]:
    """Findings with the next numbers."""
    for finding in findings:
        numbers[finding] = len(numbers) + 1
        yield Listed(number=numbers[finding], finding=finding)


def _mark(underline: Underline, finding: Diagnostic) -> Mark:
    width = underline.right - underline.left
    return Mark(left=underline.left, top=underline.baseline, width=width, severity=finding.severity)


def _joined(calls: Iterable[tuple[float, str]]) -> Iterator[tuple[float, str]]:
    """The numbers of one line side by side."""
    height, numbers = 0.0, ""
    for at, number in calls:
        if numbers and at - height < _SAME_LINE:
            numbers += f", {number}"
            continue
        if numbers:
            yield height, numbers
        height, numbers = at, number
    if numbers:
        yield height, numbers
