"""One file's copy becomes an article: what each part of it is decides where its words go."""

from __future__ import annotations

import copy as copying
from collections.abc import Sequence

from lxml.etree import _Element as Element

from pamphlet.diagnostics import Refused, error
from pamphlet.intake.article import Article, Fates, Tally
from pamphlet.intake.copy import Copy
from pamphlet.intake.markup.blocks import BlockReader
from pamphlet.intake.markup.notes import labels_of, read_notes, take_notes
from pamphlet.intake.markup.parts import read_parts
from pamphlet.intake.markup.people import read_people
from pamphlet.intake.markup.pictures import printable
from pamphlet.intake.markup.title_page import take_title_page
from pamphlet.intake.markup.words import WordReader
from pamphlet.intake.words import count_words

_LANGUAGE = "en"
"""What an article is in that does not say: as pamphlet.toml has it by default."""


def article_of(copy: Copy, language: str = "") -> Article:
    """Understand what a reader made of a file; `language` is what it is in, whatever it says of itself.

    Raises Refused where it has no text under its title.
    """
    language = language or copy.offered.language
    remarks = list(copy.remarks)
    body = copying.deepcopy(copy.body)
    notes = take_notes(body)
    labels = labels_of(body, notes)
    page = take_title_page(body, copy.offered)
    remarks += page.remarks
    _put_back(body, page.calls)
    pictures = printable(copy.pictures)
    remarks += pictures.remarks
    words = WordReader(labels=labels, language=language or _LANGUAGE, remarks=remarks)
    reader = BlockReader(words=words, pictures=pictures.names)
    of_file = read_notes(notes, labels, body, reader)
    people = read_people(body, reader)
    parts = read_parts(body, reader, title=page.title.text if page.title else "", notes=len(of_file))
    if not any(chapter.blocks for chapter in parts.chapters):
        message = f"`{copy.name}` holds no text" + (" under its title" if page.title else "")
        raise Refused((error("import-empty", message, hint="name the file with the whole article"),))
    fates = people or parts.fates
    return Article(
        source=copy.source,
        tally=_tally(copy, fates, len(parts.notes)),
        title=page.title,
        subtitle=page.subtitle,
        authors=page.authors,
        chapters=parts.chapters,
        notes=(*of_file, *parts.notes),
        fates=fates,
        back=parts.back,
        remarks=tuple(remarks),
        front=parts.front,
        pictures=pictures.data,
        date=copy.offered.date,
        language=language,
    )


def _put_back(body: Element, calls: Sequence[Element]) -> None:
    """Calls of notes in the title page, which can have none, go to the end of the first paragraph."""
    first = next(body.iter("p"), None)
    if first is not None:
        first.extend(calls)


def _tally(copy: Copy, fates: Fates | None, typed_notes: int) -> Tally:
    """What was counted in the file itself; for its reader notes that are typed are paragraphs like any other."""
    counted = copy.count
    return Tally(
        words=count_words(copy.source),
        paragraphs=counted.paragraphs - typed_notes,
        heads=counted.headings,
        notes=counted.notes + typed_notes,
        people=sum(len(entry.people) for entry in fates.entries) if fates else 0,
        pictures=counted.pictures,
        tables=counted.tables,
        links=counted.links,
        text_boxes=counted.text_boxes,
        comments=counted.comments,
        insertions=counted.insertions,
        deletions=counted.deletions,
    )
