"""Rules on the resolution of pictures."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.diagnostics import Diagnostic
from pamphlet.preflight.pdf.examined import Picture
from pamphlet.preflight.pdf.purpose import Purpose
from pamphlet.preflight.pdf.view import View

POOR = 150.0
"""Pixels an inch: below it everyone sees the pixels."""
ENOUGH = {Purpose.SHOP: 300.0, Purpose.COPIER: 200.0, Purpose.LARGE_PRINT: 200.0}
"""Pixels an inch: shops ask for 300 (blackmore.co.uk, headley.co.uk); on office paper 200 do."""
LINE_ART = 600.0
"""Pixels an inch for pictures of black and white alone: shops ask for 600 to 1200."""
_CODE = 185
"""Pixels: the largest QR code with its margin (ISO/IEC 18004: 177 modules and 4 on each side).  Its pixels are
meant to be seen."""


def resolution(view: View) -> Iterator[Diagnostic]:
    """Pictures have pixels enough for the size at which they are printed."""
    if not view.purpose.on_paper:
        return
    placed = [(page.number, one) for page in view.pages for one in page.pictures if _counts(one)]
    poor = [(number, one.ppi) for number, one in placed if one.ppi < POOR]
    low = [
        (number, one.ppi)
        for number, one in placed
        if POOR <= one.ppi < (LINE_ART if one.bits == 1 else ENOUGH[view.purpose]) - 1
    ]
    wanted = f"{ENOUGH[view.purpose]:g} pixels an inch, {LINE_ART:g} for pictures of black and white alone"
    for found, find in ((poor, view.error if view.purpose is Purpose.SHOP else view.warning), (low, view.warning)):
        if found:
            yield find(
                "preflight-resolution",
                f"a picture has {min(ppi for _, ppi in found):.0f} pixels an inch",
                (number for number, _ in found),
                hint=f"on paper it looks coarse: take a larger scan or photo, or print it smaller ({wanted})",
            )


def _counts(picture: Picture) -> bool:
    """Whether it is a picture: no area of one colour, no barcode, not without extension."""
    code = picture.bits == 1 and max(picture.width, picture.height) <= _CODE
    return picture.ppi > 0 and min(picture.width, picture.height) > 1 and not code


RULES = (resolution,)
