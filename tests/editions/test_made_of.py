"""The list of what an edition was made of is true, complete, and of no machine's own."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

import fontpkg
import pytest
from conftest import ROOT, Sample

from pamphlet import __version__
from pamphlet.editions.made_of import ENDING, LIBRARIES, digest_of_theme
from pamphlet.typeset.theme import Theme

SHAPE_NOTHING = frozenset(
    {
        # The command line, and what it is put together from.
        "annotated-doc", "click", "platformdirs", "pygments", "rich", "shellingham", "typer",
        # The preview.
        "anyio", "h11", "idna", "starlette", "typing-extensions", "uvicorn", "watchfiles",
        # Imports, and places in TOML files.
        "tomlkit", "tree-sitter", "tree-sitter-toml",
        # What the libraries that shape something use to be called, to be found and to call C.
        "annotated-types", "cffi", "fontpkg", "importlib-metadata", "lazy-importer", "mdurl", "packaging", "pycparser",
        "pydantic", "pydantic-core", "six", "typing-inspection", "zipp",
    }
)  # fmt: skip
"""Libraries that the program brings with it and that no page depends on; the typefaces are listed by themselves."""


@pytest.fixture(scope="module")
def listed(sample: Sample) -> dict[str, Any]:
    """The list beside all editions of the sample."""
    document = json.loads((sample.folder / f"{sample.pamphlet.settings.name}{ENDING}").read_bytes())
    assert isinstance(document, dict)
    return document


def of_group(listed: dict[str, Any], group: str) -> dict[str, Any]:
    """The entries of one kind, by name; no two have one name."""
    entries = [each for each in listed["components"] if each["group"] == group]
    by_name = {each["name"]: each for each in entries}
    assert len(by_name) == len(entries)
    return by_name


def digest(entry: dict[str, Any]) -> str:
    """What an entry says is the SHA-256."""
    (told,) = entry["hashes"]
    assert told["alg"] == "SHA-256"
    return str(told["content"])


def sha256(path: Path) -> str:
    """What it is."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_all_that_was_made_is_in_it(sample: Sample, listed: dict[str, Any]) -> None:
    """Every file of the folder with the digest that it has; and the code that is printed in it."""
    made = {each["name"]: digest(each) for each in listed["metadata"]["component"]["components"]}
    there = {path.name: sha256(path) for path in sample.folder.iterdir() if not path.name.endswith(ENDING)}
    assert made == there
    assert listed["metadata"]["component"]["version"] == str(sample.pamphlet.code)
    assert listed["metadata"]["timestamp"] == f"{sample.pamphlet.settings.date.isoformat()}T00:00:00+00:00"


def test_all_that_was_read_is_in_it(listed: dict[str, Any]) -> None:
    """Every file of the manuscript but the list of branches, whose rows no plain edition has."""
    read = {name: digest(each) for name, each in of_group(listed, "manuscript").items()}
    folder = ROOT / "manuscript"
    there = {
        path.relative_to(folder).as_posix(): sha256(path)
        for path in folder.rglob("*")
        if path.is_file() and not path.relative_to(folder).as_posix().startswith("branches")
    }
    assert read == there


def test_every_typeface_is_in_it(sample: Sample, listed: dict[str, Any], theme: Theme) -> None:
    """Those of the theme, of large print and of print sheets, each the very file, with the package that brings it."""
    fonts = of_group(listed, "typeface")
    assert {face.family for face in theme.faces} | {"Atkinson Hyperlegible"} <= {
        font["description"].removesuffix(" Next") for font in fonts.values()
    }
    for font in fonts.values():
        family = fontpkg.family(font["description"])
        assert font["version"] == family.version
        assert font["purl"] == f"pkg:pypi/fontpkg-{family.slug}@{version(f'fontpkg-{family.slug}')}"
        assert digest(font) in {sha256(Path(file.path)) for file in family.files}
    assert {"large-print", "print-sheet", sample.pamphlet.settings.theme} == set(of_group(listed, "theme"))


def test_the_engine_is_in_it_with_the_libraries_of_the_system(listed: dict[str, Any]) -> None:
    """What no package of PyPI pins is named by the versions that were loaded, which are versions."""
    engine = of_group(listed, "engine")
    assert engine["pamphlet-press"]["version"] == __version__
    assert {"pamphlet-press", "Python", "Pango", "HarfBuzz", "Fontconfig", "zlib", "qpdf", "PDFium"} == {
        name for name, each in engine.items() if "purl" not in each
    }
    assert all(re.fullmatch(r"\d+(\.\d+)+", each["version"]) for each in engine.values())
    assert {f"pkg:pypi/{name}@{version(name)}" for name in LIBRARIES} < {each.get("purl") for each in engine.values()}


def required_by(requirements: Iterable[str], seen: set[str]) -> Iterator[str]:
    """The packages that are installed for these, and for those that these want."""
    for requirement in requirements:
        name = re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-")
        if name in seen or "extra ==" in requirement:
            continue
        seen.add(name)
        try:
            wanted = requires(name) or ()
        except PackageNotFoundError:  # for another system or another Python
            continue
        yield name
        yield from required_by(wanted, seen)


def test_no_library_is_forgotten() -> None:
    """Each that is installed with the program is in the list, or is known to shape nothing."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    packed = ("brotli", "zopfli")  # asked for as an extra of fontTools, by WeasyPrint
    installed = {*required_by(project["dependencies"], set()), *packed}
    assert {name for name in installed if not name.startswith("fontpkg-")} - SHAPE_NOTHING == set(LIBRARIES)


def test_the_digest_of_a_theme_is_of_what_it_says(theme: Theme) -> None:
    """Not of where its files stand; and every part of it counts."""
    moved = replace(theme, paper=tuple((f"/elsewhere/{name}", text) for name, text in theme.paper))
    assert digest_of_theme(moved) == digest_of_theme(theme)
    others = (
        replace(theme, paper=(*theme.paper, ("x.css", "p{}"))),
        replace(theme, web=(*theme.web, ("x.css", "p{}"))),
        replace(theme, faces=theme.faces[1:]),
        replace(theme, grid=replace(theme.grid, lines=theme.grid.lines - 1)),
        replace(theme, pictures={"x.png": b""}),
    )
    assert len({digest_of_theme(each) for each in (theme, *others)}) == 1 + len(others)
