"""This machine becomes facts: what of that which the program wants is there, and in which version."""

from __future__ import annotations

import ctypes.util
import importlib.metadata
import importlib.util
import platform
import shutil
import subprocess
import sys
import webbrowser
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pamphlet.diagnostics import Diagnostics
from pamphlet.edition_settings import TRIMS
from pamphlet.needs import (
    BROWSER,
    DASK,
    EPUBCHECK,
    JAVA,
    PANGO,
    PRINTING,
    PYTHON,
    SPACE,
    SPELLING,
    TYPEFACES,
    Need,
)

_PANGO = ("gobject-2.0", "pango-1.0", "pangoft2-1.0", "fontconfig", "harfbuzz", "harfbuzz-subset")
"""What WeasyPrint loads."""
_ROOM = 200_000_000
"""Bytes: all editions of the sample are 2 MB; a hundred times that is ample."""
_SECONDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A need, whether it is met, and what is there: a version, a number, names."""

    need: Need
    met: bool
    found: str = ""


def examine(cache: Path) -> Iterator[Fact]:
    """Look at everything that matters; `cache` is the folder for what is kept between runs."""
    yield Fact(need=PYTHON, met=sys.version_info >= (3, 11), found=platform.python_version())
    yield _pango()
    yield _typefaces()
    yield _room(cache)
    yield Fact(need=BROWSER, met=bool(browser := _browser()), found=browser)
    yield Fact(need=JAVA, met=bool(java := _java()), found=java)
    yield from (_package(need, name) for need, name in ((EPUBCHECK, "epubcheck"), (DASK, "distributed")))
    yield _speller()
    yield _printers()


def _pango() -> Fact:
    lacking = [name for name in _PANGO if not ctypes.util.find_library(name)]
    if lacking:
        return Fact(need=PANGO, met=False, found=f"without {', '.join(lacking)}")
    told = ctypes.CDLL(ctypes.util.find_library("pango-1.0")).pango_version_string
    told.restype = ctypes.c_char_p
    return Fact(need=PANGO, met=True, found=told().decode())


def _typefaces() -> Fact:
    """Those of all themes, which are dependencies: one that is not there was taken away."""
    from pamphlet.typeset.fonts import face_problem
    from pamphlet.typeset.theme import load_theme, our_themes

    found = (load_theme(name, Diagnostics(), trim=TRIMS["A5"]) for name in our_themes(TRIMS["A5"]))
    faces = {face.family: face for theme in found if theme for face in theme.faces}
    problems = [problem for face in faces.values() if (problem := face_problem(face))]
    return Fact(need=TYPEFACES, met=not problems, found="; ".join(problems) or ", ".join(sorted(faces)))


def _room(cache: Path) -> Fact:
    """What is free where the program writes: in this folder and in its cache."""
    places = (Path.cwd(), next(folder for folder in (cache, *cache.parents) if folder.exists()))
    free = min(shutil.disk_usage(place).free for place in places)
    return Fact(need=SPACE, met=free > _ROOM, found=f"{free / 1e9:,.1f} GB free")


def _browser() -> str:
    try:
        return webbrowser.get().name.rpartition("/")[2]
    except webbrowser.Error:
        return next((name for name in ("chromium", "firefox", "google-chrome") if shutil.which(name)), "")


def _java() -> str:
    """Its version; on a Mac without it, `java` is there all the same and fails."""
    done = _run("java", "-version")
    return done.partition('"')[2].partition('"')[0] if done else ""


def _package(need: Need, name: str) -> Fact:
    try:
        return Fact(need=need, met=True, found=importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Fact(need=need, met=False)


def _speller() -> Fact:
    """The library that reads dictionaries, and those that there are."""
    there = _package(SPELLING, "spylls")
    if not there.met:
        return there
    from pamphlet.hunspell import names

    return replace(there, found=f"{there.found}, dictionaries: {', '.join(names())}")


def _printers() -> Fact:
    if not shutil.which("lpstat"):
        return Fact(need=PRINTING, met=False)
    names = queues()
    return Fact(need=PRINTING, met=True, found=", ".join(names) or "no printer set up")


def queues(run: Callable[..., str] | None = None) -> tuple[str, ...]:
    """The printers that CUPS knows, by name."""
    return tuple((run or _run)("lpstat", "-e").split())


def _run(*command: str) -> str:
    """What a program says on either stream; empty where it is not there or fails."""
    try:
        done = subprocess.run(  # noqa: S603  # no shell, and no word of the command comes from outside
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout + done.stderr
