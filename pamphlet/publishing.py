"""Finished files take the place of the last ones, all or none: written aside, flushed, then renamed."""

from __future__ import annotations

import contextlib
import fcntl
import itertools
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

_STAGE = ".pamphlet-stage-"
_LOCK = ".pamphlet.lock"


class OutputProblem(Exception):
    """The output cannot be written; what stood there before still stands."""


def publish(output: Path, files: Mapping[str, bytes], *, withdrawn: Iterable[str] = ()) -> None:
    """Write files into a folder so that each is either the old one or the new one, whole.

    Those `withdrawn`, which an earlier run made and this one does not, are taken away in the same step.
    They are written into a stage beside their places, flushed to the disk, and only then renamed;
    Ctrl-C lands before or after the renaming.  A second build into the same folder at the same
    time is turned away.  Raises OutputProblem, with the old files in place.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        with _locked(output), _stage_in(output) as stage:
            for name, data in files.items():
                _write(stage / name, data)
            _flush(stage)
            with _uninterrupted():
                for name in files:
                    (output / name).parent.mkdir(parents=True, exist_ok=True)
                    if (output / name).is_dir():
                        raise OutputProblem(f"cannot write {output / name}: a folder has that name")
                for name in files:
                    (stage / name).replace(output / name)
                for name in withdrawn:
                    (output / name).unlink(missing_ok=True)
                _flush_swap(output)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise OutputProblem(f"cannot write into {output}: {reason[:1].lower()}{reason[1:]}") from problem


def replace_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Make a new folder with these files, all or nothing.  Raises OutputProblem if it has files."""
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise OutputProblem(f"{target} is there already and not empty")
        target.parent.mkdir(parents=True, exist_ok=True)
        with _stage_in(target.parent) as stage:
            inner = stage / "folder"
            inner.mkdir()
            for name, data in files.items():
                _write(inner / name, data)
            _flush(inner)
            with _uninterrupted():
                inner.replace(target)
                _flush_swap(target.parent)
    except OSError as problem:
        raise OutputProblem(f"cannot write {target}: {problem.strerror}") from problem


def exchange_folder(target: Path, files: Mapping[str, bytes], *, mark: str) -> None:
    """Put a folder with these files in the place of an older one that has a file named `mark`, all or nothing.

    Raises OutputProblem where something else stands there: it may be someone's own.
    """
    _exchange(target, files, mark, None)


def supersede_folder(target: Path, files: Mapping[str, bytes], *, mark: str) -> Path | None:
    """Put a folder in the place of an older one as `exchange_folder` does, but keep the old one; returns its new path.

    None where nothing stood there.  Raises OutputProblem as `exchange_folder` does, and where the program runs in it.
    """
    if Path.cwd().is_relative_to(target.resolve()):
        raise OutputProblem(f"cannot put another folder in the place of {target}: you are in it")
    names = (target.with_name(f"{target.name}.old{number or ''}") for number in itertools.count())
    kept = next(name for name in names if not name.exists())
    _exchange(target, files, mark, kept)
    return kept if kept.exists() else None


def _exchange(target: Path, files: Mapping[str, bytes], mark: str, kept: Path | None) -> None:
    try:
        if target.exists() and not (target / mark).is_file() and not (target.is_dir() and not any(target.iterdir())):
            raise OutputProblem(f"{target} was not made by this program: move it away")
        target.parent.mkdir(parents=True, exist_ok=True)
        with _stage_in(target.parent) as stage:
            inner = stage / "folder"
            inner.mkdir()
            for name, data in files.items():
                _write(inner / name, data)
            _flush(inner)
            with _uninterrupted():
                if target.exists():
                    target.replace(kept if kept and (target / mark).is_file() else stage / "old")
                inner.replace(target)
                _flush_swap(target.parent)
    except OSError as problem:
        raise OutputProblem(f"cannot write {target}: {problem.strerror}") from problem


def check_writable(output: Path) -> None:
    """Find out before the long work whether the output folder can be written.  Raises OutputProblem."""
    publish(output, {})


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder; the kernel drops the lock at any death, so it is never stale."""
    descriptor = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OutputProblem(f"another build is writing into {folder}; wait for it to end") from None
        yield
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _stage_in(parent: Path) -> Iterator[Path]:
    """A folder on the same file system; what dead builds left behind is cleared away first."""
    for left in parent.glob(f"{_STAGE}*"):
        with contextlib.suppress(OutputProblem, OSError), _locked(left):  # nobody holds it: its build is dead
            shutil.rmtree(left, ignore_errors=True)
    stage = Path(tempfile.mkdtemp(prefix=_STAGE, dir=parent))
    try:
        stage.chmod(0o755)
        with _locked(stage):
            yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait.  To block the signals would not do: another thread would be given them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting: list[int] = []
    handlers = {
        number: signal.signal(number, lambda number, _: waiting.append(number))
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        for late in waiting:
            signal.raise_signal(late)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o644)


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _flush_swap(folder: Path) -> None:
    """Flush a folder after the renaming: by now the new files stand there, whether this succeeds or not."""
    with contextlib.suppress(OSError):
        _flush(folder)
