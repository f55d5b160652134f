"""HTML becomes pages: the module that asks the layout engine, WeasyPrint, for them.

The engine sees only what is handed to it as bytes: its fetcher serves the fonts and pictures of
this build by name and refuses every other address, so that neither a file nor a host can be
reached whatever a manuscript or a theme asks for.
"""

from __future__ import annotations

import copy
import shutil
import weakref
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urljoin

from pamphlet.apparatus.page_map import UNCOUNTED, PageMap, PageStart
from pamphlet.diagnostics import Diagnostics, Source
from pamphlet.press.conformance import ACCESSIBILITY_CLAIM
from pamphlet.press.engine import CSS, HTML, DocumentMetadata, FontConfiguration, Paged, boxes
from pamphlet.press.fetching import Fetcher
from pamphlet.press.finishing import for_a_print_shop, for_reading
from pamphlet.press.fit import Flow
from pamphlet.press.line_count import flows
from pamphlet.press.line_ends import lines_end_well
from pamphlet.press.log import failures, heard
from pamphlet.press.makeready import made_ready
from pamphlet.press.page_boxes import (
    POINTS_PER_PIXEL,
    Area,
    NumberedLine,
    Passage,
    PlacedPicture,
    area_of,
    is_overrun,
    line_heights,
    numbered_lines,
    passages_of,
    pictures_of,
    texts_within,
)
from pamphlet.press.page_checks import check_pages
from pamphlet.press.resting import search_for_garbage_rests
from pamphlet.press.underlines import Stretch, Underline, underlines_of
from pamphlet.typeset.fonts import Font, face_rules, in_our_faces
from pamphlet.typeset.paper import BASE_ADDRESS, picture_address

BLEED = 3
"""How far, in mm, colour runs over the edge of the cut page: what print shops ask for (wttb.co.uk, blackmore.co.uk)."""


class _Metadata(DocumentMetadata):  # type: ignore[misc]  # the library is without annotations
    """Metadata that claim PDF/UA beside the PDF/A that the engine writes into them."""

    def generate_rdf_metadata(self, variant: str, version: int, conformance: str) -> bytes:
        rdf: bytes = super().generate_rdf_metadata(variant, version, conformance)
        return rdf.replace(b"</rdf:RDF>", ACCESSIBILITY_CLAIM + b"</rdf:RDF>")


class Layout:
    """Pages that were laid out.  The engine's own objects do not leave this module."""

    def __init__(self, paged: Any, diagnostics: Diagnostics, first_page: int) -> None:
        """Wrap what the engine gave; `first_page` is the number of the first of its pages."""
        self._paged = paged
        self._diagnostics = diagnostics
        self.first_page = first_page

    @property
    def extent(self) -> int:
        """The number of pages."""
        return len(self._paged.pages)

    @property
    def last_page(self) -> int:
        """The number of the last page."""
        return self.first_page + self.extent - 1

    def without_last(self) -> Layout:
        """The pages but for the last one."""
        return self.pages(self.first_page, self.last_page - 1)

    def pages(self, first: int, last: int) -> Layout:
        """The pages from one number to another."""
        chosen = self._paged.pages[first - self.first_page : last - self.first_page + 1]
        return Layout(self._paged.copy(chosen), self._diagnostics, first)

    def followed_by(self, *others: Layout) -> Layout:
        """These pages and those of other layouts as one document, with the metadata of this one."""
        pages = [page for layout in (self, *others) for page in layout._paged.pages]  # noqa: SLF001  # its own class
        return Layout(self._paged.copy(pages), self._diagnostics, self.first_page)

    def page_map(self, blocks: frozenset[str]) -> PageMap:
        """The page map; `blocks` are the ids of the blocks and of the elements of templates that hold words."""
        starts: list[PageStart] = []
        done: Counter[str] = Counter()
        pages: dict[str, list[int]] = {}
        laid_out = zip(self._paged.pages, self.passages(blocks), strict=True)
        for number, (page, passages) in enumerate(laid_out, self.first_page):
            for identity in page.anchors:
                pages.setdefault(identity, []).append(number)
            new = [passage for passage in passages if not (passage.in_head and done[passage.block])]
            if new:
                first = new[0].block
                starts.append(PageStart(label=str(number), block=first, offset=done[first]))
            elif picture := next(pictures_of(page._page_box, blocks), None):  # noqa: SLF001  # the engine has no public way
                starts.append(PageStart(label=str(number), block=picture.block, offset=0))
            for passage in new:
                done[passage.block] += len(UNCOUNTED.sub("", "".join(passage.pieces)))
        return PageMap(starts=tuple(starts), pages={identity: tuple(found) for identity, found in pages.items()})

    def passages(self, blocks: frozenset[str]) -> tuple[tuple[Passage, ...], ...]:
        """For each page the passages of blocks on it, in the order of reading."""
        return tuple(tuple(passages_of(page._page_box, blocks)) for page in self._paged.pages)  # noqa: SLF001  # the engine has no public way

    def flows(self, lead: float) -> tuple[Flow, ...]:
        """Which pages run on from one to the next, and how many lines stand on each; `lead` in pt."""
        pages = (page._page_box for page in self._paged.pages)  # noqa: SLF001  # likewise
        found = flows(pages, lead / POINTS_PER_PIXEL, boxes.LineBox)
        return tuple(replace(flow, first=flow.first + self.first_page - 1) for flow in found)

    def numbered_lines(self, blocks: frozenset[str]) -> tuple[tuple[NumberedLine, ...], ...]:
        """For each page the lines of blocks on it with their numbers."""
        return tuple(tuple(numbered_lines(page._page_box, blocks)) for page in self._paged.pages)  # noqa: SLF001  # likewise

    def openings(self) -> frozenset[int]:
        """The numbers of the pages with which a run of pages of one name begins (CSS GCPM 3, page groups)."""
        kinds = (page._page_box.page_type for page in self._paged.pages)  # noqa: SLF001  # likewise
        return frozenset(
            number for number, kind in enumerate(kinds, self.first_page) if any(not place for _, place in kind.groups)
        )

    def line_heights(self) -> tuple[Mapping[int, float], ...]:
        """For each page how far below its top, in pt, its lines stand, by their numbers."""
        return tuple(line_heights(page._page_box) for page in self._paged.pages)  # noqa: SLF001  # likewise

    def underlines(self, wanted: Mapping[str, tuple[Stretch, ...]]) -> tuple[tuple[Underline, ...], ...]:
        """For each page where stretches stand on it; `wanted` has them by their blocks."""
        done: Counter[str] = Counter()
        return tuple(tuple(underlines_of(page._page_box, wanted, done)) for page in self._paged.pages)  # noqa: SLF001  # likewise

    def texts(self) -> tuple[str, ...]:
        """For each page all that is set on it, in pieces parted by line feeds."""
        return tuple("\n".join(texts_within(page._page_box)) for page in self._paged.pages)  # noqa: SLF001  # likewise

    def is_overrun(self, foot: str) -> bool:
        """Whether something reaches into the element of class `foot` at the foot of a page."""
        return any(is_overrun(page._page_box, foot) for page in self._paged.pages)  # noqa: SLF001  # likewise

    def text_areas(self) -> tuple[Area, ...]:
        """For each page the area within its margins."""
        return tuple(area_of(page._page_box) for page in self._paged.pages)  # noqa: SLF001  # likewise

    def pictures(self, blocks: frozenset[str]) -> tuple[PlacedPicture, ...]:
        """The pictures in blocks, as `passages` takes them, in the order of reading."""
        return tuple(each for page in self._paged.pages for each in pictures_of(page._page_box, blocks))  # noqa: SLF001  # likewise

    def pdf(self, families: frozenset[str]) -> bytes:
        """The trimmed pages as a PDF with bookmarks, conforming to PDF/A-2a and PDF/UA-1 at once.

        A font of another family is a finding.
        """
        paged = self._fork()
        paged.metadata = _Metadata(**vars(paged.metadata))
        return self._written(paged, families, pdf_variant="pdf/a-2a", finisher=for_reading)

    def press_pdf(self, families: frozenset[str]) -> bytes:
        """The pages with their bleed as a PDF to be printed: no tags, no links, no claim to conform to anything.

        A font of another family is a finding.
        """
        return self._written(self._fork(), families, finisher=for_a_print_shop)

    def _fork(self) -> Any:
        """The pages to be written once: writing leaves colour profiles behind, which the next file would carry."""
        fork = self._paged.copy()
        fork.metadata = copy.copy(fork.metadata)
        fork.color_profiles = dict(fork.color_profiles)
        return fork

    def _written(self, paged: Any, families: frozenset[str], **options: Any) -> bytes:
        with heard(self._diagnostics), failures(self._diagnostics), _at_work():
            check_pages(paged, self._diagnostics)
            data = paged.write_pdf(custom_metadata=True, **options)  # of which there is the edition code
        for font in paged.fonts.values():
            if font.family not in families:
                self._diagnostics.error(
                    "font-foreign",
                    f"some characters were set in {font.family}, which is not a face of the theme",
                    hint="run `pamphlet check`: it names the characters that the faces do not have",
                )
        return bytes(data)


class Engine:
    """Lays out documents of one pamphlet: one theme, one set of fonts, one set of pictures."""

    def __init__(
        self,
        *,
        fonts: tuple[Font, ...],
        sheets: Sequence[tuple[str, str]],
        pictures: Mapping[str, bytes],
        diagnostics: Diagnostics,
        theme_pictures: Mapping[str, bytes] | None = None,
        hangs_together: bool = False,
    ) -> None:
        """Read the style sheets; what is wrong with one is a finding with its place.

        `pictures` are those of the manuscript; `theme_pictures` go by the names that the sheets have for them.
        `hangs_together` is that of the theme.
        """
        self.hangs_together = hangs_together
        self._diagnostics = diagnostics
        self._fonts = fonts
        self._configuration = FontConfiguration()
        files = {urljoin(BASE_ADDRESS, quote(name)): data for name, data in (theme_pictures or {}).items()}
        files |= {_font_address(font): font.data for font in fonts}
        files |= {picture_address(name): _drawn(name, data, fonts) for name, data in pictures.items()}
        self._fetcher = Fetcher(files)
        rules = ("faces", face_rules(fonts, _font_address))
        bleed = ("bleed", f"@page{{bleed:{BLEED}mm}}")
        self._sheets = []
        for name, text in (rules, *sheets, bleed):
            source = Source(name=name, text=text)
            with heard(diagnostics, source), failures(diagnostics, source):
                self._sheets.append(self._sheet(text))
        _tidy_up_after(self._configuration)

    def showing(self, pictures: Mapping[str, bytes], diagnostics: Diagnostics) -> Engine:
        """The same engine with some more pictures, and another collector for what it finds."""
        other = copy.copy(self)
        other._diagnostics = diagnostics  # noqa: SLF001  # its own class
        other._fetcher = self._fetcher.also_serving(  # noqa: SLF001  # likewise
            {picture_address(name): _drawn(name, data, self._fonts) for name, data in pictures.items()}
        )
        return other

    def lay_out(self, html: str, *, first_page: int = 1) -> Layout:
        """Lay out a document whose first page carries the number `first_page`."""
        count = self._sheet(f"@page :first{{counter-set:page {first_page}}}")
        with heard(self._diagnostics), failures(self._diagnostics), _at_work(), lines_end_well():
            page = HTML(string=html, base_url=BASE_ADDRESS, url_fetcher=self._fetcher)
            paged: Paged = page.render(font_config=self._configuration, stylesheets=[*self._sheets, count])
            check_pages(paged, self._diagnostics)
        return Layout(paged, self._diagnostics, first_page)

    def _sheet(self, text: str) -> CSS:
        return CSS(string=text, base_url=BASE_ADDRESS, url_fetcher=self._fetcher, font_config=self._configuration)


def _tidy_up_after(configuration: FontConfiguration) -> None:
    """See to it that the folder of the engine's fonts goes, also where a process ends without taking objects apart.

    The engine removes it in `FontConfiguration.__del__` and nowhere else.
    """
    folder = configuration._folder  # noqa: SLF001  # there is no public way
    if folder is not None:
        weakref.finalize(configuration, shutil.rmtree, folder, ignore_errors=True)


@contextmanager
def _at_work() -> Iterator[None]:
    """The engine as it works fastest."""
    with search_for_garbage_rests(), made_ready():
        yield


def _drawn(name: str, data: bytes, fonts: tuple[Font, ...]) -> bytes:
    return in_our_faces(data, fonts) if name.lower().endswith(".svg") else data


def _font_address(font: Font) -> str:
    return f"{BASE_ADDRESS}fonts/{font.file_name}"
