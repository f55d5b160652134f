"""A pamphlet becomes an EPUB: the one module that knows the library that packs it, ebooklib.

The library is used as a packer only.  Its own chapters, contents and covers parse and rewrite what
they are given, so every file goes in as a plain item, whose bytes it leaves alone.  It stamps each
file with the time of writing and gives the package no language: the zip is therefore written anew.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from html import escape

from ebooklib import epub

from pamphlet.apparatus.names_index import IndexLetter
from pamphlet.apparatus.page_map import PageMap
from pamphlet.apparatus.parts import Pamphlet
from pamphlet.ebook.binding import bind
from pamphlet.ebook.dress import Dress
from pamphlet.ebook.package import File, Package, Statement

_IDENTIFIER = "pub-id"
_COVER = "cover-image"
_VOCABULARIES = {"ibooks": "http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/"}
"""Those that EPUB 3.3 does not know of itself (its section D.1.4, reserved prefixes)."""

_EARLIEST = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
"""No entry of a zip can be older."""


def make_epub(
    pamphlet: Pamphlet,
    letters: tuple[IndexLetter, ...],
    page_map: PageMap,
    dress: Dress,
    moment: dt.datetime,
) -> bytes:
    """The EPUB of a pamphlet, the same bytes for the same input.

    `letters` is its index of names and `page_map` what paper says of its pages; `dress` is how it is
    to look; `moment` is the time that the file carries.  Raises EbookProblem where a link leads
    nowhere or a picture is none, which paper reports with its place.
    """
    return packed(bind(pamphlet, letters, page_map, dress, moment).package)


def packed(package: Package) -> bytes:
    """The EPUB of a package, the same bytes for the same package."""
    book = epub.EpubBook()
    book.metadata.clear()  # a random identifier, and the library's name as the maker's
    book.IDENTIFIER_ID = _IDENTIFIER
    book.set_identifier(package.identifier)
    for prefix, vocabulary in _VOCABULARIES.items():
        if any(statement.name.startswith(f"{prefix}:") for statement in package.statements):
            book.add_prefix(prefix, vocabulary)
    for statement in package.statements:
        _state(book, statement)
    if len({file.name for file in package.files}) < len(package.files):
        raise AssertionError("two files have one name, and the library would write both")
    items = {file.id: _add(book, file) for file in package.files}
    book.spine = [items[identity] for identity in package.spine]
    book.guide = [{"type": entry.kind, "title": entry.title, "href": entry.address} for entry in package.guide]
    written = io.BytesIO()
    options = {"mtime": package.modified, "raise_exceptions": True, "compresslevel": 0}
    epub.write_epub(written, book, options)
    return _rewritten(written.getvalue(), package)


def _state(book: epub.EpubBook, statement: Statement) -> None:
    attributes = {"id": statement.id} if statement.id else {}
    prefix, _, name = statement.name.partition(":")
    if prefix == "dc":
        book.add_metadata("DC", name, statement.value, attributes)
        return
    if statement.refines:
        attributes["refines"] = f"#{statement.refines}"
    attributes["property"] = statement.name
    if statement.scheme:
        attributes["scheme"] = statement.scheme
    book.add_metadata(None, "meta", statement.value, attributes)


def _add(book: epub.EpubBook, file: File) -> epub.EpubItem:
    item = epub.EpubItem(uid=file.id, file_name=file.name, media_type=file.media_type, content=file.data)
    item.properties = list(file.properties)
    if _COVER in file.properties:  # as EPUB 2 says it, which shops and some readers still look for
        book.add_metadata(None, "meta", None, {"name": "cover", "content": file.id})
    return book.add_item(item)


def _rewritten(data: bytes, package: Package) -> bytes:
    """The same zip, in the same order, stamped with the package's time; the package says its language."""
    stamp = max(package.modified, _EARLIEST).timetuple()[:6]
    rewritten = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as first, zipfile.ZipFile(rewritten, "w") as archive:
        for name in first.namelist():
            entry = zipfile.ZipInfo(name, stamp)
            entry.create_system = 3  # Unix, whatever the system
            entry.external_attr = 0o644 << 16
            stored = name == "mimetype"  # so that the first bytes of the file say what it is
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            content = first.read(name)
            if name.endswith(".opf"):
                language = f'<package xml:lang="{escape(package.language)}" '
                content = content.replace(b"<package ", language.encode(), 1)
            archive.writestr(entry, content, compresslevel=9)
    return rewritten.getvalue()
