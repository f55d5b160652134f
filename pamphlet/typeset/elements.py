"""Names, attributes and words become well-formed markup, escaped in one place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

_VOID = frozenset({"br", "hr", "img", "link", "meta"})


def element(tag: str, attributes: Mapping[str, str | None], *children: str) -> Markup:
    """An element that is both HTML and XML; an attribute that is None is left out.

    Children are escaped unless they are Markup.
    """
    written = Markup("").join(
        Markup(' {}="{}"').format(Markup(name), value)  # noqa: S704  # attribute names are our own
        for name, value in attributes.items()
        if value is not None
    )
    if tag in _VOID:
        return Markup("<{}{}/>").format(Markup(tag), written)  # noqa: S704  # tag names are our own
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(tag), written, run(children))  # noqa: S704


def run(children: Iterable[str]) -> Markup:
    """Pieces of markup or words, one after the other."""
    return Markup("").join(escape(child) for child in children)
