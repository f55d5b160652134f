"""A build becomes the list of what it was made of: engine, typefaces, theme, what was read, what was made.

With it an edition can be made again, to the byte, when all of this has newer versions.  The form is CycloneDX 1.6
(ECMA-424), JSON: https://cyclonedx.org/docs/1.6/json/.
"""

from __future__ import annotations

import datetime as dt
import json
import platform
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from typing import Any

from pamphlet import __version__
from pamphlet.apparatus.parts import Pamphlet
from pamphlet.diagnostics import Diagnostics
from pamphlet.editions import large_print
from pamphlet.editions.product import Edition, Product
from pamphlet.press.versions import engine_versions
from pamphlet.printroom import print_sheet
from pamphlet.standing.witness import digest_of
from pamphlet.typeset.font_files import font_files
from pamphlet.typeset.theme import Theme, load_theme

ENDING = "-made-of.json"
LIBRARIES = (
    "brotli",
    "cssselect2",
    "ebooklib",
    "fonttools",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "markupsafe",
    "mdit-py-plugins",
    "pikepdf",
    "pillow",
    "pydyf",
    "pypdfium2",
    "pyphen",
    "segno",
    "tinycss2",
    "tinyhtml5",
    "uharfbuzz",
    "weasyprint",
    "webencodings",
    "zopfli",
)
"""The packages of PyPI, besides the typefaces, on which it depends what an edition looks like."""

_Component = dict[str, Any]
_OWN_THEMES: Mapping[str, frozenset[Edition]] = {
    large_print.THEME: frozenset({Edition.LARGE_PRINT}),
    print_sheet.THEME: frozenset({Edition.BOOKLET, Edition.PRESS, Edition.LARGE_PRINT}),
}
"""Themes of the program, and the editions that something is set in them for."""


def made_of(
    pamphlet: Pamphlet,
    themes: Iterable[Theme],
    editions: frozenset[Edition],
    *,
    read: Mapping[str, str],
    moment: dt.datetime,
    products: Iterable[Product] = (),
) -> bytes:
    """The list for editions of a pamphlet in these themes; `read` holds digests of files by name.

    `moment` is the time that the files carry, which SOURCE_DATE_EPOCH can give them again.  Nothing in it is of the
    machine but the versions of what stands there.
    """
    all_themes = (*themes, *_own_themes(editions))
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": moment.isoformat(),
            "component": {
                "type": "data",
                "name": pamphlet.settings.title,
                "version": str(pamphlet.code),
                "components": [_file("made", each.file_name, digest_of(each.data)) for each in products],
            },
        },
        "components": [*_engine(), *_typefaces(all_themes), *_read(all_themes, read)],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def versions() -> tuple[tuple[str, str], ...]:
    """All of the engine by name and version: the program, Python, the libraries."""
    return tuple((each["name"], each["version"]) for each in _engine())


def digest_of_theme(theme: Theme) -> str:
    """The SHA-256 of a theme as it sets one trim, wherever its files stand."""
    sheets = {"paper": theme.paper, "ebook": theme.ebook, "web": theme.web}
    told = {
        "name": theme.name,
        **{medium: [text for _, text in found] for medium, found in sheets.items()},
        "faces": [[face.name, face.family, face.style, sorted(face.axes.items())] for face in theme.faces],
        "grid": [theme.grid.measure, theme.grid.lead, theme.grid.lines],
        "cover": theme.cover.text if theme.cover else "",
        "pictures": sorted((name, digest_of(data)) for name, data in theme.pictures.items()),
    }
    return digest_of(json.dumps(told, sort_keys=True).encode())


def _own_themes(editions: frozenset[Edition]) -> Iterator[Theme]:
    for name, needed_by in _OWN_THEMES.items():
        theme = load_theme(name, Diagnostics(), trim=print_sheet.SHEET) if editions & needed_by else None
        if theme:
            yield theme


def _engine() -> Iterator[_Component]:
    yield {"type": "application", "group": "engine", "name": "pamphlet-press", "version": __version__}
    yield {"type": "platform", "group": "engine", "name": "Python", "version": platform.python_version()}
    for name in LIBRARIES:
        yield _library(name, version(name)) | _on_pypi(name, version(name))
    for name, number in engine_versions():
        yield _library(name, number)


def _library(name: str, number: str) -> _Component:
    return {"type": "library", "group": "engine", "name": name, "version": number}


def _on_pypi(name: str, number: str) -> _Component:
    """What a package is called by programs that read such lists (package-url)."""
    return {"purl": f"pkg:pypi/{name}@{number}"}


def _typefaces(themes: Iterable[Theme]) -> Iterator[_Component]:
    for font in font_files(face for theme in themes for face in theme.faces):
        yield (
            _file("typeface", font.name, font.sha256)
            | {"version": font.version, "description": font.family}
            | _on_pypi(font.package, version(font.package))
        )


def _read(themes: Iterable[Theme], read: Mapping[str, str]) -> Iterator[_Component]:
    for theme in themes:
        yield _file("theme", theme.name, digest_of_theme(theme)) | {"type": "data"}
    for name, digest in sorted(read.items()):
        yield _file("manuscript", name.encode(errors="replace").decode(), digest)  # a disk knows names that are no text


def _file(group: str, name: str, digest: str) -> _Component:
    return {"type": "file", "group": group, "name": name, "hashes": [{"alg": "SHA-256", "content": digest}]}
