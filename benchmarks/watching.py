"""A change of a file, while `pamphlet preview` runs, becomes what it took until the changed page was served.

Counted is the processor time of all processes of the preview, from before the file is written until the picture of the
page has been sent whole; and until all pages are as they will be printed.
"""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from measuring import Cost, memory_of, pamphlet, processor_time_of
from subjects import change_word

_WIDTH = 800
"""In pixels: how wide a page is asked for."""
_PATIENCE = 600
"""In s: how long an answer may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What it took until the changed page was served, and until all pages were right."""

    at_once: Cost
    whole: Cost


def watched(manuscript: Path, environment: Mapping[str, str]) -> Watched:
    """Change a word while the preview shows the chapter; nothing else happens meanwhile."""
    with _preview(manuscript, environment) as (process, connect, path):
        events = _events(connect, path)
        before = next(view for view in events if view["complete"]["spreads"])
        meter = _Meter(process)
        change_word(manuscript)
        shown = next(view for view in events if set(view["pages"]) - set(before["pages"]))
        page = next(key for key in shown["pages"] if key not in before["pages"])
        _ask(connect, f"{path}pages/{page}.png?width={_WIDTH}").read()
        at_once = meter.read()
        if not shown["complete"]["spreads"]:
            next(view for view in events if view["complete"]["spreads"])
        return Watched(at_once=at_once, whole=meter.read())


class _Meter:
    """What the processes of a preview take from now on."""

    def __init__(self, process: int) -> None:
        self._process = process
        self._processor = processor_time_of(process)
        self._begun = time.perf_counter()

    def read(self) -> Cost:
        return Cost(
            processor=processor_time_of(self._process) - self._processor,
            elapsed=time.perf_counter() - self._begun,
            memory=memory_of(self._process),
        )


Connect = Callable[[], HTTPConnection]


@contextmanager
def _preview(manuscript: Path, environment: Mapping[str, str]) -> Iterator[tuple[int, Connect, str]]:
    """A running preview: its process, how to reach it, and the path of its page."""
    command = pamphlet("preview", "-m", manuscript, "--no-browser")
    with subprocess.Popen(  # noqa: S603  # our own
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            said = process.stdout.readline() if process.stdout else ""
            address = urlsplit(said.split()[-1])
            yield process.pid, lambda: HTTPConnection(str(address.netloc), timeout=_PATIENCE), address.path
        finally:
            process.send_signal(signal.SIGINT)


def _ask(connect: Connect, path: str) -> HTTPResponse:
    link = connect()
    link.request("GET", path)
    answer = link.getresponse()
    if answer.status != 200:
        raise ValueError(f"{path} was answered with {answer.status}")
    return answer


def _events(connect: Connect, path: str) -> Iterator[dict[str, Any]]:
    """All that the page of the preview is told, as it comes."""
    for line in _ask(connect, f"{path}events"):
        if line.startswith(b"data: "):
            yield json.loads(line.removeprefix(b"data: "))
