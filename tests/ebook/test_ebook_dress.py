"""What an ebook brings of its own look: nothing but a style sheet, or fonts where the publisher asks for them."""

from __future__ import annotations

import io
import re
import time

import pytest
from conftest import ROOT
from fontTools.ttLib import TTFont
from opened_book import HARDLY_ANYTHING, SAMPLE, Book, compiled, cover, in_memory, made, sample, theme

from pamphlet.ebook.dress import Dress, style_files, text_fonts
from pamphlet.typeset.fonts import Font, reduced
from pamphlet.workspace import DiskFolder


@pytest.fixture(scope="module")
def with_fonts(fonts: tuple[Font, ...]) -> Book:
    """The ebook of the sample with the fonts of the theme, made anew: what is kept may be of another day."""
    dress = Dress(theme=theme(), cover=cover(), fonts=text_fonts(theme(), fonts))
    return made(compiled(DiskFolder(SAMPLE)), dress=dress)


def fonts_in(book: Book) -> dict[str, TTFont]:
    """The fonts of an ebook by the names of their files."""
    return {name: TTFont(io.BytesIO(book.read(name))) for name in book.manifest if name.startswith("fonts/")}


def test_fonts_are_left_to_the_reader() -> None:
    """An ebook has none unless they are asked for, and no word of them."""
    book = sample()
    assert fonts_in(book) == {}
    assert book.told("ibooks:specified-fonts") == []
    assert "ibooks" not in book.package.get("prefix", "")
    for style in style_files(Dress(theme=theme(), cover=cover())):
        assert b"font-face" not in style.data
        assert not re.search(rb"font-family:(?! inherit)", style.data)


def test_fonts_are_those_of_the_text(with_fonts: Book) -> None:
    """Upright, italic and bold, named in a style sheet of their own that every document asks for, and in no other."""
    rules = with_fonts.read("css/fonts.css").decode()
    assert (
        re.findall(r"url\(\.\./(.*?)\)", rules)
        == list(fonts_in(with_fonts))
        == [
            "fonts/pamphlet-text-normal-400.ttf",
            "fonts/pamphlet-text-italic-400.ttf",
            "fonts/pamphlet-text-normal-700.ttf",
        ]
    )
    assert 'body { font-family: "Pamphlet Text", serif; }' in rules
    for name in fonts_in(with_fonts):
        assert with_fonts.manifest[name].get("media-type") == "font/ttf"
    for name, root in with_fonts.documents.items():
        sheets = [with_fonts.target(name, node.get("href"))[0] for node in root.iter("{*}link")]
        assert "css/fonts.css" in sheets
    assert with_fonts.told("ibooks:specified-fonts") == ["true"]
    assert with_fonts.package.get("prefix").count("ibooks: http://vocabulary.itunes.apple.com/") == 1


def test_fonts_have_every_character_and_little_else(with_fonts: Book) -> None:
    """What stands in the documents can be set in each, small capitals too; a face is under 60 kB."""
    shown = {ord(letter) for root in with_fonts.documents.values() for text in root.itertext() for letter in text}
    wanted = shown - {ord("\n")}
    for name, font in fonts_in(with_fonts).items():
        characters = set(font.getBestCmap())
        assert wanted <= characters, name
        assert len(characters) < len(wanted) + 20
        features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
        assert {"smcp", "c2sc", "onum"} <= features
        assert len(with_fonts.read(name)) < 60_000


def test_fonts_keep_their_licence_and_take_no_reserved_name(with_fonts: Book) -> None:
    """Copyright and licence stay in each; the name is ours, since some makers reserve theirs; embedding is allowed."""
    for font in fonts_in(with_fonts).values():
        names = font["name"]
        assert "Copyright" in names.getDebugName(0)
        assert "SIL Open Font License" in names.getDebugName(13)
        assert {names.getDebugName(number) for number in (1, 4)} == {"Pamphlet Text"}
        assert names.getDebugName(6) == "PamphletText"
        assert font["OS/2"].fsType == 0


def test_fonts_are_the_same_whenever_they_are_reduced(fonts: tuple[Font, ...]) -> None:
    """No time of writing in them, and no order that changes."""
    characters = frozenset(map(ord, "Bread and nails"))
    first = reduced(fonts[0], characters)
    time.sleep(1.1)  # a font carries its time in seconds
    assert reduced(fonts[0], characters).data == first.data
    assert reduced(fonts[0], characters | {0x416}).data != first.data


def test_fonts_are_asked_for_in_the_settings() -> None:
    """The setting is off by default; the sample leaves it so."""
    on = f"{HARDLY_ANYTHING['pamphlet.toml']}[editions.epub]\nfonts = true\n"
    assert in_memory(only="Words.", **{"pamphlet.toml": on}).settings.editions.epub.fonts
    assert not in_memory(only="Words.").settings.editions.epub.fonts
    assert "fonts" not in (ROOT / "manuscript/pamphlet.toml").read_text(encoding="utf-8")
