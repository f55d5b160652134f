"""How an ebook is to look becomes files of it: its style sheets, and fonts where it brings any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from pamphlet.ebook.package import File
from pamphlet.ebook.xhtml import Element
from pamphlet.typeset.fonts import Font, face_rules, in_disguise, reduced
from pamphlet.typeset.theme import Theme

_ADDED_BY_READERS = "0123456789.-\u2010•…"
"""What reading systems put in: numbers and bullets of lists, hyphens, the end of a line cut short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dress:
    """How an ebook is to look: its theme and the picture of its cover (PNG or JPEG).

    `fonts` are those of the theme that it is to bring; none leaves the choice to the reader alone.
    """

    theme: Theme
    cover: bytes = field(repr=False)
    fonts: tuple[Font, ...] = ()


def text_fonts(theme: Theme, fonts: tuple[Font, ...]) -> tuple[Font, ...]:
    """The fonts of the face that a theme names first, which is that of its text."""
    return tuple(font for font in fonts if font.face.name == theme.faces[0].name)


def style_files(dress: Dress) -> tuple[File, ...]:
    """The style sheets of the theme, and one that says which fonts the ebook brings."""
    sheets = [
        (f"{number}-{PurePosixPath(name).name}", text) for number, (name, text) in enumerate(dress.theme.ebook, 1)
    ]
    if dress.fonts:
        named = tuple(in_disguise(font) for font in dress.fonts)
        rules = face_rules(named, lambda font: f"../fonts/{font.file_name}")
        sheets.append(("fonts.css", f'{rules}\nbody {{ font-family: "{named[0].face.name}", serif; }}\n'))
    return tuple(
        File(id=f"style-{number}", name=f"css/{name}", media_type="text/css", data=text.encode())
        for number, (name, text) in enumerate(sheets, 1)
    )


def characters_of(documents: Iterable[Element]) -> frozenset[int]:
    """The code points that documents need, and those that reading systems add."""
    return frozenset(map(ord, _ADDED_BY_READERS + "".join(text for tree in documents for text in tree.itertext())))


def font_files(dress: Dress, characters: frozenset[int]) -> Iterator[File]:
    """The fonts, with no more in them than these code points need."""
    for number, font in enumerate(dress.fonts, 1):
        small = reduced(font, characters)
        yield File(id=f"font-{number}", name=f"fonts/{small.file_name}", media_type="font/ttf", data=small.data)
