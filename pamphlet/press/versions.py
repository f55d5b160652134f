"""The engine that sets and writes the pages becomes a list of names and versions: what no package of PyPI pins."""

from __future__ import annotations

import zlib

import pikepdf
import pypdfium2

from pamphlet.press.engine import ffi, fontconfig, harfbuzz, pango

ffi.cdef(
    """
    const char * pango_version_string (void);
    const char * hb_version_string (void);
    int FcGetVersion (void);
    """
)
"""Functions of the very libraries that WeasyPrint has loaded, in which it has not declared them."""


def engine_versions() -> tuple[tuple[str, str], ...]:
    """The libraries in C that shape pages, with their versions: those of the system first, then those of wheels."""
    major, rest = divmod(fontconfig.FcGetVersion(), 10_000)
    minor, revision = divmod(rest, 100)
    return (
        ("Pango", _text(pango.pango_version_string())),
        ("HarfBuzz", _text(harfbuzz.hb_version_string())),
        ("Fontconfig", f"{major}.{minor}.{revision}"),
        ("zlib", zlib.ZLIB_RUNTIME_VERSION),
        ("qpdf", pikepdf.__libqpdf_version__),
        ("PDFium", str(pypdfium2.PDFIUM_INFO).partition("@")[0]),
    )


def _text(pointer: object) -> str:
    return str(ffi.string(pointer).decode())
