"""Rules on the file as a container: is it whole, in order, within its bounds, and is all there that it lists."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator

from pamphlet.diagnostics import Diagnostic
from pamphlet.epub_addresses import resolved
from pamphlet.preflight.epub.book import Place
from pamphlet.preflight.epub.container import MIMETYPE
from pamphlet.preflight.epub.markup import Element, local
from pamphlet.preflight.epub.view import View, place_of, quoted

_MIMETYPE_HINT = (
    "by its first bytes devices and shops tell an EPUB from another zip: pack `mimetype` first, uncompressed, "
    "then everything else"
)


def mimetype(view: View) -> Iterator[Diagnostic]:
    """The first entry says, in so many bytes, that this is an EPUB (EPUB 3.3, 4.2.2)."""
    first = view.book.container.entries[0]  # where there is a package document, there are entries
    if first.name != "mimetype":
        yield view.error("preflight-epub-mimetype", "`mimetype` is not the first file in the EPUB", hint=_MIMETYPE_HINT)
    elif first.data != MIMETYPE or not first.stored or first.extra:
        is_other = first.data != MIMETYPE
        wrong = f"does not hold just `{MIMETYPE.decode()}`" if is_other else "is not packed as plain bytes"
        yield view.error("preflight-epub-mimetype", f"`mimetype` {wrong}", hint=_MIMETYPE_HINT)


def entries(view: View) -> Iterator[Diagnostic]:
    """Each file of the container can be read, lies inside it, and has a name of its own."""
    for entry in view.book.container.entries:
        parts = entry.name.replace("\\", "/").split("/")
        if ".." in parts or entry.name.startswith("/") or "\\" in entry.name or ":" in parts[0]:
            yield view.error(
                "preflight-epub-path",
                f"the name {quoted(entry.name)} leads out of the book",
                hint="careful devices refuse the book, careless ones write where they should not: pack it anew",
            )
        elif not entry.packed:
            yield view.error(
                "preflight-damaged",
                f"{quoted(entry.name)} is packed in a way that e-readers do not know",
                hint="they cannot open the book: pack it anew, with the usual compression (deflate)",
            )
        elif entry.data is None and not entry.too_large:
            yield _damaged(view, entry.name)
    seen = Counter(unicodedata.normalize("NFC", entry.name).casefold() for entry in view.book.container.entries)
    for name in (name for name, number in seen.items() if number > 1):
        yield view.error(
            "preflight-epub-path",
            f"there are {seen[name]} files called {quoted(name)}",
            hint="a device keeps only one of them; capitals make no difference: give each a name of its own",
        )


def _damaged(view: View, name: str) -> Diagnostic:
    return view.error(
        "preflight-damaged",
        f"{quoted(name)} is damaged and cannot be unpacked",
        hint="devices stop there or refuse the book: make the EPUB anew, or ask for it again",
    )


def truncated(view: View) -> Iterator[Diagnostic]:
    """All of it was looked at."""
    if view.book.truncated:
        yield view.warning(
            "preflight-unexamined",
            "the book holds more than preflight looks at; there may be faults that are not named here",
            hint="phones run out of memory with it too: make pictures smaller, divide long chapters",
        )


def listed(view: View) -> Iterator[Diagnostic]:
    """What the package lists is there, and nothing else is."""
    package = view.book.package
    for item in package.items:
        if item.path and item.path not in view.book.names:
            yield view.error(
                "preflight-epub-file",
                f"{quoted(item.path)} is listed, but not in the book",
                view.package,
                hint="shops refuse the book, and readers see a gap: put the file in, or take it off the list",
            )
    known = {item.path for item in package.items} | {package.path, "mimetype"}
    for name in sorted(view.book.names - known):
        if not name.startswith("META-INF/"):
            yield view.warning(
                "preflight-epub-file",
                f"{quoted(name)} is in the book, but not listed",
                view.package,
                hint="devices do not show it, and some shops refuse the book: list it, or take it out",
            )
    if not package.spine:
        yield view.error(
            "preflight-epub-file",
            "the book has nothing to read: no text stands in its order of reading (spine)",
            view.package,
            hint="devices show an empty book: list the chapters in the spine",
        )


def well_formed(view: View) -> Iterator[Diagnostic]:
    """Every document can be parsed to its end."""
    for document in view.book.documents:
        if document.problem:
            yield view.error(
                "preflight-epub-markup",
                f"the markup is broken ({document.problem})",
                Place(path=document.path),
                hint="most devices show an error in place of the chapter: mend it there, or export the book anew",
            )


def sheets(view: View) -> Iterator[Diagnostic]:
    """Every style sheet can be read to its end."""
    for place in view.styles.unread:
        yield view.warning(
            "preflight-unexamined",
            "the style sheet is broken or very long, and was not looked at",
            place,
            hint="devices may drop it, or be slow: make it shorter, or mend it",
        )


def links(view: View) -> Iterator[Diagnostic]:
    """Every link within the book leads somewhere."""
    for document, link in view.book.nodes("a"):
        path, fragment = resolved(document.path, link.get("href") or "#")
        if not path or not link.get("href"):
            continue
        gone = path not in view.book.names
        target = view.book.by_path.get(path)
        lost = target is not None and not target.problem and (path, fragment) not in view.book.ids
        if gone or (fragment and lost and not _is_no_id(fragment)):
            yield view.error(
                "preflight-epub-link",
                f"the link to {quoted(link.get('href'))} leads nowhere",
                place_of(document, link),
                hint="who follows it stays where they are, or lands at the beginning of the chapter: mend the address",
            )


def used(view: View) -> Iterator[Diagnostic]:
    """Every picture and every style sheet that a text uses is there."""
    for document, node in view.book.nodes("img", "link"):
        address = (node.get("src") if local(node) == "img" else _sheet_of(node)) or ""
        path, _ = resolved(document.path, address)
        if address and path and path not in view.book.names:
            yield view.error(
                "preflight-epub-link",
                f"{quoted(address)} is used, but not in the book",
                place_of(document, node),
                hint="readers see an empty frame, or the text without its look: put the file in, or mend the address",
            )


def _sheet_of(node: Element) -> str | None:
    address: str | None = node.get("href")
    return address if "stylesheet" in (node.get("rel") or "").split() else None


def _is_no_id(fragment: str) -> bool:
    """Whether a fragment points in another way: `epubcfi(...)`, a stretch of time, a text."""
    return "(" in fragment or "=" in fragment or fragment.startswith(":~:")


def version(view: View) -> Iterator[Diagnostic]:
    """The book is of a kind that is still being made."""
    package = view.book.package
    if not package.version.startswith("3"):
        kind = f"EPUB {package.version}" if package.version else "of an unknown version of EPUB"
        yield view.warning(
            "preflight-epub-version",
            f"the book is {quoted(kind) if len(kind) > 20 else kind}",
            view.package,
            hint="shops still take EPUB 2, but it has no page list, no notes that open in place and no statement on "
            "accessibility, which shops in the European Union ask for: export as EPUB 3",
        )


RULES = (mimetype, entries, truncated, listed, well_formed, sheets, links, used, version)
