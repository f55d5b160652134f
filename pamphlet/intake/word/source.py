"""A part of a Word file becomes all its words, those that are left out too, and the counts of what it holds.

Nothing here builds on what the reader made of the file: the one is held against the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml.etree import _Element as Element

from pamphlet.intake.copy import Count
from pamphlet.intake.word.fields import Field, fields_in
from pamphlet.intake.word.names import (
    BOX_TEXT,
    DELETIONS,
    DRAWINGS,
    FALLBACK,
    INSERTIONS,
    LINE_ENDS,
    NO_WORDS,
    NOTE_CALLS,
    PARAGRAPH,
    RUN,
    SOFT_HYPHEN,
    SPACES,
    TABLE,
    TEXTS,
    A,
    R,
    V,
    W,
    has_own_mark,
    is_blank,
    readings,
    runs_on,
    value,
)
from pamphlet.intake.word.package import Package, Part
from pamphlet.intake.word.styles import Styles


def words_of(root: Element, styles: Styles) -> str:
    """The words of a part, a line each paragraph; words deleted or hidden, which others close up over, apart."""
    fields = fields_in(root)
    carried: dict[Element, str] = {}
    lines: list[str] = []
    for paragraph in paragraphs_in(root):
        apart: list[str] = []
        text = carried.pop(paragraph, "") + "".join(_spelled(paragraph, styles, fields, apart))
        if runs_on(paragraph):
            carried[paragraph.getnext()] = text
        else:
            lines.append(text)
        lines += apart
    return "\n".join(line for line in lines if line.strip())


def paragraphs_in(root: Element) -> Iterator[Element]:
    """The paragraphs of a part, those in text boxes too, none a second time for older programs."""
    for child in readings(root):
        if child.tag == PARAGRAPH:
            yield child
        yield from paragraphs_in(child)


def _spelled(element: Element, styles: Styles, fields: Mapping[Element, Field], apart: list[str]) -> Iterator[str]:
    """The words of a paragraph without those in its text boxes; what does not join them goes to `apart`."""
    for child in readings(element):
        if child.tag in TEXTS:
            yield (child.text or "").replace(SOFT_HYPHEN, "")
        elif child.tag in SPACES or child.tag in LINE_ENDS or child.tag in NOTE_CALLS:
            yield " "
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        elif child.tag == f"{W}sym":
            yield sign(child)
        elif _stands_apart(child, styles):
            apart.append("".join(_spelled(child, styles, fields, apart)))
            yield " " * (child.tag == RUN and has_own_mark(child))
        elif child.tag in DRAWINGS:
            labels = "".join(_spelled(child, styles, fields, apart))
            yield f" {labels} " if labels else ""
        elif child.tag == f"{W}fldChar" and child in fields and fields[child].is_contents:
            yield " "
        elif child.tag not in NO_WORDS and child.tag not in {PARAGRAPH, BOX_TEXT}:
            yield from _spelled(child, styles, fields, apart)


def _stands_apart(element: Element, styles: Styles) -> bool:
    """Whether the words of an element are left out, so that those before and after it may be one word."""
    if element.tag == RUN:
        return styles.is_hidden(element) or has_own_mark(element)
    return element.tag in DELETIONS or (element.tag == f"{W}sdt" and is_blank(element))


def sign(symbol: Element) -> str:
    """The sign of a symbol; empty where only its font knows what it looks like."""
    try:
        code = int(value(symbol, "char"), 16)
    except ValueError:
        return ""
    return chr(code) if 0x20 <= code < 0xD800 else ""


def count(package: Package, styles: Styles) -> Count:
    """Count what a file holds, with an eye for what is there alone."""
    body = package.body
    filled = [row for row in paragraphs_in(body) if "".join(_spelled(row, styles, {}, [])).strip()]
    heads = sum(styles.is_head(row) for row in filled)
    linked = sum(field.address != "" for part in package.told() for field in _fields(part))
    return Count(
        paragraphs=len(filled) - heads,
        headings=heads,
        notes=sum(1 for name in NOTE_CALLS for _ in body.iter(name)),
        pictures=sum(_is_picture(row) for row in body.iter(f"{A}blip", f"{V}imagedata")),
        tables=sum(1 for _ in body.iter(TABLE)),
        links=linked + sum(_is_link(row) for part in package.told() for row in part.root.iter(f"{W}hyperlink")),
        text_boxes=sum(not _is_second_reading(row) for row in body.iter(BOX_TEXT)),
        comments=sum(1 for part in package.beside("comments") for _ in part.root.iter(f"{W}comment")),
        insertions=sum(_has_words(row) for name in INSERTIONS for row in body.iter(name)),
        deletions=sum(_has_words(row) for name in DELETIONS for row in body.iter(name)),
    )


def _fields(part: Part) -> Iterator[Field]:
    yield from fields_in(part.root).values()
    yield from (Field(instruction=value(row, "instr")) for row in part.root.iter(f"{W}fldSimple"))


def _is_link(hyperlink: Element) -> bool:
    return bool(hyperlink.get(f"{R}id") or value(hyperlink, "anchor"))


def _is_picture(element: Element) -> bool:
    named = element.get(f"{R}embed") or element.get(f"{R}link") or element.get(f"{R}id")
    return bool(named) and not _is_second_reading(element)


def _is_second_reading(element: Element) -> bool:
    """Whether an element repeats for older programs what stands beside it for newer ones."""
    repeat = next(element.iterancestors(FALLBACK), None)
    return repeat is not None and repeat.getprevious() is not None


def _has_words(change: Element) -> bool:
    return any((row.text or "").strip() for row in change.iter(*TEXTS))
