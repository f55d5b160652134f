"""A theme is read from its folder; what is wrong with it is said; ours keep the rules of the house."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from pamphlet.diagnostics import Diagnostics, Source, as_text
from pamphlet.edition_settings import TRIMS
from pamphlet.manuscript.pictures import read_picture
from pamphlet.typeset.theme import Grid, Theme, load_theme, our_themes
from pamphlet.workspace import MemoryFolder, themes_folder

TOML = """paper = ["a.css", "b.css"]
[trim.A5]
grid = { measure = 115, lead = 13.5, lines = 35 }
[[face]]
name = "Text"
family = "Literata"
style = "italic"
axes = { wght = 650, opsz = 12 }
"""
SETTINGS = Source(name="pamphlet.toml", text='theme = "mine"\n')
MINE = [(theme, trim) for trim in TRIMS for theme in our_themes(TRIMS[trim])]


def read(files: Mapping[str, str | bytes], trim: str = "A5", name: str = "mine") -> tuple[Theme | None, str]:
    """A theme in a folder of a manuscript, given as files by name, and what was said about it."""
    folder = MemoryFolder({f"{name}/{file}": data for file, data in files.items()})
    findings = Diagnostics()
    span = SETTINGS.span(8, 14)
    return load_theme(name, findings, trim=TRIMS[trim], manuscript=folder, span=span), as_text(findings)


def test_a_theme_is_its_sheets_and_faces() -> None:
    """Sheets in the order listed, faces with all their axes; the ebook may have none."""
    theme, said = read({"theme.toml": TOML, "a.css": "p{}", "b.css": "em{}"})
    assert said == ""
    assert theme is not None
    assert theme.paper[1:] == (("manuscript/mine/a.css", "p{}"), ("manuscript/mine/b.css", "em{}"))
    assert theme.ebook == ()
    assert theme.grid == Grid(measure=115, lead=13.5, lines=35)
    (face,) = theme.faces
    assert (face.name, face.family, face.style, face.weight) == ("Text", "Literata", "italic", 650)
    assert face.axes == {"wght": 650.0, "opsz": 12.0}


def test_style_sheets_reckon_with_the_trim_and_the_grid() -> None:
    """The first sheet says them, so that no figure of theme.toml stands in CSS again."""
    theme, _ = read({"theme.toml": TOML, "a.css": "", "b.css": ""})
    assert theme is not None
    assert theme.paper[0] == (
        "measures.css",
        ":root{--trim-width:148mm;--trim-height:210mm;--measure:115mm;--lead:13.5pt;--lines:35}",
    )


def test_a_theme_builds_on_one_of_ours() -> None:
    """Its sheets come after all of the base, of the trim's too; faces are added; a face said again is replaced."""
    face = '[[face]]\nname = "Literata"\nfamily = "Source Sans 3"\naxes = { wght = 400 }\n'
    more = '[[face]]\nname = "Extra"\nfamily = "EB Garamond"\n[trim.A6]\nsheets = ["small.css"]\n'
    toml = f'based_on = "literata"\npaper = ["ours.css"]\n{face}{more}'
    base = load_theme("literata", Diagnostics(), trim=TRIMS["A6"])
    theme, said = read({"theme.toml": toml, "ours.css": "p{}", "small.css": "em{}"}, trim="A6")
    assert said == ""
    assert base is not None
    assert theme is not None
    assert theme.paper == (*base.paper, ("manuscript/mine/ours.css", "p{}"), ("manuscript/mine/small.css", "em{}"))
    assert theme.ebook == base.ebook
    assert theme.grid == base.grid
    families = {(face.name, face.style, face.weight): face.family for face in theme.faces}
    assert families["Literata", "normal", 400] == "Source Sans 3"
    assert families["Extra", "normal", 400] == "EB Garamond"
    assert len(theme.faces) == len(base.faces) + 1


def test_another_grid_takes_the_place_of_the_base() -> None:
    """With `[trim.A5] grid` alone, and the trims that are not named stay as they were."""
    toml = 'based_on = "literata"\n[trim.A5]\ngrid = { measure = 110, lead = 14, lines = 34 }\n'
    changed, _ = read({"theme.toml": toml})
    kept, _ = read({"theme.toml": toml}, trim="A6")
    assert changed is not None
    assert changed.grid == Grid(measure=110, lead=14, lines=34)
    assert kept is not None
    assert kept.grid.lines == 29


def test_the_manuscripts_own_folder_goes_first() -> None:
    """A branch can have a theme of a name that we have too, and build on ours."""
    theme, said = read({"theme.toml": 'based_on = "literata"\npaper = ["a.css"]', "a.css": "p{}"}, name="literata")
    assert said == ""
    assert theme is not None
    assert theme.paper[-1] == ("manuscript/literata/a.css", "p{}")


_SIGN = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'


def test_a_cover_and_pictures_are_of_the_theme() -> None:
    """The cover is kept with its place, pictures, written anew, under the names that are written; the base's go on."""
    toml = 'based_on = "literata"\ncover = "cover.html"\npictures = ["sign.svg"]'
    theme, said = read({"theme.toml": toml, "cover.html": "<p/>\n", "sign.svg": _SIGN})
    assert said == ""
    assert theme is not None
    assert theme.cover == Source(name="manuscript/mine/cover.html", text="<p/>\n")
    assert theme.pictures == {"sign.svg": read_picture(_SIGN).data}


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"theme.toml": "paper = ["}, "mine/theme.toml:1:10: error:"),
        ({"theme.toml": 'paper = ["c.css"]'}, "theme.toml:1:10: error: the file `c.css` of the theme is not there"),
        ({"theme.toml": 'paper = ["../../c.css"]'}, "the file `../../c.css` of the theme is outside the folder"),
        ({"theme.toml": 'paper = ["theme.toml"]'}, "the file `theme.toml` of the theme is not one of .css"),
        ({"theme.toml": 'ebook = ["a.css"]', "a.css": b"\xff"}, "the file `manuscript/mine/a.css` of the theme is not"),
        ({"theme.toml": 'cover = "a.css"', "a.css": ""}, "the file `a.css` of the theme is not one of .html"),
        ({"theme.toml": 'pictures = ["a.css"]', "a.css": ""}, "the file `a.css` of the theme is not one of .gif"),
        ({"theme.toml": 'papers = ["a.css"]'}, "error: `papers` is not known"),
        ({"theme.toml": 'based_on = "litterata"'}, "theme.toml:1:12: error: there is no theme `litterata` to build on"),
        ({"theme.toml": "[trim.A7]\n"}, "theme.toml:1:2: error: `trim.A7` is not known"),
        ({"theme.toml": "[trim.A5]\nlines = 3"}, "theme.toml:2:1: error: `trim.A5.lines` is not known"),
        ({"theme.toml": "[trim.A5]\ngrid = {}"}, "`trim.A5.grid.lead` is no number above 0, up to 1000"),
        ({"theme.toml": '[[face]]\nname = "T"\nfamily = "L"\nstyle = "oblique"'}, ":4:9: error: `face[1].style` is"),
        ({"theme.toml": '[[face]]\nname = "Text"'}, "`face[1].family` is missing"),
        ({"theme.toml": 'based_on = "base"'}, "pamphlet.toml:1:9: error: the theme `mine` has no faces"),
        ({}, "pamphlet.toml:1:9: error: there is no theme `mine`"),
    ],
)
def test_what_is_wrong_is_an_error_that_names_it(files: dict[str, str | bytes], said: str) -> None:
    """With the place in theme.toml where there is one, else where the theme is asked for, and never an exception."""
    theme, findings = read(files)
    assert said in findings
    assert theme is None or "error" in findings


def test_a_theme_without_the_trim_says_which_it_has() -> None:
    """The place is that of the setting."""
    theme, said = read({"theme.toml": TOML, "a.css": "", "b.css": ""}, trim="A6")
    assert theme is None
    assert said.startswith("pamphlet.toml:1:9: error: the theme `mine` has no pages for the trim A6 [theme-trim]")
    assert "it is made for A5" in said


@pytest.mark.parametrize(
    ("name", "hint"), [("garamont", "did you mean `garamond`? themes: "), ("x", "hint: themes: "), ("", "themes: ")]
)
def test_a_theme_that_is_not_there(name: str, hint: str) -> None:
    """The themes that there are for the trim are listed: what is for A4 alone, or has no faces, is none of them."""
    findings = Diagnostics()
    assert load_theme(name, findings) is None
    assert f"there is no theme `{name}`" in as_text(findings)
    assert hint in as_text(findings)
    assert "`garamond`, `leaflet`, `literata`, or a folder" in as_text(findings)


def test_a_theme_is_not_looked_for_outside_the_manuscript() -> None:
    """Whatever stands there."""
    folder = MemoryFolder({"theme.toml": TOML}, label="manuscript")
    findings = Diagnostics()
    assert load_theme("../other", findings, manuscript=folder) is None
    assert "error: " in as_text(findings)


def test_all_our_themes_have_all_trims() -> None:
    """So that `trim` is one line to change, whatever the theme."""
    assert {our_themes(trim) for trim in TRIMS.values()} == {("garamond", "leaflet", "literata")}


@pytest.mark.parametrize(("name", "trim"), MINE)
def test_our_themes_keep_the_rules(name: str, trim: str) -> None:
    """Each is read without a finding; its sheets use its own faces only, fetch nothing and hide no words."""
    findings = Diagnostics()
    theme = load_theme(name, findings, trim=TRIMS[trim])
    assert as_text(findings) == ""
    assert theme is not None
    names = {face.name for face in theme.faces}
    for file, written in theme.paper:
        sheet = re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL)
        assert set(re.findall(r'"([A-Z][^"]*)"', sheet)) <= names, file
        assert not re.search(r"@import|url\(|local\(", sheet), file
        assert not re.search(r"(?<![\w-])(overflow|visibility|opacity|clip|clip-path)\s*:", sheet), file
        assert {colour.strip() for colour in re.findall(r"(?<![\w-])color:([^;}]*)", sheet)} <= {"black", "inherit"}, (
            file
        )


def test_no_theme_repeats_the_base() -> None:
    """What is the same in all themes stands in styles/base alone."""
    base = (themes_folder() / "base" / "paper.css").read_text(encoding="utf-8")
    rules = set(re.findall(r"^[^\n{}@]+\{[^{}]+\}", base, flags=re.MULTILINE))
    for name in our_themes(TRIMS["A5"]):
        sheet = (themes_folder() / name / "paper.css").read_text(encoding="utf-8")
        assert not rules & set(re.findall(r"^[^\n{}@]+\{[^{}]+\}", sheet, flags=re.MULTILINE)), name
