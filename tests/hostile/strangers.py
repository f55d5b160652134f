"""All hostile manuscripts become a chapter of what was tried: `make torture` has it."""

from __future__ import annotations

import re
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

from figures import Chapter, Row, none_of, not_tried
from manuscripts import CASES
from outputs import faults_of
from readers import can_check, said_by_epubcheck
from trial import AUTHOR, MEMORY, Canary, Case, Verdict, attempt, lay_bait, settle

_BOOKS_CHECKED = 12
"""Of so many manuscripts the ebook of one goes through EPUBCheck too, which takes longer than all else."""

_OF_FILES = re.compile(r": [^:]*\.(?:pdf|epub|html|json): ")

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


def _checked(books: list[Path]) -> Row:
    what = f"errors and warnings of EPUBCheck on the ebook of each {_BOOKS_CHECKED}th that is made"
    if not can_check():
        return not_tried(what, "EPUBCheck or Java is not there", figure=10)
    return none_of(what, [said for book in books for said in said_by_epubcheck(book)], len(books), "books", figure=10)


def chapter() -> Chapter:
    """What comes of every hostile manuscript."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as shelf:
        outcomes: list[tuple[Verdict, list[str]]] = []
        files = 0
        for verdict, found in tried(CASES, Path(folder)):
            outcomes.append((verdict, found))
            files += len(verdict.made)
            if len(outcomes) % _BOOKS_CHECKED == 0:
                for book in (path for path in verdict.made if path.suffix == ".epub"):
                    shutil.copy(book, Path(shelf) / f"{len(outcomes)}.epub")
        books = _checked(sorted(Path(shelf).iterdir()))
    verdicts = [verdict for verdict, _ in outcomes]
    number = len(verdicts)
    faults = [fault for _, found in outcomes for fault in found]
    leaking = [fault for fault in faults if "has `" in fault or "notes of a camera" in fault]
    broken = [fault for fault in faults if _OF_FILES.search(fault) and fault not in leaking]
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
            none_of("crashed, hung or ran out of bounds", crashed, number, "manuscripts", figure=2),
            none_of("took over 1 GB", heavy, number, "manuscripts", figure=2),
            none_of("not as promised in any way", wrong, number, "manuscripts", figure=2),
            none_of(
                "read what is outside, or reached for a host or a program", touched, number, "manuscripts", figure=3
            ),
            none_of("files with a path, a name or a secret in them", leaking, files, "files", figure=4),
            none_of("files that are not whole, lack words, run or lead astray", broken, files, "files", figure=11),
            books,
        ),
        faults=tuple(faults),
    )
