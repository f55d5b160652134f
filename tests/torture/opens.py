"""Every file and address that a build opens, seen by strace, becomes a chapter: nothing but what it may.

The hook in Python that watches the hostile manuscripts does not see what libraries in C open by themselves.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from figures import Chapter, none_of, not_tried
from manuscripts import CASES
from platformdirs import user_cache_dir, user_config_dir
from programs import ROOT
from trial import Canary, Case, Place, lay_bait, settle

_SAMPLED = (
    "drawing: picture of the machine",
    "drawing: XInclude",
    "drawing: style sheet of a host",
    "drawing: letters of no face",
    "picture: the author's name in a JPEG",
    "theme, sheet: font of the system",
    "theme, sheet: font of the machine",
    "theme, sheet: background of a host",
    "theme, cover: with a frame of the machine",
    "folder: pictures that lead out",
    "settings: markup everywhere",
    "branches: name with markup",
)
"""Cases in which a library in C could be led astray."""

_WORDS = f"""
{len(_SAMPLED)} of the hostile manuscripts are built under strace, which sees what libraries in C open too. They may
open the manuscript and what is made, their temporary files, Python and its packages, libraries of the system, fonts
and their settings, what the system says of itself, and the user's settings; and no way to any host.
"""
_OPENED = re.compile(r'(?:open|openat|openat2)\((?:[^,"]*, )?"((?:[^"\\]|\\.)*)".*\) = (-?\d+)')
_CONNECTED = re.compile(r"connect\(.*")
_SYSTEM = [
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/usr/share",
    "/usr/local/share",
    "/proc",
    "/sys",
    "/dev",
    "/etc/ld.so.cache",
    "/etc/fonts",
    "/var/cache/fontconfig",
    "/etc/localtime",
    "/etc/nsswitch.conf",
    "/etc/ssl/openssl.cnf",
    "/etc/passwd",
    "/etc/group",
    "/etc/mime.types",
    "/etc/locale.alias",
    "/etc/apache2/mime.types",
]
"""What Python and the C library ask the system for on their own."""


def chapter() -> Chapter:
    """Build the sampled manuscripts under strace."""
    what = "opened by libraries in C too, what may not be"
    if not shutil.which("strace"):
        row = not_tried(what, "there is no strace here", figure=3)
        return Chapter(title="Files that are opened", words=_WORDS, rows=(row,))
    cases = [case for case in CASES if case.name in _SAMPLED]
    opened = 0
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder).resolve()
        lay_bait(base / "outside")
        canary = Canary()
        for number, case in enumerate(cases):
            (home := base / f"home-{number}").mkdir()
            place = settle(case, home, base / "outside", canary.port)
            log = _traced(case, place)
            opened += len(_OPENED.findall(log))
            faults += [f"{case.name}: {fault}" for fault in _astray(log, place)]
        if canary.visits:
            faults.append("the canary was reached")
        canary.close()
    return Chapter(
        title="Files that are opened",
        words=_WORDS,
        rows=(none_of(what, faults, opened, "files", figure=3),),
        faults=tuple(faults),
    )


def _traced(case: Case, place: Place) -> str:
    log = place.home / "strace"
    (place.home / "tmp").mkdir()
    subprocess.run(
        ["strace", "-f", "-qq", "-s", "4096", "-e", "trace=open,openat,openat2,connect", "-o", log,
         sys.executable, "-m", "pamphlet", *case.command, "-m", "manuscript", "-o", "made"],
        cwd=place.home,
        env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(place.home / "tmp"), "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )  # fmt: skip
    return log.read_text("utf-8", "replace")


def _astray(log: str, place: Place) -> Iterator[str]:
    rooms = [place.home, ROOT, *map(Path, (*_SYSTEM, sys.prefix, sys.base_prefix, *filter(None, sys.path)))]
    rooms += [Path(of(name)) for of in (user_cache_dir, user_config_dir) for name in ("pamphlet", "fontconfig")]
    rooms += [Path.home() / ".fonts", Path.home() / ".fonts.conf.d", Path.home() / ".fonts.conf"]
    allowed = {path for room in rooms for path in (str(room), os.path.realpath(room))}
    opened = {os.path.realpath(place.home / name) for name, descriptor in _OPENED.findall(log) if int(descriptor) >= 0}
    for path in sorted(opened):
        if not any(path == room or path.startswith(room + "/") for room in allowed):
            yield f"opened {path}"
    for line in _CONNECTED.findall(log):
        if "AF_UNIX" not in line:
            yield f"connected: {line[:100]}"
