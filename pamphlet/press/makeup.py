"""A pamphlet becomes the pages of the A5 edition, their page map and its index of names.

The body is laid out once.  It ends with one page that holds the place of the index, so that the
contents know where the index begins; the index itself is set from the page map of the body and
takes that page's place.  Front and back cover are layouts of their own, joined to it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass

from pamphlet.apparatus.names_index import IndexLetter, index_of_names
from pamphlet.apparatus.page_map import PageMap
from pamphlet.apparatus.parts import NamesIndex, Pamphlet, part_runs
from pamphlet.diagnostics import Diagnostics
from pamphlet.manuscript.document import Text
from pamphlet.manuscript.traversal import Run
from pamphlet.press.layout import Engine, Layout
from pamphlet.press.words_on_page import Lost, lost_texts, lost_words, shown_letters
from pamphlet.settings import Settings
from pamphlet.typeset.fonts import Font
from pamphlet.typeset.paper import PaperDocuments
from pamphlet.typeset.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingCopy:
    """The A5 edition: its pages, their PDF and number, and what it tells the other editions."""

    layout: Layout
    pdf: bytes
    extent: int
    page_map: PageMap
    index: tuple[IndexLetter, ...]


def make_up(
    pamphlet: Pamphlet, theme: Theme, fonts: tuple[Font, ...], moment: dt.datetime, diagnostics: Diagnostics
) -> ReadingCopy:
    """Lay out the A5 edition; `moment` is the time that the file carries.

    Words of the manuscript that stand on no page are errors, as is all that the engine reports.
    """
    documents = PaperDocuments(pamphlet, theme.grid, moment)
    engine = Engine(
        fonts=fonts,
        sheets=theme.paper,
        pictures={name: picture.data for name, picture in pamphlet.images.items()},
        diagnostics=diagnostics,
    )
    runs = [run for part in pamphlet.parts for run in part_runs(part)]
    blocks = frozenset(run.id for run in runs)
    front = engine.lay_out(documents.front())
    pages = front.followed_by(engine.lay_out(documents.body(), first_page=front.extent + 1))
    page_map = pages.page_map(blocks)
    index_first = pages.extent
    letters: tuple[IndexLetter, ...] = ()
    if any(isinstance(part, NamesIndex) for part in pamphlet.back):
        letters = index_of_names(pamphlet, page_map.pages)
        index = engine.lay_out(documents.index(letters, first_page=index_first), first_page=index_first)
        pages = pages.without_last().followed_by(index)
    back = engine.lay_out(documents.back(), first_page=pages.extent + 1)
    pages = pages.followed_by(back)
    pdf = pages.pdf(frozenset(face.name for face in theme.faces))
    shown = shown_letters(pdf, pages.text_areas())
    _check_covers(front, back, shown, pamphlet.settings, diagnostics)
    _report(lost_words(shown, pages.passages(blocks), runs), diagnostics)
    _report(lost_texts("".join(shown[index_first - 1 :]), _index_runs(letters)), diagnostics)
    return ReadingCopy(layout=pages, pdf=pdf, extent=pages.extent, page_map=page_map, index=letters)


def _report(losses: Iterable[Lost], diagnostics: Diagnostics) -> None:
    for lost in losses:
        diagnostics.error(
            "words-off-page",
            f"these words stand on no page: {_shortened(lost.words)}",
            lost.span,
            hint="something here is wider or higher than the page: shorten a line, a table or a word",
        )


def _check_covers(front: Layout, back: Layout, shown: list[str], settings: Settings, diagnostics: Diagnostics) -> None:
    """Cover and imprint are pages 1 and 2, for with one more left pages would be set as right ones; all is on them."""
    full = False
    for names, layout, extent in (("cover and imprint", front, 2), ("back cover", back, 1)):
        if layout.extent != extent:
            full = True
            diagnostics.error(
                "cover-full",
                f"the {names} would take {layout.extent} pages; there is room for {extent}",
                settings.title_span,
                hint="shorten the longest text in pamphlet.toml: title, about, statement or summary",
            )
    if not full:
        for letters, texts in zip((shown[0], shown[1], shown[-1]), _cover_texts(settings), strict=True):
            _report(lost_texts(letters, _runs_of(texts, settings)), diagnostics)


def _cover_texts(settings: Settings) -> tuple[list[str], list[str], list[str]]:
    """What pamphlet.toml has for the cover, the imprint and the back cover."""
    imprint = settings.imprint
    cover = [settings.cover_line, settings.title, settings.subtitle, settings.series, imprint.publisher, settings.price]
    cover += [text for author in settings.authors for text in (author.name, author.about)]
    return cover, [settings.rights, settings.isbn, *astuple(imprint)], [settings.summary]


def _runs_of(texts: Iterable[str], settings: Settings) -> Iterator[Run]:
    """Texts of pamphlet.toml with their places in it, as far as they stand there to the letter."""
    for text in filter(None, texts):
        start = settings.source.text.find(text)
        span = settings.source.span(start, start + len(text)) if start >= 0 else settings.title_span
        yield Run(id="", children=(Text(text=text, span=span),), span=span)


def _index_runs(letters: tuple[IndexLetter, ...]) -> Iterator[Run]:
    for entry in (entry for letter in letters for entry in letter.entries):
        span = entry.person.span
        yield Run(id="", children=(Text(text=entry.person.sort, span=span),), span=span)


def _shortened(words: str, limit: int = 120) -> str:
    return f"“{words}”" if len(words) <= limit else f"“{words[:limit].rsplit(' ', 1)[0]} …”"
