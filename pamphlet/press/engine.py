"""WeasyPrint is loaded, and what the press uses of it is handed on: the one door to the layout engine.

It asks for its libraries under the names that they have on any system.  For each that Linux does not know,
Python would start ldconfig, gcc and ld in search of it: fifty programs, a third of the time that loading takes.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def libraries_by_name() -> Iterator[None]:
    """On Linux let libraries be loaded by their full names alone.

    What a search finds there is no more than such a name, by which the library is then loaded.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005  # named as that of the function it stands for
    try:
        yield
    finally:
        ctypes.util.find_library = search


with libraries_by_name():
    from weasyprint import CSS, HTML, css
    from weasyprint import __version__ as VERSION  # noqa: N812  # it is one
    from weasyprint.css import computed_values, properties
    from weasyprint.document import Document as Paged
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import inline
    from weasyprint.layout.replaced import replacedbox_layout
    from weasyprint.pdf.metadata import DocumentMetadata
    from weasyprint.text import line_break
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.text.line_break import split_first_line
    from weasyprint.urls import URLFetcher, URLFetcherResponse

__all__ = [
    "CSS",
    "HTML",
    "VERSION",
    "DocumentMetadata",
    "FontConfiguration",
    "Paged",
    "URLFetcher",
    "URLFetcherResponse",
    "boxes",
    "computed_values",
    "css",
    "inline",
    "line_break",
    "properties",
    "replacedbox_layout",
    "split_first_line",
]
