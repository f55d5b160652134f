"""EPUBCheck, a program in Java, is run on a file, and what it says comes back."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import tempfile
from pathlib import Path

from pamphlet.needs import EPUBCHECK, JAVA, how_to_get
from pamphlet.preflight.epub.epubcheck import BOOK

_SECONDS = 180
"""A pamphlet takes 5 seconds, a novel of 100,000 words 18."""
_JAVA = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m")
"""Half the time of a start; and a book cannot make it take all the memory there is."""


class NotRun(Exception):
    """EPUBCheck could not be run; the message says why, `hint` what to do."""

    def __init__(self, message: str, hint: str) -> None:
        """Keep what to do about it."""
        super().__init__(message)
        self.hint = hint


def run_epubcheck(file: Path) -> str:
    """Its report on an EPUB, as JSON.  Raises NotRun: it or Java is not there, it failed, or took too long."""
    package = importlib.util.find_spec("epubcheck")
    if package is None or package.origin is None:
        raise NotRun("it is not installed", how_to_get(EPUBCHECK))
    java = shutil.which("java")
    if java is None:
        raise NotRun("there is no Java", how_to_get(JAVA))
    jar = Path(package.origin).with_name("epubcheck.jar")
    try:
        with tempfile.TemporaryDirectory() as folder:
            book = Path(folder) / BOOK
            book.symlink_to(file.resolve())
            command = [java, *_JAVA, "-jar", str(jar), "--quiet", "--json", "-", "--locale", "en", str(book)]
            done = subprocess.run(  # noqa: S603  # no shell, and no word of the command comes from outside
                command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False
            )
    except subprocess.TimeoutExpired:
        raise NotRun(f"it took more than {_SECONDS} seconds", "ask whoever made the book for a smaller one") from None
    except OSError as problem:
        raise NotRun(f"Java cannot be started ({problem.strerror})", how_to_get(JAVA)) from None
    report = done.stdout.decode("utf-8", "replace")
    if not report.lstrip().startswith("{"):
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2][:200]
        raise NotRun(f"it failed{f' ({last})' if last else ''}", how_to_get(JAVA))
    return report
