"""Rules on fonts, on the size of type and on the weight of rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pamphlet.diagnostics import Diagnostic
from pamphlet.preflight.pdf.examined import Font, Lettering
from pamphlet.preflight.pdf.purpose import LARGE_PRINT, Purpose
from pamphlet.preflight.pdf.view import View

TOO_SMALL, SMALL = 7.0, 8.0
"""In pt: the least, and what is small, for text on paper."""
CLEAR_PRINT = 12.0
"""In pt: the least for clear print, which nothing in large print goes below (UKAAF G003, RNIB)."""
WHITE_TYPE = 9.0
"""In pt: smaller white letters fill with ink."""
HAIRLINE, THIN = 0.2, 0.25
"""In pt: the least that presses hold, and what shops ask for (drukarnia-suchecki.pl, mckenzieclark.co.uk)."""
_RAISED = 3
"""Glyphs: a shorter stretch of small type is a raised figure, not text to be read."""
_HAIR = 0.05


def embedded(view: View) -> Iterator[Diagnostic]:
    """Every font is in the file."""
    for name, pages in _fonts(view, lambda font: not font.embedded):
        yield view.error(
            "preflight-font",
            f"the font {name} is not in the file",
            pages,
            hint="another is taken in its place, and lines and letters shift or vanish: embed all fonts when exporting",
        )


def drawn(view: View) -> Iterator[Diagnostic]:
    """Fonts are outlines, not drawings."""
    found = list(_fonts(view, lambda font: font.drawn))
    if found and view.purpose.on_paper:
        yield view.warning(
            "preflight-font-drawn",
            f"letters are drawn one by one (Type 3): {', '.join(name for name, _ in found)}",
            {page for _, pages in found for page in pages},
            hint="they may be coarse or heavy on paper, and some shops refuse them: use an ordinary font",
        )


def missing_glyphs(view: View) -> Iterator[Diagnostic]:
    """Every character has a shape."""
    for name, pages in _fonts(view, lambda font: font.missing > 0):
        yield view.error(
            "preflight-glyph",
            f"characters that the font {name} does not have are shown as empty boxes",
            pages,
            hint="they are printed as boxes: use another font for them",
        )


def readable(view: View) -> Iterator[Diagnostic]:
    """It can be told which characters the shapes are."""
    if view.purpose.on_paper:
        return
    for name, pages in _fonts(view, lambda font: not font.readable):
        yield view.error(
            "preflight-font-unreadable",
            f"the file does not say which characters the letters of {name} are",
            pages,
            hint="a screen reader says nonsense, and nothing can be searched or copied: export with Unicode text",
        )


def small_type(view: View) -> Iterator[Diagnostic]:
    """Type on paper is large enough to be read, and in large print large."""
    if view.purpose not in {Purpose.SHOP, Purpose.COPIER}:
        return
    for floor, ceiling, find in ((0.0, TOO_SMALL, view.error), (TOO_SMALL, SMALL, view.warning)):
        pages, least = _set_in(view, _sized(floor, ceiling))
        if pages:
            yield find(
                "preflight-small-type",
                f"text is set in {least:g} pt",
                pages,
                hint=f"a copier closes up such letters, and many cannot read them: set nothing under {SMALL:g} pt",
            )


def large_type(view: View) -> Iterator[Diagnostic]:
    """Large print is large."""
    if view.purpose is not Purpose.LARGE_PRINT:
        return
    body = view.examined.body_size
    if 0 < body < LARGE_PRINT - _HAIR:
        yield view.error(
            "preflight-large-print",
            f"most of the text is set in {body:g} pt",
            hint=f"readers who need large print cannot read it: set it in {LARGE_PRINT:g} pt at least, better 18",
        )
    pages, least = _set_in(view, lambda one: 0 < one.size < CLEAR_PRINT - _HAIR)
    if pages:
        yield view.warning(
            "preflight-large-print",
            f"some of the text is set in {least:g} pt",
            pages,
            hint=f"readers who need large print cannot read it: {CLEAR_PRINT:g} pt is the least even for notes",
        )


def white_type(view: View) -> Iterator[Diagnostic]:
    """Small white letters fill with ink."""
    if not view.purpose.on_paper:
        return
    pages, least = _set_in(view, lambda one: 0 < one.size < WHITE_TYPE - _HAIR and one.colour.is_white)
    if pages:
        yield view.warning(
            "preflight-white-type",
            f"white text is set in {least:g} pt",
            pages,
            hint=f"the ink around it runs in and closes it: set white text in {WHITE_TYPE:g} pt or more",
        )


def thin_rules(view: View) -> Iterator[Diagnostic]:
    """Rules are heavy enough to be printed."""
    if not view.purpose.on_paper:
        return
    slack = 0.005
    broken = view.where(lambda page: any(width < HAIRLINE - slack for width in page.lines))
    faint = view.where(lambda page: any(HAIRLINE - slack <= width < THIN - slack for width in page.lines))
    for pages, find in ((broken, view.error), (tuple(set(faint) - set(broken)), view.warning)):
        if pages:
            least = min(width for number in pages for width in view.pages[number - 1].lines)
            yield find(
                "preflight-hairline",
                f"a rule is {least:.2g} pt wide" if least else "a rule is as thin as the machine can draw it",
                pages,
                hint=f"on paper it breaks up or is gone: draw rules {THIN:g} pt wide or more",
            )


def _sized(floor: float, ceiling: float) -> Callable[[Lettering], bool]:
    return lambda one: one.size > 0 and floor <= one.size + _HAIR < ceiling


def _fonts(view: View, test: Callable[[Font], bool]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The fonts for which something is so, by name, with the pages that use them."""
    names = sorted({font.name for page in view.pages for font in page.fonts if test(font)})
    for name in names:
        yield (
            name,
            tuple(page.number for page in view.pages if any(font.name == name and test(font) for font in page.fonts)),
        )


def _set_in(view: View, test: Callable[[Lettering], bool]) -> tuple[tuple[int, ...], float]:
    """The pages with text, raised figures apart, for which something is so; and its smallest size."""
    found = [
        (page.number, one.size) for page in view.pages for one in page.letterings if one.longest > _RAISED and test(one)
    ]
    return tuple(number for number, _ in found), min((size for _, size in found), default=0.0)


RULES = (embedded, drawn, missing_glyphs, readable, small_type, large_type, white_type, thin_rules)
