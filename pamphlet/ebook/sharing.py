"""A pamphlet of no branch becomes what the ebooks and web pages of all branches share; covers are put into it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from pamphlet.apparatus.names_index import IndexLetter
from pamphlet.apparatus.page_map import PageMap
from pamphlet.apparatus.parts import Pamphlet
from pamphlet.ebook.binding import Bound, bind, bind_in_other_covers
from pamphlet.ebook.dress import Dress
from pamphlet.ebook.epub import packed
from pamphlet.ebook.web_page import covers_text, dressed, web_sheets, web_style, web_text
from pamphlet.typeset.fonts import Font
from pamphlet.typeset.theme import Theme

_LATIN = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA1, 0x180))))
"""What names of branches and streets are mostly written in (Unicode: Basic Latin to Latin Extended-A).

The fonts of all web pages hold it, whether a page has use for it or not: so they are cut once for all.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedEbook:
    """The ebook that lacks only the covers of a branch."""

    bound: Bound = field(repr=False)

    def with_covers(self, pamphlet: Pamphlet, page_map: PageMap, dress: Dress) -> bytes:
        """The EPUB of a branch's pamphlet; raises EbookProblem."""
        return packed(bind_in_other_covers(self.bound, pamphlet, page_map, dress))


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPage:
    """The web page that lacks only the covers of a branch, and its style, cut for the characters that it names."""

    text: str = field(repr=False)
    sheets: str = field(repr=False)
    style: str = field(repr=False)
    characters: frozenset[str] = field(repr=False)

    def with_covers(self, pamphlet: Pamphlet, page_map: PageMap, fonts: tuple[Font, ...]) -> bytes:
        """The web page of a branch's pamphlet; raises EbookProblem."""
        page = covers_text(pamphlet, page_map, self.text)
        characters = self.characters | frozenset(page)
        style = self.style
        if characters != self.characters:
            style = web_style(fonts, self.sheets, characters)
        return dressed(page, style)


def share_ebook(
    pamphlet: Pamphlet, letters: tuple[IndexLetter, ...], page_map: PageMap, dress: Dress, moment: dt.datetime
) -> SharedEbook:
    """Bind an ebook to put other covers into; raises EbookProblem."""
    return SharedEbook(bound=bind(pamphlet, letters, page_map, dress, moment))


def share_page(
    pamphlet: Pamphlet,
    letters: tuple[IndexLetter, ...],
    page_map: PageMap,
    theme: Theme,
    fonts: tuple[Font, ...],
) -> SharedPage:
    """Make a web page to put other covers into; raises EbookProblem."""
    text, sheets = web_text(pamphlet, letters, page_map), web_sheets(theme)
    characters = _LATIN | frozenset(text + sheets)
    return SharedPage(text=text, sheets=sheets, style=web_style(fonts, sheets, characters), characters=characters)
