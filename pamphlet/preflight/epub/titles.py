"""Rules on titles, contents, ids and language: what a reader is told of the place where they are."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from pamphlet.diagnostics import Diagnostic
from pamphlet.epub_addresses import resolved
from pamphlet.preflight.epub.book import Place, heading_of, is_heading
from pamphlet.preflight.epub.markup import LANGUAGE, Element, elements, everything, line, words, words_without
from pamphlet.preflight.epub.view import View, place_of, quoted

_NUMBER = re.compile(r"^[\divxlc]+[.:)\s]+", re.IGNORECASE)
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")


def book_title(view: View) -> Iterator[Diagnostic]:
    """The book has a title."""
    if not view.book.package.said("dc:title"):
        yield view.error(
            "preflight-title",
            "the book has no title",
            view.package,
            hint="the shelf of the device shows the name of the file instead: set dc:title",
        )


def titles(view: View) -> Iterator[Diagnostic]:
    """The title of each document is its heading, for that is what screen readers say on entering."""
    for document in view.book.read_in_order:
        title = next((words(node) for node in elements(document.root, "title")), "")
        head = heading_of(document.root)
        heading = "" if head is None else words_without(head, "noteref")
        if title and _agree(title, heading):
            continue
        called = f"the title of the document is {quoted(title, 40)}, its heading {quoted(heading, 40)}"
        yield view.warning(
            "preflight-epub-title",
            called if title else "the document has no title",
            Place(path=document.path),
            hint="a screen reader says it on entering the chapter: make it the words of the heading",
        )


def contents(view: View) -> Iterator[Diagnostic]:
    """There are contents, and each entry has the words of the heading that it leads to."""
    entries = list(view.book.lists("toc"))
    package = view.book.package
    if not entries and not (package.is_old and package.old_contents in view.book.names):
        yield view.error(
            "preflight-epub-contents",
            "the book has no contents",
            view.package,
            hint="the device's list of chapters stays empty, and shops refuse the book: add a navigation document",
        )
    for document, link in entries:
        path, fragment = resolved(document.path, link.get("href"))
        head = _head_at(view, path, fragment)
        if head is not None and not _agree(words(link), words_without(head, "noteref")):
            yield view.warning(
                "preflight-epub-title",
                f"the contents say {quoted(words(link), 40)}, the heading {quoted(words_without(head, 'noteref'), 40)}",
                place_of(document, link),
                hint="a reader thinks that they went astray: give both the same words",
            )


def _head_at(view: View, path: str, fragment: str) -> Element | None:
    if not fragment:
        return heading_of(view.book.by_path[path].root) if path in view.book.by_path else None
    target = view.book.ids.get((path, fragment))
    if target is None or is_heading(target):
        return target
    return heading_of(target)


def _agree(said: str, heading: str) -> bool:
    """Whether the words are the same but for marks and numbers, or one has the other in it: `Chapter 1: Bread`."""
    pairs = ((said, heading), (_NUMBER.sub("", said), _NUMBER.sub("", heading)))
    bare = [[re.sub(r"[\W_]+", "", text).casefold() for text in pair] for pair in pairs]
    return any(not first or not second or first in second or second in first for first, second in bare)


def ids(view: View) -> Iterator[Diagnostic]:
    """An id stands once in a file, and better once in the book."""
    homes: dict[str, set[str]] = defaultdict(set)
    for document in view.book.documents:
        found = Counter(node.get("id") for node in everything(document.root) if node.get("id"))
        for identity, number in found.items():
            homes[identity].add(document.path)
            if number > 1:
                yield view.error(
                    "preflight-epub-id",
                    f"the id {quoted(identity)} stands {number} times in one file",
                    Place(path=document.path),
                    hint="links to it lead to the first, or nowhere: give each place an id of its own",
                )
    shared = sorted(identity for identity, paths in homes.items() if len(paths) > 1)
    if shared:
        them = f"the id {quoted(shared[0])} stands" if len(shared) == 1 else f"{len(shared)} ids stand"
        yield view.warning(
            "preflight-epub-id",
            f"{them} in more than one file" + (f", {quoted(shared[0])} for one" if len(shared) > 1 else ""),
            hint="where a shop joins the files into one, links go astray: make ids unique in the whole book",
        )


def language(view: View) -> Iterator[Diagnostic]:
    """The book and each document say which language they are in."""
    package = view.book.package
    hint = "a screen reader may speak it with the sounds of another, and words are divided wrongly: "
    told = package.said("dc:language")
    if not told or not all(_TAG.match(tag) for tag in told):
        message = f"{quoted(told[0])} is no language" if told else "the book does not say which language it is in"
        yield view.error("preflight-language", message, view.package, hint=f"{hint}set dc:language, such as `en-GB`")
    if not package.is_old and not package.language:
        yield view.warning(
            "preflight-language",
            "the package document does not say which language its own words are in",
            view.package,
            hint="title and summary may be spoken with the wrong sounds: set xml:lang on `package`",
        )
    for document in view.book.read_in_order:
        if not (document.root.get("lang") or document.root.get(LANGUAGE)):
            yield view.warning(
                "preflight-language",
                "the document does not say which language it is in",
                Place(path=document.path, line=line(document.root)),
                hint=f"{hint}set lang and xml:lang on `html`",
            )


RULES = (book_title, titles, contents, ids, language)
