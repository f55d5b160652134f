"""What an examination found in a PDF: facts about its pages, fonts, colours, pictures, tags and claims.

Lengths are points of 1/72 inch; page numbers count from 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pamphlet.preflight.pdf.colours import Colour
from pamphlet.preflight.pdf.geometry import Box


class Mark(StrEnum):
    """What a colour is used for."""

    TEXT = "text"
    DRAWING = "rules and areas"
    PICTURE = "pictures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettering:
    """Stretches of text of one font, size (pt, as it stands on paper) and colour: how many glyphs.

    `longest` is the longest stretch without a change of size, so that raised figures can be told
    from small text.
    """

    font: str
    size: float
    colour: Colour
    glyphs: int
    longest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture as it is placed: pixels, pixels an inch on paper, bits a channel, colours."""

    width: int
    height: int
    ppi: float
    bits: int
    colour: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """A font that text is shown in: its name, whether its glyphs are in the file and what they stand for.

    `drawn`: each glyph is a small drawing (Type 3).  `readable`: the file says which characters the
    glyphs are.  `missing` counts glyphs shown as the box of a font that does not have the character.
    """

    name: str
    embedded: bool
    drawn: bool
    readable: bool
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: its boxes, and all that is painted on it.

    `lines` are the widths of rules; `reach` the boxes of what is painted near the edges, text apart;
    `text` the boxes of lines of text; `untagged` counts glyphs that are neither tagged nor marked as
    an artifact.  `unit` is that of the page's own co-ordinates, in pt; `hides_text`: some text leaves no
    mark.  `annotations` names the kinds of what is laid over the page, `unprinted` counts
    those that are not marked to be printed.
    """

    number: int
    media: Box
    crop: Box
    trim: Box
    bleed: Box
    has_trim: bool
    rotation: int
    letterings: tuple[Lettering, ...]
    fonts: tuple[Font, ...]
    colours: tuple[tuple[Mark, Colour], ...]
    pictures: tuple[Picture, ...]
    lines: tuple[float, ...]
    reach: tuple[Box, ...]
    unit: float
    hides_text: bool
    text: tuple[Box, ...]
    words: str
    transparency: tuple[str, ...]
    groups: bool
    untagged: int
    annotations: tuple[str, ...]
    unprinted: int
    in_tab_order: bool
    damaged: bool

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the trimmed page as it is looked at, in pt."""
        width, height = self.trim.width, self.trim.height
        return (height, width) if self.rotation % 180 else (width, height)

    @property
    def in_colour(self) -> bool:
        """Whether a copier or a shop counts it as a page in colour."""
        return any(colour.is_coloured for _, colour in self.colours)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """The printing condition that a file is made for: its kind, its name, and the channels of its profile (0: none)."""

    kind: str
    condition: str
    channels: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """The standards that a file says it conforms to; empty where it claims nothing."""

    pdfx: str
    pdfa: str
    pdfua: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """What the structure tree says: figures without a description, heads of tables without a scope."""

    marked: bool
    tree: bool
    suspect: bool
    elements: int
    figures_undescribed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A PDF, looked at from all sides.  `truncated`: it held more than was looked at."""

    version: str
    encrypted: bool
    speakable: bool
    pages: tuple[Page, ...]
    extent: int
    title: str
    shows_title: bool
    language: str
    tags: Tags
    claims: Claims
    intents: tuple[Intent, ...]
    trapped: str
    has_id: bool
    scripts: bool
    forms: bool
    attachments: bool
    outline: bool
    repaired: bool
    truncated: bool

    def colours(self) -> Iterator[tuple[int, Mark, Colour]]:
        """Every use of a colour, with its page."""
        for page in self.pages:
            for mark, colour in page.colours:
                yield page.number, mark, colour

    @property
    def body_size(self) -> float:
        """The size in which most of the text is set, in pt; 0 without text."""
        glyphs: dict[float, int] = {}
        for page in self.pages:
            for lettering in page.letterings:
                glyphs[lettering.size] = glyphs.get(lettering.size, 0) + lettering.glyphs
        return max(glyphs, key=lambda size: (glyphs[size], size), default=0.0)
