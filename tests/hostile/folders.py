"""Folders that are hostile or odd: links out of them, pipes, devices, names; and what must come of each."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from texts import chapter
from trial import SECRET, Case

_GOOD = {"body/01-bread.md": chapter("Words.")}
_WITH_PICTURE = {"body/01-bread.md": chapter("![A loaf of bread](images/a.svg)")}
_OUTSIDE = Path("..", "..", "..", "outside")
"""From a folder in the manuscript."""


def _folder(
    name: str,
    also: Callable[[Path], None],
    *said: str,
    refused: bool = True,
    files: dict[str, str] | None = None,
) -> Case:
    chosen = _GOOD if files is None else files
    return Case(name=f"folder: {name}", files=chosen, said=frozenset(said), refused=refused, also=also)


def _link(name: str, target: Path | str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).symlink_to(target)

    return make


def _pipe(name: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / name).parent.mkdir(exist_ok=True)
        os.mkfifo(folder / name)

    return make


def _odd_names(folder: Path) -> None:
    for name in (b"body/\xff\xfe.md", b"body/line\nend.md", b"body/\x1b[31m.md", b"images/\xff.png"):
        path = folder / os.fsdecode(name)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"# Two\n\nMore words.\n")


def _many(folder: Path) -> None:
    (folder / "images").mkdir()
    for number in range(10_000):
        (folder / "images" / f"{number}.png").touch()


def _long_names(folder: Path) -> None:
    (folder / "body" / ("a" * 250 + ".md")).write_text("# Long\n\nWords.\n")


def _deep(folder: Path) -> None:
    place = folder / "body"
    for _ in range(200):
        place /= "deep"
        place.mkdir()
    (place / "x.md").write_text(SECRET)


def _unreadable(folder: Path) -> None:
    (folder / "body" / "02-two.md").mkdir()


def _loop(folder: Path) -> None:
    (folder / "body" / "round").symlink_to(folder / "body")
    (folder / "body" / "02-two.md").symlink_to(folder / "body" / "02-two.md")


FOLDERS = (
    _folder("chapter that leads out", _link("body/02-two.md", _OUTSIDE / "secret.md"), "file-unreadable"),
    _folder("chapter that leads to the root", _link("body/02-two.md", "/etc/passwd"), "file-unreadable"),
    _folder("chapter that leads to a device", _link("body/02-two.md", "/dev/zero"), "file-unreadable"),
    _folder("chapter that leads to memory", _link("body/02-two.md", "/proc/self/environ"), "file-unreadable"),
    _folder("chapter that leads nowhere", _link("body/02-two.md", "nowhere.md"), "file-unreadable"),
    _folder("chapter that leads to another", _link("body/02-two.md", "01-bread.md"), refused=False),
    _folder("links that lead round", _loop, "file-unreadable"),
    _folder("chapter that is a pipe", _pipe("body/02-two.md"), "file-unreadable"),
    _folder("chapter that is a folder", _unreadable, refused=False),
    _folder("notes that lead out", _link("notes.md", Path("..", "..", "outside", "secret.md")), "file-unreadable"),
    _folder("notes that are a pipe", _pipe("notes.md"), "file-unreadable"),
    _folder("people that lead out", _link("fates.toml", Path("..", "..", "outside", "secret.toml")), "file-unreadable"),
    _folder("people that are a pipe", _pipe("fates.toml"), "file-unreadable"),
    _folder("printings that lead out", _link("printings", Path("..", "..", "outside")), refused=False),
    _folder("words that lead out", _link("words.txt", Path("..", "..", "outside", "secret.txt")), refused=False),
    _folder("words that are a pipe", _pipe("words.txt"), refused=False),
    _folder("picture that leads out", _link("images/a.svg", _OUTSIDE / "secret.svg"), "picture-absent", files=_WITH_PICTURE),
    _folder("pictures that lead out", _link("images", Path("..", "..", "outside")), "picture-absent",
            files={"body/01-bread.md": chapter("![A loaf of bread](images/secret.svg)")}),
    _folder("picture that is a pipe", _pipe("images/a.svg"), files=_WITH_PICTURE),
    _folder("picture that is hidden", _link(".a.svg", _OUTSIDE / "secret.svg"), "picture-absent",
            files={"body/01-bread.md": chapter("![A loaf of bread](.a.svg)")}),
    _folder("picture that climbs", lambda _: None, "picture-absent",
            files={"body/01-bread.md": chapter("![A loaf](../../outside/secret.svg)\n\n![A loaf](OUTSIDE/secret.svg)\n\n"
                   "![A loaf](%2e%2e/%2e%2e/outside/secret.svg)\n\n![A loaf](file://OUTSIDE/secret.svg)\n\n"
                   "![A loaf](http://CANARY/x.png)\n\n![A loaf](//CANARY/x.png)\n\n![A loaf](<a\\\\..\\\\b.png>)")}),
    _folder("picture of another kind", lambda folder: (folder / "a.txt").touch(), "picture-unreadable",
            files={"body/01-bread.md": chapter("![A loaf](pamphlet.toml)")}),
    _folder("body that leads out", _link("body", Path("..", "..", "outside")), files={}),
    _folder("look that leads out", _link("look", Path("..", "..", "outside")), "theme-absent",
            files={**_GOOD, "pamphlet.toml": 'title = "Bread"\nauthors = ["Jane Doe"]\ntheme = "look"\ndate = 2024-01-21\n'}),
    _folder("names that are no text", _odd_names, refused=False),
    _folder("names of 250 letters", _long_names, refused=False),
    _folder("files, 10,000", _many, refused=False),
    _folder("folders, 200 in one another", _deep, refused=False),
    _folder("nothing in it", lambda _: None, "body-empty", files={}),
)  # fmt: skip
