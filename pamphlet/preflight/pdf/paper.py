"""Rules on boxes, bleed, extent and the size of the paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pamphlet.diagnostics import Diagnostic
from pamphlet.preflight.pdf.examined import Page
from pamphlet.preflight.pdf.geometry import MM
from pamphlet.preflight.pdf.purpose import IN_TRAYS, Purpose, is_imposed, sheet_name
from pamphlet.preflight.pdf.view import View

BLEED = 3.0
"""In mm, all round: what print shops ask for (print2day.com.au, bcsg.com.au, blackmore.co.uk, wttb.co.uk)."""
EXACT = 0.1
"""In mm: so far boxes may be off."""
_LEAFLET = 2
"""Pages of a leaf, which is not folded and not stitched."""


def boxes(view: View) -> Iterator[Diagnostic]:
    """The trimmed page lies in its bleed and the bleed on the paper."""
    slack = EXACT * MM
    wrong = view.where(lambda page: not (page.bleed.holds(page.trim, slack) and page.media.holds(page.bleed, slack)))
    if wrong:
        yield view.error(
            "preflight-boxes",
            "the boxes of the page do not lie in one another: trimmed page in bleed, bleed in paper",
            wrong,
            hint="a shop's software would cut in the wrong place: make the PDF anew, with one page size",
        )


def sizes(view: View) -> Iterator[Diagnostic]:
    """All pages have one size, or it is said which do not."""
    counted = Counter(_size_in_mm(page) for page in view.pages)
    usual = counted.most_common(1)[0][0]
    others = view.where(lambda page: _size_in_mm(page) != usual)
    if others and view.purpose.on_paper:
        odd = ", ".join(sorted({_as_text(size) for size in counted if size != usual}))
        yield view.error(
            "preflight-page-size",
            f"these pages are {odd} mm, the others {_as_text(usual)}",
            others,
            hint="a shop returns the file and a copier changes trays: give all pages the same size",
        )


def sheet(view: View) -> Iterator[Diagnostic]:
    """A copier has paper of the page's size."""
    if not view.purpose.at_home:
        return
    strange = view.where(lambda page: sheet_name(page.size) not in IN_TRAYS)
    if strange:
        size = _as_text(_size_in_mm(view.pages[strange[0] - 1]))
        yield view.warning(
            "preflight-sheet-size",
            f"{size} mm is not a size of paper that copiers hold",
            strange,
            hint="the copier will shrink the page or cut it off: make the file in A4, A3, A5 or Letter",
        )


def extent(view: View) -> Iterator[Diagnostic]:
    """What is folded and stapled has a multiple of four pages."""
    pages = view.examined.extent
    if view.purpose is Purpose.SHOP and pages > _LEAFLET and pages % 4:
        blanks = -pages % 4
        yield view.error(
            "preflight-extent",
            f"{pages} pages are not a multiple of four",
            hint=f"a shop returns the file or adds blank pages where it likes: add {blanks}, or take {pages % 4} out",
        )


def imposed(view: View) -> Iterator[Diagnostic]:
    """A shop imposes the pages itself: it wants them one by one, in reading order."""
    if view.purpose is Purpose.SHOP and view.examined.extent > _LEAFLET and all(is_imposed(p.size) for p in view.pages):
        yield view.error(
            "preflight-imposed",
            "two pages stand side by side on each sheet, as for a copier",
            hint="a shop arranges the pages itself and cannot use this file: send single pages in reading order",
        )


def rotation(view: View) -> Iterator[Diagnostic]:
    """Pages that are shown turned are printed as they lie."""
    turned = view.where(lambda page: page.rotation != 0)
    if turned and view.purpose is Purpose.SHOP:
        yield view.warning(
            "preflight-rotated",
            "the page is stored lying and only shown upright",
            turned,
            hint="some imposing software ignores that and prints it lying: make the PDF anew with upright pages",
        )


def trim_box(view: View) -> Iterator[Diagnostic]:
    """A shop is told where to cut."""
    without = view.where(lambda page: not page.has_trim)
    if without and view.purpose is Purpose.SHOP:
        yield view.warning(
            "preflight-trim-box",
            "the file does not say where the page is cut (it has no TrimBox)",
            without,
            hint="the shop takes the whole page for the finished size: export with trim marks or with a TrimBox",
        )


def bleed(view: View) -> Iterator[Diagnostic]:
    """There is bleed all round, and what touches the cut runs on into it."""
    if view.purpose is not Purpose.SHOP:
        return
    short = view.where(lambda page: _bleed_of(page) < BLEED - EXACT)
    stopping = view.where(_stops_at_the_cut)
    if stopping:
        yield view.error(
            "preflight-bleed",
            f"what is printed to the edge of the page does not run on {BLEED:g} mm beyond it",
            stopping,
            hint="the cut is never exact to the millimetre and leaves a white line: extend it into the bleed",
        )
    if short and set(short) - set(stopping):
        least = max(min(_bleed_of(view.pages[number - 1]) for number in short), 0)
        yield view.warning(
            "preflight-bleed",
            f"the page has {least:.1f} mm of bleed, shops ask for {BLEED:g}",
            sorted(set(short) - set(stopping)),
            hint="nothing is printed to the edge here, but a shop's check may return the file: export it with bleed",
        )


def _bleed_of(page: Page) -> float:
    """The bleed in mm, where it is narrowest."""
    return min(page.bleed.margins(page.trim)) / MM


def _stops_at_the_cut(page: Page) -> bool:
    """Whether something reaches the cut and ends in front of the bleed's edge."""
    near, needed = EXACT * MM, (BLEED - EXACT) * MM
    return any(inside < near and -inside < needed for box in page.reach for inside in page.trim.margins(box))


def _size_in_mm(page: Page) -> tuple[int, int]:
    width, height = page.size
    return round(width / MM), round(height / MM)


def _as_text(size: tuple[int, int]) -> str:
    return f"{size[0]} × {size[1]}"


RULES = (boxes, sizes, sheet, extent, imposed, rotation, trim_box, bleed)
