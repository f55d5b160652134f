"""The door to the manuscript's files and to the clock: a folder becomes sources and bytes.

Reading never leaves the folder it was given: symbolic links are resolved first, hidden files and
unlisted suffixes are refused.
"""

from __future__ import annotations

import datetime as dt
import difflib
import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Protocol

from pamphlet.diagnostics import Source
from pamphlet.staging import OutputProblem, stage_in

TEXT_SUFFIXES = frozenset({".md", ".toml", ".txt"})
PICTURE_SUFFIXES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif"})
STYLE_SUFFIXES = frozenset({".css"})
TEMPLATE_SUFFIXES = frozenset({".html"})
PROFILE_SUFFIXES = frozenset({".icc", ".icm"})
LARGEST_FILE = 64
"""In MB, where a user has named no other limit; a picture for an A5 page at 600 ppi is under 20."""


class FileProblem(Exception):
    """A file cannot be had; the message says why, in a plain sentence without the path."""


class OtherKind(FileProblem):
    """A file is there, of a kind that is not read here."""


class NotText(FileProblem):
    """A file is not UTF-8; `offset` is the first bad byte, `before` what could be read up to it."""

    def __init__(self, offset: int, before: Source) -> None:
        """Keep where the reading ended."""
        super().__init__("is not UTF-8 text")
        self.offset = offset
        self.before = before


class Folder(Protocol):
    """A folder that a manuscript or a theme is read from."""

    @property
    def label(self) -> str:
        """The folder's name as the user gave it, for messages."""
        ...

    def exists(self, name: str = ".") -> bool:
        """Whether a file or folder of that name is there."""
        ...

    def names(self, folder: str, suffixes: frozenset[str]) -> tuple[str, ...]:
        """The files of a folder in it with one of the suffixes, as `folder/file`, sorted."""
        ...

    def folders(self, folder: str) -> tuple[str, ...]:
        """The folders in a folder, as `folder/name`, sorted; hidden ones are left out."""
        ...

    def text_size(self) -> int:
        """How many bytes the text files in it and in its folders have, together."""
        ...

    def read_bytes(self, name: str, suffixes: frozenset[str]) -> bytes:
        """A file's bytes.  Raises FileProblem: absent, outside, hidden, wrong kind, too large."""
        ...

    def rewrite(self, name: str, data: bytes) -> None:
        """Give a file that is there other bytes, whole or not at all.  Raises FileProblem: cannot be written."""
        ...


def read_source(folder: Folder, name: str) -> Source:
    """A text file of a folder: byte order mark gone, line ends uniform.  Raises FileProblem."""
    return decode_source(_shown(folder, name), folder.read_bytes(name, TEXT_SUFFIXES))


def decode_source(name: str, data: bytes) -> Source:
    """Bytes as UTF-8 text with line feeds.  Raises NotText at the first byte that is not."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        before = uniform_line_ends(problem.object[: problem.start].decode())
        mark = len(data) - len(problem.object)  # the decoder does not count a byte order mark
        raise NotText(mark + problem.start, Source(name=name, text=before)) from None
    return Source(name=name, text=uniform_line_ends(text))


def uniform_line_ends(text: str) -> str:
    """Line feeds only, whatever the system that the file comes from."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _shown(folder: Folder, name: str) -> str:
    return name if folder.label in {"", "."} else f"{folder.label}/{name}"


class DiskFolder:
    """A folder on the disk, and nothing outside it."""

    def __init__(self, path: Path, largest_file: int = LARGEST_FILE) -> None:
        """Take the folder, which need not exist yet; no file of it is read that has more MB."""
        self._path = path
        self._root = path.resolve()
        self._largest_file = largest_file

    @property
    def label(self) -> str:
        """The folder's name as the user gave it."""
        return self._path.as_posix()

    def exists(self, name: str = ".") -> bool:
        """Whether a file or folder of that name is there."""
        return (self._root / name).exists()

    def names(self, folder: str, suffixes: frozenset[str]) -> tuple[str, ...]:
        """The files of a folder in it with one of the suffixes, as `folder/file`, sorted."""
        place = self._inside(folder)
        if place is None:
            return ()
        found = (
            entry.relative_to(self._root).as_posix()
            for entry in place.iterdir()
            if entry.suffix.lower() in suffixes and not entry.name.startswith(".") and not entry.is_dir()
        )
        return tuple(sorted(found))

    def folders(self, folder: str) -> tuple[str, ...]:
        """The folders in a folder, as `folder/name`, sorted; hidden ones are left out."""
        place = self._inside(folder)
        entries = place.iterdir() if place else ()
        return tuple(
            sorted(f"{folder}/{entry.name}" for entry in entries if entry.is_dir() and not entry.name.startswith("."))
        )

    def _inside(self, folder: str) -> Path | None:
        """A folder in this one; None where there is none, or where a link leads out: not even names are read there."""
        place = self._root / folder
        return place if place.is_dir() and place.resolve().is_relative_to(self._root) else None

    def text_size(self) -> int:
        """How many bytes the text files in it and in its folders have, together."""
        texts = (name for folder in (".", *self.folders(".")) for name in self.names(folder, TEXT_SUFFIXES))
        return sum(_size(self._root / name) for name in texts)

    def read_bytes(self, name: str, suffixes: frozenset[str]) -> bytes:
        """A file's bytes.  Raises FileProblem: absent, outside, hidden, wrong kind, too large."""
        try:
            real = (self._root / name).resolve(strict=True)
        except (OSError, RuntimeError, ValueError):
            raise FileProblem("is not there") from None
        if not real.is_relative_to(self._root):
            raise FileProblem("is outside the folder")
        if any(part.startswith(".") for part in real.relative_to(self._root).parts):
            raise FileProblem("is hidden")
        if real.suffix.lower() not in suffixes:
            raise OtherKind(f"is not one of {', '.join(sorted(suffixes))}")
        return _read_regular(real, self._largest_file)

    def rewrite(self, name: str, data: bytes) -> None:
        """Give a file that is there other bytes, whole or not at all.  Raises FileProblem: cannot be written."""
        real = (self._root / name).resolve()
        if not real.is_relative_to(self._root) or not real.is_file():
            raise FileProblem("is not a file of the folder")
        mode = real.stat().st_mode
        if not mode & 0o222 or not os.access(real, os.W_OK):  # its folder may let it be replaced all the same
            raise FileProblem("cannot be written (it is read-only)")
        try:
            with stage_in(real.parent) as stage:
                stage.fill({real.name: data}, mode=mode)
                stage.replace_files()
        except OSError as problem:
            raise FileProblem(f"cannot be written ({problem.strerror})") from None
        except OutputProblem as problem:
            raise FileProblem(f"cannot be written ({problem})") from None


def read_outside(path: Path, largest_file: int = LARGEST_FILE) -> bytes:
    """A file that the user named, of so many MB at most.  Raises FileProblem, whose message names it."""
    try:
        return _read_regular(path.resolve(strict=True), largest_file)
    except FileProblem as problem:
        raise FileProblem(f"`{path}` {problem}") from None
    except OSError:
        near = difflib.get_close_matches(path.name, _names_beside(path), n=1)
        meant = f"; did you mean `{path.with_name(near[0])}`?" if near else ""
        raise FileProblem(f"`{path}` is not there or cannot be read{meant}") from None


def _names_beside(path: Path) -> tuple[str, ...]:
    """The names of the files in a file's folder; none where that is not there either."""
    try:
        return tuple(sorted(entry.name for entry in path.parent.iterdir() if entry.is_file() and entry != path))
    except OSError:
        return ()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _read_regular(path: Path, largest_file: int) -> bytes:
    """Read without following a last-moment link and without waiting on a pipe."""
    if not path.is_file():
        raise FileProblem("is not a file")
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            data = file.read(largest_file * 1_000_000 + 1)
    except OSError as problem:
        raise FileProblem(f"cannot be read ({problem.strerror})") from None
    if len(data) > largest_file * 1_000_000:
        raise FileProblem(f"is larger than the limit `largest_file` of {largest_file:,} MB")
    return data


class MemoryFolder:
    """A folder that stands in memory only: the twin of DiskFolder for tests."""

    def __init__(self, files: Mapping[str, str | bytes], label: str = "manuscript") -> None:
        """Take the files by name, folders parted by a slash."""
        self._files = {name: data.encode() if isinstance(data, str) else data for name, data in files.items()}
        self._label = label

    @property
    def label(self) -> str:
        """The name the folder goes by in messages."""
        return self._label

    def exists(self, name: str = ".") -> bool:
        """Whether a file or folder of that name is there."""
        return name == "." or name in self._files or any(file.startswith(f"{name}/") for file in self._files)

    def names(self, folder: str, suffixes: frozenset[str]) -> tuple[str, ...]:
        """The files of a folder in it with one of the suffixes, as `folder/file`, sorted."""
        paths = (PurePosixPath(name) for name in self._files)
        here = (path for path in paths if str(path.parent) == folder and not path.name.startswith("."))
        return tuple(sorted(str(path) for path in here if path.suffix.lower() in suffixes))

    def folders(self, folder: str) -> tuple[str, ...]:
        """The folders in a folder, as `folder/name`, sorted; hidden ones are left out."""
        below = (PurePosixPath(name).relative_to(folder) for name in self._files if name.startswith(f"{folder}/"))
        inner = {path.parts[0] for path in below if len(path.parts) > 1}
        return tuple(sorted(f"{folder}/{name}" for name in inner if not name.startswith(".")))

    def text_size(self) -> int:
        """How many bytes the text files in it have, together."""
        return sum(len(data) for name, data in self._files.items() if PurePosixPath(name).suffix in TEXT_SUFFIXES)

    def read_bytes(self, name: str, suffixes: frozenset[str]) -> bytes:
        """A file's bytes.  Raises FileProblem: absent, outside, hidden, wrong kind."""
        clean = os.path.normpath(name)
        if clean.startswith(("..", "/")):
            raise FileProblem("is outside the folder")
        if clean not in self._files:
            raise FileProblem("is not there")
        if any(part.startswith(".") for part in PurePosixPath(clean).parts):
            raise FileProblem("is hidden")
        if PurePosixPath(clean).suffix.lower() not in suffixes:
            raise OtherKind(f"is not one of {', '.join(sorted(suffixes))}")
        return self._files[clean]

    def rewrite(self, name: str, data: bytes) -> None:
        """Always raises FileProblem: what it was given stays as it was given."""
        del data
        raise FileProblem(f"cannot be written (`{name}` stands in memory only)")


def themes_folder() -> Path:
    """Where the themes are: inside the package once it is installed, beside it in a checkout."""
    package = Path(__file__).parent
    installed = package / "styles"
    return installed if installed.is_dir() else package.parent / "styles"


def build_time(environment: Mapping[str, str]) -> dt.datetime | None:
    """SOURCE_DATE_EPOCH as a moment (UTC), which overrides the manuscript's date; None where it is none.

    The variable is defined at reproducible-builds.org/specs/source-date-epoch.
    """
    try:
        return dt.datetime.fromtimestamp(int(environment["SOURCE_DATE_EPOCH"]), tz=dt.UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        return None
