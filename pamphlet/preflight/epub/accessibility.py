"""Rules on what a book says of its own accessibility: it is said, and it is true."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pamphlet.diagnostics import Diagnostic
from pamphlet.preflight.epub.book import Book
from pamphlet.preflight.epub.markup import everything, kinds, local
from pamphlet.preflight.epub.view import View

_MODE, _FEATURE, _HAZARD = "schema:accessMode", "schema:accessibilityFeature", "schema:accessibilityHazard"
_HINT = "whoever relies on it is misled, and shops in the European Union show it: make it true, or take the claim out"


def _pages_marked(book: Book) -> bool:
    return any(True for _ in book.of_kind("pagebreak"))


def _described(book: Book) -> bool:
    return all(image.get("alt") is not None for _, image in book.nodes("img"))


def _has(*names: str) -> Callable[[Book], bool]:
    """Whether one of these elements stands in the book, in whatever vocabulary."""
    return lambda book: any(local(node) in names for document in book.documents for node in everything(document.root))


def _listed(kind: str) -> Callable[[Book], bool]:
    return lambda book: any(True for _ in book.lists(kind))


def _indexed(book: Book) -> bool:
    return any("index" in kinds(node) for document in book.documents for node in everything(document.root))


def _spoken(book: Book) -> bool:
    return any(item.media_type == "application/smil+xml" for item in book.package.items)


_TRUE: Mapping[str, tuple[Callable[[Book], bool], str]] = {
    "alternativeText": (_described, "a picture has no description (alt)"),
    "pageBreakMarkers": (_pages_marked, "no page is marked"),
    "printPageNumbers": (_pages_marked, "no page is marked"),
    "pageNavigation": (_listed("page-list"), "there is no page list"),
    "tableOfContents": (_listed("toc"), "there are no contents"),
    "index": (_indexed, "there is no index"),
    "MathML": (_has("math"), "there is no formula in MathML"),
    "captions": (_has("track"), "nothing has captions"),
    "synchronizedAudioText": (_spoken, "nothing is read aloud"),
}
"""What a book may claim (schema.org's accessibilityFeature), how to see it, and what belies it."""


def told(view: View) -> Iterator[Diagnostic]:
    """The book says how it can be read (EPUB Accessibility 1.1, 2.2)."""
    missing = [name for name in (_MODE, _FEATURE, _HAZARD) if not view.book.package.said(name)]
    if missing and not view.book.package.is_old:
        yield view.warning(
            "preflight-epub-accessibility",
            f"the book does not say how accessible it is: it lacks {', '.join(missing)}",
            view.package,
            hint="shops show “no information”, and those in the European Union may refuse it: say what it can do, "
            "and no more",
        )


def claims(view: View) -> Iterator[Diagnostic]:
    """What is claimed is so, as far as it can be seen."""
    book = view.book
    for feature in dict.fromkeys(book.package.said(_FEATURE)):
        holds, belied = _TRUE.get(feature, (_always, ""))
        if not holds(book):
            yield view.error("preflight-claim", f"the book claims {feature}, but {belied}", view.package, hint=_HINT)
    hazards = set(book.package.said(_HAZARD))
    if hazards & {"none", "unknown"} and len(hazards) > 1:
        yield view.error(
            "preflight-claim",
            f"of hazards the book says both `{min(hazards & {'none', 'unknown'})}` and "
            f"`{min(hazards - {'none', 'unknown'}, default='unknown')}`",
            view.package,
            hint=_HINT,
        )
    conforms = [value for value in book.package.said("dcterms:conformsTo") if "accessib" in value.casefold()]
    if conforms and not book.package.said("a11y:certifiedBy"):
        yield view.error(
            "preflight-claim",
            f"the book claims “{conforms[0][:80]}”, but does not say who has checked it",
            view.package,
            hint="the standard asks for a11y:certifiedBy: name who has checked it, or take the claim out",
        )


def _always(book: Book) -> bool:  # noqa: ARG001  # what cannot be seen from here is believed
    return True


RULES = (told, claims)
