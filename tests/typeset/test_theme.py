"""A theme is read from its folder; what is wrong with it is said; ours keeps the rules of the house."""

from __future__ import annotations

import re

import pytest

from pamphlet.diagnostics import Diagnostics, as_text
from pamphlet.typeset.theme import Grid, Theme, load_theme, read_theme, themes_folder
from pamphlet.workspace import DiskFolder, MemoryFolder

TOML = """paper = ["a.css", "b.css"]
grid = { measure = 115, lead = 13.5, lines = 35 }

[[face]]
name = "Text"
family = "Literata"
style = "italic"
axes = { wght = 650, opsz = 12 }
"""


def read(files: dict[str, str | bytes]) -> tuple[Theme | None, str]:
    """A theme of files by name, and what was said about it."""
    findings = Diagnostics()
    return read_theme("mine", MemoryFolder(files, label="styles/mine"), findings), as_text(findings)


def test_a_theme_is_its_sheets_and_faces() -> None:
    """Sheets in the order listed, faces with all their axes; the ebook may have none."""
    theme, said = read({"theme.toml": TOML, "a.css": "p{}", "b.css": "em{}"})
    assert said == ""
    assert theme is not None
    assert theme.paper == (("a.css", "p{}"), ("b.css", "em{}"))
    assert theme.ebook == ()
    assert theme.grid == Grid(measure=115, lead=13.5, lines=35)
    (face,) = theme.faces
    assert (face.name, face.family, face.style, face.weight) == ("Text", "Literata", "italic", 650)
    assert face.axes == {"wght": 650.0, "opsz": 12.0}


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "error: the theme `mine` has no theme.toml: it is not there [theme-absent]"),
        ({"theme.toml": "paper = ["}, "theme.toml:1:10: error:"),
        ({"theme.toml": 'paper = ["c.css"]'}, "theme.toml:1:10: error: the style sheet `c.css` is not there"),
        ({"theme.toml": 'paper = ["../c.css"]'}, "error: the style sheet `../c.css` is outside the folder"),
        ({"theme.toml": 'paper = ["theme.toml"]'}, "error: the style sheet `theme.toml` is not one of .css"),
        ({"theme.toml": 'ebook = ["a.css"]', "a.css": b"\xff"}, "error: the style sheet `a.css` "),
        ({"theme.toml": 'papers = ["a.css"]'}, "error: `papers` is not known"),
        (
            {"theme.toml": '[[face]]\nname = "Text"\nfamily = "L"\nstyle = "oblique"'},
            "theme.toml:4:9: error: `face[1].style` is",
        ),
        ({"theme.toml": '[[face]]\nname = "Text"'}, "`face[1].family` is missing"),
        ({"theme.toml": "paper = []"}, "`grid.lead` is no number above 0"),
    ],
)
def test_what_is_wrong_is_an_error_that_names_it(files: dict[str, str | bytes], said: str) -> None:
    """With the place in theme.toml where there is one, and never an exception."""
    theme, findings = read(files)
    assert said in findings
    assert theme is None or "error" in findings


def test_a_theme_that_is_not_there() -> None:
    """Its name is in the message."""
    findings = Diagnostics()
    assert load_theme("no-such-theme", findings) is None
    assert "the theme `no-such-theme`" in as_text(findings)


@pytest.mark.parametrize("name", sorted(folder.name for folder in themes_folder().iterdir() if folder.is_dir()))
def test_our_themes_keep_the_rules(name: str) -> None:
    """Each is read without a finding; its sheets use its own faces only, fetch nothing and hide no words."""
    findings = Diagnostics()
    theme = read_theme(name, DiskFolder(themes_folder() / name), findings)
    assert as_text(findings) == ""
    assert theme is not None
    assert theme.faces
    names = {face.name for face in theme.faces}
    for file, written in theme.paper:
        sheet = re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL)
        assert set(re.findall(r'"([A-Z][^"]*)"', sheet)) <= names, file
        assert not re.search(r"@import|url\(|local\(", sheet), file
        assert not re.search(r"(?<![\w-])(overflow|visibility|opacity|clip|clip-path)\s*:", sheet), file
        assert {colour.strip() for colour in re.findall(r"(?<![\w-])color:([^;}]*)", sheet)} <= {"black", "inherit"}, (
            file
        )
