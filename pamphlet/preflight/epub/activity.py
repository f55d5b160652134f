"""Rules on what a book does and asks for: nothing runs, nothing is fetched, and words are not cut in advance."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from pamphlet.counting import counted
from pamphlet.diagnostics import Diagnostic
from pamphlet.preflight.epub.book import Document, Place
from pamphlet.preflight.epub.markup import Element, elements, everything, local
from pamphlet.preflight.epub.view import View, place_of, quoted

_FETCHING = {
    "img": "src", "script": "src", "iframe": "src", "embed": "src", "object": "data", "link": "href", "input": "src",
    "image": "href", "audio": "src", "video": "src", "source": "src", "track": "src",
}  # fmt: skip
"""Which attribute of an element makes a device fetch something."""
_XLINK = "{http://www.w3.org/1999/xlink}href"
_STREAMED = {"audio", "video", "source", "track"}
"""What may lie elsewhere (EPUB 3.3, 3.6)."""
_DATA_BLOCKS = {"application/ld+json", "application/json", "text/plain"}
_SOFT_HYPHEN = "\u00ad"
_REMOTE = "preflight-epub-remote"


def scripts(view: View) -> Iterator[Diagnostic]:
    """Nothing runs."""
    for document in view.book.documents:
        found = next((node for node in everything(document.root) if _runs(node)), None)
        if found is not None:
            yield view.warning(
                "preflight-script",
                "the document holds a program (JavaScript)",
                place_of(document, found),
                hint="most e-readers do not run it, and some shops refuse the book: let it do without",
            )


def _runs(node: Element) -> bool:
    if local(node) == "script":
        return (node.get("type") or "") not in _DATA_BLOCKS
    return any(name.startswith("on") for name in node.attrib)


def remote(view: View) -> Iterator[Diagnostic]:
    """Nothing is fetched from other computers."""
    for document in view.book.documents:
        for node in everything(document.root):
            address = _fetched_by(node)
            if _is_elsewhere(address):
                yield _fetched(view, document, node, address)
    said = view.styles
    in_sheets = [(address, one.place) for one in (*said.declarations, *said.faces) for address in one.addresses]
    for address, place in (*in_sheets, *said.imports):
        if _is_elsewhere(address):
            yield view.error(
                _REMOTE,
                f"the style sheet fetches {quoted(address)}",
                place,
                hint="e-readers are not on line, and devices refuse it: put the file into the book",
            )


def _fetched_by(node: Element) -> str:
    """The address of what an element makes a device fetch; empty where it does not."""
    attribute = _FETCHING.get(local(node))
    if attribute is None or (local(node) == "link" and "stylesheet" not in (node.get("rel") or "").split()):
        return ""
    return node.get(attribute) or node.get(_XLINK) or ""


def _fetched(view: View, document: Document, node: Element, address: str) -> Diagnostic:
    place = place_of(document, node)
    message = f"{quoted(address)} is fetched from another computer"
    if local(node) in _STREAMED:
        return view.warning(_REMOTE, message, place, hint="who is not on line hears and sees nothing: say so beside it")
    return view.error(
        _REMOTE,
        message,
        place,
        hint="e-readers are not on line, devices refuse it, and it tells a stranger who is reading: put the file into "
        "the book",
    )


def _is_elsewhere(address: str) -> bool:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    return parts.scheme.lower() in {"http", "https", "ftp"} or (bool(parts.netloc) and not parts.scheme)


def soft_hyphens(view: View) -> Iterator[Diagnostic]:
    """Words are whole, so that they are found."""
    for document in view.book.read_in_order:
        number = sum(text.count(_SOFT_HYPHEN) for body in elements(document.root, "body") for text in body.itertext())
        if number:
            yield view.warning(
                "preflight-epub-soft-hyphen",
                f"there {'are' if number > 1 else 'is'} {counted(number, 'soft hyphen')} in the text",
                Place(path=document.path),
                hint="neither search nor the device's dictionary finds words with one: take them out, devices divide "
                "words themselves",
            )


RULES = (scripts, remote, soft_hyphens)
