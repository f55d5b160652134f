"""A hostile manuscript becomes a verdict: it is built in a child that is watched and bounded, and what it left is read.

The child is forked from a process that has loaded everything, so that a case costs what its manuscript costs.
"""

from __future__ import annotations

import contextlib
import gc
import os
import re
import resource
import signal
import socket
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from pamphlet.cli import main as command_line
from pamphlet.cli.main import main

PROCESSOR_SECONDS = 15
SECONDS_A_MEGABYTE = 60
"""What a case may take, and how much more for each megabyte of its text: setting takes that of an honest book too."""

MEMORY = 1_000_000_000
"""What a case may take, in bytes."""

_ADDRESS_SPACE = 6_000_000_000
"""In bytes: beyond it the machine of the tests would suffer; what a case took is measured apart."""

_WALL_SECONDS = 900
"""For a case that waits instead of working: the machine may be busy with others."""

AUTHOR = "alice-quillfeather"
"""The name in the path of every manuscript and in the metadata of its pictures: nothing that is made may have it."""

SECRET = "canary 7391 sings"  # noqa: S105  # no password: what must not be found
"""What every file outside the manuscript says."""

SETTINGS = (
    'title = "Bread"\nauthors = ["Jane Doe"]\n'
    'house = { ok = [{ rule = "imprint-incomplete", because = "it is not published" }] }\n'
    "date = 2024-01-21\n"
)
LAST_WORD = "zymurgy"
"""The last word of every chapter: an edition without it has lost what came before the end."""

Files = Mapping[str, str | bytes | Callable[[], bytes]]
"""Files by name; what is costly to make is made when it is needed."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """A manuscript and what must come of it.

    `said` are the slugs that must be among the findings; `refused` whether nothing may be made of it; `kept` words that
    every edition must show.  `also` does to the folder what files cannot say.  `limits` is what the user, not the
    stranger, has in limits.toml.
    """

    name: str
    files: Files
    said: frozenset[str] = frozenset()
    refused: bool = False
    kept: tuple[str, ...] = ()
    also: Callable[[Path], None] | None = None
    command: tuple[str, ...] = ("build", "all")
    limits: str = ""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a case stands: its home, which has the manuscript in it, and what is around it."""

    home: Path
    outside: Path
    port: int

    @property
    def manuscript(self) -> Path:
        """The folder of the manuscript."""
        return self.home / "manuscript"

    @property
    def output(self) -> Path:
        """Where the files go."""
        return self.home / "made"

    def filled(self, content: str | bytes | Callable[[], bytes]) -> bytes:
        """A file of a case, with the addresses of what it must not reach."""
        data = content if isinstance(content, str | bytes) else content()
        data = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
        return data.replace(b"OUTSIDE", str(self.outside).encode()).replace(b"CANARY", b"127.0.0.1:%d" % self.port)


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What came of a case: how it ended, what it said, what it touched, what it took."""

    case: Case
    status: int
    signal: int
    said: str
    touched: tuple[str, ...]
    seconds: float
    memory: int
    place: Place

    @property
    def slugs(self) -> frozenset[str]:
        """The slugs of its findings."""
        return frozenset(re.findall(r"\[([a-z][a-z0-9-]+)\]$", self.said, re.MULTILINE))

    @property
    def made(self) -> tuple[Path, ...]:
        """The files that it made."""
        return tuple(sorted(path for path in self.place.output.rglob("*") if path.is_file()))


class Canary:
    """A server on this machine that no manuscript may reach."""

    def __init__(self) -> None:
        """Listen."""
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.visits = 0
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                self._socket.accept()[0].close()
                self.visits += 1

    def close(self) -> None:
        """Stop."""
        self._socket.close()


def settle(case: Case, home: Path, outside: Path, port: int) -> Place:
    """Write a case's manuscript into its home."""
    place = Place(home=home, outside=outside, port=port)
    for name, text in {"pamphlet.toml": SETTINGS, **case.files}.items():
        path = place.manuscript / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(place.filled(text))
    if case.also:
        case.also(place.manuscript)
    if case.limits:
        (place.home / "config" / "pamphlet").mkdir(parents=True)
        (place.home / "config" / "pamphlet" / "limits.toml").write_text(case.limits, encoding="utf-8")
    return place


def lay_bait(outside: Path) -> None:
    """Write the files that no manuscript may read."""
    outside.mkdir(parents=True, exist_ok=True)
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20"><text y="9">{SECRET}</text></svg>'
    for name in ("secret.txt", "secret.md", "secret.toml", "secret.csv", "secret.html"):
        (outside / name).write_text(SECRET, encoding="utf-8")
    (outside / "secret.svg").write_text(drawing, encoding="utf-8")
    (outside / "secret.css").write_text(f'body::before {{ content: "{SECRET}" }}', encoding="utf-8")


def attempt(case: Case, place: Place) -> Verdict:
    """Build a case in a child and wait for its end."""
    records = [place.home / name for name in ("said", "touched")]
    gc.collect()  # or a child would clear away, and so touch, what belongs to tests before this one
    gc.freeze()
    child = os.fork()
    if child:
        gc.unfreeze()
    if child == 0:
        try:
            _child(case, place, *records)
        finally:
            os._exit(99)  # whatever happens, the child never goes on as a second test run
    _, ended, used = os.wait4(child, 0)
    said, touched = (record.read_text(encoding="utf-8", errors="replace") for record in records)
    return Verdict(
        case=case,
        status=os.waitstatus_to_exitcode(ended) if os.WIFEXITED(ended) else -1,
        signal=os.WTERMSIG(ended) if os.WIFSIGNALED(ended) else 0,
        said=said,
        touched=tuple(dict.fromkeys(touched.splitlines())),
        seconds=used.ru_utime + used.ru_stime,
        memory=used.ru_maxrss * 1024,
        place=place,
    )


def _child(case: Case, place: Place, said: Path, touched: Path) -> None:
    descriptor = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for number in (1, 2):
        os.dup2(descriptor, number)
    sys.stdout, sys.stderr = (
        os.fdopen(number, "w", encoding="utf-8", errors=errors)
        for number, errors in ((1, "strict"), (2, "backslashreplace"))  # as Python itself opens them
    )
    witness = os.open(touched, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.chdir(place.home)
    written = sum(
        path.stat().st_size
        for path in place.manuscript.rglob("*.*")
        if path.suffix in {".md", ".toml"} and path.is_file()
    )
    seconds = PROCESSOR_SECONDS + SECONDS_A_MEGABYTE * written // 1_000_000
    temporary = place.home / "tmp"
    temporary.mkdir(exist_ok=True)
    tempfile.tempdir = str(temporary)
    os.environ.update(
        TMPDIR=str(temporary), COLUMNS="200", LC_ALL="C.UTF-8", XDG_CONFIG_HOME=str(place.home / "config")
    )
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(_WALL_SECONDS)
    sys.argv = ["pamphlet", *case.command, "--manuscript", "manuscript", "--output", "made"]
    sys.addaudithook(_Watch(place, witness))
    vars(command_line)["_end_at_once"] = lambda _: None  # the child of a test tidies nothing up that is its parent's
    status = 98
    try:
        main()
    except SystemExit as ended:
        status = int(str(ended.code or 0))
    except BaseException:  # noqa: BLE001  # whatever it is, it is written down
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


_TEMPORARY = Path(tempfile.gettempdir())
_READING = {"open", "os.listdir", "os.scandir"}
_REACHING = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "urllib.",
    "ftplib.",
    "http.",
)
_FREE = {"socket.gethostname", "socket.__new__"}
"""What reaches nobody: a socket is only made, or the machine asked for its own name."""


class _Watch:
    """Writes down every file that is opened outside the rooms of a case, and every attempt to reach a host or a program."""

    def __init__(self, place: Place, witness: int) -> None:
        rooms = [place.home, Path(platformdirs.user_cache_dir("pamphlet"))]
        rooms += [Path(sys.prefix), Path(sys.base_prefix) / "lib", *map(Path, ("/proc/self", "/usr/share/zoneinfo"))]
        rooms += [Path(__file__).parents[2] / name for name in ("pamphlet", "styles", "docs", "tests")]
        rooms += [Path(name) for name in ("/usr/share/hunspell", "/usr/share/myspell", "/dev/null")]
        rooms += _TEMPORARY.glob("weasyprint-*")  # of tests before this one: they go when their last object does
        self._rooms = tuple(os.path.realpath(room) for room in rooms)
        self._packages = frozenset(map(os.path.realpath, sys.path))
        self._witness = witness

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Look at an event."""
        if event in _READING:
            if arguments and isinstance(arguments[0], str | bytes):
                self._look_at(event, os.fsdecode(arguments[0]))
        elif event.startswith(_REACHING) and event not in _FREE:
            self._note(f"{event} {arguments!r:.200}")

    def _look_at(self, event: str, name: str) -> None:
        path = os.path.realpath(name)
        if event != "open" and path in self._packages:  # where imports, and packages, are looked for
            return
        if any(path == room or path.startswith(room + os.sep) for room in self._rooms):
            return
        self._note(f"{event} {path}")

    def _note(self, line: str) -> None:
        os.write(self._witness, line.replace("\n", " ").encode("utf-8", "replace") + b"\n")
