"""Paragraphs that OpenDocument only sets in a certain way become what they are: stanzas, a picture with its caption."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element as Element

from pamphlet.intake.tree import move_into, take_out


def make_stanzas(body: Element) -> None:
    """Make stanzas of the paragraphs of poems: where none has a line end each is a line, and an empty one parts."""
    for verse in body.iter("div"):
        if next(verse.iter("br"), None) is None:
            _join_lines(verse)
        for empty in [stanza for stanza in verse if not len(stanza) and not stanza.text]:
            verse.remove(empty)


def _join_lines(verse: Element) -> None:
    stanza: Element | None = None
    for line in list(verse):
        if not len(line) and not line.text:
            stanza = None
        elif stanza is None:
            stanza = line
        else:
            etree.SubElement(stanza, "br")
            move_into(stanza, line)
            verse.remove(line)


def as_figure(box: Element, picture: Element) -> Element:
    """A box that holds a picture and the words under it, as a figure."""
    figure = etree.Element("figure", {"data-line": box.get("data-line", "")})
    caption = etree.Element("figcaption")
    take_out(picture)
    figure.append(picture)
    for paragraph in box:
        words = "".join(paragraph.itertext()).strip()
        if not words and not len(paragraph):
            continue
        if len(caption) or caption.text:
            etree.SubElement(caption, "br")
        move_into(caption, paragraph)
    if len(caption) or (caption.text or "").strip():
        figure.append(caption)
    return figure
