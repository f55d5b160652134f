"""Rules on notes: a call leads to its note, the note back to its call, and neither is alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from pamphlet.diagnostics import Diagnostic
from pamphlet.epub_addresses import resolved
from pamphlet.preflight.epub.book import Document
from pamphlet.preflight.epub.markup import Element, around, elements, everything, kinds, words
from pamphlet.preflight.epub.view import View, place_of, quoted

LONGEST = 5_000
"""Characters: a longer note is not opened in place by Kobo's devices (kobolabs/epub-spec, Footnotes/Endnotes)."""
_NOTES = ("footnote", "endnote", "rearnote")

Node: TypeAlias = tuple[Document, Element]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Apparatus:
    """The calls of each note and all notes; notes are known by their elements."""

    calls: Mapping[Element, tuple[Node, ...]]
    notes: tuple[Node, ...]
    stray: tuple[Node, ...]
    """Calls that lead to no note."""


def notes(view: View) -> Iterator[Diagnostic]:
    """Calls and notes point at each other."""
    found = _apparatus(view)
    for document, call in found.stray:
        yield view.error(
            "preflight-epub-note",
            f"the note call {quoted(words(call))} leads to no note",
            place_of(document, call),
            hint="a reader who touches it sees nothing, or loses their place: link it to its note, and mark that as "
            "a footnote",
        )
    for document, note in found.notes:
        calls = found.calls.get(note, ())
        if not calls:
            yield view.warning(
                "preflight-epub-note",
                f"no call leads to the note {quoted(words(note), 40)}",
                place_of(document, note),
                hint="nobody comes by it: call it in the text, or take it out",
            )
        else:
            yield from _way_back(view, document, note, calls)


def _way_back(view: View, document: Document, note: Element, calls: tuple[Node, ...]) -> Iterator[Diagnostic]:
    """What is wrong with the links from a note to its calls."""
    marked = [link for link in elements(note, "a") if "backlink" in kinds(link)]
    links = marked or [link for link in elements(note, "a") if link.get("href")]
    homes = {link for link in links if any(_leads_to(view, document, link, call) for call in calls)}
    if marked:
        for link in marked:
            if link not in homes:
                yield view.error(
                    "preflight-epub-note",
                    f"the way back from the note {quoted(words(note), 40)} leads elsewhere than to its call",
                    place_of(document, link),
                    hint="who follows it goes on reading in another place: link it to the call of this note",
                )
    elif not homes and document.path != calls[0][0].path:
        yield view.warning(
            "preflight-epub-note",
            f"no way leads back from the note {quoted(words(note), 40)}",
            place_of(document, note),
            hint="where notes do not open in place (Thorium, Kindle), the reader has lost the page: end the note with "
            "a link to its call",
        )


def _leads_to(view: View, document: Document, link: Element, call: Node) -> bool:
    """Whether a link leads to a call, to what is in it, or to the paragraph around it."""
    path, fragment = resolved(document.path, link.get("href") or "")
    target = view.book.ids.get((path, fragment))
    if target is None or path != call[0].path:
        return False
    return target is call[1] or any(node is target for node in around(call[1])) or call[1] in target.iterancestors()


def _apparatus(view: View) -> _Apparatus:
    book = view.book
    all_notes = [(document, node) for document, node in book.of_kind(*_NOTES) if not _within_note(node)]
    known = {node for _, node in all_notes}
    calls: dict[Element, list[Node]] = defaultdict(list)
    stray = []
    for document, call in book.of_kind("noteref"):
        address = resolved(document.path, call.get("href") or "")
        target = book.ids.get(address)
        note = None if target is None else _note_at(target, known)
        if note is None and (target is not None or not address[1]):  # a link that leads nowhere is another's business
            stray.append((document, call))
        elif note is not None:
            calls[note].append((document, call))
    return _Apparatus(
        calls={note: tuple(made) for note, made in calls.items()}, notes=tuple(all_notes), stray=tuple(stray)
    )


def _within_note(node: Element) -> bool:
    return any(not kinds(outer).isdisjoint(_NOTES) for outer in around(node))


def _note_at(target: Element, known: set[Element]) -> Element | None:
    """The note that an element is, stands in, or holds."""
    for node in (target, *around(target)):
        if node in known:
            return node
    held = [node for node in everything(target) if node in known]
    return held[0] if len(held) == 1 else None


def length(view: View) -> Iterator[Diagnostic]:
    """A note is short enough to be opened in place."""
    for document, note in view.book.of_kind(*_NOTES):
        size = len(words(note))
        if size > LONGEST and not _within_note(note):
            yield view.warning(
                "preflight-epub-note-long",
                f"the note {quoted(words(note), 40)} has {size:,} characters",
                place_of(document, note),
                hint=f"Kobo opens notes in place up to {LONGEST:,}: divide it, or move part of it into the text",
            )


RULES = (notes, length)
