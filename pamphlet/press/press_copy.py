"""Laid-out pages become the files for a print shop: what is trimmed as one stands alone, with bleed and crop marks.

A page is placed as a Form XObject, cut off at its bleed, so that the corner of the file's pages is
at the origin, as the programs of print shops expect, and a cover's pages can stand side by side.

PDF counts in points from the lower left corner; settings and sizes are in millimetres.
"""

from __future__ import annotations

import hashlib
import io
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name

from pamphlet.press.conformance import press_claim
from pamphlet.press.layout import BLEED
from pamphlet.press.marks import MARGIN, crop_marks, fold_marks
from pamphlet.press.page_boxes import Area
from pamphlet.press.plates import Inks, separate
from pamphlet.press.profile import Profile

_PT = 72 / 25.4
"""Points in a millimetre."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What is printed and trimmed as one: pages side by side, from 1, None for a blank; between two a spine, in mm."""

    pages: tuple[int | None, ...]
    spine: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A page on a side: its number, and the left edge of its trim in pt from that of the file's page."""

    number: int
    left: float
    clip: tuple[float, float]


def single_pages(pages: Sequence[int | None]) -> tuple[Side, ...]:
    """Each page alone, as print shops ask for them: they impose."""
    return tuple(Side(pages=(page,)) for page in pages)


def wrapper(pages: Sequence[int | None], spine: float) -> tuple[Side, Side]:
    """The cover around a spine: its outside, then its inside.

    From outside the back cover is on the left of the front cover; from inside, with the same edge at
    the top, the page behind the front cover is on the left.
    """
    front, inside_front, inside_back, back = pages[0], pages[1], pages[-2], pages[-1]
    return Side(pages=(back, front), spine=spine), Side(pages=(inside_front, inside_back), spine=spine)


class PressCopy:
    """The pages of one pamphlet in the colours of the press, from which files are made."""

    def __init__(self, pages: bytes, inks: Inks | None, profile: Profile | None) -> None:
        """Take the pages, as the engine wrote them for a print shop; with no inks their colours stay as they are.

        With a profile the files are PDF/X-4, which `inks` must have made possible.
        """
        self._profile = profile
        with pikepdf.open(io.BytesIO(pages)) as pdf:
            trim = pdf.pages[0].trimbox
            self._width, self._height = float(trim[2] - trim[0]), float(trim[3] - trim[1])
            if inks:
                separate(pdf, inks)
            pdf.remove_unreferenced_resources()  # the engine gives every page those of all
            separated = io.BytesIO()
            pdf.save(separated, deterministic_id=True)
        self._pages = separated.getvalue()

    def file(self, sides: Sequence[Side]) -> bytes:
        """A PDF of these sides; the same sides of the same pages give the same bytes."""
        with pikepdf.open(io.BytesIO(self._pages)) as source, pikepdf.new() as pdf:
            numbers = [number for side in sides for number in side.pages if number is not None]
            forms = {number: pdf.copy_foreign(self._form(source.pages[number - 1])) for number in numbers}
            for side in sides:
                self._add(pdf, side, forms)
            for key in (Name.Title, Name.Author, Name.CreationDate, Name.ModDate, Name.editioncode):
                if key in source.docinfo:
                    pdf.docinfo[key] = str(source.docinfo[key])
            if self._profile:
                _claim(pdf, self._profile, hashlib.sha256(self._pages).digest())
            written = io.BytesIO()
            pdf.save(
                written,
                force_version="1.6",  # that of PDF/X-4
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                compress_streams=True,
                deterministic_id=True,
            )
        return written.getvalue()

    def areas(self, side: Side, areas: Sequence[Area]) -> dict[int, Area]:
        """Where the text of each page of a side stands in the file; `areas` are those of all pages as laid out."""
        moved = {}
        for placed in self._placed(side):
            area, up = areas[placed.number - 1], MARGIN * _PT
            moved[placed.number] = Area(
                left=area.left + placed.left,
                bottom=area.bottom + up,
                right=area.right + placed.left,
                top=area.top + up,
            )
        return moved

    def _form(self, page: pikepdf.Page) -> pikepdf.Object:
        form = page.as_form_xobject()
        left, bottom, right, top = (float(edge) for edge in page.trimbox)
        bleed = BLEED * _PT
        form.BBox = _box(left - bleed, bottom - bleed, right + bleed, top + bleed)
        return form

    def _placed(self, side: Side) -> Iterator[_Placed]:
        """The pages of a side; none bleeds over the spine, where its neighbour would be."""
        bleed, width = BLEED * _PT, self._width
        last = len(side.pages) - 1
        for place, number in enumerate(side.pages):
            left = MARGIN * _PT + place * (width + side.spine * _PT)
            clip = (left - (0 if place else bleed), left + width + (0 if place < last else bleed))
            if number is not None:
                yield _Placed(number=number, left=left, clip=clip)

    def _add(self, pdf: pikepdf.Pdf, side: Side, forms: Mapping[int, pikepdf.Object]) -> None:
        """Append a side: its pages, its marks, its boxes."""
        width, height = len(side.pages) * self._width + side.spine * _PT, self._height
        margin, bleed = MARGIN * _PT, BLEED * _PT
        size = (width + 2 * margin, height + 2 * margin)
        operators = [_place(placed, margin, height) for placed in self._placed(side)]
        operators.append(crop_marks(width, height))
        if len(side.pages) > 1:
            spine = margin + self._width
            operators.append(fold_marks((spine, spine + side.spine * _PT), height))
        pdf.add_blank_page(page_size=size)
        page = pdf.pages[-1].obj
        page.MediaBox = _box(0, 0, *size)
        page.BleedBox = _box(margin - bleed, margin - bleed, margin + width + bleed, margin + height + bleed)
        page.TrimBox = _box(margin, margin, margin + width, margin + height)
        page.Resources = Dictionary(
            XObject=Dictionary({f"/P{placed.number}": forms[placed.number] for placed in self._placed(side)})
        )
        page.Contents = pdf.make_stream("\n".join(operators).encode("ascii"))


def _box(left: float, bottom: float, right: float, top: float) -> Array:
    return Array([round(edge, 4) for edge in (left, bottom, right, top)])


def _place(placed: _Placed, bottom: float, height: float) -> str:
    """Show a page with its trim at (`left`, `bottom`), all in pt."""
    left, right = placed.clip
    bleed = BLEED * _PT
    return (
        f"q {left:.4f} {bottom - bleed:.4f} {right - left:.4f} {height + 2 * bleed:.4f} re W n "
        f"1 0 0 1 {placed.left:.4f} {bottom:.4f} cm /P{placed.number} Do Q"
    )


def _claim(pdf: pikepdf.Pdf, profile: Profile, fingerprint: bytes) -> None:
    """Say that this is PDF/X-4 (ISO 15930-7), and for which press; `fingerprint` is that of the pages."""
    intent = pdf.make_stream(profile.data, N=profile.inks)
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFX,
                OutputConditionIdentifier=profile.condition,
                Info=profile.condition,
                DestOutputProfile=intent,
            )
        ]
    )
    pdf.docinfo[Name.Trapped] = Name("/False")
    identifier = uuid.uuid5(uuid.NAMESPACE_OID, fingerprint.hex() + profile.condition)
    packet = press_claim(
        title=str(pdf.docinfo.get(Name.Title, "")),
        authors=[str(pdf.docinfo[Name.Author])] if Name.Author in pdf.docinfo else [],
        date=_xmp_date(str(pdf.docinfo[Name.CreationDate])),
        identifier=f"uuid:{identifier}",
    )
    pdf.Root.Metadata = pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)


def _xmp_date(date: str) -> str:
    """`D:20240121000000Z` as XMP writes it: 2024-01-21T00:00:00Z."""
    return f"{date[2:6]}-{date[6:8]}-{date[8:10]}T{date[10:12]}:{date[12:14]}:{date[14:16]}Z"
