"""A found file becomes the edition codes in it: a PDF of any edition, an EPUB, a web page, or plain text."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from pamphlet.apparatus.edition_code import EditionCode, codes_in
from pamphlet.press.written_words import NotReadable, statement_in, words_in

_KEY = "editioncode"
"""Under which the layout engine writes it into a PDF."""

_HEAD = 1024
"""The bytes among which a PDF says that it is one (ISO 32000-1, annex H, note 13)."""

_LONGEST = 4_000_000
"""Bytes of a file in an EPUB that are looked at: a longer one is none of ours."""


def codes_of(data: bytes) -> tuple[EditionCode, ...]:
    """The codes in a file, what it says of itself before what stands on its pages; none where it has none."""
    for text in _texts(data):
        found = codes_in(text)
        if found:
            return found
    return ()


def _texts(data: bytes) -> Iterator[str]:
    if b"%PDF-" in data[:_HEAD]:
        try:
            yield statement_in(data, _KEY)
            yield words_in(data)
        except NotReadable:
            return
    elif data.startswith(b"PK"):
        yield from _texts_of_ebook(data)
    else:
        yield data.decode("utf-8", "replace")


def _texts_of_ebook(data: bytes) -> Iterator[str]:
    """What the package says of the book, then its documents."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            names = [
                name for ending in (".opf", ".xhtml", ".html") for name in book.namelist() if name.endswith(ending)
            ]
            for name in names:
                if book.getinfo(name).file_size <= _LONGEST:
                    yield book.read(name).decode("utf-8", "replace")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        return
