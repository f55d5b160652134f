"""All hostile manuscripts become a chapter of what was tried: `make torture` has it."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

# A child has everything at hand that a build needs: it is forked, and loading costs more than most cases.
import pamphlet.build
import pamphlet.distribution.distribute
import pamphlet.progress
from pamphlet.cli import main as _main

sys.path.insert(0, str(Path(__file__).parents[1] / "torture"))

from figures import Chapter, none_of
from manuscripts import CASES
from outputs import faults_of
from trial import AUTHOR, MEMORY, Canary, Case, Verdict, attempt, lay_bait, settle

LOADED = (pamphlet.build, pamphlet.distribution.distribute, pamphlet.progress, _main)


def tried(cases: Iterable[Case], folder: Path) -> Iterator[tuple[Verdict, list[str]]]:
    """Each case with its verdict and what is wrong with it."""
    base = folder / AUTHOR
    outside = base / "outside"
    lay_bait(outside)
    canary = Canary()
    try:
        for number, case in enumerate(cases):
            home = base / f"{number}"
            home.mkdir()
            verdict = attempt(case, settle(case, home, outside, canary.port))
            faults = [*_of_run(verdict), *faults_of(verdict)]
            if canary.visits:
                faults.append("the canary was reached")
                canary.visits = 0
            yield verdict, [f"{case.name}: {fault}" for fault in faults]
            shutil.rmtree(home, ignore_errors=True)
    finally:
        canary.close()


def _of_run(verdict: Verdict) -> Iterator[str]:
    case = verdict.case
    if verdict.signal:
        yield f"died of signal {verdict.signal} after {verdict.seconds:.0f} s"
    elif verdict.status not in {0, 1}:
        yield f"crashed: {verdict.said.strip().splitlines()[-1][:200]}"
    elif case.refused != bool(verdict.status):
        yield "refused, where it is to be made" if verdict.status else "made, where it is to be refused"
    if verdict.memory > MEMORY:
        yield f"took {verdict.memory / 1e6:.0f} MB"
    if missing := case.said - verdict.slugs:
        yield f"did not say {', '.join(sorted(missing))}; said {', '.join(sorted(verdict.slugs))}"
    if verdict.status and not verdict.signal and not verdict.slugs:
        yield "refused without a reason"
    yield from (f"touched {each}" for each in verdict.touched)


def chapter() -> Chapter:
    """What comes of every hostile manuscript."""
    with tempfile.TemporaryDirectory() as folder:
        outcomes = list(tried(CASES, Path(folder)))
    verdicts = [verdict for verdict, _ in outcomes]
    faults = [fault for _, found in outcomes for fault in found]
    crashed = [each.case.name for each in verdicts if each.status not in {0, 1}]
    touched = [each.case.name for each in verdicts if each.touched]
    heavy = [each.case.name for each in verdicts if each.memory > MEMORY]
    wrong = [verdict.case.name for verdict, found in outcomes if found]
    made = sum(each.status == 0 for each in verdicts)
    slowest = max(verdicts, key=lambda each: each.seconds)
    largest = max(verdicts, key=lambda each: each.memory)
    return Chapter(
        title="Manuscripts of strangers",
        words=f"""Hostile and odd manuscripts, each built in a process that is watched and bounded. {made} of them were made, in
every edition, and read back; the others were refused with a reason. The slowest, “{slowest.case.name}”, took {slowest.seconds:.1f} s
of the processor, the largest, “{largest.case.name}”, {largest.memory / 1e6:.0f} MB.""",
        rows=(
            none_of("Crashed, hung or ran out of bounds", crashed, len(verdicts), "manuscripts"),
            none_of("Read what is outside, or reached for a host or a program", touched, len(verdicts), "manuscripts"),
            none_of("Took over 1 GB", heavy, len(verdicts), "manuscripts"),
            none_of("Not as promised in any way", wrong, len(verdicts), "manuscripts"),
        ),
        faults=tuple(faults),
    )
