"""Style sheets become declarations with their places: the one module that knows tinycss2.

What a sheet says for some screens only (`@media`) is left out: there a designer has thought of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import tinycss2
from tinycss2.color4 import parse_color

from pamphlet.epub_addresses import resolved
from pamphlet.preflight.epub.book import Book, Place
from pamphlet.preflight.epub.markup import elements, everything, line, local

MOST_STYLES = 512 * 1024
"""Characters of all sheets that are looked at; those of a book by a careful maker have 10,000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """One thing that a sheet says: for whom (`selector`), what (`name`), how (`value`, in small letters).

    `coloured`: the value has a colour in it that is seen and is not that of the text around.
    """

    selector: str
    name: str
    value: str
    coloured: bool
    addresses: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """All that the sheets of a book say: declarations of rules and of fonts, what is imported, what was not read."""

    declarations: tuple[Declaration, ...]
    faces: tuple[Declaration, ...]
    imports: tuple[tuple[str, Place], ...]
    unread: tuple[Place, ...]


def styles_of(book: Book) -> Styles:
    """The styles of a book: its sheets, `style` elements and `style` attributes."""
    found: list[Styles] = []
    left = MOST_STYLES
    for text, place in (*_sheets(book), *_attributes(book)):
        left -= len(text)
        try:
            found.append(_sheet(text, place) if left >= 0 else _unread(place))
        except (ValueError, RecursionError):  # of the library, on numbers and brackets without end
            found.append(_unread(place))
    return Styles(
        declarations=tuple(one for styles in found for one in styles.declarations),
        faces=tuple(one for styles in found for one in styles.faces),
        imports=tuple(one for styles in found for one in styles.imports),
        unread=tuple(dict.fromkeys(one for styles in found for one in styles.unread)),
    )


def _unread(place: Place) -> Styles:
    return Styles(declarations=(), faces=(), imports=(), unread=(Place(path=place.path),))


def _sheet(text: str, place: Place) -> Styles:
    """What a sheet says; `place` is the line before its first."""
    declarations: list[Declaration] = []
    faces: list[Declaration] = []
    imports: list[tuple[str, Place]] = []
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        at = Place(path=place.path, line=place.line + rule.source_line)
        match rule.type:
            case "qualified-rule":
                declarations += _declarations(rule.content, tinycss2.serialize(rule.prelude).strip(), place)
            case "at-rule" if rule.lower_at_keyword == "font-face" and rule.content:
                faces += _declarations(rule.content, "@font-face", place)
            case "at-rule" if rule.lower_at_keyword == "import":
                imports += [(address, at) for address in _addresses(rule.prelude, strings=True)]
            case _:
                pass
    return Styles(declarations=tuple(declarations), faces=tuple(faces), imports=tuple(imports), unread=())


def _sheets(book: Book) -> Iterator[tuple[str, Place]]:
    """The text of each sheet, and the place before its first line."""
    for item in book.package.items:
        if item.media_type == "text/css" and item.path in book.files:
            yield book.files[item.path].decode("utf-8", "replace"), Place(path=item.path)
    for document in book.documents:
        for node in elements(document.root, "style"):
            yield node.text or "", Place(path=document.path, line=line(node) - 1)


def _attributes(book: Book) -> Iterator[tuple[str, Place]]:
    """The `style` attributes, each as a sheet for elements of that name."""
    for document in book.documents:
        for node in everything(document.root):
            if node.get("style"):
                yield f"{local(node)} {{{node.get('style')}}}", Place(path=document.path, line=line(node) - 1)


def _declarations(tokens: Any, selector: str, place: Place) -> Iterator[Declaration]:
    for node in tinycss2.parse_blocks_contents(tokens, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration":
            yield Declaration(
                selector=selector,
                name=node.lower_name,
                value=tinycss2.serialize(node.value).strip().lower(),
                coloured=any(_is_colour(token) for token in node.value),
                addresses=tuple(_addresses(node.value)),
                place=Place(path=place.path, line=place.line + node.source_line),
            )


def _addresses(tokens: Any, *, strings: bool = False) -> Iterator[str]:
    """What tokens refer to: `url(...)`, and for an import a bare string."""
    for token in tokens:
        if token.type == "url" or (strings and token.type == "string"):
            yield token.value
        elif token.type == "function" and token.lower_name == "url":
            yield from (inner.value for inner in token.arguments if inner.type == "string")


def _is_colour(token: Any) -> bool:
    colour = parse_color(token)
    return colour is not None and colour != "currentcolor" and colour.alpha > 0


def target(declaration: Declaration, address: str) -> str:
    """The path that an address in a declaration means; empty for other computers and data."""
    return resolved(declaration.place.path, address)[0]
