"""What is kept of earlier builds never changes a result: each kind of change, with it and without."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pamphlet.diagnostics import Refused, as_text
from pamphlet.interface import premises
from pamphlet.interface.building import build_editions
from pamphlet.interface.checking import check_manuscript
from pamphlet.typeset import theme as themes
from pamphlet.workspace import themes_folder

SETTINGS = """title = "Bread"
authors = ["Jane Doe"]
date = 2024-01-21
theme = "look"
identifier = "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8"
imprint = { publisher = "Corn Street Press", address = "Leith", printer = "A. Fox, Leith" }
"""
CHAPTER = """# Bread

It rose.[^1] Ann Lee baked it.

![A loaf.](loaf.svg)

[^1]: In the oven.
"""
LOAF = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="{}" height="20"/></svg>'
PERSON = (
    '[[person]]\nkey = "lee"\nname = "Ann Lee"\nborn = 1880\ndied = 1950\nfate = "She baked."\nsource = "Her book."\n'
)
FILES = {
    "pamphlet.toml": SETTINGS,
    "body/01-bread.md": CHAPTER,
    "body/02-butter.md": "# Butter\n\nIt melted.\n",
    "fates.toml": PERSON,
    "loaf.svg": LOAF.format(11),
    "look/theme.toml": 'based_on = "literata"\npaper = ["look.css"]\nweb = ["look.css"]\n',
    "look/look.css": "p { color: #000 }\n",
}
STILL = (1_700_000_000, 1_700_000_000)
"""When each file was changed last, as the disk has it: it says nothing."""


@dataclass(slots=True, kw_only=True)
class Place:
    """A manuscript on the disk, what is asked for, and what of the machine can be changed in a test."""

    folder: Path
    patch: pytest.MonkeyPatch
    wish: dict[str, Any] = field(default_factory=dict)

    def write(self, name: str, text: str) -> None:
        """Give a file other words and the same time."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, STILL)

    def change(self, name: str, old: str, new: str) -> None:
        """Put words in the place of others."""
        text = FILES[name]
        assert old in text
        self.write(name, text.replace(old, new))

    def made(self, *, anew: bool = False) -> tuple[dict[str, bytes], str, list[str]]:
        """The bytes of all files by name, what is said, and the stages that it took to make them."""
        stages: list[str] = []
        output = self.folder.parent / "out"
        shutil.rmtree(output, ignore_errors=True)
        wish = {"editions": ("web",), **self.wish}
        try:
            built = build_editions("manuscript", output, anew=anew, announce=stages.append, **wish)
        except Refused as refused:
            return {}, as_text(refused.findings), stages
        return {path.name: path.read_bytes() for path in built.paths}, as_text(built.findings), stages


def package(place: Place, name: str) -> None:
    """Let another version of a package be found before the one that is installed."""
    folder = place.folder.parent / "packages" / f"{name}-99.dist-info"
    folder.mkdir(parents=True)
    (folder / "METADATA").write_text(f"Name: {name}\nVersion: 99\n", encoding="utf-8")
    place.patch.syspath_prepend(folder.parent)


def other_order(place: Place) -> None:
    """Let the second chapter be the first, by its name."""
    (place.folder / "body" / "02-butter.md").rename(place.folder / "body" / "00-butter.md")


def other_styles(place: Place) -> None:
    """Let the program have other style sheets."""
    styles = place.folder.parent / "styles"
    shutil.copytree(themes_folder(), styles)
    with (styles / "base" / "web.css").open("a", encoding="utf-8") as sheet:
        sheet.write("\np { color: #222 }\n")
    for module in (premises, themes):
        place.patch.setattr(module, "themes_folder", lambda: styles)


CHANGES: dict[str, Callable[[Place], None]] = {
    "a word": lambda place: place.change("body/01-bread.md", "rose", "fell"),
    "a note": lambda place: place.change("body/01-bread.md", "In the oven", "On the stove"),
    "a person": lambda place: place.change("fates.toml", "She baked", "She wrote"),
    "a person who is gone": lambda place: (place.folder / "fates.toml").unlink(),
    "a picture of the same length and time": lambda place: place.write("loaf.svg", LOAF.format(22)),
    "a picture that is gone": lambda place: (place.folder / "loaf.svg").unlink(),
    "a style sheet of the theme": lambda place: place.change("look/look.css", "#000", "#111"),
    "the list of a theme": lambda place: place.change("look/theme.toml", 'web = ["look.css"]', ""),
    "the theme": lambda place: place.change("pamphlet.toml", '"look"', '"garamond"'),
    "a theme that takes the place of ours": lambda place: place.write("literata/theme.toml", 'based_on = "garamond"'),
    "the title": lambda place: place.change("pamphlet.toml", "Bread", "Butter"),
    "the date": lambda place: place.change("pamphlet.toml", "2024-01-21", "2024-01-22"),
    "a chapter more": lambda place: place.write("body/03-salt.md", "# Salt\n\nIt stung.\n"),
    "a chapter less": lambda place: (place.folder / "body" / "02-butter.md").unlink(),
    "the order of chapters": other_order,
    "line ends": lambda place: place.write("body/02-butter.md", "# Butter\r\n\r\nIt melted.\r\n"),
    "a fault": lambda place: place.change("body/01-bread.md", "[^1]:", "[^2]:"),
    "the time of the environment": lambda place: place.patch.setenv("SOURCE_DATE_EPOCH", "1000000000"),
    "another edition": lambda place: place.wish.update(editions=("epub",)),
    "copies": lambda place: place.wish.update(editions=("booklet",), copies=7),
    "a package of the engine": lambda place: package(place, "weasyprint"),
    "a package of a typeface": lambda place: package(place, "fontpkg-literata"),
    "a style sheet of the program": other_styles,
}


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache in which the manuscript's web page stands, made from a folder that is not there any more."""
    cache = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        place = set_up(tmp_path_factory.mktemp("first"), cache, patch)
        assert len(place.made()[2]) > 3
        shutil.rmtree(place.folder)
    return cache


@pytest.fixture
def place(standing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """The same manuscript once more."""
    cache = tmp_path / "cache"
    shutil.copytree(standing, cache)
    return set_up(tmp_path, cache, monkeypatch)


def set_up(folder: Path, cache: Path, patch: pytest.MonkeyPatch) -> Place:
    """A manuscript in a folder, and in its place a cache."""
    patch.chdir(folder)
    patch.setenv("XDG_CACHE_HOME", str(cache))
    place = Place(folder=folder / "manuscript", patch=patch)
    for name, text in FILES.items():
        place.write(name, text)
    return place


@pytest.mark.parametrize("change", CHANGES)
def test_a_cache_never_changes_a_result(place: Place, change: str) -> None:
    """After each kind of change files and findings are those that a build without any cache gives."""
    CHANGES[change](place)
    assert place.made()[:2] == place.made(anew=True)[:2]


def test_where_nothing_has_changed_nothing_is_made(place: Place) -> None:
    """The manuscript stands in another folder, its files have other times: the same bytes, at once."""
    for path in place.folder.rglob("*.*"):
        os.utime(path, (1, 1))
    files, said, stages = place.made()
    assert len(stages) == 1
    assert (files, said) == place.made(anew=True)[:2]


def test_going_back_to_what_was_is_served_too(place: Place) -> None:
    """What was made of both states stands."""
    first = place.made()
    place.change("body/01-bread.md", "rose", "fell")
    assert place.made()[0] != first[0]
    place.write("body/01-bread.md", CHAPTER)
    assert place.made() == first


def test_a_manuscript_under_another_name_is_told_of_under_that_name(place: Place) -> None:
    """Findings name files as the user did, so those that were kept are for that name alone."""
    place.write("body/02-butter.md", "# Butter\n\nIt melted on 32 May 1900.\n")
    assert "manuscript/body/02-butter.md" in as_text(check_manuscript("manuscript"))
    assert "./manuscript" not in as_text(check_manuscript("manuscript"))
    assert f"{place.folder}/body/02-butter.md" in as_text(check_manuscript(place.folder))


def test_what_was_found_is_found_again(place: Place) -> None:
    """A check says the same as without a cache, also where there are errors, and with rules of one's own choice."""
    place.change("body/01-bread.md", "[^1]:", "[^2]:")
    for _ in range(2):
        found = check_manuscript("manuscript")
        assert as_text(found) == as_text(check_manuscript("manuscript", anew=True))
        assert any(finding.severity == "error" for finding in found)
    assert check_manuscript("manuscript", rules=["endnote-unused"]) != found


def test_a_build_that_changes_the_manuscript_is_not_kept(place: Place) -> None:
    """An ebook without an identifier gets one, which is written into the settings: that is said once."""
    place.change("pamphlet.toml", "identifier =", "# identifier =")
    place.wish.update(editions=("epub",))
    _, said, _ = place.made()
    assert "identifier-made" in said
    files, again, stages = place.made()
    assert "identifier-made" not in again
    assert len(stages) > 1
    assert files == place.made()[0]
