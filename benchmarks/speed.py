"""Builds, and what others would be used in their place, become the table and the plot of docs/benchmarks.md.

    python benchmarks/speed.py [--only a,b,i] [--runs 5] [--on "sample;article"]

One round measures every command once on every manuscript; rounds follow one another, so that whatever else the machine
does befalls all alike, and what is told is the median.  `make bench` runs this.  With `--only` or `--on` the table is
printed and nothing is written.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from importlib.metadata import distributions, version
from itertools import chain
from pathlib import Path

import distribution
import plot
import rivals
import subjects
from measuring import Cost, environment_with, median_cost, pamphlet, run
from sections import BENCHMARKS, put
from speed_page import AT_ONCE, COMPLETE, FURTHER, Measured, kept, section, speed_table
from subjects import Subject
from watching import watched
from whose import taken, whose_table

from pamphlet.press.raster import extent_of

LENGTHS = (1_000, 3_000, 10_000, 30_000)
"""In words: the plot has these and the longest."""
_LONG_ENOUGH = 20_000
"""In words: above this a manuscript is measured in fewer rounds, for each takes minutes."""
BRANCHES = (2, 12)
"""What a further branch takes is reckoned from runs for so many."""
LONGEST = subjects.long_name(100_000)
MANUSCRIPTS = (subjects.SAMPLE, subjects.ARTICLE, LONGEST)
_SEEN = (
    "Two plots of cost against the length of the manuscript, from 1,000 to 100,000 words: the table has the figures."
)
PLOTTED = frozenset({"a", rivals.ENGINE, rivals.CHAIN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that a writer does: a change of the manuscript, and a command."""

    key: str
    command: Callable[[Path, Path], tuple[str, ...]]
    change: Callable[[Path], None] = lambda _: None


def _build(manuscript: Path, output: Path) -> tuple[str, ...]:
    return pamphlet("build", "all", "-m", manuscript, "-o", output)


STEPS = (
    Step(key="a", command=_build),
    Step(key="b", command=_build),
    Step(key="c", command=_build, change=subjects.change_word),
    Step(key="d", command=_build, change=subjects.change_note),
    Step(key="e", command=_build, change=subjects.change_theme),
    Step(key="f", command=lambda manuscript, _: pamphlet("check", "-m", manuscript), change=subjects.change_word),
    Step(key="g", command=lambda _, __: pamphlet("--help")),
)
"""In this order, for each finds what those before it left in the cache."""
PREVIEW, BRANCH, WHOSE, PLOT = "preview", "h", "whose", "plot"
_FIRST, _AFTER_A = frozenset({"a"}), frozenset({"b", "c", "d", "e"})
"""A build, and those that find in the cache what it has left there."""
EVERYTHING = frozenset({*(step.key for step in STEPS), PREVIEW, BRANCH, WHOSE, PLOT, *rivals.WHAT})


@dataclass(frozen=True, kw_only=True)
class Workroom:
    """A folder for scratch, where each run gets a place of its own, and what has been measured in it."""

    scratch: Path
    wanted: Collection[str]
    costs: dict[str, dict[str, list[Cost]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    extents: dict[str, int] = field(default_factory=dict)

    def environment(self, place: Path) -> dict[str, str]:
        """Modules are compiled once for all runs; what else programs keep is kept for one place alone."""
        return environment_with(self.scratch / "bytecode", place / "cache")

    def subject(self, name: str) -> Subject:
        """A manuscript, in a folder whose name has nothing that TeX would take for its own."""
        folder = self.scratch / re.sub(r"\W+", "-", name)
        return subjects.subject(name, folder, self.environment(self.scratch))

    def round(self, subject: Subject) -> None:
        """Measure every command that is wanted once."""
        place = Path(tempfile.mkdtemp(dir=self.scratch))
        branches = self._branches(subject) if subject.words < _LONG_ENOUGH else ()
        costs = chain(self._steps(subject, place), self._watched(subject), self._rivals(subject, place), branches)
        for key, cost in costs:
            self.costs[subject.name][key].append(cost)
            print(f"{subject.name}, {key}: {cost.processor:.2f} s, {cost.memory:.0f} MB", file=sys.stderr)

    def _steps(self, subject: Subject, place: Path) -> Iterator[tuple[str, Cost]]:
        """The steps that are wanted, in a manuscript, an output folder and a cache that are fresh."""
        manuscript = subject.copy(place / "manuscript")
        for step in STEPS:
            if step.key in self.wanted or (step.key == "a" and not _AFTER_A.isdisjoint(self.wanted)):
                step.change(manuscript)
                yield step.key, run(step.command(manuscript, place / "out"), self.environment(place))
                if step.key == "a":
                    self.extents[subject.name] = _extent(place / "out")

    def _watched(self, subject: Subject) -> Iterator[tuple[str, Cost]]:
        if PREVIEW in self.wanted and subject.words < _LONG_ENOUGH:
            place = Path(tempfile.mkdtemp(dir=self.scratch))
            seen = watched(subject.copy(place / "manuscript"), self.environment(place))
            yield from ((AT_ONCE, seen.at_once), (COMPLETE, seen.whole))

    def _rivals(self, subject: Subject, place: Path) -> Iterator[tuple[str, Cost]]:
        for rival, commands in rivals.COMMANDS.items():
            if rival in self.wanted and not rivals.missing(rival):
                environment = self.environment(place / rival)
                costs = [run(command, environment) for command in commands(self._handed(subject))]
                yield rival, sum(costs[1:], costs[0])

    def _handed(self, subject: Subject) -> rivals.Handed:
        folder = self.scratch / "handed" / subject.folder.name
        if not folder.exists():
            run((sys.executable, Path(rivals.__file__), subject.folder, folder), self.environment(self.scratch))
        return rivals.handed(folder)

    def _branches(self, subject: Subject) -> Iterator[tuple[str, Cost]]:
        if BRANCH not in self.wanted:
            return
        premises = distribution.Premises(folder=self.scratch / "premises")
        if not premises.folder.exists():
            premises.made_ready()
        for key, editions in FURTHER.items():
            yield key, distribution.further(editions, BRANCHES, premises, subject.folder)

    def measured(self) -> dict[str, Measured]:
        """The medians, by the names of the manuscripts."""
        return {
            name: Measured(
                costs={key: median_cost(costs) for key, costs in found.items()},
                rounds=max(map(len, found.values())),
                extent=self.extents.get(name, 0),
            )
            for name, found in self.costs.items()
        }


def _extent(output: Path) -> int:
    """The pages of the reading copy, which has the shortest name."""
    return extent_of(min(output.glob("*.pdf"), key=lambda path: len(path.name)).read_bytes())


def measure(work: Workroom, names: list[str], runs: int, runs_of_long: int) -> list[Subject]:
    """The manuscripts, after the rounds; what compiles the modules goes before them and is not counted."""
    found = [work.subject(name) for name in names]
    before = Workroom(scratch=work.scratch, wanted=_FIRST | (frozenset(work.wanted) - _AFTER_A - {BRANCH, PREVIEW}))
    before.round(subjects.subject(subjects.SAMPLE, work.scratch / "before", work.environment(work.scratch)))
    for number in range(max(runs, runs_of_long)):
        for subject in found:
            if number < (runs if subject.words < _LONG_ENOUGH else runs_of_long):
                work.round(subject)
    return found


def measure_lengths(work: Workroom) -> dict[str, Measured]:
    """What the plot shows besides the longest manuscript: one round each."""
    plotted = Workroom(scratch=work.scratch, wanted=PLOTTED)
    for words in LENGTHS:
        plotted.round(plotted.subject(subjects.long_name(words)))
    return plotted.measured()


def panels(by_length: dict[str, Measured]) -> tuple[plot.Panel, plot.Panel]:
    """What the plot shows: processor time and memory of the three that make files of any length."""
    looks = {
        "a": ("pamphlet build all", "#1a1a1a", "", "disc"),
        rivals.ENGINE: ("bare WeasyPrint, one PDF", "#b3541e", "7 4", "ring"),
        rivals.CHAIN: ("Pandoc, Typst, pdfimpose", "#2f6690", "2 4", "square"),
    }
    lines: dict[bool, list[plot.Line]] = {False: [], True: []}
    for key, (name, colour, dashes, mark) in looks.items():
        for memory, drawn in lines.items():
            points = [
                (subjects.words_of(length), figure)
                for length, measured in by_length.items()
                if (figure := measured.memory(key) if memory else measured.seconds(key))
            ]
            if points:
                drawn.append(plot.Line(name=name, colour=colour, dashes=dashes, mark=mark, points=points))
    return (
        plot.Panel(title="Processor time, in seconds", unit="s", lines=lines[False]),
        plot.Panel(title="Memory at its peak, in MB", unit="MB", lines=lines[True]),
    )


def whose(work: Workroom, found: list[Subject]) -> str:
    """The table of whose the time of a build is, in a fresh folder with a fresh cache."""
    shares = {}
    for subject in found:
        place = Path(tempfile.mkdtemp(dir=work.scratch))
        shares[subject.name] = taken(subject.folder, place, work.environment(place))
    return whose_table(shares)


def versions() -> str:
    """Of the programs that were measured beside ours."""
    programs = ("weasyprint", "pypandoc-binary", "typst", "pdfimpose")
    return ", ".join(f"{name} {version(name)}" for name in programs if _is_installed(name))


def _is_installed(name: str) -> bool:
    return bool(list(distributions(name=name)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be measured: parts by their letters, manuscripts by their names, and in how many rounds."""

    only: frozenset[str]
    on: tuple[str, ...]
    runs: int
    runs_of_long: int

    @property
    def is_all(self) -> bool:
        """Whether the page can be written."""
        return self.only == EVERYTHING and self.on == MANUSCRIPTS


def wish() -> Wish:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = f"parts, with commas between: {', '.join(sorted(EVERYTHING))}; brackets may be left out"
    parser.add_argument("--only", default=",".join(EVERYTHING), help=parts)
    parser.add_argument("--on", default=";".join(MANUSCRIPTS), help=f"manuscripts: {'; '.join(MANUSCRIPTS)}")
    parser.add_argument("--runs", type=int, default=5, help="rounds; what is told is the median")
    parser.add_argument("--long-runs", type=int, default=3, help="rounds of the longest manuscript")
    told = parser.parse_args()
    named = {name: name for name in EVERYTHING} | {name.strip("()"): name for name in EVERYTHING}
    unknown = [part for part in told.only.split(",") if part not in named]
    unknown += [name for name in told.on.split(";") if name not in MANUSCRIPTS]
    if unknown:
        parser.error(f"there is no {', '.join(unknown)}")
    return Wish(
        only=frozenset(named[part] for part in told.only.split(",")),
        on=tuple(told.on.split(";")),
        runs=told.runs,
        runs_of_long=told.long_runs,
    )


def main() -> None:
    """Measure, print the table, write the section and the plot."""
    wanted = wish()
    absent = {name: why for name in wanted.on if (why := subjects.why_missing(name))}
    names = [name for name in wanted.on if name not in absent]
    absent |= {rival: why for rival in sorted(wanted.only & {*rivals.WHAT}) if (why := rivals.missing(rival))}
    with tempfile.TemporaryDirectory() as folder:
        work = Workroom(scratch=Path(folder), wanted=wanted.only)
        at_hand = measure(work, names, wanted.runs, wanted.runs_of_long)
        found = work.measured()
        print(speed_table(found, LONGEST))
        print("".join(f"Not measured: {what}, for {why}.\n" for what, why in absent.items()), end="")
        ours = [subject for subject in at_hand if subject.name != subjects.ARTICLE]
        shares = whose(work, ours) if WHOSE in wanted.only else ""
        print(shares)
        by_length = measure_lengths(work) if PLOT in wanted.only else {}
    if wanted.is_all:
        drawn = plot.drawing(panels({**by_length, LONGEST: found[LONGEST]}), _SEEN)
        BENCHMARKS.with_suffix(".svg").write_text(drawn, encoding="utf-8")
        put(BENCHMARKS, section(found, LONGEST, absent=absent, versions=versions(), whose=shares))
    if not kept(found, LONGEST):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
