"""Editions that are interrupted, in every way and at every point, become a chapter: what stood there after it."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from faults import Tried, all_in_process, all_traced
from figures import Chapter, Row, none_of
from pairs import published_at_once
from programs import POISONED, batches, builds_at_once, killed, poisoned

_WORDS = """
A build writes its files into a stage beside their places, flushes them, reads them back, and then renames them. Here
this is cut off at each call to the system that it makes: by `kill -9`, Ctrl-C, a full disk, an error of the disk,
rights that are lost, a drive that becomes read-only, a write that is lost. It is done for the files of an output
folder in which others' files stand too, for an output folder that is not there yet, for the folder of a branch (where
the system can exchange two folders and where it cannot) and for a manuscript that is imported. After each the folder
is looked at, then the next command is given, and then the same is made once more.

*Half way* means that the files in the folder are of two sets, each file whole; or, where the system cannot exchange two
folders, that the folder of the branch is missing. That can be seen after a `kill -9` between the first renaming and the
last, or where a trouble lasts and so stops the tidying up too. The next command that writes there puts the old set back
before it does anything else.
"""

PAIRS, WHOLE_RUNS = 50, 10


def chapter() -> Chapter:
    """All of it."""
    in_python, with_strace = _points(all_in_process(), "in Python"), _points(_with_strace(), "with strace")
    return _chapter(chain(in_python, with_strace, _pairs(PAIRS), _programs()))


def quick_chapter() -> Chapter:
    """What is tried with every `make test`: points of every kind of fault, and a few pairs."""
    return _chapter(chain(_points(all_in_process(step=29), "in Python"), _pairs(5)))


Measured = Iterator[tuple[Row, Sequence[str]]]
"""Rows with what did not hold."""


def _chapter(measured: Measured) -> Chapter:
    both = tuple(measured)
    faults = tuple(fault for _, found in both for fault in found)
    return Chapter(title="Whole editions", words=_WORDS, rows=tuple(row for row, _ in both), faults=faults)


def _with_strace() -> Iterator[Tried]:
    return all_traced() if shutil.which("strace") else iter(())


def _points(points: Iterable[Tried], how: str) -> Measured:
    tried = tuple(points)
    if not tried:
        yield Row(what=f"points {how}", measured="not tried: there is no strace here"), ()
        return
    number = Counter(each.fault for each in tried)
    at_once = Counter((each.fault, each.verdict.at_once) for each in tried)
    kills = [each for each in tried if each.fault == "kill -9"]
    others = [each for each in tried if each.fault != "kill -9"]
    for figure, name, among in ((5, "kill -9", kills), (6, "other faults", others)):
        wrong = tuple(fault for each in among for fault in each.faults)
        what = f"not whole or not tidy after the next command, {name} {how}"
        yield none_of(what, wrong, len(among), "points", figure=figure), wrong
    for fault in number:
        old, new, between = (at_once[fault, state] for state in ("before", "after", "neither"))
        yield Row(what=f"{fault}, {how}", measured=f"{old} old set, {new} new set, {between} half way"), ()


def _pairs(number: int) -> Measured:
    pairs = tuple(published_at_once(number))
    faults = tuple(fault for pair in pairs for fault in pair.faults)
    away = sum(pair.turned_away for pair in pairs)
    yield (
        none_of(f"mixed sets or litter (one was turned away {away} times)", faults, number, "pairs", figure=7),
        faults,
    )


def _programs() -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        pairs = tuple(builds_at_once(WHOLE_RUNS, Path(folder)))
        faults = tuple(fault for _, found in pairs for fault in found)
        yield none_of("the same, whole runs of `pamphlet build`", faults, len(pairs), "pairs", figure=7), faults
    with tempfile.TemporaryDirectory() as folder:
        (whole := Path(folder, "whole")).mkdir()
        made = batches(whole)
        yield _batch(
            f"batches in which poisoned rows ({len(POISONED)} kinds, and all at once) hurt others",
            poisoned(made, Path(folder)),
        )
        if shutil.which("strace"):
            (cut_off := Path(folder, "killed")).mkdir()
            yield _batch(
                "batches that were killed, with a branch that is not whole, or not mended by the next",
                killed(made, cut_off),
            )


def _batch(what: str, tried: Iterable[Sequence[str]]) -> tuple[Row, Sequence[str]]:
    found = tuple(tried)
    faults = tuple(fault for each in found for fault in each)
    return none_of(what, faults, len(found), "batches", figure=12), faults
