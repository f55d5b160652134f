"""The program itself, run as its users run it: two builds at once, and a batch with poisoned rows that is killed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from swaps import hidden, seen

ROOT = Path(__file__).parents[2]
_PATIENCE = 1_800
"""In seconds by the clock, for one command: the machine may be busy with others."""
SETTINGS = (
    'title = "Bread"\nauthors = ["Jane Doe"]\ndate = 2024-01-21\n'
    'identifier = "urn:uuid:8f7c2f0e-6f0e-4d0e-9d3b-2f1a7c5b9e10"\n'
    'house = { ok = [{ rule = "imprint-incomplete", because = "it is not published" }] }\n'
    '[distribution]\neditions = ["web", "epub"]\n'
)
GOOD = ("northgate", "hexby", "ambleforth", "lindenau", "quarry-street")
_HEAD = "name,slug,contact,copies,logo\n"
LIST = _HEAD + "".join(f"{slug.title()},{slug},{slug}@example.org,20,\n" for slug in GOOD)
POISONED = {
    "a cover with more words than go on it": f"Full,full,{'word ' * 600},20,\n",
    "a logo that is no picture": "Logo,logo,,20,branches/half.png\n",
    "a number of copies that is none": "Copies,copies,,many,\n",
    "a formula": '"=HYPERLINK(""https://example.org"")",formula,,20,\n',
    "a folder outside": "Outside,../../outside,,20,\n",
    "a control character": "Bell\x07,bell,,20,\n",
    "a name of 100,000 letters": f"{'L' * 100_000},long,,20,\n",
}
"""Rows that go wrong, by what is wrong with them: in the list, on the way or at the cover."""


def wrote(folder: Path, word: str, rows: str = LIST) -> Path:
    """A small manuscript with a list of branches; the word tells it from another."""
    (folder / "body").mkdir(parents=True)
    (folder / "branches").mkdir()
    (folder / "pamphlet.toml").write_text(SETTINGS, "utf-8")
    (folder / "body" / "01-bread.md").write_text(
        f"# Of bread\n\nJane asked for bread, and was given {word}.\n", "utf-8"
    )
    (folder / "branches.csv").write_text(rows, "utf-8")
    (folder / "branches" / "half.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    return folder


def begun(*arguments: str | Path, before: Sequence[str] = ()) -> subprocess.Popen[bytes]:
    """The command line at work in silence, behind another program if one is given."""
    command = [*before, sys.executable, "-m", "pamphlet", *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def status(*arguments: str | Path, before: Sequence[str] = ()) -> int:
    """How a command ends."""
    return begun(*arguments, before=before).wait(_PATIENCE)


# -- two at once ---------------------------------------------------------------------------

_BUILD = ("build", "all", "-e", "web", "-e", "epub")


def builds_at_once(number: int, folder: Path) -> Iterator[tuple[tuple[int, ...], tuple[str, ...]]]:
    """Pairs of builds of two manuscripts into one folder: how they ended, and what is wrong with what they left."""
    manuscripts = [wrote(folder / word, word) for word in ("a stone", "a loaf")]
    alone = []
    for manuscript in manuscripts:
        status(*_BUILD, "-m", manuscript, "-o", folder / "alone")
        alone.append(seen(folder / "alone"))
    output = folder / "build"
    for _ in range(number):
        both = [begun(*_BUILD, "-m", manuscript, "-o", output) for manuscript in manuscripts]
        endings = tuple(process.wait(_PATIENCE) for process in both)
        done = [made for made, ending in zip(alone, endings, strict=True) if not ending]
        wrong = []
        if set(endings) - {0, 3}:
            wrong.append(f"two builds at once ended with {endings}")
        if seen(output) not in done:
            wrong.append(f"two builds at once, which ended with {endings}, left a set of neither")
        if hidden(output):
            wrong.append(f"two builds at once left {hidden(output)}")
        yield endings, tuple(wrong)


# -- a batch -------------------------------------------------------------------------------

_BATCH = ("distribute", "--jobs", "1", "--keep-going")
KILLS = (
    *(("renameat2", point) for point in (1, 3, 5)),
    *(("fsync", point) for point in (4, 22, 40)),
    *(("rename", point) for point in (1, 3)),
    ("unlinkat", 8),
)
"""Calls to the system at which a batch of the good branches is killed."""


@dataclass(frozen=True, kw_only=True)
class Batches:
    """Batches of the good branches before and after a change of the manuscript, and what they made of each."""

    before: Path
    after: Path
    made_before: Path
    made_after: Path


def batches(folder: Path) -> Batches:
    """Make both, whole."""
    made = Batches(
        before=wrote(folder / "before", "a stone"),
        after=wrote(folder / "after", "a loaf"),
        made_before=folder / "made-before",
        made_after=folder / "made-after",
    )
    for manuscript, output in ((made.before, made.made_before), (made.after, made.made_after)):
        if status(*_BATCH, "-m", manuscript, "-o", output):
            raise AssertionError("a batch without faults failed")
    return made


def branches_in(output: Path) -> Mapping[str, Mapping[str, bytes]]:
    """The files of each branch, by the name of its folder."""
    return {path.name: seen(path) for path in (output / "branches").iterdir() if path.is_dir()}


def poisoned(whole: Batches, folder: Path) -> Iterator[tuple[str, ...]]:
    """What is wrong with a batch that has a poisoned row, for each of them and for all at once."""
    good = branches_in(whole.made_after)
    for number, (what, row) in enumerate([*POISONED.items(), ("all of these", "".join(POISONED.values()))]):
        manuscript = wrote(folder / f"poisoned-{number}", "a loaf", LIST + row)
        output = folder / f"made-{number}"
        ended = status(*_BATCH, "-m", manuscript, "-o", output)
        wrong = []
        if ended != 1:
            wrong.append(f"a batch with {what} ended with {ended}")
        if branches_in(output) != good:
            wrong.append(f"a batch with {what} has {sorted(branches_in(output))}, or other files in them")
        if hidden(folder) or (folder / "outside").exists():
            wrong.append(f"a batch with {what} left something")
        yield tuple(wrong)


def killed(whole: Batches, folder: Path) -> Iterator[tuple[str, ...]]:
    """What is wrong with a batch that is killed, for each of the calls to the system at which that is done."""
    old, new = branches_in(whole.made_before), branches_in(whole.made_after)
    for call, point in KILLS:
        output = folder / f"{call}-{point}"
        shutil.copytree(whole.made_before, output)
        tracer = (
            "strace",
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            f"trace={call}",
            "-e",
            f"inject={call}:signal=KILL:when={point}",
        )
        ended = status(*_BATCH, "-m", whole.after, "-o", output, before=tracer)
        wrong = []
        if not ended:
            wrong.append(f"{call} {point} was not reached")
        left = {name: files for name, files in branches_in(output).items() if not name.startswith(".")}
        if left.keys() != old.keys() or any(files not in (old[name], new[name]) for name, files in left.items()):
            wrong.append(f"a batch killed at {call} {point} left {sorted(left)}, or other files in them")
        again = status(*_BATCH, "-m", whole.after, "-o", output)
        if again or seen(output) != seen(whole.made_after) or hidden(output):
            wrong.append(f"after a kill at {call} {point} the next batch ended with {again}, or left something else")
        yield tuple(wrong)
