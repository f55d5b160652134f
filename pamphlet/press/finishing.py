"""The engine's PDF becomes that of an edition, just before it is written: for the screen or for a print shop.

These are finishers in WeasyPrint's sense: they are given the engine's own objects, and change them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pydyf

from pamphlet.press import tagging

_NEUTRAL = re.compile(rb"(\S+) \1 \1 (rg|RG)")
"""The operator of a colour whose red, green and blue are equal (ISO 32000-1, 8.6.8)."""

_FOR_A_SCREEN = ("Outlines", "Names", "PageLabels", "PageMode", "ViewerPreferences", "Lang")


def for_reading(document: Any, pdf: Any) -> None:
    """Mend the tags, show the trimmed page only, and set what is neutral in black ink alone."""
    tagging.finish(document, pdf)
    for page in _pages(pdf):
        page["MediaBox"] = page["BleedBox"] = page["TrimBox"]
    _neutrals_to_grey(pdf)


def for_a_print_shop(document: Any, pdf: Any) -> None:
    """Leave out links, bookmarks and all else that serves on a screen, and set what is neutral in black ink alone."""
    del document
    for page in _pages(pdf):
        page.pop("Annots", None)
    for key in _FOR_A_SCREEN:
        pdf.catalog.pop(key, None)
    _neutrals_to_grey(pdf)


def _pages(pdf: Any) -> Iterator[Any]:
    return (each for each in pdf.objects if isinstance(each, dict) and each.get("Type") == "/Page")


def _neutrals_to_grey(pdf: Any) -> None:
    """Write colours that are neutral as grey: black as three colours of light would be mixed from four inks.

    Grey is as good in PDF/A as on the screen, and a copier prints it with its black toner.  A group
    that is blended in colours of light would mix it again, so groups blend in those of their page.
    """
    masks = set(_masks(pdf))
    for each in pdf.objects:
        if isinstance(each, pydyf.Stream):
            each.stream[:] = [_in_grey(item) for item in each.stream]
            if "Group" in each.extra and each.reference not in masks:
                each.extra["Group"].pop("CS", None)


def _masks(pdf: Any) -> Iterator[bytes]:
    """The groups whose lightness is a mask: these must name their colour space (ISO 32000-1, 11.6.5.3)."""
    for each in pdf.objects:
        if isinstance(each, dict) and isinstance(each.get("SMask"), dict):
            yield each["SMask"]["G"]


def _in_grey(item: Any) -> Any:
    """An item of the engine's streams, in which each operator stands with its operands as an item of its own."""
    found = _NEUTRAL.fullmatch(item) if isinstance(item, bytes) else None
    if not found:
        return item
    return found[1] + (b" g" if found[2] == b"rg" else b" G")
