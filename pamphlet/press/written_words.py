"""A PDF becomes what is written in it, by a reader that had no part in its making: a statement, or all words."""

from __future__ import annotations

import pypdfium2


class NotReadable(Exception):
    """The bytes are no PDF that can be opened."""


def statement_in(pdf: bytes, key: str) -> str:
    """What a PDF says of itself under a key of its information; empty if nothing.  Raises NotReadable."""
    with _opened(pdf) as document:
        return str(document.get_metadata_value(key))


def words_in(pdf: bytes) -> str:
    """The words on all pages, page by page.  Raises NotReadable."""
    with _opened(pdf) as document:
        return "\f".join(page.get_textpage().get_text_bounded() for page in document)


def _opened(pdf: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as problem:
        raise NotReadable from problem
