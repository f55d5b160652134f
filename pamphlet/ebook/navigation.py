"""A pamphlet becomes the ways to find one's place in it: contents, landmarks, pages, and all again for EPUB 2."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from pamphlet.apparatus.contents import contents
from pamphlet.apparatus.parts import ContentsLine, Endnotes, NamesIndex, Pamphlet, Part
from pamphlet.ebook.linking import Places
from pamphlet.ebook.metadata import identifier
from pamphlet.ebook.package import GuideEntry
from pamphlet.manuscript.document import PROSE_ROLE, Section, Text
from pamphlet.manuscript.traversal import plain_text
from pamphlet.typeset.elements import element

COVER = "cover"
TITLE_PAGE = "title-page"
NAVIGATION = "nav.xhtml"
BACK_COVER = "back-cover"
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


def page_id(label: str) -> str:
    """The id of the place where a page of paper begins; the manuscript cannot take it."""
    return f"page-{label}"


def ncx(pamphlet: Pamphlet, labels: tuple[str, ...], places: Places) -> bytes:
    """Contents and list of pages as EPUB 2 had them; `labels` are the numbers of the pages of paper, in order."""
    settings = pamphlet.settings
    lines = contents_lines(pamphlet)
    depth = 2 if any(line.lines for line in lines) else 1
    head = (
        ("dtb:uid", identifier(settings)),
        ("dtb:depth", str(depth)),
        ("dtb:totalPageCount", str(len(labels))),
        ("dtb:maxPageNumber", max(labels, key=int, default="0")),
    )
    within = [inner.id for line in lines for inner in line.lines]
    order = _in_order([*(line.id for line in lines), *within, *map(page_id, labels)], places)
    pages = element("pageList", {}, *_pages(labels, order, places)) if labels else ""
    tree = element(
        "ncx",
        {"xmlns": "http://www.daisy.org/z3986/2005/ncx/", "version": "2005-1", "xml:lang": settings.language},
        element("head", {}, *(element("meta", {"name": name, "content": value}) for name, value in head)),
        element("docTitle", {}, element("text", {}, settings.title)),
        element("navMap", {}, *_points(lines, order, places)),
        pages,
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tree}\n'.encode()


def _in_order(identities: Iterable[str], places: Places) -> dict[str, str]:
    """For each of these ids its number in the order of reading, in which a voice comes by them."""
    return {identity: str(number) for number, identity in enumerate(sorted(identities, key=places.order), 1)}


def _points(lines: tuple[ContentsLine, ...], order: dict[str, str], places: Places) -> Iterator[Markup]:
    for line in lines:
        yield element(
            "navPoint",
            {"id": f"point-{order[line.id]}", "playOrder": order[line.id]},
            *_target(_label(line), places.address(line.id, NCX)),
            *_points(line.lines, order, places),
        )


def _pages(labels: tuple[str, ...], order: dict[str, str], places: Places) -> Iterator[Markup]:
    for label in labels:
        identity = page_id(label)
        yield element(
            "pageTarget",
            {"id": identity, "type": "normal", "value": label, "playOrder": order[identity]},
            *_target(label, places.address(identity, NCX)),
        )


def _target(label: str, address: str) -> Iterator[Markup]:
    yield element("navLabel", {}, element("text", {}, label))
    yield element("content", {"src": address})


def _label(line: ContentsLine) -> str:
    """The words of a line, as the contents themselves have them: without soft hyphens."""
    return " ".join(plain_text(line.title).replace("\u00ad", "").split())
