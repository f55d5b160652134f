"""Formes and a copier's margin become losses: the pages with ink where the copier prints nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2

from pamphlet.press.passes import Impression

_PIXELS_PER_MM = 4
_PT = 72 / 25.4

_INK = 240
"""The darkest paper: what is lighter would not be seen missing."""

_BESIDE_FOLD_MM = 3
"""Marks for folding stand so near to the fold, and their loss is none: a copier shows what it can of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """A page whose ink reaches `mm` into the unprintable edge at a side: head, foot or fore-edge."""

    page: int
    side: str
    mm: float


def losses(
    pdf: bytes,
    impressions: Sequence[Impression],
    margin: float,
    *,
    turned_backs: bool,
    only: frozenset[int] | None = None,
) -> tuple[Loss, ...]:
    """What a copier that leaves `margin` mm white on every side would lose of a pass, page by page.

    `impressions` are those that the pages of the PDF were made from; `turned_backs`: its back sides
    stand upside down.  With `only`, sides without one of those pages are not looked at.
    """
    found: list[Loss] = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number, impression in enumerate(impressions):
            if only is not None and only.isdisjoint((impression.forme.left, impression.forme.right)):
                continue
            picture = _picture(document[number])
            if turned_backs and impression.is_back:
                picture = picture.rotate(180)
            found.extend(_of_forme(picture, impression, margin))
    return tuple(found)


def _picture(sheet: Any) -> Any:
    """A side as a picture in which ink is white on black."""
    grey = sheet.render(scale=_PIXELS_PER_MM / _PT, grayscale=True).to_pil()
    return grey.point([255 * (level < _INK) for level in range(256)])


def _of_forme(picture: Any, impression: Impression, margin: float) -> Iterator[Loss]:
    fold, beside = picture.width / 2, _BESIDE_FOLD_MM * _PIXELS_PER_MM
    halves = (
        (impression.forme.left, (0, 0, int(fold - beside), picture.height)),
        (impression.forme.right, (int(fold + beside), 0, picture.width, picture.height)),
    )
    for page, half in halves:
        box = picture.crop(half).getbbox()
        if page is None or box is None:
            continue
        outer = box[0] if page == impression.forme.left else half[2] - half[0] - box[2]
        for side, pixels in (("head", box[1]), ("foot", picture.height - box[3]), ("fore-edge", outer)):
            lost = margin - pixels / _PIXELS_PER_MM
            if lost > 1 / _PIXELS_PER_MM:
                yield Loss(page=page, side=side, mm=lost)
