"""The same manuscript, built again, becomes a chapter: whether the bytes are the same, whatever is around it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from figures import Chapter, none_of
from programs import GOOD, LIST, ROOT, branches_in, wrote
from swaps import seen

_WORDS = """
The sample is built in all editions again and again: in other folders, time zones, languages, with other orders of
hashes, with an empty cache and a full one; a batch is made by one process and by two.
"""
_AROUND: Mapping[str, Mapping[str, str]] = {
    "once more": {},
    "another time zone": {"TZ": "Pacific/Kiritimati"},
    "another time zone and order of hashes": {"TZ": "America/New_York", "PYTHONHASHSEED": "1"},
    "another order of hashes": {"PYTHONHASHSEED": "4711"},
    "another language": {"LC_ALL": "C", "LANGUAGE": "de"},
    "an empty cache": {"XDG_CACHE_HOME": "cache"},
}
_SHARED = 4
"""How often each good row of the list stands in that of the batches."""

_EDITIONS = ("reading", "booklet", "press", "large-print", "epub", "web")


def chapter() -> Chapter:
    """Build them all."""
    with tempfile.TemporaryDirectory() as folder:
        faults = list(_builds(Path(folder)))
    with tempfile.TemporaryDirectory() as folder:
        other = list(_batches(Path(folder)))
    return Chapter(
        title="The same bytes again",
        words=_WORDS,
        rows=(
            none_of("builds with other files than the first", faults, len(_AROUND), "builds", figure=9),
            none_of("branches that two processes make otherwise", other, _SHARED * len(GOOD), "branches", figure=9),
        ),
        faults=(*faults, *other),
    )


def _builds(folder: Path) -> Iterator[str]:
    editions = [word for edition in _EDITIONS for word in ("-e", edition)]
    first: Mapping[str, bytes] = {}
    for number, (what, around) in enumerate({"": {}, **_AROUND}.items()):
        home = folder / f"place {number}"
        shutil.copytree(ROOT / "manuscript", home / "text")
        changed = {key: str(home / value) if key == "XDG_CACHE_HOME" else value for key, value in around.items()}
        _run("build", "all", "-m", "text", "-o", "made", *editions, cwd=home, around=changed)
        made = seen(home / "made")
        first = first or made
        if made != first or len(made) < len(_EDITIONS):
            yield f"{what}: {sorted(name for name in first.keys() | made.keys() if first.get(name) != made.get(name))}"


def _batches(folder: Path) -> Iterator[str]:
    """One list of branches, long enough that two processes share it."""
    head, *lines = LIST.splitlines(keepends=True)
    more = [
        line.replace(slug.title(), f"{slug.title()} {n}").replace(f",{slug},", f",{slug}-{n},")
        for n in range(_SHARED)
        for slug, line in zip(GOOD, lines, strict=True)
    ]
    rows = head + "".join(more)
    wrote(folder / "text", "a loaf", rows)
    for jobs in ("1", "2"):
        _run("distribute", "-m", "text", "-o", f"made-{jobs}", "--jobs", jobs, cwd=folder, around={})
    one, two = (branches_in(folder / f"made-{jobs}") for jobs in ("1", "2"))
    yield from (name for name in sorted(one.keys() | two.keys()) if one.get(name) != two.get(name))
    if len(one) < _SHARED * len(GOOD):
        yield f"only {len(one)} branches were made"


def _run(*arguments: str, cwd: Path, around: Mapping[str, str]) -> None:
    subprocess.run(
        [sys.executable, "-m", "pamphlet", "--quiet", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **around},
        stdout=subprocess.DEVNULL,
        check=True,
    )
