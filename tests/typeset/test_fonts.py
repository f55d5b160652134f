"""Variable fonts are cut to static ones: the same on every run, with all that the theme asks of them."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import fontpkg
import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import flagOverlapSimple
from fontTools.varLib.instancer import instantiateVariableFont

from pamphlet.typeset import FontProblem
from pamphlet.typeset.fonts import Font, as_woff2, cut_fonts, face_problem, face_rules, reduced, shared_characters
from pamphlet.typeset.theme import Face, Theme

FEATURES = {"smcp", "c2sc", "onum", "lnum", "pnum", "tnum", "sups", "liga", "kern"}


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


def test_a_cut_face_is_the_variable_one_standing_still(fonts: tuple[Font, ...]) -> None:
    """Every glyph is as wide, and its outline the same, as fontTools cuts it; crossing contours are said to be such."""
    font = fonts[0]
    source = TTFont(fontpkg.path(font.face.family, weight=font.face.weight, style=font.face.style))
    subset = Subsetter(Options(glyph_names=True, layout_features=[], notdef_outline=True))
    subset.populate(text="Bread & nails, 1921: Šč ﬁ Жя")
    subset.subset(source)
    other = instantiateVariableFont(source, dict(font.face.axes))
    cut = TTFont(io.BytesIO(font.data))
    for glyph in other.getGlyphOrder():
        ours, theirs = cut["glyf"][glyph], other["glyf"][glyph]
        assert cut["hmtx"][glyph] == other["hmtx"][glyph]
        assert ours.getCoordinates(cut["glyf"])[0] == theirs.getCoordinates(other["glyf"])[0]
        if ours.numberOfContours > 0:
            assert ours.flags[0] & flagOverlapSimple


def test_the_axes_are_those_asked_for(theme: Theme) -> None:
    """Another optical size is another font; an axis left out stands at its default; a static font is taken as it is."""
    face = theme.faces[0]
    axes = {axis.axisTag: axis.defaultValue for axis in TTFont(fontpkg.path(face.family))["fvar"].axes}
    wanted = ({**axes, "opsz": 7}, axes, {"wght": axes["wght"]})
    small, said, left_out = (font.data for font in cut_fonts(tuple(replace(face, axes=each) for each in wanted)))
    assert small != said == left_out
    static = Face(name="Plain", family="Atkinson Hyperlegible", style="normal", axes={"wght": 700})
    assert cut_fonts((static,))[0].data == Path(fontpkg.path(static.family, weight=700)).read_bytes()


def test_a_family_that_is_not_installed_is_named() -> None:
    """The message says which."""
    face = Face(name="Nothing", family="No Such Family", style="normal", axes={})
    with pytest.raises(FontProblem, match="No Such Family is not installed"):
        cut_fonts((face,))
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


def test_a_font_for_the_web_is_the_same_font_packed_at_the_tenth_step(fonts: tuple[Font, ...]) -> None:
    """Nothing of it is lost, and it is hardly larger than fontTools would pack it, which goes on a step further."""
    small = reduced(fonts[0], frozenset(map(ord, "Bread & nails, 1921")))
    packed = as_woff2(small)
    plain, said = io.BytesIO(), TTFont(io.BytesIO(small.data), recalcTimestamp=False)
    said.flavor = "woff2"
    said.save(plain, reorderTables=False)
    assert packed != plain.getvalue()
    assert len(packed) < 1.02 * len(plain.getvalue())
    ours, theirs = TTFont(io.BytesIO(packed)), TTFont(io.BytesIO(plain.getvalue()))
    assert ours.keys() == theirs.keys()
    assert all(ours.getTableData(name) == theirs.getTableData(name) for name in ours.keys() if name != "GlyphOrder")  # noqa: SIM118  # it is no mapping
