"""Namings and the pages they stand on become an index of names."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from pamphlet.apparatus.parts import Fates, Naming, Pamphlet
from pamphlet.manuscript.document import Person

_ALONE = str.maketrans({"æ": "ae", "ð": "d", "đ": "d", "ł": "l", "ø": "o", "œ": "oe", "þ": "th"})
"""Letters that Unicode takes for letters of their own, and an English index does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """Where a person is named: from page `first` to `last`, or in a note on page `first`.

    `target` is the id of the first naming; `note` is the note's number.
    """

    first: int
    last: int
    target: str
    note: int | None = None

    @property
    def label(self) -> str:
        """As it is printed: `12`, `12–14`, `12n3`."""
        if self.note is not None:
            return f"{self.first}n{self.note}"
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """A person with the places where they are named; `fate` leads to their entry, if there is one."""

    person: Person
    locators: tuple[Locator, ...]
    fate: Locator | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexLetter:
    """The entries under one initial."""

    letter: str
    entries: tuple[IndexEntry, ...]


def repeated_mentions(pamphlet: Pamphlet, pages: Mapping[str, int]) -> frozenset[str]:
    """The mentions under an entry of the fates that stand on the page of one before: chapters may share a page.

    `pages` are those of places, as far as they are known.
    """
    entries = (entry for part in pamphlet.parts if isinstance(part, Fates) for entry in part.entries)
    return frozenset(
        mention
        for entry in entries
        for before, mention in pairwise(entry.mentions)
        if mention in pages and pages.get(before) == pages[mention]
    )


def index_of_names(pamphlet: Pamphlet, pages: Mapping[str, tuple[int, ...]]) -> tuple[IndexLetter, ...]:
    """The index by initials; `pages` gives for each id the pages on which it stands."""
    fates = {
        person.key: entry.id
        for part in pamphlet.parts
        if isinstance(part, Fates)
        for entry in part.entries
        for person in entry.persons
    }
    namings: defaultdict[str, list[Naming]] = defaultdict(list)
    for naming in pamphlet.namings:
        namings[naming.key].append(naming)
    letters: dict[str, list[IndexEntry]] = {}
    for person in sorted(pamphlet.persons, key=lambda person: collation(person.sort)):
        locators = tuple(_locators(namings[person.key], pages))
        place = fates.get(person.key)
        fate = Locator(first=pages[place][0], last=pages[place][-1], target=place) if place else None
        if locators or fate:
            entry = IndexEntry(person=person, locators=locators, fate=fate)
            letters.setdefault(collation(person.sort)[:1].upper(), []).append(entry)
    return tuple(IndexLetter(letter=letter, entries=tuple(entries)) for letter, entries in letters.items())


def _locators(namings: list[Naming], pages: Mapping[str, tuple[int, ...]]) -> Iterator[Locator]:
    """Pages in the text with runs joined, then the notes in the order of their numbers."""
    places = sorted(
        {
            page: naming.id for naming in reversed(namings) if naming.note is None for page in pages[naming.id][:1]
        }.items()
    )
    first = last = 0
    target = ""
    for page, identity in places:
        if last and page == last + 1:
            last = page
            continue
        if last:
            yield Locator(first=first, last=last, target=target)
        first, last, target = page, page, identity
    if last:
        yield Locator(first=first, last=last, target=target)
    seen: set[int] = set()
    for naming in namings:
        if naming.note is not None and naming.note not in seen:
            seen.add(naming.note)
            page = pages[naming.id][0]
            yield Locator(first=page, last=page, target=naming.id, note=naming.note)


def collation(text: str) -> str:
    """A name as it is sorted: without accents, small letters, letters and spaces only."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_ALONE))
    return "".join(character for character in plain if character.isalnum() or character in " ,")
