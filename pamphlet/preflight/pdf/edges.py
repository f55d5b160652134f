"""Rules on what stands too near the edge: of the trimmed page for a shop, of the sheet for a copier."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.diagnostics import Diagnostic
from pamphlet.preflight.pdf.examined import Page
from pamphlet.preflight.pdf.geometry import MM, Box
from pamphlet.preflight.pdf.purpose import Purpose
from pamphlet.preflight.pdf.view import View

CUT_OFF = 4.0
"""In mm: text nearer to the cut is rejected by shops (monoadv.pl, 4over4.com), and sheets are printed only so
far from their edge (Konica Minolta 2490MF; many drivers 4.2 mm)."""
QUIET = 5.0
"""In mm: text keeps this from the cut (wttb.co.uk; others ask for 3 to 10)."""
SAFE = 6.0
"""In mm: what is this far from the edge of the sheet comes out on all printers (Seagull: 6.35 mm is safe)."""
_TICK = (1.0, 15 * MM)
"""In pt: no mark for folding or cutting is wider or longer."""
_HAIR = 0.05


def text_near_trim(view: View) -> Iterator[Diagnostic]:
    """Text keeps clear of the cut."""
    if view.purpose is not Purpose.SHOP:
        return
    nearest = {page.number: _nearest(page, page.text) for page in view.pages}
    cut = tuple(number for number, distance in nearest.items() if distance < CUT_OFF - _HAIR)
    close = tuple(number for number, distance in nearest.items() if CUT_OFF - _HAIR <= distance < QUIET - _HAIR)
    if cut:
        yield view.error(
            "preflight-text-at-trim",
            f"text stands {_least(nearest, cut)} from where the page is cut",
            cut,
            hint=f"the cut wanders by a millimetre or two and may take letters with it: keep {QUIET:g} mm",
        )
    if close:
        yield view.warning(
            "preflight-text-at-trim",
            f"text stands {_least(nearest, close)} from where the page is cut",
            close,
            hint=f"it looks cramped, and some shops return the file: keep {QUIET:g} mm",
        )


def unprintable(view: View) -> Iterator[Diagnostic]:
    """A copier cannot print to the edge of the paper."""
    if not view.purpose.at_home:
        return
    letters = {page.number: _nearest(page, page.text) for page in view.pages}
    drawings = {
        page.number: _nearest(page, tuple(box for box in page.reach if not _is_tick(box))) for page in view.pages
    }
    lost = tuple(number for number, distance in letters.items() if distance < CUT_OFF - _HAIR)
    if lost:
        yield view.error(
            "preflight-unprintable",
            f"text stands {_least(letters, lost)} from the edge of the sheet",
            lost,
            hint=f"copiers leave the outer {CUT_OFF:g} mm white, so letters are lost: keep {SAFE:g} mm",
        )
    risky = tuple(
        number
        for number in letters
        if number not in lost and (letters[number] < SAFE - _HAIR or drawings[number] < CUT_OFF - _HAIR)
    )
    if risky:
        least = min(min(letters[number], drawings[number]) for number in risky)
        yield view.warning(
            "preflight-unprintable",
            f"something is printed {max(least, 0):.1f} mm from the edge of the sheet",
            risky,
            hint=f"many copiers leave the outer {CUT_OFF:g} to {SAFE:g} mm white and cut it off: keep {SAFE:g} mm",
        )


def _nearest(page: Page, marks: tuple[Box, ...]) -> float:
    """The distance in mm of the outermost mark from the edge; what lies wholly beyond it is none of the page."""
    inside = [min(page.trim.margins(box)) for box in marks if page.trim.meets(box)]
    return min(inside, default=1000.0) / MM


def _is_tick(box: Box) -> bool:
    """Whether it is a mark for folding or cutting, which may begin where nothing is printed."""
    thin, long = sorted((box.width, box.height))
    return thin <= _TICK[0] and long <= _TICK[1]


def _least(distances: dict[int, float], pages: tuple[int, ...]) -> str:
    return f"{max(min(distances[number] for number in pages), 0):.1f} mm"


RULES = (text_near_trim, unprintable)
