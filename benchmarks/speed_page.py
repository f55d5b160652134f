"""Medians become the table of docs/benchmarks.md, with what we allow beside them, and its section of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from distribution import READING, SCREEN_AND_BOOKLET
from measuring import Cost, machine
from rivals import CHAIN, ENGINE, TEX, WHAT
from sections import grid
from subjects import SAMPLE

HEAD = "## What a build costs, beside what else there is"
AT_ONCE, COMPLETE = "c, at once", "c, complete"
FURTHER = {"h": SCREEN_AND_BOOKLET, "h, reading copy": READING}

TIMES = {
    "a": "(a) `pamphlet build all`, fresh folder, fresh cache",
    "b": "(b) again, nothing changed",
    "c": "(c) again, a word changed in a chapter",
    AT_ONCE: "(c) `pamphlet preview`: until the changed page is served",
    COMPLETE: "(c) `pamphlet preview`: until all pages are right",
    "d": "(d) again, a note changed",
    "e": "(e) again, another theme",
    "f": "(f) `pamphlet check`, a word changed",
    "g": "(g) `pamphlet --help`",
    "h": "(h) each further branch: booklet, EPUB, web page",
    "h, reading copy": "(h) each further branch: tagged reading copy",
    **{rival: f"{rival} {what}" for rival, what in WHAT.items()},
}
"""The rows of processor times, in their order."""
_WITH_MEMORY = ("a", ENGINE, CHAIN, TEX)


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What was measured on one manuscript: medians of so many rounds, and the number of pages that it has."""

    costs: Mapping[str, Cost]
    rounds: int
    extent: int

    def seconds(self, key: str) -> float | None:
        """Processor time in s; None where it was not measured."""
        return self.costs[key].processor if key in self.costs else None

    def memory(self, key: str) -> float | None:
        """Memory at its peak in MB; None where it was not measured."""
        return self.costs[key].memory if key in self.costs else None

    def seconds_a_page(self) -> float | None:
        """Processor time of a cold build for each page, in s."""
        seconds = self.seconds("a")
        return seconds / self.extent if seconds and self.extent else None

    def ratio(self, key: str, other: str, what: Callable[[Measured, str], float | None]) -> float | None:
        """How many times as much one took as another; None where one of them was not measured."""
        one, base = what(self, key), what(self, other)
        return one / base if one is not None and base else None


Found = Mapping[str, Measured]


@dataclass(frozen=True, kw_only=True)
class Limit:
    """What we allow in a row: `most` of what `value` finds, told as `text`; `on` names the manuscript."""

    text: str
    most: float
    on: str
    value: Callable[[Found], float | None] = field(repr=False)

    def verdict(self, found: Found) -> str:
        """Whether it is kept, and where not what was found; empty where it was not measured."""
        value = self.value(found) if self.on in found else None
        if value is None:
            return ""
        return "holds" if value <= self.most else f"**fails** ({value:.2f})"


def limits(longest: str) -> dict[str, tuple[Limit, ...]]:
    """What we allow, by rows; `longest` names the long manuscript."""
    return {
        "a": (
            _beside("a", ENGINE, 1.5, on=SAMPLE),
            _beside("a", CHAIN, 1.0, on=SAMPLE),
        ),
        "b": tuple(_at_most("b", 0.25, on=name) for name in (SAMPLE, longest)),
        AT_ONCE: (_at_most(AT_ONCE, 1.0, on=SAMPLE),),
        "f": (_at_most("f", 0.35, on=SAMPLE),),
        "g": (_at_most("g", 0.2, on=SAMPLE),),
        "a page": (
            Limit(text=f"{longest}: 1.1 × {SAMPLE}", most=1.1, on=longest, value=lambda found: _growth(found, longest)),
        ),
        "memory a": (
            Limit(
                text=f"{longest}: 1.2 × {ENGINE}",
                most=1.2,
                on=longest,
                value=lambda found: found[longest].ratio("a", ENGINE, Measured.memory),
            ),
        ),
    }


def _at_most(key: str, seconds: float, *, on: str) -> Limit:
    return Limit(text=f"{on}: {seconds:g} s", most=seconds, on=on, value=lambda found: found[on].seconds(key))


def _beside(key: str, other: str, most: float, *, on: str) -> Limit:
    ratio: Callable[[Found], float | None] = lambda found: found[on].ratio(key, other, Measured.seconds)  # noqa: E731
    return Limit(text=f"{on}: {most:g} × {other}", most=most, on=on, value=ratio)


def _growth(found: Found, longest: str) -> float | None:
    at_first = found[SAMPLE].seconds_a_page() if SAMPLE in found else None
    at_last = found[longest].seconds_a_page()
    return at_last / at_first if at_last and at_first else None


# -- the table -------------------------------------------------------------------------------


def speed_table(found: Found, longest: str) -> str:
    """One table of all manuscripts: processor times with their ratio to the engine alone, and memory."""
    allowed = limits(longest)
    rows = [(what, *cells, *_judged(allowed.get(key, ()), found)) for key, what, cells in _lines(found) if any(cells)]
    return grid(("", *(_title(name, measured) for name, measured in found.items()), "allowed", ""), rows)


def kept(found: Found, longest: str) -> bool:
    """Whether all that was measured is within what we allow."""
    return not any("fails" in limit.verdict(found) for row in limits(longest).values() for limit in row)


def _lines(found: Found) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Key, name and figures of each row."""
    every = tuple(found.values())
    for key, what in TIMES.items():
        yield key, what, tuple(_time(measured, key) for measured in every)
        if key == "a":
            pages = (measured.seconds_a_page() for measured in every)
            yield "a page", "the same, for each page", tuple(f"{each:.3f} s" if each else "" for each in pages)
    for key in _WITH_MEMORY:
        what = f"memory of {f'({key})' if key == 'a' else key}"
        yield f"memory {key}", what, tuple(_memory(measured, key) for measured in every)


def _time(measured: Measured, key: str) -> str:
    seconds = measured.seconds(key)
    beside = measured.ratio("a", CHAIN, Measured.seconds) if key == "a" else None
    also = "" if beside is None else f", {beside:.2f} × {CHAIN}"
    return "" if seconds is None else f"{seconds:.2f} s{_times(measured, key, Measured.seconds)}{also}"


def _memory(measured: Measured, key: str) -> str:
    memory = measured.memory(key)
    return "" if memory is None else f"{memory:.0f} MB{_times(measured, key, Measured.memory)}"


def _times(measured: Measured, key: str, what: Callable[[Measured, str], float | None]) -> str:
    """How many times as much it is as the engine alone takes."""
    ratio = measured.ratio(key, ENGINE, what) if key != ENGINE else None
    return "" if ratio is None else f", {ratio:.2f} ×"


def _judged(limits: tuple[Limit, ...], found: Found) -> tuple[str, str]:
    judged = [(limit.text, verdict) for limit in limits if (verdict := limit.verdict(found))]
    return "; ".join(text for text, _ in judged), "; ".join(verdict for _, verdict in judged)


def _title(name: str, measured: Measured) -> str:
    return f"{name}, {measured.extent} pages" if measured.extent else name


# -- the page --------------------------------------------------------------------------------


def _out_of_reach(found: Found) -> str:
    """How the engine alone stands to all of the chain: where it takes more, whatever is laid out with it does too."""
    told = {name: ratio for name, each in found.items() if (ratio := each.ratio(ENGINE, CHAIN, Measured.seconds))}
    times = ", ".join(f"{ratio:.1f} × ({name})" for name, ratio in told.items() if ratio > 1)
    return f"\nThe engine alone takes more than all of (ii): {times}. So will whatever it lays out.\n" if times else ""


def section(found: Found, longest: str, *, absent: Mapping[str, str], versions: str, whose: str) -> str:
    """The section of docs/benchmarks.md; `absent` says why something was not measured, `whose` is the table of that."""
    rounds = "; ".join(f"{name}: {measured.rounds}" for name, measured in found.items())
    skipped = "".join(f"\nNot measured: {what}, for {why}.\n" for what, why in absent.items())
    return f"""{HEAD}

What the same manuscript costs with this program and with others, in one run of `make bench`, command after command and
round after round. Seconds are processor time, in the program and in the system, of whole processes and all that they
begin; × is how many times as much that is as (i). Memory is that of all processes of a command together at its peak,
what they share counted once (PSS). (b) to (e) follow (a) in the same folder with the same cache; every round begins
with new ones, for the others too.

(i) is the layout engine alone, on the HTML that we hand to it, as one document, with our style sheets and fonts: no
index made from the pages, no tags, no booklet, nothing read back and compared. (ii) makes a PDF, a booklet, an EPUB
and a web page of the same Markdown, joined in one file: without an index of names, and without the pages of paper in
the ebook.

{speed_table(found, longest)}{_out_of_reach(found)}
Medians of the rounds ({rounds}).
On the longest manuscript neither a further branch nor the preview is measured.
{skipped}
![Processor time and memory against the length of the manuscript](benchmarks.svg)

The manuscripts of the plot are made of the sample's own paragraphs, with a note in a hundred words and a person in five
hundred (`benchmarks/long_manuscript.py`); the longest one is that of the table. The other points are from one round.

### Whose the time is

One build of all editions in a fresh folder with a fresh cache, as in (a). A function of Python's own library counts for
whoever calls it, and so does machine code: Pango for WeasyPrint.

{whose}
`pamphlet build --timings` tells what each stage takes.
Ours are the row `pamphlet` and how often we ask the others; what they take each time is theirs.

Measured on {machine()}; {versions}.
Expect other seconds on another machine, and much the same ratios.
"""
