"""The pictures of copy become files that the manuscript can print, each under a plain name of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from pamphlet.intake.article import Remark, question
from pamphlet.manuscript.picture_problem import PictureProblem
from pamphlet.manuscript.pictures import read_picture
from pamphlet.settings import slug

_ENDINGS = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/svg+xml": ".svg",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """The names of pictures by what the copy calls them, their bytes by name, and what is amiss with others."""

    names: Mapping[str, str]
    data: Mapping[str, bytes]
    remarks: tuple[Remark, ...]


def printable(pictures: Mapping[str, bytes]) -> Pictures:
    """Name the pictures that can be printed; the bytes say of which kind one is, whatever it was called."""
    names: dict[str, str] = {}
    data: dict[str, bytes] = {}
    remarks: list[Remark] = []
    for called, content in pictures.items():
        stem = PurePosixPath(called.replace("\\", "/")).stem
        try:
            ending = _ENDINGS[read_picture(content).media_type]
        except PictureProblem as problem:
            asked = f"the picture `{stem}` {problem} and is left out: save it as PNG and put it back"
            remarks.append(question(0, asked))
            continue
        names[called] = _free_name(slug(stem)[:40].strip("-") or "picture", ending, data)
        data[names[called]] = content
    return Pictures(names=names, data=data, remarks=tuple(remarks))


def _free_name(stem: str, ending: str, taken: Mapping[str, bytes]) -> str:
    name, number = f"{stem}{ending}", 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}{ending}"
    return name
