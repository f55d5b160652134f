"""Names, attributes and words become well-formed markup, escaped in one place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

_VOID = frozenset({"br", "hr", "img", "link", "meta"})


def element(tag: str, attributes: Mapping[str, str | None], *children: str) -> Markup:
    """An element that is both HTML and XML; an attribute that is None is left out.

    Children are escaped unless they are Markup.
    """
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items() if value is not None)
    if tag in _VOID:
        return Markup(f"<{tag}{written}/>")  # noqa: S704  # names are our own, and values are escaped
    return Markup(f"<{tag}{written}>{run(children)}</{tag}>")  # noqa: S704  # likewise


def run(children: Iterable[str]) -> Markup:
    """Pieces of markup or words, one after the other."""
    return Markup("").join(children)
