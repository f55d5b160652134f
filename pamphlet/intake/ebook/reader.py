"""The bytes of an ebook (.epub) become copy: the text in the order of reading, its notes, people and parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree
from lxml.etree import _Element as Element

from pamphlet.intake.article import Remark, guessed, left_out
from pamphlet.intake.copy import Copy
from pamphlet.intake.ebook.copying import Copyist
from pamphlet.intake.ebook.counting import count
from pamphlet.intake.ebook.furniture import furniture, heads_of_notes
from pamphlet.intake.ebook.markup import words_of
from pamphlet.intake.ebook.mentions import find_mentions
from pamphlet.intake.ebook.notes import Notes, find_notes
from pamphlet.intake.ebook.package import open_book
from pamphlet.intake.ebook.parts import CHAPTER, Part, parts_of, raise_heads
from pamphlet.intake.ebook.people import People, copy_fates, index_of, is_fates, names_by_key, said_by_keys
from pamphlet.intake.ebook.title_page import find_title_page, read_title_page
from pamphlet.intake.looks import read_looks

_AFTER_NUMBER = re.compile(r"\s*[.:)\]]\s+")
"""What stood between the number of a note, which is its mark and no text, and its words."""
_OVER_NOTES = "stands over the notes, which a pamphlet gathers itself"


def read_ebook(data: bytes, name: str) -> Copy:
    """Read an EPUB of any version, one of ours or anybody's; `name` is the file's.

    Raises Refused: damaged, locked, or larger than a book can be.
    """
    book = open_book(data, name)
    page = find_title_page(book.documents)
    lines, taken = read_title_page(page) if page is not None else ((), frozenset())
    left = dict(furniture(book.documents))
    texts = [document for document in book.documents if document.body not in left]
    notes = find_notes(texts)
    left |= dict.fromkeys(heads_of_notes(texts, frozenset(notes.bodies.values())), _OVER_NOTES)
    mentions = find_mentions(texts, names_by_key(book.documents), left)
    copyist = Copyist(book, notes, read_looks(book.styles), mentions, left)
    body = etree.Element("body")
    body.extend(lines)
    people = People(index=index_of(book.documents), mentions=mentions)
    for part in parts_of(texts):
        copyist.begin(part.document)
        _write_part(part, copyist, body, people)
    _write_notes(notes, copyist, body)
    return Copy(
        name=name,
        body=body,
        offered=book.offered,
        pictures=copyist.pictures,
        source="\n".join(words_of(document.body, notes.marks, left) for document in book.documents),
        count=count(texts, notes, left),
        remarks=(*_on_order(body), *_left_out(left, taken, notes), *said_by_keys(texts), *copyist.remarks),
    )


def _write_part(part: Part, copyist: Copyist, body: Element, people: People) -> None:
    """Write a part as a section of its own, or what goes on from the last as blocks."""
    if (section := next((inner for inner in part.element.iter("section") if is_fates(inner)), None)) is not None:
        body.append(copy_fates(section, people, copyist.block))
        return
    written = etree.Element("section", {"class": "part", "data-role": part.role})
    copyist.speak(part.element, written)
    copyist.blocks(part.element, written)
    if part.role != CHAPTER:
        _hand_down_language(written)
    if not part.role:
        last = body[-1] if len(body) and body[-1].get("class") == "part" else body
        last.extend(list(written))
    elif len(written):
        raise_heads(written)
        body.append(written)


def _write_notes(notes: Notes, copyist: Copyist, body: Element) -> None:
    section = etree.Element("section", {"class": "notes"})
    for identity, source in notes.bodies.items():
        note = etree.SubElement(section, "aside", {"class": "note", "id": identity})
        copyist.speak(source, note)
        copyist.blocks(source, note)
        first = next(note.iter("p"), None)
        if first is not None and (between := _AFTER_NUMBER.match(first.text or "")):
            first.text = (first.text or "")[between.end() :]
        _hand_down_language(note)
    if len(section):
        body.append(section)


def _on_order(body: Element) -> Iterator[Remark]:
    """The people come behind all other parts, unless pamphlet.toml says where."""
    fates = next((section for section in body if section.get("class") == "fates"), None)
    if fates is not None and any(part.get("class") == "part" for part in fates.itersiblings()):
        yield guessed(0, "the people stand behind all other parts now: `[order]` in pamphlet.toml can say otherwise")


def _hand_down_language(element: Element) -> None:
    """Say of each block in which language it is: only a chapter has one of its own."""
    language = element.attrib.pop("lang", "")
    for block in element:
        if language and not block.get("lang"):
            block.set("lang", str(language))


def _left_out(left: Mapping[Element, str], taken: frozenset[Element], notes: Notes) -> Iterator[Remark]:
    """One remark for each reason, with the words of all that was left out for it."""
    reasons: dict[str, list[str]] = {}
    for element, reason in left.items():
        if words := words_of(element, {*taken, *notes.marks}):
            reasons.setdefault(reason, []).append(words)
    for reason, texts in reasons.items():
        yield left_out(0, "; ".join(texts), reason)
