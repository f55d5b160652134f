"""Files in a hidden folder become the files of the folder beside it, as a set, whatever ends it half way.

A stage is made in the folder whose files it will replace, so on the same file system.  Before the first
file is renamed the stage is given an `undo`: a second name for each file that will be replaced, and a mark
for each that was not there.  As long as it has that, the renaming is not done: the old set is put back, at
once, or after a kill by the next that makes a stage there.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

STAGE = ".pamphlet-stage-"
"""How the names of stages begin."""

_LOCK, _NEW, _ASIDE = "lock", "new", "aside"
_UNDO, _NOT_UNDO = "undo", "old"
"""The folder of what goes back, as long as it does; and before and after that."""
_REPLACED, _ABSENT = "replaced", "absent"

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h


class OutputProblem(Exception):
    """The output cannot be written; what stood there before still stands, or the message says what does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """New files, and the folder that they or their folder will stand in."""

    path: Path
    folder: Path

    @property
    def _new(self) -> Path:
        return self.path / _NEW

    def fill(self, files: Mapping[str, bytes], *, mode: int = 0o644) -> None:
        """Write the new files; once they are flushed, hold what stands there against what was to be written.

        Raises OutputProblem where it is something else, and OSError.
        """
        self._new.mkdir()
        for name, data in files.items():
            path = self._new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            path.chmod(mode)
        for path in (*self._new.rglob("*"), self._new):
            _flush(path)
        for name, data in files.items():
            if (self._new / name).read_bytes() != data:
                raise OutputProblem(f"{name} reads otherwise than it was written: the disk may be at fault")

    def replace_files(self, withdrawn: Iterable[str] = ()) -> None:
        """Put the new files into the folder and take those `withdrawn` away.  Raises OSError, and is then undone."""
        names = sorted(path.name for path in self._new.iterdir())
        with _uninterrupted():
            self._prepare_undo(names)
            for name in names:
                (self._new / name).replace(self.folder / name)
            for name in withdrawn:
                if os.path.lexists(self.folder / name):
                    (self.folder / name).rename(self.path / _UNDO / _REPLACED / name)
            _flush(self.folder)
            (self.path / _UNDO).rename(self.path / _NOT_UNDO)

    def replace_folder(self, name: str, *, kept: str = "") -> None:
        """Put the folder of the new files into the place of another, or of none.  Raises OSError.

        The other one is taken away; or it stands beside the new one under the name by which it is to be `kept`.
        """
        with _uninterrupted():
            if kept:
                (self.folder / name).rename(self.folder / kept)
            _take_place(self._new, self.folder / name, self.path / _ASIDE)
            _flush_swap(self.folder)

    def clear(self) -> None:
        """Take the stage away; what it replaced half way goes back first.  Raises OutputProblem if that cannot be."""
        with _uninterrupted():
            try:
                if (self.path / _UNDO).is_dir():
                    self._undo()
                for old in _entries(self.path / _ASIDE):
                    if not (self.folder / old.name).exists():
                        old.rename(self.folder / old.name)
            except OSError as problem:
                raise OutputProblem(
                    f"cannot write into {self.folder}: {reason_of(problem)}; if files of two builds stand there, "
                    "the next build that can write there puts the old ones back"
                ) from problem
            shutil.rmtree(self.path, ignore_errors=True)

    def _prepare_undo(self, names: Iterable[str]) -> None:
        """Note how the folder stands."""
        note = self.path / _NOT_UNDO
        parts = (note, note / _REPLACED, note / _ABSENT)
        for part in parts:
            part.mkdir()
        for name in names:
            if os.path.lexists(self.folder / name):
                _second_name(self.folder / name, note / _REPLACED / name)
            else:
                (note / _ABSENT / name).touch()
        for part in reversed(parts):
            _flush(part)
        note.rename(self.path / _UNDO)
        _flush(self.path)

    def _undo(self) -> None:
        """Make the folder what it was; where this is ended half way too, it is begun anew.

        A place whose new file still stands in the stage was not touched, and perhaps may not be.
        """
        undo = self.path / _UNDO
        for old in _entries(undo / _REPLACED):
            if not (self._new / old.name).exists():
                old.replace(self.folder / old.name)
        for mark in _entries(undo / _ABSENT):
            if not (self._new / mark.name).exists():
                (self.folder / mark.name).unlink(missing_ok=True)
        _flush_swap(self.folder)
        undo.rename(self.path / _NOT_UNDO)


@contextlib.contextmanager
def stage_in(folder: Path) -> Iterator[Stage]:
    """An empty stage, for a while; those of dead builds are put right and cleared away first.

    Raises OSError, and OutputProblem where what a dead build did half way cannot be put right.
    """
    for left in folder.glob(f"{STAGE}*"):
        if left.is_dir() and not left.is_symlink():
            with contextlib.suppress(OSError), _held(left):  # a living one's, or another user's
                Stage(path=left, folder=folder).clear()
    stage = Stage(path=Path(tempfile.mkdtemp(prefix=STAGE, dir=folder)), folder=folder)
    try:
        with _held(stage.path):
            yield stage
    finally:
        stage.clear()


def _held(stage: Path) -> contextlib.AbstractContextManager[None]:
    """Hold a stage, by a file in it: network drives lock files, but no folders.  Raises BlockingIOError."""
    return locked(stage / _LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW)


@contextlib.contextmanager
def locked(path: Path, flags: int) -> Iterator[None]:
    """Hold a file or folder; the kernel lets go at any death, so no lock is stale.  Raises BlockingIOError.

    On a drive that cannot lock it, it is not held.
    """
    descriptor = os.open(path, flags | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            if isinstance(problem, BlockingIOError):
                raise
        yield
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait.  To block the signals would not do: another thread would be given them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting: list[int] = []
    handlers = {
        number: signal.signal(number, lambda number, _: waiting.append(number))
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        for late in waiting:
            signal.raise_signal(late)


def _flush(path: Path) -> None:
    """Flush a file or a folder to the disk.  Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def reason_of(problem: OSError) -> str:
    """What the system says, as the end of a sentence of ours."""
    reason = problem.strerror or str(problem)
    return f"{reason[:1].lower()}{reason[1:]}"


def _flush_swap(folder: Path) -> None:
    """Flush a folder after the renaming: by now that is done, whether this succeeds or not."""
    with contextlib.suppress(OSError):
        _flush(folder)


def _entries(folder: Path) -> tuple[Path, ...]:
    """What stands in a folder that may not be there.  Raises OSError where it cannot be looked into, unlike `glob`."""
    return tuple(folder.iterdir()) if folder.is_dir() else ()


def _second_name(file: Path, name: Path) -> None:
    """Give a file a second name; where the drive or its owner does not allow that, a copy."""
    try:
        os.link(file, name)
    except OSError:
        shutil.copy2(file, name, follow_symlinks=False)
        if not name.is_symlink():
            _flush(name)


def _take_place(new: Path, target: Path, aside: Path) -> None:
    """Put a folder in the place of another, in one step where the system has one for it."""
    try:
        new.rename(target)
    except OSError as problem:
        if problem.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
            raise
        try:
            _exchange(new, target)
        except OSError:
            aside.mkdir()
            target.rename(aside / target.name)
            new.rename(target)


def _exchange(one: Path, other: Path) -> None:
    """Let two folders exchange their names, in one step.  Raises OSError where system or drive cannot."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS)) from None
    if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
