"""Figures become a drawing of cost against length, which is read in black and white as well."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 760, 400
"""In px, of one panel with its axes."""
_LEFT, _RIGHT, _TOP, _FOOT = 64, 196, 52, 54
_FONT = "Source Sans 3, Source Sans Pro, Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif"
_INK, _RULE, _QUIET = "#1a1a1a", "#dcdcdc", "#555555"
_LEAST_APART = 17
"""In px: how near the names of lines come to one another."""
_STEPS_UP, _STEPS_ACROSS = (1, 2, 5), (1, 3)
"""Where there are rules between powers of ten."""
_MARKS = {
    "disc": '<circle cx="{x}" cy="{y}" r="4.5" fill="{colour}"/>',
    "ring": '<circle cx="{x}" cy="{y}" r="4.2" fill="#fff" stroke="{colour}" stroke-width="2"/>',
    "square": '<rect x="{left}" y="{top}" width="8" height="8" fill="{colour}"/>',
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line with its name; `points` are pairs of a length in words and a figure, `mark` is disc, ring or square.

    `dashes` are those of SVG, empty for a line that is whole.
    """

    name: str
    colour: str
    dashes: str
    mark: str
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Lines over a pair of logarithmic axes, of which the upright one has a unit."""

    title: str
    unit: str
    lines: Sequence[Line]

    def place(self, point: tuple[float, float]) -> tuple[float, float]:
        """Where a point lies, in px from the upper left corner."""
        across = _ends([x for line in self.lines for x, _ in line.points], _STEPS_ACROSS)
        up = _ends([y for line in self.lines for _, y in line.points], _STEPS_UP)
        x, y = (_share(value, *ends) for value, ends in zip(point, (across, up), strict=True))
        return round(_LEFT + x * (WIDTH - _LEFT - _RIGHT), 1), round(HEIGHT - _FOOT - y * (HEIGHT - _TOP - _FOOT), 1)


def drawing(panels: Sequence[Panel], words: str) -> str:
    """The panels one below the other as SVG; `words` say what is seen, to whoever does not see it."""
    height = HEIGHT * len(panels)
    drawn = "\n".join(
        f'<g transform="translate(0 {HEIGHT * number})">\n{chr(10).join(_panel(panel))}\n</g>'
        for number, panel in enumerate(panels)
    )
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" role="img" \
aria-label="{escape(words)}" font-family="{_FONT}" font-size="14" fill="{_INK}">
<rect width="{WIDTH}" height="{height}" fill="#fff"/>
{drawn}
</svg>
"""


def _panel(panel: Panel) -> Iterator[str]:
    yield f'<text x="{_LEFT}" y="26" font-size="17" font-weight="600">{escape(panel.title)}</text>'
    yield from _rules(panel)
    for line in panel.lines:
        yield from _drawn(panel, line)
    yield from _names(panel)


def _rules(panel: Panel) -> Iterator[str]:
    """The rules behind the lines, with what they stand for."""
    xs, ys = zip(*(point for line in panel.lines for point in line.points), strict=True)
    least, most = _ends(xs, _STEPS_ACROSS)
    low, high = _ends(ys, _STEPS_UP)
    for value in _between(low, high, _STEPS_UP):
        x, y = panel.place((least, value))
        right = panel.place((most, value))[0]
        yield f'<path d="M{x} {y}H{right}" stroke="{_RULE}"/>'
        yield f'<text x="{x - 8}" y="{y + 5}" text-anchor="end" fill="{_QUIET}">{value:,g} {panel.unit}</text>'
    for value in _between(least, most, _STEPS_ACROSS):
        x, y = panel.place((value, low))
        yield f'<path d="M{x} {y}v5" stroke="{_QUIET}"/>'
        yield f'<text x="{x}" y="{y + 22}" text-anchor="middle" fill="{_QUIET}">{value:,g}</text>'
    yield f'<text x="{x}" y="{y + 42}" text-anchor="end" fill="{_QUIET}">words</text>'


def _drawn(panel: Panel, line: Line) -> Iterator[str]:
    places = [panel.place(point) for point in sorted(line.points)]
    path = "L".join(f"{x} {y}" for x, y in places)
    dashes = f' stroke-dasharray="{line.dashes}"' if line.dashes else ""
    yield f'<path d="M{path}" fill="none" stroke="{line.colour}" stroke-width="2.2"{dashes}/>'
    for x, y in places:
        yield _MARKS[line.mark].format(x=x, y=y, left=x - 4, top=y - 4, colour=line.colour)


def _names(panel: Panel) -> Iterator[str]:
    """The names at the right ends of the lines, none over another."""
    above = 0.0
    for line in sorted(panel.lines, key=lambda line: panel.place(max(line.points))[1]):
        x, y = panel.place(max(line.points))
        above = max(y + 5, above + _LEAST_APART)
        yield f'<text x="{x + 12}" y="{above:.1f}" font-weight="600">{escape(line.name)}</text>'


def _share(value: float, low: float, high: float) -> float:
    """How far between two ends a value lies on a logarithmic axis, from 0 to 1."""
    return (math.log10(value) - math.log10(low)) / (math.log10(high) - math.log10(low))


def _ends(values: Iterable[float], steps: Sequence[int]) -> tuple[float, float]:
    """The nearest places of rules around all values."""
    values = list(values)
    low, high = 10.0 ** math.floor(math.log10(min(values))), 10.0 ** math.ceil(math.log10(max(values)))
    rules = tuple(_between(low, high, steps))
    return max(rule for rule in rules if rule <= min(values)), min(rule for rule in rules if rule >= max(values))


def _between(low: float, high: float, steps: Sequence[int]) -> Iterator[float]:
    """Where there are rules from one value to another."""
    for power in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1):
        for step in steps:
            if low <= (rule := step * 10.0**power) <= high:
                yield rule
