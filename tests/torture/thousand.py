"""A batch of a thousand branches becomes a chapter: its memory, its files, and what poisoned rows do to the others."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from figures import Chapter, Row, none_of
from programs import POISONED, ROOT, SETTINGS, wrote

from pamphlet.diagnostics import Severity
from pamphlet.preflight.preflight import preflight

BRANCHES = 1_000
_EARLY = 50
_MOST_GROWTH = 10
"""In MB, from the branch before to the last."""

_EDITIONS = ("booklet", "epub", "web")
_MEGABYTE = 1_000_000

_WORDS = f"""
A batch of {BRANCHES:,} branches, each with a booklet, an ebook and a web page, made by two processes; among the rows
are {len(POISONED)} that go wrong, one of each kind. Memory is that of all processes of the command, what they share
counted once (PSS), looked at about once a second.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """How many branches were done, and what all processes held: memory in bytes, and open files."""

    done: int
    memory: int
    files: int


def chapter() -> Chapter:
    """Make them, look on, and read what was made."""
    with tempfile.TemporaryDirectory() as folder:
        return _measured(Path(folder), BRANCHES)


def _measured(folder: Path, number: int) -> Chapter:
    rows = [f"Branch {each},branch-{each},b{each}@example.org,20,\n" for each in range(number)]
    rows[number // 2 : number // 2] = POISONED.values()
    manuscript = wrote(folder / "manuscript", "a loaf", "name,slug,contact,copies,logo\n" + "".join(rows))
    settings = SETTINGS.replace('["web", "epub"]', str(list(_EDITIONS)).replace("'", '"'))
    (manuscript / "pamphlet.toml").write_text(settings, "utf-8")
    (temporary := folder / "tmp").mkdir()
    output = folder / "made"
    command = ["distribute", "--jobs", "2", "--keep-going", "-m", str(manuscript), "-o", str(output)]
    process = subprocess.Popen(
        [sys.executable, "-m", "pamphlet", *command],
        env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    samples = list(_samples(process, output / "branches"))
    good = {f"branch-{each}" for each in range(number)}
    made = {path.name for path in (output / "branches").iterdir() if path.is_dir()}
    invalid = [f"{fault}" for name in sorted(made) for fault in _faults(output / "branches" / name)]
    hurt = sorted(good ^ made) + ([] if process.returncode == 1 else [f"the batch ended with {process.returncode}"])
    left = [path.name for path in temporary.iterdir()]
    return Chapter(
        title="A thousand branches",
        words=_WORDS,
        rows=(
            *_growth(samples, number),
            none_of("files that are not valid, or not there", invalid, len(made) * len(_EDITIONS), "files", figure=12),
            none_of("branches that poisoned rows hurt, or that were made of them", hurt, number, "branches", figure=12),
            Row(
                what="files left in the folder for temporary ones",
                measured=f"{len(left)}",
                allowed="0",
                holds=not left,
                figure=8,
            ),
        ),
        faults=(*invalid, *hurt, *left),
    )


def _growth(samples: list[Sample], number: int) -> Iterator[Row]:
    """What was held around the early branch and at the end; the most of both, for each goes up and down."""
    early = [sample for sample in samples if _EARLY * 0.8 <= sample.done <= _EARLY * 1.4]
    late = [sample for sample in samples if number * 0.97 <= sample.done]

    def most(of: Callable[[Sample], int], among: Iterable[Sample]) -> int:
        return max(map(of, among), default=0)

    before, after = (most(lambda sample: sample.memory, among) / _MEGABYTE for among in (early, late))
    grown = after - before
    yield Row(
        what=f"memory at the end ({after:.0f} MB) beyond that at branch {_EARLY} ({before:.0f} MB)",
        measured=f"{grown:.1f} MB",
        allowed=f"{_MOST_GROWTH} MB",
        holds=bool(early and late) and grown <= _MOST_GROWTH,
        figure=8,
    )
    peak = most(lambda sample: sample.memory, samples) / _MEGABYTE
    yield Row(what="memory at its peak", measured=f"{peak:.0f} MB")
    opened = most(lambda sample: sample.files, late) - most(lambda sample: sample.files, early)
    yield Row(
        what="open files at the end beyond those then", measured=f"{opened}", allowed="4", holds=opened <= 4, figure=8
    )


def _samples(process: subprocess.Popen[bytes], branches: Path) -> Iterator[Sample]:
    while process.poll() is None:
        with suppress(subprocess.TimeoutExpired):
            process.wait(1)
        done = sum(1 for _ in branches.glob("*/")) if branches.exists() else 0
        held = [_held(each) for each in _family(process.pid)]
        yield Sample(done=done, memory=sum(memory for memory, _ in held), files=sum(files for _, files in held))


def _family(pid: int) -> Iterator[int]:
    """A process and all that it began, and those began."""
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))


def _held(pid: int) -> tuple[int, int]:
    """The memory of a process in bytes, and how many files it has open; nothing of one that has ended."""
    with suppress(OSError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        memory = next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        return memory * 1024, sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())
    return 0, 0


def _faults(branch: Path) -> Iterator[str]:
    """What is wrong with the files of a branch."""
    files = {path.suffix: path for path in branch.iterdir() if "sheet" not in path.name}
    for suffix in (".pdf", ".epub", ".html"):
        if suffix not in files:
            yield f"{branch.name} has no {suffix}"
            continue
        data = files[suffix].read_bytes()
        if suffix == ".pdf":
            with pikepdf.open(io.BytesIO(data)) as pdf:
                yield from (f"{branch.name}: {problem}" for problem in pdf.check_pdf_syntax())
        elif suffix == ".epub":
            found = preflight(data, branch.name).findings
            yield from (f"{branch.name}: {each.message}" for each in found if each.severity is Severity.ERROR)
            with zipfile.ZipFile(io.BytesIO(data)) as book:
                yield from (f"{branch.name}: {name} is broken" for name in [book.testzip()] if name)
        elif not data.endswith(b"</html>\n"):
            yield f"{branch.name}: its web page is not whole"
