"""The engine that sets and writes the pages becomes a list of names and versions: what no package of PyPI pins."""

from __future__ import annotations

import zlib

import pikepdf
import pypdfium2

from pamphlet.system_libraries import library_versions


def engine_versions() -> tuple[tuple[str, str], ...]:
    """The libraries in C that shape pages, with their versions: those of the system first, then those of wheels."""
    return (
        *library_versions(),
        ("zlib", zlib.ZLIB_RUNTIME_VERSION),
        ("qpdf", pikepdf.__libqpdf_version__),
        ("PDFium", str(pypdfium2.PDFIUM_INFO).partition("@")[0]),
    )
