"""The layout engine is made ready: what it would reckon anew for every box, line or link, it reckons once.

What comes out is the same to the byte.  All of this goes behind the engine's public face, so it is done for the
versions that it was written for and for no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pydyf

from pamphlet.press.engine import VERSION, computed_values, css, line_break, properties

WRITTEN_FOR = {"weasyprint": "70.0", "pydyf": "0.13.0"}

_WITH_OTHERS = frozenset({"position", "float", "display", "page"})
"""Properties whose value hangs on others, or is asked for as it was specified."""
_NOTHING_TO_RECKON = (str, int, float)

_FONT = (
    "font_family", "font_style", "font_stretch", "font_weight", "font_size", "font_variant_caps",
    "font_variation_settings",
)  # fmt: skip
"""What the description of a font is made of."""


@contextmanager
def made_ready() -> Iterator[None]:
    """As long as this lasts, the engine is quicker."""
    with ExitStack() as put_back:
        if {"weasyprint": VERSION, "pydyf": pydyf.__version__} == WRITTEN_FOR:
            for owner, name, better in _replacements():
                put_back.callback(setattr, owner, name, getattr(owner, name))
                setattr(owner, name, better)
        yield


def _replacements() -> Iterator[tuple[Any, str, Any]]:
    yield css.ComputedStyle, "__missing__", _values_at_once()
    yield line_break, "get_font_description", _descriptions_once()
    yield pydyf.PDF, "page_references", property(_page_references)


def _values_at_once() -> Callable[[Any, str], Any]:
    """A function for the value of a property: most are not set, and are the initial one or that of the parent."""
    reckoned = css.ComputedStyle.__missing__
    logical = {  # what may set another property in its place, such as `margin-block-start` for `margin-top`
        name: {logical(block="ttb", inline=direction) for direction in ("ltr", "rtl")}
        for name, logical in computed_values.PHYSICAL_FUNCTIONS.items()
    }
    initial = {
        name: value
        for name, value in properties.INITIAL_VALUES.items()
        if name not in properties.INHERITED | properties.INITIAL_NOT_COMPUTED
        and _stands_alone(name)
        and not css.check_math(value)
    }
    inherited = frozenset(name for name in properties.INHERITED - logical.keys() if _stands_alone(name))

    def value_of(style: Any, name: str) -> Any:
        if name not in style.cascaded:
            if name in initial and style.cascaded.keys().isdisjoint(logical.get(name, ())):
                style[name] = initial[name]
                return initial[name]
            if name in inherited and style.parent_style is not None:
                value = style.parent_style[name]
                if type(value) in _NOTHING_TO_RECKON:
                    style[name] = value
                    return value
        return reckoned(style, name)

    return value_of


def _stands_alone(name: str) -> bool:
    return name not in _WITH_OTHERS and not name.startswith("text_decoration_")


def _descriptions_once() -> Callable[[Any], Any]:
    """A function that describes a font to Pango, each font once."""
    described = line_break.get_font_description
    known: dict[str, Any] = {}

    def description_of(style: Any) -> Any:
        font = repr([style[name] for name in _FONT])
        if font not in known:
            known[font] = described(style)
        return known[font]

    return description_of


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    """The pages of a PDF as others point to them; each link asks for those of all."""
    numbers = pdf.pages["Kids"][::3]
    known: tuple[bytes, ...] = vars(pdf).get("pamphlet_pages", ())
    if len(known) != len(numbers):
        known = vars(pdf)["pamphlet_pages"] = tuple(f"{number} 0 R".encode() for number in numbers)
    return known
