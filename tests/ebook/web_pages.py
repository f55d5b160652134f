"""Web pages for the tests: how they are made, and how they are read."""

from __future__ import annotations

from functools import cache
from typing import Any

from lxml import etree
from opened_book import EVERYTHING, HARDLY_ANYTHING, compiled, made_up_pages, theme

from pamphlet.apparatus.names_index import index_of_names
from pamphlet.apparatus.page_map import PageMap, PageStart
from pamphlet.apparatus.parts import Pamphlet, part_runs
from pamphlet.ebook.web_page import make_web_page
from pamphlet.typeset.fonts import cut_fonts
from pamphlet.typeset.theme import Theme
from pamphlet.workspace import DiskFolder, MemoryFolder

XHTML = "{http://www.w3.org/1999/xhtml}"


def page_of(pamphlet: Pamphlet, page_map: PageMap | None = None, look: Theme | None = None) -> str:
    """The web page of a pamphlet, with made-up pages where none are given; without fonts where no look is given."""
    page_map = page_map or made_up_pages()
    fonts = cut_fonts(look.faces) if look else ()
    letters = index_of_names(pamphlet, page_map.pages)
    return make_web_page(pamphlet, letters, page_map, look or theme(), fonts).decode()


def marked_pages(pamphlet: Pamphlet) -> PageMap:
    """Pages that begin with every seventh passage, from page 3 on, each after three letters of it."""
    runs = [run for part in pamphlet.parts for run in part_runs(part)]
    starts = tuple(PageStart(label=str(number), block=run.id, offset=3) for number, run in enumerate(runs[::7], 3))
    return PageMap(starts=starts, pages=made_up_pages().pages)


@cache
def everything() -> tuple[Pamphlet, str]:
    """The pamphlet with every feature and its web page."""
    pamphlet = compiled(DiskFolder(EVERYTHING))
    return pamphlet, page_of(pamphlet, marked_pages(pamphlet), theme())


@cache
def hardly_anything() -> tuple[Pamphlet, str]:
    """The pamphlet with hardly any feature and its web page."""
    pamphlet = compiled(MemoryFolder(HARDLY_ANYTHING))
    return pamphlet, page_of(pamphlet)


def tree(page: str) -> Any:
    """The root of a page, which is also XML; what a style sheet says is none of its words."""
    head, _, rest = page.partition("<style>")
    _, _, body = rest.partition("</style>")
    return etree.fromstring((head + body).removeprefix("<!DOCTYPE html>\n"))


def found(page: str, tag: str, **attributes: str) -> list[Any]:
    """The elements of a kind with these attributes (`class_` is `class`), in the order of reading."""
    wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    nodes = tree(page).iter(XHTML + tag)
    return [node for node in nodes if all(node.get(name) == value for name, value in wanted.items())]


def read_words(node: Any) -> str:
    """The words of an element without those of buttons, with single spaces between them."""
    copy = etree.fromstring(etree.tostring(node, with_tail=False))
    etree.strip_elements(copy, f"{XHTML}button", with_tail=False)
    return " ".join("".join(copy.itertext()).split())
