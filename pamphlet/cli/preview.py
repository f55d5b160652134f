"""`pamphlet preview`: a manuscript becomes a local page that follows each change, until Ctrl-C."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from pamphlet.cli.options import HERE, ManuscriptOption, named_manuscript
from pamphlet.cli.reporting import HAS_ERRORS, NOT_POSSIBLE_HERE, Format, reported, stop
from pamphlet.cli.voice import answer, command, go_on, tell

_AT_A_PLACE = {
    "code": ("--goto", "{file}:{line}:{column}"),
    "codium": ("--goto", "{file}:{line}:{column}"),
    "geany": ("--line", "{line}", "{file}"),
    "gedit": ("+{line}:{column}", "{file}"),
    "gnome-text-editor": ("{file}",),
    "gvim": ("+{line}", "{file}"),
    "kate": ("--line", "{line}", "{file}"),
    "mate": ("--line", "{line}:{column}", "{file}"),
    "pluma": ("+{line}", "{file}"),
    "subl": ("{file}:{line}:{column}",),
    "xed": ("+{line}", "{file}"),
    "zed": ("{file}:{line}:{column}",),
}
"""How editors with a window of their own are told a place; one in the terminal would fight with us for it."""


def preview(
    manuscript: ManuscriptOption = HERE,
    *,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to use; 0 for any free one.")] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")] = True,
) -> None:
    """Show the pages in the browser while you write: save a file, and they follow."""
    with reported(Format.TEXT):
        if not manuscript.is_dir():
            stop(f"there is no folder {manuscript}: `pamphlet new {manuscript}` makes one to write over", HAS_ERRORS)
        from pamphlet.interface.premises import workshop_of
        from pamphlet.preview.server import PreviewServer

        try:
            server = PreviewServer(workshop_of(manuscript, bounded=True), manuscript, port=port, open_at=_editor())
        except OSError as problem:
            stop(f"port {port} cannot be used ({problem.strerror}): leave --port out for a free one", NOT_POSSIBLE_HERE)
        answer(f"The preview of {manuscript} is at {server.address}")
        tell("Save a file of the manuscript, and the pages follow. Ctrl-C ends it.")
        if browser and _has_windows():
            webbrowser.open_new_tab(server.address)
        server.run()
        tell("\nThe preview has ended.")
        go_on(command("build", "all", *named_manuscript(manuscript)))


def _has_windows() -> bool:
    """Whether a browser can open a window: one in the terminal would hold it."""
    return sys.platform in {"darwin", "win32"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _editor() -> Callable[[Path, int, int], None] | None:
    """What opens a file at a line and a column in the editor of the environment; None where that has no window."""
    words = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    if not words or not shutil.which(words[0]) or not _has_windows():
        return None
    arguments = _AT_A_PLACE.get(Path(words[0]).stem)
    if arguments is None:
        return None

    def open_at(file: Path, line: int, column: int) -> None:
        told = [word.format(file=file, line=max(line, 1), column=max(column, 1)) for word in arguments]
        threading.Thread(target=_run, args=([*words, *told],), daemon=True).start()  # some stay until they are closed

    return open_at


def _run(command: list[str]) -> None:
    nothing = subprocess.DEVNULL
    subprocess.run(command, stdin=nothing, stdout=nothing, stderr=nothing, check=False)  # noqa: S603  # no shell; the user's own editor
