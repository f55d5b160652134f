"""Paragraphs that OpenDocument only sets in a certain way become what they are: stanzas, a picture with its caption."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element as Element


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
            end = etree.SubElement(stanza, "br")
            end.tail = line.text
            stanza.extend(list(line))
            verse.remove(line)


def as_figure(box: Element, picture: Element) -> Element:
    """A box that holds a picture and the words under it, as a figure."""
    figure = etree.Element("figure", {"data-line": box.get("data-line", "")})
    caption = etree.Element("figcaption")
    parent = picture.getparent()
    if parent is not None:
        _take_out(picture, parent)
    figure.append(picture)
    for paragraph in box:
        words = "".join(paragraph.itertext()).strip()
        if not words and not len(paragraph):
            continue
        if len(caption) or caption.text:
            etree.SubElement(caption, "br")
        _move(paragraph, caption)
    if len(caption) or (caption.text or "").strip():
        figure.append(caption)
    return figure


def _take_out(element: Element, parent: Element) -> None:
    """Take an element away and leave the words behind it where they are."""
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    element.tail = None
    parent.remove(element)


def _move(source: Element, target: Element) -> None:
    """Put all that stands in an element to the end of another."""
    if len(target):
        target[-1].tail = (target[-1].tail or "") + (source.text or "")
    else:
        target.text = (target.text or "") + (source.text or "")
    target.extend(list(source))
