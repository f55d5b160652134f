"""A pamphlet becomes the ways to find one's place in it: contents, landmarks, and both again as EPUB 2 had them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count

from markupsafe import Markup

from pamphlet.apparatus.contents import contents
from pamphlet.apparatus.parts import ContentsLine, Endnotes, NamesIndex, Pamphlet, Part
from pamphlet.ebook.package import GuideEntry
from pamphlet.manuscript.document import PROSE_ROLE, Section, Text
from pamphlet.manuscript.traversal import plain_text
from pamphlet.typeset.elements import element

COVER = "cover"
TITLE_PAGE = "title-page"
NAVIGATION = "nav.xhtml"
NCX = "toc.ncx"
"""Names of the made documents and files; the manuscript reader keeps the ids from being taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Landmark:
    """A place that every ebook has under the same name: `kind` by `epub:type`, `guide` by the guide of EPUB 2."""

    kind: str
    guide: str
    id: str
    title: str


def contents_lines(pamphlet: Pamphlet) -> tuple[ContentsLine, ...]:
    """The lines of the contents.

    The only chapter of a short pamphlet stands there under the pamphlet's title: where there are
    no pages to turn, it could not be found otherwise.
    """
    return tuple(line for part in pamphlet.parts for line in _lines_of(part, pamphlet))


def _lines_of(part: Part, pamphlet: Pamphlet) -> tuple[ContentsLine, ...]:
    settings = pamphlet.settings
    lines = contents((part,), settings.title_span)
    if isinstance(part, Section) and part.heading is None and part.role == PROSE_ROLE:
        title = Text(text=settings.title, span=settings.title_span)
        return (ContentsLine(id=part.id, title=(title,), lines=lines),)
    return lines


def landmarks(pamphlet: Pamphlet) -> tuple[Landmark, ...]:
    """The landmarks that this pamphlet has."""
    found = [
        Landmark(kind="cover", guide="cover", id=COVER, title="Cover"),
        Landmark(kind="titlepage", guide="title-page", id=TITLE_PAGE, title="Title page"),
        Landmark(kind="toc", guide="toc", id="contents", title="Contents"),
        Landmark(kind="bodymatter", guide="text", id=pamphlet.body[0].id, title="Start of the text"),
    ]
    for part in pamphlet.back:
        match part:
            case Endnotes():
                found.append(Landmark(kind="endnotes", guide="notes", id=part.id, title=part.title))
            case NamesIndex():
                found.append(Landmark(kind="index", guide="index", id=part.id, title=part.title))
            case _:
                pass
    return tuple(found)


def guide(pamphlet: Pamphlet, address: Callable[[str], str]) -> tuple[GuideEntry, ...]:
    """The landmarks as EPUB 2 had them; Kindle shows a chapter's name only with an entry for the text."""
    return tuple(
        GuideEntry(kind=landmark.guide, title=landmark.title, address=address(landmark.id))
        for landmark in landmarks(pamphlet)
    )


def ncx(pamphlet: Pamphlet, address: Callable[[str], str]) -> bytes:
    """The contents as EPUB 2 had them; `address` says where an id stands, seen from this file."""
    settings = pamphlet.settings
    lines = contents_lines(pamphlet)
    depth = 2 if any(line.lines for line in lines) else 1
    head = (
        ("dtb:uid", settings.identifier),
        ("dtb:depth", str(depth)),
        ("dtb:totalPageCount", "0"),
        ("dtb:maxPageNumber", "0"),
    )
    tree = element(
        "ncx",
        {"xmlns": "http://www.daisy.org/z3986/2005/ncx/", "version": "2005-1", "xml:lang": settings.language},
        element("head", {}, *(element("meta", {"name": name, "content": value}) for name, value in head)),
        element("docTitle", {}, element("text", {}, settings.title)),
        element("navMap", {}, *_points(lines, address, count(1))),
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tree}\n'.encode()


def _points(lines: tuple[ContentsLine, ...], address: Callable[[str], str], numbers: count[int]) -> Iterator[Markup]:
    for line in lines:
        number = str(next(numbers))
        yield element(
            "navPoint",
            {"id": f"point-{number}", "playOrder": number},
            element("navLabel", {}, element("text", {}, " ".join(plain_text(line.title).split()))),
            element("content", {"src": address(line.id)}),
            *_points(line.lines, address, numbers),
        )
