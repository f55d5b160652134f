"""A finished PDF becomes the text of its pages, as poppler reads it within the area that lines of text are for."""

from __future__ import annotations

import re
from pathlib import Path

from conftest import page_texts

from pamphlet.press.imposition import saddle_stitch

_HEAD, _FOOT = 54, 532
"""Where the lines of an A5 page begin and end, in pt from its upper edge."""

_AROUND_THE_TRIM = 10 * 72 / 25.4
"""In pt: bleed and crop marks of the press copy."""

_A4_MIDDLE = 421

_LABELS = re.compile(r"(\n(\d+\.|[•–▪]))+\s*$")
"""Numbers of notes and lists, which the layout engine sets behind all words of a page."""


def _texts(pdf: Path, **frame: float) -> list[str]:
    return [_LABELS.sub("", page) for page in page_texts(pdf, **frame)]


def reading(pdf: Path) -> list[str]:
    """The pages of the reading copy."""
    return _texts(pdf)


def booklet(pdf: Path, extent: int) -> list[str]:
    """The pages of the booklet as they are leafed through once its sheets are folded."""
    left, right = _texts(pdf, right=_A4_MIDDLE), _texts(pdf, left=_A4_MIDDLE)
    pages: dict[int, str] = {}
    for sheet in saddle_stitch(extent):
        for side, forme in ((2 * sheet.number, sheet.front), (2 * sheet.number + 1, sheet.back)):
            pages |= {number: half[side] for number, half in ((forme.left, left), (forme.right, right)) if number}
    return [pages[number] for number in sorted(pages)]


def press(pdf: Path) -> list[str]:
    """The pages of the press copy, within their crop marks."""
    return _texts(pdf, head=_HEAD + _AROUND_THE_TRIM, foot=_FOOT + _AROUND_THE_TRIM)


def large_print(pdf: Path) -> list[str]:
    """The pages of large print without what stands in their margins (29, 18, 27 and 38 mm)."""
    return _texts(pdf, head=80, foot=768, left=106, right=595)
