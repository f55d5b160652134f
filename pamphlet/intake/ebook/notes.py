"""The links of an ebook become calls of notes, and what they lead to becomes the notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from pamphlet.epub_addresses import resolved
from pamphlet.intake.ebook.markup import HEADS, is_note_mark, kinds, words_of
from pamphlet.intake.ebook.package import Document

_CALL = frozenset({"noteref"})
_NOTE = frozenset({"footnote", "endnote", "rearnote", "note"})
_BACK = frozenset({"backlink", "referrer"})
_HOLDERS = ("li", "p", "div", "td", "aside", "dd", "section")
_LONGEST = 6_000
"""Letters of a note; what is longer is a part of the text to which a link leads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """The notes of a book.

    `calls` are the links with the id of the note that each calls, `bodies` the elements that hold the notes, by id in
    the order of their calls, `marks` what shows a number or leads back and is no text.
    """

    calls: Mapping[Element, str]
    bodies: Mapping[str, Element]
    marks: frozenset[Element]


def find_notes(documents: Sequence[Document]) -> Notes:
    """Find the notes: links that say what they are, and links from a number to a later place that leads back."""
    places = _places(documents)
    order = {element: at for at, element in enumerate(e for document in documents for e in document.body.iter())}
    calls: dict[Element, str] = {}
    bodies: dict[str, Element] = {}
    ids: dict[Element, str] = {}
    holders = _Holders()
    for document in documents:
        for link in document.body.iter("a"):
            target = places.get(resolved(document.path, link.get("href", "")))
            if target is None or not _may_call(link, target, order, holders):
                continue
            body = _body(target, link, holders)
            if body is None:
                continue
            identity = ids.setdefault(body, f"note-{len(ids) + 1}")
            bodies[identity] = body
            calls[link] = identity
    marks = {mark for body in bodies.values() for mark in _marks(body, calls)}
    return Notes(calls=calls, bodies=bodies, marks=frozenset({*calls, *marks}))


def _places(documents: Sequence[Document]) -> dict[tuple[str, str], Element]:
    found: dict[tuple[str, str], Element] = {}
    for document in documents:
        for element in document.body.iter():
            for attribute in ("id", "name"):
                if element.get(attribute):
                    found.setdefault((document.path, element.get(attribute, "")), element)
    return found


class _Holders:
    """What has been asked of blocks that links lead to, each once: thousands of links may lead to one."""

    def __init__(self) -> None:
        self._ways_back: dict[Element, frozenset[str]] = {}
        self._lengths: dict[Element, int] = {}

    def ways_back(self, holder: Element) -> frozenset[str]:
        """The names of the places to which its links lead."""
        if holder not in self._ways_back:
            names = (link.get("href", "").rpartition("#")[2] for link in holder.iter("a"))
            self._ways_back[holder] = frozenset(names) - {""}
        return self._ways_back[holder]

    def is_short(self, holder: Element) -> bool:
        """Whether it is no longer than a note may be."""
        if holder not in self._lengths:
            self._lengths[holder] = len(words_of(holder))
        return self._lengths[holder] <= _LONGEST


def _may_call(link: Element, target: Element, order: Mapping[Element, int], holders: _Holders) -> bool:
    if _BACK & kinds(link):
        return False
    if _CALL & kinds(link):
        return True
    typed = any(_NOTE & kinds(around) for around in (target, *target.iterancestors()))
    behind = order[target] > order[link]
    return behind and is_note_mark(words_of(link)) and (typed or _leads_back(target, link, holders))


def _leads_back(target: Element, link: Element, holders: _Holders) -> bool:
    """Whether what a link leads to has itself a link to where that stands."""
    names = {around.get(name, "") for around in _near(link) for name in ("id", "name")}
    return not names.isdisjoint(holders.ways_back(_holder(target)))


def _near(link: Element) -> Iterator[Element]:
    """A link, what it holds, and what it stands in closely."""
    yield from link.iter()
    parent = link.getparent()
    if parent is not None and parent.tag in {"sup", "span", "small"}:
        yield parent
    before = link.getprevious()
    if before is not None and before.tag in {"a", "span"}:
        yield before


def _body(target: Element, link: Element, holders: _Holders) -> Element | None:
    """The element that holds a note: what says that it is one, or the nearest block."""
    typed = next((around for around in (target, *target.iterancestors()) if _NOTE & kinds(around)), None)
    body = _holder(target) if typed is None or typed.tag in {"a", "span", "sup"} else typed
    if body.tag in HEADS or body in set(link.iterancestors()):
        return None
    return body if typed is not None or holders.is_short(body) else None


def _holder(target: Element) -> Element:
    for around in (target, *target.iterancestors()):
        if around.tag == "p" and (above := around.getparent()) is not None and above.tag in {"li", "aside", "dd"}:
            return above if next(above.iterchildren("p")) is around else around
        if around.tag in _HOLDERS:
            return around
    return target


def _marks(body: Element, calls: Mapping[Element, str]) -> Iterator[Element]:
    """The links back of a note and the number before it."""
    for link in body.iter("a"):
        words = words_of(link)
        back = bool(_BACK & kinds(link)) or not any(character.isalnum() for character in words)
        if link not in calls and "#" in link.get("href", "") and (back or is_note_mark(words)):
            yield link
    first = next((element for element in body.iter("sup", "span") if words_of(element)), None)
    if first is not None and is_note_mark(words_of(first)) and words_of(body).startswith(words_of(first)):
        yield first
