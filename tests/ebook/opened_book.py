"""Ebooks for the tests: how they are made, and how they are opened and read."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import posixpath
import sys
import zipfile
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree
from PIL import Image

from pamphlet.apparatus.compilation import compile_pamphlet
from pamphlet.apparatus.names_index import index_of_names
from pamphlet.apparatus.page_map import PageMap, PageStart
from pamphlet.apparatus.parts import NamesIndex, Pamphlet, part_runs
from pamphlet.diagnostics import Diagnostics, as_text
from pamphlet.ebook.dress import Dress
from pamphlet.ebook.epub import make_epub
from pamphlet.manuscript.assembly import read_manuscript
from pamphlet.manuscript.document import Mention, NoteCall
from pamphlet.manuscript.traversal import inline_nodes
from pamphlet.typeset.fonts import cut_fonts
from pamphlet.typeset.theme import Theme, load_theme
from pamphlet.workspace import DiskFolder, Folder, MemoryFolder

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
TYPE = "{http://www.idpf.org/2007/ops}type"
MOMENT = dt.datetime(2024, 1, 21, 12, 30, 20, tzinfo=dt.UTC)
ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "manuscript"
EVERYTHING = Path(__file__).parent / "everything"
"""A manuscript with every feature there is."""

HARDLY_ANYTHING = {
    "pamphlet.toml": 'title = "Short & Sweet"\nauthors = ["Jane Doe"]\ndate = 2026-01-21\n',
    "body/only.md": "Words, and few.\n",
}
"""A manuscript without titles, notes, people, pictures and imprint."""


class _MadeUpPages(dict[str, tuple[int, ...]]):
    """Pages for whatever is asked: three ids to a page, from page 3 on."""

    def __missing__(self, identity: str) -> tuple[int, ...]:
        page = 3 + len(self) // 3
        return self.setdefault(identity, (page,))


def made_up_pages() -> PageMap:
    """A page map that paper has no part in, and that is quick."""
    return PageMap(starts=(), pages=_MadeUpPages())


def paged(pamphlet: Pamphlet) -> PageMap:
    """Pages as paper would say them: seven passages to each from page 4 on, and a blank before the back cover."""
    pages: dict[str, tuple[int, ...]] = {}
    starts = [("cover", 0), ("imprint", 0), ("contents-title", 0)]
    runs = [(part, run) for part in pamphlet.parts for run in part_runs(part)]
    for number, (part, run) in enumerate(runs):
        if number % 7 == 0:
            starts.append((run.id, 3))
        place = (len(starts),)
        inner = [node.id for node in inline_nodes(run.children) if isinstance(node, Mention | NoteCall)]
        pages |= dict.fromkeys((run.id, *inner), place)
        pages.setdefault(part.id, place)
    starts += [("index-title", 0)] * any(isinstance(part, NamesIndex) for part in pamphlet.parts)
    pages["index"] = (len(starts),)
    labelled = [PageStart(label=str(label), block=block, offset=at) for label, (block, at) in enumerate(starts, 1)]
    labelled.append(PageStart(label=str(len(starts) + 2), block="back-cover", offset=0))
    return PageMap(starts=tuple(labelled), pages=pages)


def compiled(folder: Folder) -> Pamphlet:
    """The pamphlet of a manuscript, which must be without errors."""
    diagnostics = Diagnostics()
    manuscript = read_manuscript(folder, diagnostics)
    assert manuscript is not None
    assert not len(diagnostics), as_text(diagnostics)
    return compile_pamphlet(manuscript)


def in_memory(**files: str | bytes) -> Pamphlet:
    """The pamphlet of a short manuscript: chapters by their stems, other files by their names with `__` for `/`."""
    named = {name.replace("__", "/"): data for name, data in files.items()}
    chapters = {f"body/{name}.md" if "." not in name else name: data for name, data in named.items()}
    return compiled(MemoryFolder({"pamphlet.toml": HARDLY_ANYTHING["pamphlet.toml"], **chapters}))


@cache
def theme() -> Theme:
    """The default theme."""
    found = load_theme("literata", Diagnostics())
    assert found is not None
    return found


@cache
def cover() -> bytes:
    """A small picture that stands for the cover."""
    data = io.BytesIO()
    Image.new("L", (160, 227), 255).save(data, "PNG")
    return data.getvalue()


def made(
    pamphlet: Pamphlet,
    *,
    moment: dt.datetime = MOMENT,
    page_map: PageMap | None = None,
    dress: Dress | None = None,
) -> Book:
    """The ebook of a pamphlet, opened."""
    dress = dress or Dress(theme=theme(), cover=cover())
    page_map = page_map or paged(pamphlet)
    letters = index_of_names(pamphlet, page_map.pages)
    return Book(pamphlet, make_epub(pamphlet, letters, page_map, dress, moment), page_map)


@cache
def sample() -> Book:
    """The ebook of the sample."""
    return made(compiled(DiskFolder(SAMPLE)))


@cache
def everything() -> Book:
    """The ebook of the manuscript with every feature."""
    return made(compiled(DiskFolder(EVERYTHING)))


@cache
def hardly_anything() -> Book:
    """The ebook of the manuscript with hardly any feature."""
    return made(compiled(MemoryFolder(HARDLY_ANYTHING)))


class Book:
    """An ebook that was opened: its files by their names within the package."""

    def __init__(self, pamphlet: Pamphlet, data: bytes, page_map: PageMap) -> None:
        """Open it; pamphlet and page map are what it was made of."""
        self.pamphlet = pamphlet
        self.page_map = page_map
        self.data = data
        self.archive = zipfile.ZipFile(io.BytesIO(data))

    def read(self, name: str) -> bytes:
        """The bytes of a file of the package."""
        return self.archive.read(f"EPUB/{name}")

    @cached_property
    def package(self) -> Any:
        """The root of the package document."""
        return etree.fromstring(self.read("content.opf"))

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """The manifest's items by the names of their files."""
        return {item.get("href"): item for item in self.package.iter(f"{OPF}item")}

    @cached_property
    def documents(self) -> dict[str, Any]:
        """The roots of the documents by their names, in the order of reading."""
        names = {item.get("id"): name for name, item in self.manifest.items()}
        spine = [names[item.get("idref")] for item in self.package.iter(f"{OPF}itemref")]
        return {name: etree.fromstring(self.read(name)) for name in spine}

    @cached_property
    def navigation(self) -> dict[str, Any]:
        """The lists of the navigation document by their `epub:type`."""
        root = etree.fromstring(self.read("nav.xhtml"))
        return {nav.get(TYPE): nav for nav in root.iter(f"{XHTML}nav")}

    @cached_property
    def ids(self) -> dict[str, tuple[str, Any]]:
        """Every id of the documents: the file it stands in, and its element."""
        return {
            node.get("id"): (name, node) for name, root in self.documents.items() for node in root.iterfind(".//*[@id]")
        }

    def of_type(self, kind: str) -> Iterator[tuple[str, Any]]:
        """The elements with an `epub:type`, each with its file, in the order of reading."""
        for name, root in self.documents.items():
            for node in root.iter():
                if kind in (node.get(TYPE) or "").split():
                    yield name, node

    def target(self, start: str, href: str) -> tuple[str, str]:
        """File and id that a link of the file `start` leads to."""
        path, _, fragment = href.partition("#")
        name = posixpath.normpath(posixpath.join(posixpath.dirname(start), unquote(path))) if path else start
        return name, unquote(fragment)

    def told(self, name: str) -> list[str]:
        """What the package's metadata say: the texts of a Dublin Core element or of a property."""
        prefix, _, local = name.partition(":")
        if prefix == "dc":
            return [node.text for node in self.package.iter(f"{{http://purl.org/dc/elements/1.1/}}{local}")]
        return [node.text for node in self.package.iter(f"{OPF}meta") if node.get("property") == name]


def words(node: Any) -> str:
    """The words of an element, with single spaces between them."""
    return " ".join("".join(node.itertext()).split())


if __name__ == "__main__":  # what two processes are asked for, to see whether they agree
    face = cut_fonts(theme().faces[:1])
    with_font = made(sample().pamphlet, dress=Dress(theme=theme(), cover=cover(), fonts=face))
    for opened in (sample(), everything(), with_font):
        sys.stdout.write(hashlib.sha256(opened.data).hexdigest() + "\n")
