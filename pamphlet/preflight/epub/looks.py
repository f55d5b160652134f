"""Rules on the look: colours, sizes and fonts leave the reader free, and the fonts may be where they are."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Iterator

from pamphlet.diagnostics import Diagnostic
from pamphlet.preflight.epub.book import Book, Place
from pamphlet.preflight.epub.font_licence import Licence, licence_of
from pamphlet.preflight.epub.markup import Element, around, elements, local, words
from pamphlet.preflight.epub.styles import Declaration, Styles, target
from pamphlet.preflight.epub.view import View, quoted

_BODY_TEXT = 0.25
"""The share of all words from which on a style is one of the body text, not of a box or a head."""
_FIXED_SIZE = re.compile(r"(?<![\w.#-])\d*\.?\d+(px|pt|pc|cm|mm|in|q)\b")
_SIZES = ("font-size", "font", "line-height")
_COLOURS = ("color", "background", "background-color")
_FONTS = re.compile(r"font|opentype")
_FONT_FILE = re.compile(r"\.(ttf|otf|woff2?)$", re.IGNORECASE)
_LAST = re.compile(r"([\w-]+|\*)?((?:[.#][\w-]+)*)")
_LONGEST_SELECTOR = 500


def styles(view: View) -> Iterator[Diagnostic]:
    """Body text keeps the colours of the page and grows with it, unless its pages are laid out once and for all."""
    said = view.styles
    if not view.book.package.fixed:
        shares = _shares(view.book)
        yield from _of_sheets(
            view,
            (one for one in said.declarations if one.name in _COLOURS and _colours(one, shares)),
            "preflight-epub-colour",
            "the colour of the text or of its ground is fixed",
            "at night some devices show white on white or a bright page: leave colours to the reader",
        )
        yield from _of_sheets(
            view,
            (one for one in said.declarations if one.name in _SIZES and _FIXED_SIZE.search(one.value)),
            "preflight-epub-size",
            "the size of letters or lines is fixed",
            "they do not grow when a reader asks for larger type: give it in em or %",
        )
    yield from _fonts(view, said)


def _of_sheets(view: View, found: Iterator[Declaration], slug: str, message: str, hint: str) -> Iterator[Diagnostic]:
    """One finding for each file, at the first place."""
    by_file: dict[str, list[Declaration]] = {}
    for declaration in found:
        by_file.setdefault(declaration.place.path, []).append(declaration)
    for places in by_file.values():
        first = places[0]
        more = f", and in {len(places) - 1} more places" if len(places) > 1 else ""
        rule = quoted(f"{first.selector} {{ {first.name}: {first.value} }}")
        yield view.warning(slug, f"{message}: {rule}{more}", first.place, hint=hint)


def _colours(declaration: Declaration, shares: Callable[[str], float]) -> bool:
    """Whether a declaration gives body text or its ground a colour."""
    return declaration.coloured and shares(declaration.selector) >= _BODY_TEXT


def _shares(book: Book) -> Callable[[str], float]:
    """Tells for a selector which share of the words stands in what it means."""
    counts: Counter[str] = Counter()
    total = 0
    for document in book.read_in_order:
        for paragraph in elements(document.root, "p", "li", "dd"):
            if local(paragraph) == "p" or next(elements(paragraph, "p"), None) is None:
                weight = len(words(paragraph))
                total += weight
                counts.update(
                    dict.fromkeys({key for node in (paragraph, *around(paragraph)) for key in _keys(node)}, weight)
                )

    @functools.cache
    def share(selectors: str) -> float:
        return max(_share(one, counts, total) for one in selectors.split(","))

    return share


def _share(selector: str, counts: Counter[str], total: int) -> float:
    """For one selector: the share for the last of its parts, the smallest of its names; 0 for what is but sometimes."""
    *_, subject = re.split(r"[\s>+~]+", selector.strip())
    last = _LAST.fullmatch(subject[:_LONGEST_SELECTOR])
    if last is None or not total:
        return 0.0
    keys = re.findall(r"[.#][\w-]+", last.group(2))
    keys += [last.group(1).lower()] if last.group(1) and last.group(1) != "*" else []
    return min((counts[key] / total for key in keys), default=1.0)


def _keys(node: Element) -> Iterator[str]:
    """By what a selector can name an element."""
    yield local(node)
    yield from (f".{name}" for name in (node.get("class") or "").split())
    if node.get("id"):
        yield f"#{node.get('id')}"


def _fonts(view: View, said: Styles) -> Iterator[Diagnostic]:
    """Fonts are there, may be given away, and are said to be there."""
    book = view.book
    paths = {item.path for item in book.package.items if _FONTS.search(item.media_type) or _FONT_FILE.search(item.path)}
    paths |= {target(face, address) for face in said.faces for address in face.addresses} - {""}
    for path in sorted(paths & set(book.files) - book.hidden):
        yield from _licence(view, path, licence_of(book.files[path]))
    told = "ibooks:specified-fonts" in {name for name, value in book.package.statements if value.lower() == "true"}
    old_way = any(name.startswith("META-INF/com.apple.ibooks") for name in book.names)
    if said.faces and paths & book.names and not (told or old_way):
        yield view.warning(
            "preflight-epub-font",
            "the book brings fonts, but does not say so to Apple Books",
            view.package,
            hint="there it is shown in another face: set `ibooks:specified-fonts` to true in the package document",
        )


def _licence(view: View, path: str, licence: Licence) -> Iterator[Diagnostic]:
    place = Place(path=path)
    match licence:
        case Licence.NO_FONT:
            yield view.error(
                "preflight-epub-font",
                "the font is damaged, or none",
                place,
                hint="the device takes another, and lines or signs may be lost: put it in anew",
            )
        case Licence.RESTRICTED:
            yield view.error(
                "preflight-epub-font",
                "the font says that it may not be embedded",
                place,
                hint="shops refuse the book, and its maker may object: take one with a free licence, or ask for leave",
            )
        case Licence.READING_ONLY:
            yield view.warning(
                "preflight-epub-font",
                "the font says that it may be embedded for reading and printing only",
                place,
                hint="whether an EPUB is meant by that is open: read its licence, or take one with a free licence",
            )
        case Licence.FREE | Licence.UNKNOWN:
            pass


RULES = (styles,)
