"""Manuscripts and machines that are not right: what a build says, and that nothing is lost."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import fontpkg
import pytest
from conftest import Command
from terminal import run


def bad_toml(place: Path) -> None:
    """A bracket that is never closed."""
    (place / "manuscript/pamphlet.toml").write_text(
        'title = "Bread"\nauthors = ["Jane"\ndate = 2024\n', encoding="utf-8"
    )


def not_utf_8(place: Path) -> None:
    """A chapter in Latin-1."""
    (place / "manuscript/body/02-rye.md").write_bytes(b"# Rye\n\nA loaf at \xa31.\n")


def empty_chapter(place: Path) -> None:
    """A file without a word."""
    (place / "manuscript/body/03-oats.md").write_text("", encoding="utf-8")


def missing_picture(place: Path) -> None:
    """A picture that is not there, though one with a like name is."""
    (place / "manuscript/images").mkdir()
    (place / "manuscript/images/maps.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', encoding="utf-8"
    )
    text = "# Bread\n\n![A map](images/map.svg)\n"
    (place / "manuscript/body/01-bread.md").write_text(text, encoding="utf-8")


def no_manuscript(place: Path) -> None:
    """No folder at all."""
    shutil.rmtree(place / "manuscript")


def empty_folder(place: Path) -> None:
    """A folder with nothing in it."""
    shutil.rmtree(place / "manuscript")
    (place / "manuscript").mkdir()


def no_chapters(place: Path) -> None:
    """Settings and no text."""
    shutil.rmtree(place / "manuscript/body")


def too_wide(place: Path) -> None:
    """A table that no page holds."""
    table = f"|{'reading|' * 20}\n|{'---|' * 20}\n|{'a|' * 20}\n"
    (place / "manuscript/body/01-bread.md").write_text(f"# Bread\n\n{table}", encoding="utf-8")


BAD = {
    bad_toml: r"manuscript/pamphlet\.toml:\d+:\d+: error: .*\[toml-syntax\]",
    not_utf_8: r"manuscript/body/02-rye\.md:3:11: error: this file is not UTF-8 text.*\[not-utf-8\]",
    empty_chapter: r"manuscript/body/03-oats\.md:1:1: error: .*\[chapter-empty\]",
    missing_picture: r"manuscript/body/01-bread\.md:3:1: error: the picture `images/map\.svg` is not .*\[picture-a",
    no_manuscript: r"error: there is no folder `manuscript` \[manuscript-absent\]",
    empty_folder: r"error: there is no pamphlet\.toml in `manuscript`.* \[manuscript-absent\]",
    no_chapters: r"error: there is no chapter in `manuscript/body` \[body-empty\]",
    too_wide: r"manuscript/body/01-bread\.md:3:\d+: error: these words stand on no page: “reading” \[words-off-page\]",
}


@pytest.mark.parametrize("spoil", BAD, ids=lambda spoil: spoil.__name__)
def test_bad_input_is_named_and_loses_nothing(spoil: object, place: Path, call: Command) -> None:
    """Status 1, the file with line and column, a hint, a count; the files of the last build stay as they were."""
    assert callable(spoil)
    spoil(place)
    old = place / "build" / "bread.pdf"
    old.parent.mkdir()
    old.write_bytes(b"the last good one")
    answer = call("build", "all")
    assert answer.status == 1
    assert re.search(BAD[spoil], answer.err), answer.err
    assert "= hint: " in answer.err
    assert re.search(r"^pamphlet: \d+ errors?(, \d+ warnings?)?; nothing was written$", answer.err, re.MULTILINE)
    assert answer.out == ""
    assert [file.name for file in old.parent.iterdir() if not file.name.startswith(".")] == ["bread.pdf"]
    assert old.read_bytes() == b"the last good one"


def test_all_errors_are_told_at_once(place: Path, call: Command) -> None:
    """Not the first only, whichever files they are in."""
    not_utf_8(place)
    empty_chapter(place)
    (place / "manuscript/fates.toml").write_text("[[person]]\n", encoding="utf-8")
    answer = call("build", "all")
    assert {"not-utf-8", "chapter-empty", "setting-missing"} <= set(
        re.findall(r"\[([a-z0-9-]+)\]$", answer.err, re.MULTILINE)
    )


def test_an_output_that_cannot_be_written_is_status_3(place: Path) -> None:
    """A file in its place, or in the place of a folder above it; the file is left alone."""
    (place / "build").write_bytes(b"precious")
    for output in ("build", "build/deep/er"):
        answer = run(place, "build", "all", "--output", output)
        assert answer.status == 3
        assert re.search(rf"^pamphlet: cannot write into {output}: ", answer.err, re.MULTILINE)
        assert answer.out == ""
    assert (place / "build").read_bytes() == b"precious"


@pytest.mark.usefixtures("place")
def test_a_typeface_that_is_not_installed_is_named(call: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """At its place in the theme: the theme asks for it."""

    def gone(*_: object, **__: object) -> None:
        raise fontpkg.FamilyNotInstalled("no package has it")

    monkeypatch.setattr(fontpkg, "path", gone)
    answer = call("build", "all")
    assert answer.status == 1
    assert "theme.toml:" in answer.err
    assert "error: the typeface Literata is not installed [theme-face]" in answer.err
