"""Finished files take the place of the last ones, all or none, in a folder that no other build can write into."""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pamphlet.staging import OutputProblem, locked, reason_of, stage_in

__all__ = ["OutputProblem", "Reserved", "check_free", "publish", "replace_folder", "reserved", "supersede_folder"]


class Reserved:
    """An output folder that is held for one build: see `reserved`."""

    def __init__(self, folder: Path) -> None:
        """Take a folder that is held."""
        self.folder = folder

    def publish(self, files: Mapping[str, bytes], *, withdrawn: Iterable[str] = ()) -> None:
        """Put files, under plain names, into the folder; all other files there stay.

        Those `withdrawn`, which an earlier run made and this one does not, are taken away in the same
        step.  Ctrl-C waits for the renaming.  Raises OutputProblem.
        """
        with _in_words(f"cannot write into {self.folder}"), stage_in(self.folder) as stage:
            for name in files:
                if (self.folder / name).is_dir():
                    raise OutputProblem(f"cannot write {self.folder / name}: a folder has that name")
            stage.fill(files)
            stage.replace_files(withdrawn)

    def exchange(self, name: str, files: Mapping[str, bytes], *, mark: str) -> None:
        """Put a folder with these files in the place of an older one that has a file named `mark`, all or nothing.

        Raises OutputProblem; also where something else stands there, for it may be someone's own.
        """
        target = self.folder / name
        with _in_words(f"cannot write {target}"), stage_in(self.folder) as stage:
            _checked(target, mark)
            stage.fill(files)
            stage.replace_folder(name)


@contextlib.contextmanager
def reserved(folder: Path) -> Iterator[Reserved]:
    """Hold an output folder for a build, from before its long work to its end.

    What a killed build left behind there is put right first.  A folder that was made for this and got no
    files is taken away again.  Raises OutputProblem: it cannot be written, or another build holds it.
    """
    with contextlib.ExitStack() as held:
        with _in_words(f"cannot write into {folder}"):
            absent = [place for place in (folder, *folder.parents) if not place.exists()]
            folder.mkdir(parents=True, exist_ok=True)
            try:
                held.enter_context(locked(folder, os.O_RDONLY | os.O_DIRECTORY))
            except BlockingIOError:
                raise OutputProblem(f"another build is writing into {folder}; wait for it to end") from None
            for place in reversed(absent):
                held.callback(_remove_empty, place)
            with stage_in(folder):
                pass  # what cannot be written is found out before the work
        yield Reserved(folder)


def publish(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files into a folder, all or none.  Raises OutputProblem."""
    with reserved(folder) as output:
        output.publish(files)


def check_free(target: Path) -> None:
    """Find out before questions are asked whether a new folder can be made.  Raises OutputProblem if it has files."""
    if target.exists() and not _is_empty(target):
        raise OutputProblem(f"{target} is there already and not empty: name another folder, or move it away")


def replace_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Make a new folder with these files, all or nothing.  Raises OutputProblem if it has files."""
    with _in_words(f"cannot write {target}"):
        check_free(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        with stage_in(target.parent) as stage:
            stage.fill(files)
            stage.replace_folder(target.name)


def supersede_folder(target: Path, files: Mapping[str, bytes], *, mark: str) -> Path | None:
    """Put a folder in the place of an older one that has a file named `mark`, and keep the old one; its new path.

    None where nothing stood there.  Raises OutputProblem: something else stands there, or the program runs in it.
    """
    if Path.cwd().is_relative_to(target.resolve()):
        raise OutputProblem(f"cannot put another folder in the place of {target}: you are in it")
    with _in_words(f"cannot write {target}"):
        target.parent.mkdir(parents=True, exist_ok=True)
        with stage_in(target.parent) as stage:
            kept = _checked(target, mark) and _free_name(target)
            stage.fill(files)
            stage.replace_folder(target.name, kept=kept.name if kept else "")
    return kept or None


def _checked(target: Path, mark: str) -> bool:
    """Whether a folder of ours stands there that has files.  Raises OutputProblem where something else does."""
    if target.exists() and not (target / mark).is_file() and not _is_empty(target):
        raise OutputProblem(f"{target} was not made by this program: move it away")
    return (target / mark).is_file()


def _free_name(target: Path) -> Path:
    """A name for the old folder that no other has."""
    names = (target.with_name(f"{target.name}.old{number or ''}") for number in itertools.count())
    return next(name for name in names if not name.exists())


def _is_empty(place: Path) -> bool:
    return place.is_dir() and not any(place.iterdir())


def _remove_empty(folder: Path) -> None:
    with contextlib.suppress(OSError):
        folder.rmdir()


@contextlib.contextmanager
def _in_words(what: str) -> Iterator[None]:
    """What the system says becomes a message that names the target.  Raises OutputProblem."""
    try:
        yield
    except OSError as problem:
        raise OutputProblem(f"{what}: {reason_of(problem)}") from problem
