"""A pamphlet becomes a package: its documents linked to one another, pictures, styles, ways to find one's place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pamphlet.apparatus.names_index import IndexLetter
from pamphlet.apparatus.page_map import PageMap
from pamphlet.apparatus.parts import Endnotes, NamesIndex, Pamphlet
from pamphlet.ebook.completeness import missing
from pamphlet.ebook.documents import EbookDocuments
from pamphlet.ebook.dress import Dress, characters_of, font_files, style_files
from pamphlet.ebook.linking import Places, link, link_into
from pamphlet.ebook.metadata import Content, identifier, statements
from pamphlet.ebook.navigation import NAVIGATION, NCX, guide, ncx
from pamphlet.ebook.package import XHTML, Draft, EbookProblem, File, Package
from pamphlet.ebook.page_breaks import breaks_before_heads, page_breaks
from pamphlet.ebook.pictures import cover_file, pictures_of
from pamphlet.ebook.xhtml import Element, elements, lines_apart, parse, write


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """An ebook that is bound, and what its covers need to be put into it anew: `characters` are code points.

    `pictures` are the names of its files by those that the text has for them.
    """

    package: Package
    places: Places
    content: Content
    characters: frozenset[int]
    pictures: Mapping[str, str]


def bind(
    pamphlet: Pamphlet,
    letters: tuple[IndexLetter, ...],
    page_map: PageMap,
    dress: Dress,
    moment: dt.datetime,
) -> Bound:
    """Bind the ebook.  Raises EbookProblem where a link leads nowhere or words are missing."""
    pictures = pictures_of(pamphlet.images)
    front = cover_file(dress.cover)
    styles = style_files(dress)
    documents = EbookDocuments(
        pamphlet,
        page_map=page_map,
        pictures={name: picture.name for name, picture in pictures.items()},
        sheets=tuple(style.name for style in styles),
    )
    trees = {draft: _tree(draft) for draft in (*documents.drafts(letters, front.name), documents.navigation())}
    places = link(trees)
    for run in missing(pamphlet, trees.values()):
        raise EbookProblem(f"the words at {run.span} are in none of its documents")
    texts = tuple(_document(draft, tree) for draft, tree in trees.items())
    characters = characters_of(trees.values())
    fonts = tuple(font_files(dress, characters))
    others = (_old_contents(pamphlet, documents.labels, places), *styles, *fonts, front, *pictures.values())
    content = _content(pamphlet, trees.values())
    package = Package(
        identifier=identifier(pamphlet.settings),
        language=pamphlet.settings.language,
        modified=_universal(moment),
        statements=statements(pamphlet.settings, content, code=str(pamphlet.code), fonts=bool(fonts)),
        files=(*texts, *others),
        spine=tuple(text.id for text in texts if text.name != NAVIGATION),
        guide=guide(pamphlet, lambda identity: places.address(identity, NCX).partition("#")[0]),
    )
    names = {name: picture.name for name, picture in pictures.items()}
    return Bound(package=package, places=places, content=content, characters=characters, pictures=names)


def bind_in_other_covers(bound: Bound, pamphlet: Pamphlet, page_map: PageMap, dress: Dress) -> Package:
    """The same ebook with the covers of another pamphlet, which differs from the first in nothing else.

    Raises EbookProblem where a link of them leads nowhere.
    """
    package = bound.package
    there = [file for file in package.files if file.name in bound.pictures.values()]
    new = {name: picture for name, picture in pamphlet.images.items() if name not in bound.pictures}
    pictures = pictures_of(new, beside=there)
    front = cover_file(dress.cover)
    documents = EbookDocuments(
        replace(pamphlet, front=(), body=(), back=(), contents=()),
        page_map=page_map,
        pictures={**bound.pictures, **{name: picture.name for name, picture in pictures.items()}},
        sheets=tuple(style.name for style in style_files(dress)),
    )
    trees = {draft: _tree(draft) for draft in documents.covers(front.name)}
    link_into(trees, bound.places)
    fonts = tuple(font_files(dress, bound.characters | characters_of(trees.values())))
    made = {file.id: file for file in (*(_document(draft, tree) for draft, tree in trees.items()), front, *fonts)}
    made["ncx"] = _old_contents(pamphlet, documents.labels, bound.places)
    files = tuple(made.get(file.id, file) for file in package.files)
    content = replace(bound.content, pictured=bool(pamphlet.images))
    return replace(
        package,
        identifier=identifier(pamphlet.settings),
        statements=statements(pamphlet.settings, content, code=str(pamphlet.code), fonts=bool(fonts)),
        files=(*files, *pictures.values()),
    )


def _tree(draft: Draft) -> Element:
    root = parse(draft.markup.replace("\u00ad", ""))  # soft hyphens: no dictionary of a reader finds a word with one
    lines_apart(root)
    breaks_before_heads(root)
    return root


def _document(draft: Draft, tree: Element) -> File:
    properties = ("nav",) if draft.name == NAVIGATION else ()
    return File(id=f"text-{draft.id}", name=draft.name, media_type=XHTML, data=write(tree), properties=properties)


def _old_contents(pamphlet: Pamphlet, labels: tuple[str, ...], places: Places) -> File:
    return File(
        id="ncx",  # the library's spine asks for this id
        name=NCX,
        media_type="application/x-dtbncx+xml",
        data=ncx(pamphlet, labels, places),
    )


def _content(pamphlet: Pamphlet, trees: Iterable[Element]) -> Content:
    return Content(
        pictured=bool(pamphlet.images),
        described=all(image.get("alt") for tree in trees for image in elements(tree, "img")),
        moving=any(picture.moves for picture in pamphlet.images.values()),
        annotated=any(isinstance(part, Endnotes) for part in pamphlet.parts),
        indexed=any(isinstance(part, NamesIndex) for part in pamphlet.parts),
        paged=any(True for tree in trees for _ in page_breaks(tree)),
    )


def _universal(moment: dt.datetime) -> dt.datetime:
    """A moment in UTC; one that does not say where it was taken is in UTC already."""
    return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
