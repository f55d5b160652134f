"""A font of a PDF becomes what matters about it: is it in the file, and do its codes stand for characters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pamphlet.preflight.pdf.objects import entry, identity, items, word

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A font as it is used.  `wide`: two bytes a glyph; `by_glyph`: the codes are the numbers of glyphs."""

    key: str
    name: str
    embedded: bool
    drawn: bool
    readable: bool
    wide: bool
    by_glyph: bool


NO_FACE = Face(
    key="", name="a font that is not there", embedded=False, drawn=False, readable=False, wide=False, by_glyph=False
)
"""What text is shown in where the file names a font that it does not have."""


def face_of(font: Any) -> Face:
    """The facts about a font dictionary."""
    kind = word(entry(font, "/Subtype"))
    if not kind:
        return NO_FACE
    name = word(entry(font, "/BaseFont") or entry(font, "/Name")).removeprefix("/") or "without a name"
    inner = next(iter(items(entry(font, "/DescendantFonts"))), None) if kind == "/Type0" else font
    described = entry(inner, "/FontDescriptor")
    encoding = entry(font, "/Encoding")
    by_glyph = kind == "/Type0" and word(encoding).startswith("/Identity")
    drawn = kind == "/Type3"
    return Face(
        key=f"{name} {identity(font) or ''}",
        name=name.partition("+")[2] if name[6:7] == "+" else name,
        embedded=drawn or any(entry(described, key) is not None for key in _FILES),
        drawn=drawn,
        readable=entry(font, "/ToUnicode") is not None or not (by_glyph or (drawn and encoding is None)),
        wide=kind == "/Type0",
        by_glyph=by_glyph,
    )
