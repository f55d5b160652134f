"""The bytes of a PDF become facts: opened, walked page by page, never trusted."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pikepdf
from pikepdf import settings as limits

from pamphlet.preflight.pdf import identification
from pamphlet.preflight.pdf.content import Painter
from pamphlet.preflight.pdf.examined import Examined, Font, Page
from pamphlet.preflight.pdf.geometry import Box
from pamphlet.preflight.pdf.graphics import State
from pamphlet.preflight.pdf.objects import UNREADABLE, box_of, entry, inherited, items, number, word
from pamphlet.preflight.pdf.shared import Shared
from pamphlet.preflight.pdf.tally import Tally
from pamphlet.preflight.pdf.text_places import TextPlaces, text_places

MOST_PAGES = 2_000
MOST_OPERATORS = 3_000_000
"""Operators in a whole file; a page of text has some 800, a map some 50,000."""
_LARGEST_DECODED = 64 * 1024 * 1024
"""Bytes that a compressed stream may grow to."""
_LARGEST_CONTENT = 4 * 1024 * 1024
"""Bytes of a page's content; a page of text has some 20,000."""

_A4 = Box(0, 0, 595.28, 841.89)
_PRINTED = 4
"""The flag of an annotation that says: print it (ISO 32000-1, table 165)."""


class Unexaminable(Exception):
    """The file cannot be looked into; `slug` names the finding, the message says why."""

    def __init__(self, slug: str, message: str) -> None:
        """Keep the rule that it breaks."""
        super().__init__(message)
        self.slug = slug


def examine(data: bytes) -> Examined:
    """Look at a PDF from all sides.  Raises Unexaminable: locked, damaged beyond reading, without pages."""
    with _bounded(), _opened(data) as pdf:
        try:
            pages = [page.obj for page in pdf.pages]
        except UNREADABLE as problem:
            raise Unexaminable("preflight-damaged", "the list of its pages cannot be read") from problem
        if not pages:
            raise Unexaminable("preflight-no-pages", "the file has no pages")
        shared = Shared(left=MOST_OPERATORS)
        seen = tuple(_page(page, number, shared) for number, page in enumerate(pages[:MOST_PAGES], 1))
        if not shared.exhausted:  # the other reader knows no limit to its work
            places = text_places(data, len(seen))
            seen = tuple(_with_text(page, places.get(page.number, TextPlaces())) for page in seen)
        return identification.identify(
            pdf, seen, extent=len(pages), truncated=shared.exhausted or len(pages) > MOST_PAGES
        )


@contextmanager
def _bounded() -> Iterator[None]:
    """Keep the library from filling the memory with what a small file unpacks to."""
    before = limits.set_qpdf_limits(flate_max_memory=_LARGEST_DECODED, dct_max_memory=_LARGEST_DECODED)
    try:
        yield
    finally:
        limits.set_qpdf_limits(flate_max_memory=before["flate_max_memory"], dct_max_memory=before["dct_max_memory"])


@contextmanager
def _opened(data: bytes) -> Iterator[pikepdf.Pdf]:
    try:
        pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError as problem:
        raise Unexaminable("preflight-locked", "the file opens only with a password") from problem
    except UNREADABLE as problem:
        raise Unexaminable("preflight-damaged", "the file is damaged and cannot be opened") from problem
    with pdf:
        yield pdf


def _page(page: Any, place: int, shared: Shared) -> Page:
    unit = number(entry(page, "/UserUnit"), 1.0) or 1.0
    media = box_of(inherited(page, "/MediaBox"), unit)
    crop = box_of(inherited(page, "/CropBox"), unit)
    paper = _A4 if media is None else media
    seen = paper if crop is None else paper.shared(crop)
    trim = box_of(entry(page, "/TrimBox"), unit) or box_of(entry(page, "/ArtBox"), unit)
    tally = Tally(trim=trim or seen)
    _paint(page, tally, shared, State(matrix=(unit, 0, 0, unit, 0, 0), clip=paper))
    annotations = [note for note in items(entry(page, "/Annots")) if word(entry(note, "/Subtype")) != "/Popup"]
    return Page(
        number=place,
        media=paper,
        crop=seen,
        trim=trim or seen,
        bleed=box_of(entry(page, "/BleedBox"), unit) or trim or seen,
        has_trim=trim is not None,
        rotation=int(number(inherited(page, "/Rotate"))) % 360,
        letterings=tally.letterings,
        fonts=_fonts(tally),
        colours=tuple(sorted(tally.colours, key=str)),
        pictures=tuple(sorted(tally.pictures, key=str)),
        lines=tuple(sorted(tally.lines)),
        reach=tuple(tally.reach),
        unit=unit,
        hides_text=tally.hidden > 0,
        text=(),
        words="",
        transparency=tuple(sorted(tally.transparency)),
        groups=tally.groups or entry(page, "/Group") is not None,
        untagged=tally.untagged,
        annotations=tuple(sorted({word(entry(note, "/Subtype")).removeprefix("/") for note in annotations})),
        unprinted=sum(not int(number(entry(note, "/F"))) & _PRINTED for note in annotations),
        in_tab_order=word(entry(page, "/Tabs")) == "/S",
        damaged=tally.damaged or media is None,
    )


def _paint(page: Any, tally: Tally, shared: Shared, state: State) -> None:
    """Follow the content of a page; what is too long to follow is left, and said to be left."""
    contents = entry(page, "/Contents")
    streams = items(contents) or ((contents,) if contents is not None else ())
    try:
        length = sum(len(stream.read_bytes()) for stream in streams)
    except UNREADABLE:
        tally.damaged = True
        return
    if length > _LARGEST_CONTENT:
        shared.exhausted = True
        return
    if streams:
        Painter(tally, shared, inherited(page, "/Resources"), state).run(pikepdf.Page(page))


def _fonts(tally: Tally) -> tuple[Font, ...]:
    return tuple(
        Font(
            name=face.name,
            embedded=face.embedded,
            drawn=face.drawn,
            readable=face.readable,
            missing=tally.missing[key],
        )
        for key, face in sorted(tally.faces.items())
    )


def _with_text(page: Page, found: TextPlaces) -> Page:
    """A page with its text; the places are left out where a hidden layer of text would be among them."""
    boxes = () if page.hides_text else tuple(_scaled(box, page.unit) for box in found.boxes)
    return replace(page, text=boxes, words=found.words)


def _scaled(box: Box, unit: float) -> Box:
    return box if unit == 1 else Box(box.left * unit, box.bottom * unit, box.right * unit, box.top * unit)
