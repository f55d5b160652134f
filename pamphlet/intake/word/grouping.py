"""Lines of a Word file become blocks: items a list, stanzas a poem, what is indented a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from lxml import etree
from lxml.etree import _Element as Element

from pamphlet.intake.tree import move_into
from pamphlet.intake.word.gathering import Gathering
from pamphlet.intake.word.line import Kind, Line
from pamphlet.intake.word.lists import lists_of
from pamphlet.intake.word.words import words_in

_INDENTED = 283
"""Twips, 5 mm: what is set in by less, and by more than the text around it, is no quotation but an accident."""
_MOST_VERSE_LINE = 60
"""Characters: the line of a poem is shorter than a line of prose."""
_OF_TABLE = re.compile(r"tab(?:le|\.)\b", re.IGNORECASE)


def grouped(lines: Sequence[Line], gathering: Gathering) -> Iterator[Element]:
    """The blocks of a container, in order."""
    yield from _captioned(tuple(_blocks(_recognised(lines, gathering))))


def _recognised(lines: Sequence[Line], gathering: Gathering) -> Iterator[Line]:
    """Lines, those that are set in from the margin being quotations or verse, and those of a list its items."""
    margin = min((line.left for line in lines if line.kind is Kind.PLAIN), default=0)
    in_list, set_in = False, False
    for line in lines:
        kind, before, set_in = line.kind, set_in, False
        if kind is Kind.LISTED:
            kind = Kind.LISTED if in_list else Kind.PLAIN
        elif kind is Kind.PLAIN and line.left - margin >= _INDENTED and line.left - line.hanging - margin >= _INDENTED:
            kind, set_in = Kind.VERSE if _has_verse_lines(line.element) else Kind.QUOTATION, True
            if not before:
                what = "verse" if kind is Kind.VERSE else "a quotation"
                gathering.guess(line.number, f"{what}, because it is indented: “{_opening(line.element)}”")
        in_list = kind in {Kind.ITEM, Kind.LISTED} or (kind is Kind.GAP and in_list)
        yield replace(line, kind=kind)


def _has_verse_lines(element: Element) -> bool:
    """Whether a paragraph has three short lines or more."""
    ends = sum(1 for _ in element.iter("br"))
    return ends >= 2 and len("".join(element.itertext())) / (ends + 1) <= _MOST_VERSE_LINE


def _opening(element: Element) -> str:
    words = words_in(element).split()
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")


def _blocks(lines: Iterable[Line]) -> Iterator[tuple[Kind, Element]]:
    """Blocks, with the kind of line that each was made of."""
    for kind, rows in groupby(_without_gaps(tuple(lines)), key=lambda row: row[0]):
        group = tuple(line for _, line in rows)
        match kind:
            case Kind.ITEM:
                yield from ((Kind.ITEM, element) for element in lists_of(group))
            case Kind.QUOTATION:
                block = etree.Element("blockquote", {"data-line": str(group[0].number)})
                block.extend([line.element for line in group])
                yield kind, block
            case Kind.VERSE:
                yield kind, _verse(group)
            case _:
                yield from ((kind, line.element) for line in group)


def _without_gaps(lines: Sequence[Line]) -> Iterator[tuple[Kind, Line]]:
    """Lines with the kind by which neighbours belong together; of empty paragraphs those within a poem."""
    kinds = [Kind.ITEM if line.kind is Kind.LISTED else line.kind for line in lines]
    for index, line in enumerate(lines):
        if kinds[index] is not Kind.GAP:
            yield kinds[index], line
        elif index and kinds[index - 1] is Kind.VERSE and _next_kind(kinds, index) is Kind.VERSE:
            kinds[index] = Kind.VERSE
            yield Kind.VERSE, line


def _next_kind(kinds: Sequence[Kind], start: int) -> Kind:
    """The kind of the first line from `start` on that is no gap."""
    rest = (kinds[index] for index in range(start, len(kinds)))
    return next((kind for kind in rest if kind is not Kind.GAP), Kind.GAP)


def _verse(lines: Sequence[Line]) -> Element:
    """A poem: each paragraph a stanza; or each a line, and an empty one between two stanzas."""
    block = etree.Element("div", {"class": "verse", "data-line": str(lines[0].number)})
    by_line = not any(line.element.find(".//br") is not None for line in lines)
    begins = True
    for line in lines:
        if line.kind is not Kind.GAP and (begins or not by_line):
            block.append(line.element)
        elif line.kind is not Kind.GAP:
            etree.SubElement(block[-1], "br")
            move_into(block[-1], line.element)
        begins = line.kind is Kind.GAP
    return block


def _captioned(blocks: Sequence[tuple[Kind, Element]]) -> Iterator[Element]:
    """Blocks with each caption in its table or picture: after the picture; before the table, or else after it."""
    rows = list(blocks)
    while rows:
        kind, element = rows.pop(0)
        following = rows[0] if rows else None
        if kind is Kind.PICTURE and following is not None and following[0] is Kind.CAPTION:
            yield _figure(element, rows.pop(0)[1])
        elif kind is Kind.CAPTION and following is not None and following[0] is Kind.TABLE:
            yield _titled(rows.pop(0)[1], element)
        elif kind is Kind.CAPTION and following is not None and following[0] is Kind.PICTURE and not _has_caption(rows):
            yield _figure(rows.pop(0)[1], element)
        elif kind is Kind.TABLE and following is not None and following[0] is Kind.CAPTION and not _is_before(rows):
            yield _titled(element, rows.pop(0)[1])
        else:
            yield element


def _has_caption(rows: Sequence[tuple[Kind, Element]]) -> bool:
    """Whether the picture that comes first has a caption after it."""
    return len(rows) > 1 and rows[1][0] is Kind.CAPTION


def _is_before(rows: Sequence[tuple[Kind, Element]]) -> bool:
    """Whether the caption that comes first belongs to the table after it, or speaks of no table."""
    return (len(rows) > 1 and rows[1][0] is Kind.TABLE) or not _OF_TABLE.match("".join(rows[0][1].itertext()))


def _figure(paragraph: Element, caption: Element) -> Element:
    figure = etree.Element("figure", {"data-line": paragraph.get("data-line")})
    figure.extend(list(paragraph))
    move_into(etree.SubElement(figure, "figcaption"), caption)
    return figure


def _titled(table: Element, caption: Element) -> Element:
    table.insert(0, etree.Element("caption"))
    move_into(table[0], caption)
    return table
