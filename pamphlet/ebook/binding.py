"""A pamphlet becomes a package: its documents linked to one another, pictures, styles, ways to find one's place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from pamphlet.apparatus.names_index import IndexLetter
from pamphlet.apparatus.page_map import PageMap
from pamphlet.apparatus.parts import NamesIndex, Pamphlet
from pamphlet.ebook.completeness import missing
from pamphlet.ebook.documents import EbookDocuments
from pamphlet.ebook.linking import Places, link
from pamphlet.ebook.metadata import Content, statements
from pamphlet.ebook.navigation import NAVIGATION, NCX, guide, ncx
from pamphlet.ebook.package import XHTML, Draft, EbookProblem, File, Package
from pamphlet.ebook.pictures import cover_file, pictures_of
from pamphlet.ebook.xhtml import Element, elements, lines_apart, parse, write
from pamphlet.typeset.theme import Theme


def bind(
    pamphlet: Pamphlet,
    letters: tuple[IndexLetter, ...],
    page_map: PageMap,
    theme: Theme,
    cover: bytes,
    moment: dt.datetime,
) -> Package:
    """Bind the ebook.  Raises EbookProblem where a link leads nowhere or words are missing."""
    pictures = pictures_of(pamphlet.images)
    front = cover_file(cover)
    styles = tuple(_style(number, *sheet) for number, sheet in enumerate(theme.ebook, 1))
    documents = EbookDocuments(
        pamphlet,
        page_map=page_map,
        pictures={name: picture.name for name, picture in pictures.items()},
        sheets=tuple(style.name for style in styles),
    )
    trees = {draft: _tree(draft) for draft in documents.drafts(letters, front.name)}
    places = link(trees)
    for run in missing(pamphlet, trees.values()):
        raise EbookProblem(f"the words at {run.span} are in none of its documents")
    texts = tuple(_document(draft, tree) for draft, tree in trees.items())
    others = (_old_contents(pamphlet, places), *styles, front, *pictures.values())
    return Package(
        identifier=pamphlet.settings.identifier,
        language=pamphlet.settings.language,
        modified=_universal(moment),
        statements=statements(pamphlet.settings, _content(pamphlet, trees.values())),
        files=(*texts, *others),
        spine=tuple(text.id for text in texts),
        guide=guide(pamphlet, lambda identity: places.address(identity, NCX).partition("#")[0]),
    )


def _style(number: int, name: str, text: str) -> File:
    return File(id=f"style-{number}", name=f"css/{name}", media_type="text/css", data=text.encode())


def _tree(draft: Draft) -> Element:
    root = parse(draft.markup)
    lines_apart(root)
    return root


def _document(draft: Draft, tree: Element) -> File:
    properties = ("nav",) if draft.name == NAVIGATION else ()
    return File(id=f"text-{draft.id}", name=draft.name, media_type=XHTML, data=write(tree), properties=properties)


def _old_contents(pamphlet: Pamphlet, places: Places) -> File:
    return File(
        id="ncx",  # the library's spine asks for this id
        name=NCX,
        media_type="application/x-dtbncx+xml",
        data=ncx(pamphlet, lambda identity: places.address(identity, NCX)),
    )


def _content(pamphlet: Pamphlet, trees: Iterable[Element]) -> Content:
    return Content(
        described=all(image.get("alt") for tree in trees for image in elements(tree, "img")),
        moving=any(picture.moves for picture in pamphlet.images.values()),
        indexed=any(isinstance(part, NamesIndex) for part in pamphlet.parts),
    )


def _universal(moment: dt.datetime) -> dt.datetime:
    """A moment in UTC; one that does not say where it was taken is in UTC already."""
    return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
