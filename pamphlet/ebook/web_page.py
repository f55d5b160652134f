"""A pamphlet and the page map of its paper edition become one web page, which holds all that it needs."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from pamphlet.apparatus.names_index import IndexLetter
from pamphlet.apparatus.page_map import PageMap
from pamphlet.apparatus.page_marks import with_page_marks
from pamphlet.apparatus.parts import Pamphlet
from pamphlet.ebook.completeness import missing
from pamphlet.ebook.notes_in_place import open_in_place
from pamphlet.ebook.package import EbookProblem
from pamphlet.ebook.page_breaks import breaks_before_heads
from pamphlet.ebook.pictures import pictures_of
from pamphlet.ebook.xhtml import NAMESPACE, Element, elements, lines_apart, made, parse, write_page
from pamphlet.manuscript.document import Inline
from pamphlet.manuscript.pictures import read_picture
from pamphlet.typeset.elements import element, run
from pamphlet.typeset.fonts import Font, as_woff2, reduced
from pamphlet.typeset.templates import Templates
from pamphlet.typeset.theme import Theme

_FOLLOWED = frozenset({"http", "https", "mailto", "tel"})
_HEAD = re.compile(r"\{.*\}h([1-5])")
_PASSAGES = ("p", "pre", "figure", "dt", "td", "th")
_STYLE = "<style></style>"
_OF_COVERS = (("<head>", "</head>"), ('<header id="page.top">', "</header>"), ("<footer>", "</footer>\n<nav class"))
"""Where the covers and what is said about the page begin and end in it."""


class _Page:
    """The medium of one long page on a screen: links are fragments, pages are those of paper."""

    paged = False
    stress = "bold"

    def __init__(self, page_map: PageMap, pictures: Mapping[str, str]) -> None:
        self._pages = page_map.pages
        self._pictures = pictures
        self._begun_in = page_map.begun_in

    def href(self, identity: str) -> str:
        return f"#{identity}"

    def picture(self, name: str) -> str:
        return self._pictures[name]

    def figure_style(self, name: str) -> None:  # noqa: ARG002  # the width of the screen is not known
        return None

    def semantics(self, kind: str) -> None:  # noqa: ARG002  # web pages have roles alone
        return None

    def page_of(self, identity: str) -> str:
        return str(self._pages[identity][0])

    def leader_to(self, identity: str) -> str:  # noqa: ARG002  # a list of links needs no dots
        return ""

    def page_mark(self, label: str) -> str:
        """An empty element: its number is drawn by the style sheet, and so neither found nor copied."""
        attributes = {
            "class": "page-mark",
            "id": f"p{label}",
            "role": "doc-pagebreak",
            "title": f"Page {label}",
            "data-page": label,
        }
        return element("span", attributes)

    def page_mark_at(self, identity: str) -> str:
        return run(self.page_mark(label) for label in self._begun_in.get(identity, ()))

    def refined(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return inlines  # lines are short on a phone: nothing may be bound


def make_web_page(
    pamphlet: Pamphlet,
    letters: tuple[IndexLetter, ...],
    page_map: PageMap,
    theme: Theme,
    fonts: tuple[Font, ...],
) -> bytes:
    """The web page of a pamphlet as UTF-8, the same bytes for the same input.

    `letters` is its index of names, `page_map` what paper says of its pages, `fonts` those of the
    theme.  Raises EbookProblem where a link leads nowhere or words are missing.
    """
    page = web_text(pamphlet, letters, page_map)
    sheets = web_sheets(theme)
    return dressed(page, web_style(fonts, sheets, frozenset(page + sheets)))


def web_text(pamphlet: Pamphlet, letters: tuple[IndexLetter, ...], page_map: PageMap) -> str:
    """The page without its style.  Raises EbookProblem."""
    marked = with_page_marks(pamphlet, page_map)
    pictures = {name: _data(file.media_type, file.data) for name, file in pictures_of(pamphlet.images).items()}
    templates = Templates(marked, _Page(page_map, pictures))
    root = parse(templates.fill("web_page.html", letters=letters))
    lines_apart(root)
    for missed in missing(pamphlet, [root]):
        raise EbookProblem(f"the words at {missed.span} are not in the web page")
    _list_pages(root)
    breaks_before_heads(root)
    _lower_heads(root)
    _keep_landmarks_few(root)
    _let_tables_scroll(root)
    open_in_place(root)
    _check_links(root)
    _drop_unlinked(root)
    return write_page(root)


def covers_text(pamphlet: Pamphlet, page_map: PageMap, whole: str) -> str:
    """The page `whole` with the covers and the head of another pamphlet, which differs from its own in nothing else.

    Raises EbookProblem where a link of them leads nowhere.
    """
    pictures = {name: _data(file.media_type, file.data) for name, file in pictures_of(pamphlet.images).items()}
    bare = replace(pamphlet, front=(), body=(), back=(), contents=())
    root = parse(Templates(bare, _Page(page_map, pictures)).fill("web_page.html", letters=()))
    lines_apart(root)
    breaks_before_heads(root)
    _lower_heads(root)
    _check_links(root)
    _drop_unlinked(root)
    page = write_page(root)
    for start, end in _OF_COVERS:
        before, found, after = page.partition(start)
        own = found + after.partition(end)[0]
        before, found, after = whole.partition(start)
        whole = before + own + end + after.partition(end)[2]
    return whole


def dressed(page: str, style: str) -> bytes:
    """The page in its style."""
    return page.replace(_STYLE, f"<style>\n{style}</style>", 1).encode()


def web_style(fonts: tuple[Font, ...], sheets: str, characters: frozenset[str]) -> str:
    """The style sheets with the fonts that they name, cut to the characters."""
    return f"{_faces(fonts, sheets, characters)}\n{sheets}".replace("</", r"<\/")


def web_sheets(theme: Theme) -> str:
    """The theme's style sheets, with its pictures in them."""
    text = "\n".join(text for _, text in theme.web)
    for name, data in theme.pictures.items():
        text = re.sub(
            rf"url\([\"']?{re.escape(name)}[\"']?\)", f"url({_data(read_picture(data).media_type, data)})", text
        )
    return text


def _faces(fonts: tuple[Font, ...], sheets: str, characters: frozenset[str]) -> str:
    """The rules of those faces that the style sheets name, each with its font, cut to the characters."""
    code_points = frozenset(ord(each) for one in characters for each in one + one.lower() + one.upper())
    return "\n".join(
        f'@font-face{{font-family:"{font.face.name}";font-style:{font.face.style};font-weight:{font.face.weight};'
        f"src:url({_data('font/woff2', as_woff2(reduced(font, code_points)))})}}"
        for font in fonts
        if f'"{font.face.name}"' in sheets
    )


def _data(media_type: str, data: bytes) -> str:
    """Bytes as an address that holds them."""
    return f"data:{media_type};base64,{b64encode(data).decode()}"


def _list_pages(root: Element) -> None:
    """Fill the list of the pages of paper with links to their marks; without marks there is no list."""
    marks = [mark for mark in elements(root, "span") if mark.get("class") == "page-mark"]
    (place,) = (node for node in elements(root, "details") if node.get("class") == "pages")
    if not marks:
        place.getparent().remove(place)
        return
    (pages,) = elements(place, "ol")
    for mark in sorted(marks, key=lambda mark: int(mark.get("data-page"))):
        link = made("a", {"href": f"#{mark.get('id')}"})
        link.text = mark.get("data-page")
        item = made("li", {})
        item.append(link)
        pages.append(item)


def _lower_heads(root: Element) -> None:
    """Put the heads of the parts below the title: a page has one head of the first level."""
    for node in list(elements(root)):
        level = _HEAD.fullmatch(node.tag)
        if level is None:
            continue
        if "title" not in (node.get("class") or "").split():
            node.tag = f"{NAMESPACE}h{int(level[1]) + 1}"


def _keep_landmarks_few(root: Element) -> None:
    """Name no notes of one chapter and no single fate as a region: those who go from one to the next want the parts."""
    for section in elements(root, "section"):
        if section.get("class") in {"note-group", "fate"}:
            section.attrib.pop("aria-labelledby", None)


def _let_tables_scroll(root: Element) -> None:
    """Put each table into a frame of its own: one too wide for a phone scrolls there, also from the keyboard."""
    for table in list(elements(root, "table")):
        frame = made("div", {"class": "table", "role": "group", "tabindex": "0", "aria-label": "Table"})
        frame.tail, table.tail = table.tail, None
        table.getparent().replace(table, frame)
        frame.append(table)


def _check_links(root: Element) -> None:
    """Ids stand once, links lead to them or out of the page; where they lead to is told nothing of it."""
    identities = [node.get("id") for node in root.iterfind(".//*[@id]")]
    known = frozenset(identities)
    if len(known) < len(identities):
        twice = next(name for name in identities if identities.count(name) > 1)
        raise EbookProblem(f"two places have the id `{twice}`")
    for address, link in _links(root):
        if address.startswith("#"):
            if address[1:] not in known and unquote(address[1:]) not in known:
                raise EbookProblem(f"a link leads to `{address[1:]}`, which nothing has as its id")
        elif urlsplit(address).scheme.lower() in _FOLLOWED:
            link.set("rel", "noopener noreferrer")
            if "".join(link.itertext()).strip("/") == address.strip("/"):
                link.attrib.pop("class", None)  # a printer writes the address behind a link that does not say it
        else:
            raise EbookProblem(f"a link leads to `{address}`, which no page may follow")


def _drop_unlinked(root: Element) -> None:
    """Take away the ids of passages to which nothing leads: they change with every passage that is put in before."""
    linked = {unquote(address[1:]) for address, _ in _links(root)} | {address[1:] for address, _ in _links(root)}
    for node in elements(root, *_PASSAGES):
        if node.get("id") and node.get("id") not in linked and not node.get("id").endswith("-title"):
            del node.attrib["id"]


def _links(root: Element) -> Iterator[tuple[str, Element]]:
    for link in elements(root, "a"):
        yield link.get("href"), link
