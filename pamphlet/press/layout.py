"""HTML becomes pages: the one module that knows the layout engine, WeasyPrint.

The engine sees only what is handed to it as bytes: its fetcher serves the fonts and pictures of
this build by name and refuses every other address, so that neither a file nor a host can be
reached whatever a manuscript or a theme asks for.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.document import Document as Paged
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from pamphlet.apparatus.page_map import PageMap, PageStart
from pamphlet.diagnostics import Diagnostics
from pamphlet.press.conformance import ACCESSIBILITY_CLAIM
from pamphlet.press.log import heard
from pamphlet.press.tagging import finish
from pamphlet.typeset.fonts import Font, face_rules
from pamphlet.typeset.paper import BASE_ADDRESS, picture_address

POINTS_PER_PIXEL = 0.75
"""CSS defines a pixel as 1/96 inch; a point is 1/72 inch."""

_TYPES = {
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".webp": "image/webp",
}
_NOT_COUNTED = re.compile(r"[\s\u00ad\u2010]")
"""The engine ends a divided line with U+2010, which nothing tells from an author's own."""

_SLACK = 2
"""In pixels: overhanging italics may reach so far out of a box."""


class _Fetcher(URLFetcher):  # type: ignore[misc]  # the library is without annotations
    """Serves what this build was given, by address, and nothing else."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._files = files

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """A file of this build; ValueError for any other address."""
        del headers
        address = url.partition("#")[0]
        kind = _TYPES.get(address[address.rfind(".") :].lower())
        if address not in self._files or kind is None:
            raise ValueError(f"not a file of this pamphlet: {url[:200]}")
        return URLFetcherResponse(url, self._files[address], {"Content-Type": kind})


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """The part of a page that holds the text, in pt from the lower left corner of the trimmed page."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What stands of a block on one page, line by line.

    `in_head`: it is the head of a table, which is set again on each further page of the table.
    `cut`: a box around it hides it, or part of each line.
    """

    block: str
    pieces: tuple[str, ...]
    in_head: bool
    cut: bool


class _Metadata(DocumentMetadata):  # type: ignore[misc]  # the library is without annotations
    """Metadata that claim PDF/UA beside the PDF/A that the engine writes into them."""

    def generate_rdf_metadata(self, variant: str, version: int, conformance: str) -> bytes:
        rdf: bytes = super().generate_rdf_metadata(variant, version, conformance)
        return rdf.replace(b"</rdf:RDF>", ACCESSIBILITY_CLAIM + b"</rdf:RDF>")


class Layout:
    """Pages that were laid out.  The engine's own objects do not leave this module."""

    def __init__(self, paged: Any, diagnostics: Diagnostics) -> None:
        """Wrap what the engine gave."""
        self._paged = paged
        self._diagnostics = diagnostics

    @property
    def extent(self) -> int:
        """The number of pages."""
        return len(self._paged.pages)

    def without_last(self) -> Layout:
        """The pages but for the last one."""
        return Layout(self._paged.copy(self._paged.pages[:-1]), self._diagnostics)

    def followed_by(self, *others: Layout) -> Layout:
        """These pages and those of other layouts as one document, with the metadata of this one."""
        pages = [page for layout in (self, *others) for page in layout._paged.pages]  # noqa: SLF001  # its own class
        return Layout(self._paged.copy(pages), self._diagnostics)

    def page_map(self, blocks: frozenset[str]) -> PageMap:
        """The page map; `blocks` are the ids of the blocks that hold words directly."""
        starts: list[PageStart] = []
        done: Counter[str] = Counter()
        pages: dict[str, list[int]] = {}
        for number, (page, passages) in enumerate(zip(self._paged.pages, self.passages(blocks), strict=True), 1):
            for identity in page.anchors:
                pages.setdefault(identity, []).append(number)
            new = [passage for passage in passages if not (passage.in_head and done[passage.block])]
            if new:
                first = new[0].block
                starts.append(PageStart(label=str(number), block=first, offset=done[first]))
            for passage in new:
                done[passage.block] += len(_NOT_COUNTED.sub("", "".join(passage.pieces)))
        return PageMap(starts=tuple(starts), pages={identity: tuple(found) for identity, found in pages.items()})

    def passages(self, blocks: frozenset[str]) -> tuple[tuple[Passage, ...], ...]:
        """For each page the passages of blocks on it, in the order of reading."""
        return tuple(tuple(_passages(page._page_box, blocks)) for page in self._paged.pages)  # noqa: SLF001  # the engine has no public way

    def text_areas(self) -> tuple[Area, ...]:
        """For each page the area within its margins."""
        return tuple(_area(page._page_box) for page in self._paged.pages)  # noqa: SLF001  # likewise

    def pdf(self, families: frozenset[str]) -> bytes:
        """The pages as a PDF with bookmarks, conforming to PDF/A-2a and PDF/UA-1 at once.

        A font of another family is a finding.
        """
        paged = self._paged.copy()
        paged.metadata = _Metadata(**vars(paged.metadata))
        with heard(self._diagnostics):
            data = paged.write_pdf(pdf_variant="pdf/a-2a", finisher=finish)
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
    ) -> None:
        """Read the style sheets; what is wrong with one is a finding that names it."""
        self._diagnostics = diagnostics
        self._configuration = FontConfiguration()
        files = {_font_address(font): font.data for font in fonts}
        files |= {picture_address(name): data for name, data in pictures.items()}
        self._fetcher = _Fetcher(files)
        rules = ("faces", face_rules(fonts, _font_address))
        with heard(diagnostics):
            self._sheets = [self._sheet(text) for _, text in (rules, *sheets)]

    def lay_out(self, html: str, *, first_page: int = 1) -> Layout:
        """Lay out a document whose first page carries the number `first_page`."""
        count = self._sheet(f"@page :first{{counter-set:page {first_page}}}")
        with heard(self._diagnostics):
            page = HTML(string=html, base_url=BASE_ADDRESS, url_fetcher=self._fetcher)
            paged: Paged = page.render(font_config=self._configuration, stylesheets=[*self._sheets, count])
        return Layout(paged, self._diagnostics)

    def _sheet(self, text: str) -> CSS:
        return CSS(string=text, base_url=BASE_ADDRESS, url_fetcher=self._fetcher, font_config=self._configuration)


def _font_address(font: Font) -> str:
    return f"{BASE_ADDRESS}fonts/{font.file_name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    """What can be seen of a page, in the engine's pixels from its upper left corner."""

    left: float = -math.inf
    top: float = -math.inf
    right: float = math.inf
    bottom: float = math.inf

    def within(self, box: Any) -> _Window:
        """What a box that hides its overflow leaves of it."""
        left, top = box.padding_box_x(), box.padding_box_y()
        return _Window(
            left=max(self.left, left),
            top=max(self.top, top),
            right=min(self.right, left + box.padding_width()),
            bottom=min(self.bottom, top + box.padding_height()),
        )

    def holds(self, text: Any) -> bool:
        """Whether a line of text can be seen: the middle of its height, from its first letter to its last."""
        left, right = text.position_x, text.position_x + text.width
        middle = text.position_y + text.height / 2
        return bool(self.left - _SLACK <= left and right <= self.right + _SLACK and self.top < middle < self.bottom)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a box stands: in which block, how much of it can be seen, whether in a table's head."""

    block: str = ""
    window: _Window = _Window()
    in_head: bool = False

    def of_children(self, box: Any, blocks: frozenset[str]) -> _Place:
        """The place of what stands in a box."""
        identity = box.element.get("id") if box.element is not None else None
        return _Place(
            block=identity if identity in blocks else self.block,
            window=self.window if box.style["overflow"] == "visible" else self.window.within(box),
            in_head=self.in_head or getattr(box, "is_header", False),
        )


def _passages(page: Any, blocks: frozenset[str]) -> Iterator[Passage]:
    texts = ((place.block, place.in_head, not place.window.holds(box), box.text) for place, box in _texts(page, blocks))
    for (block, in_head, cut), pieces in groupby(texts, key=itemgetter(0, 1, 2)):
        yield Passage(block=block, in_head=in_head, cut=cut, pieces=tuple(piece[-1] for piece in pieces))


def _texts(box: Any, blocks: frozenset[str], around: _Place = _Place()) -> Iterator[tuple[_Place, Any]]:
    """The boxes of text below a box, each with its place; what the style sheets make up is left out."""
    if isinstance(box, boxes.MarginBox | boxes.FootnoteAreaBox) or "::" in (box.element_tag or ""):
        return
    place = around.of_children(box, blocks)
    if isinstance(box, boxes.TextBox):
        if place.block and box.text.strip():
            yield place, box
        return
    for child in getattr(box, "children", ()):
        yield from _texts(child, blocks, place)


def _area(box: Any) -> Area:
    height = box.margin_height()
    top = box.margin_top
    return Area(
        left=box.margin_left * POINTS_PER_PIXEL,
        bottom=(height - top - box.height) * POINTS_PER_PIXEL,
        right=(box.margin_left + box.width) * POINTS_PER_PIXEL,
        top=(height - top) * POINTS_PER_PIXEL,
    )
