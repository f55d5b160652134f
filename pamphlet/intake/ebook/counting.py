"""The documents of an ebook are counted, for the account: what is text in them, and not what was made of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from lxml.etree import _Element as Element

from pamphlet.intake.copy import Count
from pamphlet.intake.ebook.markup import BLOCKS, HEADS, classes, words_of
from pamphlet.intake.ebook.notes import Notes
from pamphlet.intake.ebook.package import Document


def count(documents: Sequence[Document], notes: Notes, left: Collection[Element]) -> Count:
    """How many of each thing the documents hold, but for what is left out of them.

    A paragraph is whatever begins on a line of its own and holds words, no heads and no paragraphs.
    """
    apart = {*notes.bodies.values(), *left}
    told: list[Element] = []
    for document in documents:
        _gather(document.body, apart, told)
    noted = [element for body in notes.bodies.values() for element in body.iter()]
    heads = [element for element in told if element.tag in HEADS and words_of(element) and not _of_people(element)]
    lines = [element for element in told if element.tag in BLOCKS - {*HEADS} and _is_line(element)]
    return Count(
        paragraphs=len(lines),
        headings=len(heads),
        notes=len(notes.bodies),
        pictures=sum(element.tag == "img" for element in (*told, *noted)),
        tables=sum(element.tag == "table" for element in (*told, *noted)),
        links=sum(element.tag == "a" and ":" in element.get("href", "") for element in (*told, *noted)),
        text_boxes=sum(element.tag == "aside" or "box" in classes(element) for element in told),
    )


def _gather(element: Element, apart: Collection[Element], told: list[Element]) -> None:
    """Add the elements of the run of the text, in order."""
    if element not in apart:
        told.append(element)
        for inner in element:
            _gather(inner, apart, told)


def _is_line(element: Element) -> bool:
    return bool(words_of(element)) and not any(inner.tag in BLOCKS for inner in element.iterdescendants())


def _of_people(head: Element) -> bool:
    """Whether a head stands over people or one of them, whom fates.toml has."""
    return any("fates" in classes(around) for around in head.iterancestors("section"))
