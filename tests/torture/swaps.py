"""A set of files that is published, and what it must be whatever happens meanwhile.

As a script, `swaps.py SCENE FOLDER` does what a scene does between two calls that a tracer can find.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from unittest import mock

from pamphlet import staging
from pamphlet.publishing import OutputProblem, publish, replace_folder, reserved
from pamphlet.staging import STAGE

Files = Mapping[str, bytes]

SIZE = 5000
"""Of each file, in bytes."""

BEGIN, END = "/pamphlet-begin", "/pamphlet-end"
"""Paths that are asked for, and are nowhere: what is traced lies between them."""


def files(word: str, *names: str) -> Files:
    """Files that say of which set they are."""
    return {name: f"{word} {name} ".encode().ljust(SIZE, b".") for name in names}


MINE: Files = {"build/mine.txt": b"mine", "build/mine/letter.txt": b"mine"}
OLD, NEW = files("old", "a.pdf", "b.epub", "gone.pdf"), files("new", "a.pdf", "b.epub", "c.html")
FOLDER_OLD, FOLDER_NEW = files("old", "manifest", "a.pdf", "gone.pdf"), files("new", "manifest", "a.pdf", "c.html")
MANUSCRIPT = files("new", "pamphlet.toml", "body/01.md")


class Ending(Enum):
    """How a run ended."""

    DONE = 0
    REFUSED = 3
    INTERRUPTED = 130
    KILLED = -9
    BROKEN = 1
    """With a traceback, or in another way that nobody is told of."""

    @classmethod
    def _missing_(cls, _: object) -> Ending:
        """Every status that is none of ours."""
        return cls.BROKEN


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What is there before, what is done, and the two sets of which one must be there after it.

    `place` is the folder that stages are made in, below the folder of the scene.
    """

    name: str
    act: Callable[[Path], None]
    before: Files
    after: Files
    place: str = "build"


def in_folder(folder: str, made: Files) -> Files:
    """The same files, in a folder."""
    return {f"{folder}/{name}": data for name, data in made.items()}


def _files(root: Path) -> None:
    with reserved(root / "build") as output:
        output.publish(NEW, withdrawn=["gone.pdf"])


def _first(root: Path) -> None:
    publish(root / "deep" / "build", NEW)


def _folder(root: Path) -> None:
    with reserved(root / "build") as output:
        output.exchange("leith", FOLDER_NEW, mark="manifest")


def _folder_in_two_steps(root: Path) -> None:
    """As on a system that cannot exchange two names."""
    with mock.patch.object(staging, "_exchange", side_effect=OSError(errno.ENOSYS, "Function not implemented")):
        _folder(root)


def _manuscript(root: Path) -> None:
    replace_folder(root / "build" / "manuscript", MANUSCRIPT)


_BRANCH_BEFORE = {**MINE, **in_folder("build/leith", FOLDER_OLD)}
_BRANCH_AFTER = {**MINE, **in_folder("build/leith", FOLDER_NEW)}

SCENES = {
    scene.name: scene
    for scene in (
        Scene(
            name="files",
            act=_files,
            before={**MINE, **in_folder("build", OLD)},
            after={**MINE, **in_folder("build", NEW)},
        ),
        Scene(name="first", act=_first, before={}, after=in_folder("deep/build", NEW), place="deep/build"),
        Scene(name="folder", act=_folder, before=_BRANCH_BEFORE, after=_BRANCH_AFTER),
        Scene(
            name="folder-in-two-steps",
            act=_folder_in_two_steps,
            before=_BRANCH_BEFORE,
            after=_BRANCH_AFTER,
        ),
        Scene(
            name="manuscript",
            act=_manuscript,
            before=MINE,
            after={**MINE, **in_folder("build/manuscript", MANUSCRIPT)},
        ),
    )
}


def prepare(scene: Scene, root: Path) -> None:
    """Let everything stand in a folder that is there before."""
    for name, data in scene.before.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)


def seen(root: Path) -> Files:
    """All files below a folder but those in stages."""
    paths = (path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    found = {path.relative_to(root): path.read_bytes() for path in paths}
    return {
        path.as_posix(): data for path, data in found.items() if not any(part.startswith(STAGE) for part in path.parts)
    }


def hidden(root: Path) -> tuple[str, ...]:
    """What is left of stages, locks and the like."""
    return tuple(sorted(str(path.relative_to(root)) for path in root.rglob(".*")))


def which(scene: Scene, root: Path) -> str:
    """Which set stands there: `before`, `after` or `neither`."""
    there = seen(root)
    return "before" if there == scene.before else "after" if there == scene.after else "neither"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What stood there at once, and all that is wrong."""

    at_once: str
    wrong: tuple[str, ...]


def judge(scene: Scene, root: Path, ending: Ending, *, tidies: bool) -> Verdict:
    """What a run left, what the next command makes of it, and whether the run can be made again.

    A run that `tidies`, for nothing hinders it, leaves no mixture for the next.
    """
    at_once, wrong = which(scene, root), []
    if ending is Ending.BROKEN:
        wrong.append("ended with a traceback")
    if ending is Ending.DONE and at_once != "after":
        wrong.append(f"said to be done, and there is {at_once}")
    waits = any(root.glob(f"{scene.place}/{STAGE}*/*"))
    if at_once == "neither" and (tidies or not waits):
        wrong.append("a mixture that was not mended at once")
    with reserved(root / scene.place):
        mended = which(scene, root)
    if mended == "neither":
        wrong.append("a mixture after the next command")
    if hidden(root):
        wrong.append(f"litter: {hidden(root)}")
    if mended == "after" and scene.name == "manuscript":
        return Verdict(at_once=at_once, wrong=tuple(wrong))  # it is not replaced a second time
    scene.act(root)
    if which(scene, root) != "after" or hidden(root):
        wrong.append("the next run did not succeed")
    return Verdict(at_once=at_once, wrong=tuple(wrong))


def ending_of(act: Callable[[], None]) -> Ending:
    """Do something, and see how it ends."""
    try:
        act()
    except OutputProblem:
        return Ending.REFUSED
    except KeyboardInterrupt:
        return Ending.INTERRUPTED
    except Exception:  # noqa: BLE001  # that is what is looked for
        return Ending.BROKEN
    return Ending.DONE


def main() -> None:
    """Play a scene in a folder."""
    scene, root = SCENES[sys.argv[1]], Path(sys.argv[2])
    os.access(BEGIN, os.F_OK)
    ending = ending_of(lambda: scene.act(root))
    os.access(END, os.F_OK)
    sys.exit(ending.value)


if __name__ == "__main__":
    main()
