"""Variable fonts are cut to static ones: the same on every run, with all that the theme asks of them."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import fontpkg
import pytest
from fontTools.ttLib import TTFont

from pamphlet.typeset import FontProblem
from pamphlet.typeset.fonts import Font, cut_fonts, face_problem, face_rules, shared_characters
from pamphlet.typeset.theme import Face, Theme
from pamphlet.workspace import Cache

FEATURES = {"smcp", "c2sc", "onum", "lnum", "pnum", "tnum", "sups", "liga", "kern"}


def test_a_face_cut_anew_is_the_one_in_the_cache(theme: Theme, fonts: tuple[Font, ...], tmp_path: Path) -> None:
    """Cold or warm, the bytes are the same; only the first time is announced."""
    said: list[str] = []
    cold = cut_fonts(theme.faces[:1], Cache(tmp_path), said.append)
    assert said == ["cutting Literata normal 400 (once for this machine)"]
    warm = cut_fonts(theme.faces[:1], Cache(tmp_path), said.append)
    assert len(said) == 1
    assert cold[0].data == warm[0].data == fonts[0].data


def test_cut_fonts_stand_still(fonts: tuple[Font, ...]) -> None:
    """No axis is left, no time of writing, no letter is lost and no feature, in any face."""
    for font in fonts:
        cut = TTFont(io.BytesIO(font.data), recalcTimestamp=False)
        source = TTFont(fontpkg.path(font.face.family, weight=font.face.weight, style=font.face.style))
        assert "fvar" not in cut
        assert cut["head"].modified == source["head"].modified
        assert cut.getBestCmap().keys() == source.getBestCmap().keys()
        assert {record.FeatureTag for record in cut["GSUB"].table.FeatureList.FeatureRecord} >= FEATURES - {"kern"}
        assert "kern" in {record.FeatureTag for record in cut["GPOS"].table.FeatureList.FeatureRecord}
        assert cut["OS/2"].usWeightClass == font.face.weight


def test_each_face_is_another_font(fonts: tuple[Font, ...]) -> None:
    """Of each place on the axes there is one file, with a name of its own."""
    assert len(fonts) == 5
    assert len({font.file_name for font in fonts}) == len(fonts)
    assert len({font.data for font in fonts}) == len(fonts)


def test_a_face_of_other_axes_is_not_taken_from_the_cache(theme: Theme, tmp_path: Path) -> None:
    """What is kept depends on everything that the cut depends on."""
    asked: list[str] = []

    class Remembering(Cache):
        def get(self, name: str) -> bytes:
            asked.append(name)
            return b"kept"

    face = theme.faces[0]
    others = (replace(face, axes={**face.axes, "opsz": 13}), replace(face, axes={"wght": 400}), theme.faces[1])
    cut_fonts((face, *others, replace(face, name="Another name")), Remembering(tmp_path), lambda _: None)
    assert len(set(asked)) == 4
    assert asked[0] == asked[-1]


def test_a_family_that_is_not_installed_is_named() -> None:
    """The message says which."""
    face = Face(name="Nothing", family="No Such Family", style="normal", axes={})
    with pytest.raises(FontProblem, match="No Such Family is not installed"):
        cut_fonts((face,), Cache(None), lambda _: None)
    with pytest.raises(FontProblem, match="No Such Family"):
        shared_characters((face,))


@pytest.mark.parametrize(
    ("family", "axes", "problem"),
    [
        ("Literata", {"wght": 400, "opsz": 12}, ""),
        ("Atkinson Hyperlegible", {"wght": 700}, ""),
        ("No Such Family", {}, "the typeface No Such Family is not installed"),
        ("EB Garamond", {"wght": 200}, "the typeface EB Garamond has no normal of weight 200"),
        ("EB Garamond", {"wght": 400, "opsz": 12}, "the typeface EB Garamond has no axis `opsz`; it has wght"),
        ("Literata", {"opsz": 99}, "the axis `opsz` of the typeface Literata goes from 7 to 72, not to 99"),
    ],
)
def test_a_face_that_cannot_be_cut_says_why(family: str, axes: dict[str, float], problem: str) -> None:
    """A family that is not there, a weight or an axis that it does not have."""
    said = face_problem(Face(name="Text", family=family, style="normal", axes=axes))
    assert said.startswith(problem)
    assert bool(said) == bool(problem)


def test_shared_characters_are_those_of_every_face(theme: Theme, fonts: tuple[Font, ...]) -> None:
    """What is read from the uncut fonts is what the cut ones have; without a face there is nothing."""
    expected = frozenset.intersection(*(frozenset(TTFont(io.BytesIO(font.data)).getBestCmap()) for font in fonts))
    assert shared_characters(theme.faces) == expected
    assert {*map(ord, "aß–…‘’éŠЖ½")} <= expected
    assert ord("漢") not in expected
    assert shared_characters(()) == frozenset()


def test_rules_name_each_face_and_its_file(fonts: tuple[Font, ...]) -> None:
    """One rule a face, in order, with the address that the medium gives it."""
    rules = face_rules(fonts, lambda font: f"fonts/{font.file_name}").splitlines()
    assert rules[1] == (
        '@font-face{font-family:"Literata";font-style:italic;font-weight:400;src:url(fonts/literata-italic-400.ttf)}'
    )
    assert len(rules) == len(fonts)
