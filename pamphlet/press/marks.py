"""The trim of a side becomes the marks around it: where to cut, and where a cover is folded around its spine.

All in points from the lower left corner of the file's page, in black ink only.
"""

from __future__ import annotations

from collections.abc import Iterable

from pamphlet.press.layout import BLEED

_PT = 72 / 25.4
"""Points in a millimetre."""

_GAP = 1
"""In mm, between the bleed and the marks: where the knife is a little off, no mark is seen."""

_LENGTH = 5
"""In mm."""

_WEIGHT = 0.25
"""In pt: the finest line that every press holds."""

_DASH = 1.5
"""In pt: marks for a fold are dashed, those for a cut are not."""

MARGIN = BLEED + _GAP + _LENGTH + 1
"""In mm, around what is trimmed: room for the bleed and the marks."""

_NEAR, _FAR = (BLEED + _GAP) * _PT, (BLEED + _GAP + _LENGTH) * _PT


def crop_marks(width: float, height: float) -> str:
    """Two strokes at each corner of a trim of this size, outside the bleed."""
    margin = MARGIN * _PT
    beside = ((margin, -1), (margin + width, 1))
    strokes = [
        _stroke(x + outwards * _NEAR, y, x + outwards * _FAR, y)
        for x, outwards in beside
        for y in (margin, margin + height)
    ]
    strokes += _strokes_at((margin, margin + width), height)
    return _drawn(strokes)


def fold_marks(folds: Iterable[float], height: float) -> str:
    """Dashed strokes above and below a trim of this height, outside the bleed."""
    return _drawn(_strokes_at(folds, height), dash=f"[{_DASH}] 0 d ")


def _strokes_at(places: Iterable[float], height: float) -> list[str]:
    """Upright strokes above and below the trim, at these distances from the left edge of the page."""
    ends = ((MARGIN * _PT, -1), (MARGIN * _PT + height, 1))
    return [_stroke(x, y + outwards * _NEAR, x, y + outwards * _FAR) for x in places for y, outwards in ends]


def _stroke(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"{x:.4f} {y:.4f} m {to_x:.4f} {to_y:.4f} l S"


def _drawn(strokes: Iterable[str], dash: str = "") -> str:
    return f"q 0 G {_WEIGHT} w {dash}{' '.join(strokes)} Q"
