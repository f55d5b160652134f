"""The people of an ebook of ours become the fates that they were made of."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element as Element

from pamphlet.intake.article import FATES_TITLE, Fate, Fates, Named
from pamphlet.intake.markup.blocks import BlockReader
from pamphlet.intake.markup.elements import has_class, line_of, words_of
from pamphlet.intake.tree import take_out


def read_people(body: Element, reader: BlockReader) -> Fates | None:
    """Take the `section.fates` out of a body and read it; None where there is none.

    What stands before its first entry introduces it, what stands behind the last closes it.
    """
    section = next((section for section in body.iter("section") if has_class(section, "fates")), None)
    if section is None:
        return None
    take_out(section)
    head = section.find("h1")
    title = words_of(head) if head is not None else ""
    if head is not None:
        take_out(head)
    entries = [child for child in section if has_class(child, "fate")]
    closing = etree.Element("div")
    closing.extend(list(entries[-1].itersiblings()) if entries else [])
    for entry in entries:
        take_out(entry)
    return Fates(
        line=line_of(section),
        title=title or FATES_TITLE,
        introduction=reader.read(section),
        entries=tuple(_fate(entry, reader) for entry in entries),
        closing=reader.read(closing),
    )


def _fate(entry: Element, reader: BlockReader) -> Fate:
    people = [child for child in entry if has_class(child, "person")]
    sources = [child for child in entry if has_class(child, "source")]
    for child in (*people, *sources):
        take_out(child)
    return Fate(
        line=line_of(entry),
        people=tuple(_named(person) for person in people),
        blocks=reader.read(entry),
        source=tuple(block for source in sources for block in reader.read(source)),
    )


def _named(person: Element) -> Named:
    return Named(
        name=words_of(person),
        born=person.get("data-born", ""),
        died=person.get("data-died", ""),
        key=person.get("data-key", ""),
        sort=person.get("data-sort", ""),
        forms=tuple(form for form in person.get("data-forms", "").split("|") if form),
    )
