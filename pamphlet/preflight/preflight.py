"""A finished file becomes a report: its first bytes say whether it is looked over as a PDF or as an EPUB."""

from __future__ import annotations

from pamphlet.preflight.epub.verdict import look_over as look_over_epub
from pamphlet.preflight.pdf.purpose import Purpose
from pamphlet.preflight.pdf.verdict import look_over as look_over_pdf
from pamphlet.preflight.report import Report, refused

_HEAD = 1024
"""The bytes among which a PDF says that it is one (ISO 32000-1, annex H, note 13)."""
_PACKED = (b"PK\x03\x04", b"PK\x05\x06")
"""How a zip begins, one with files and one without."""


def preflight(data: bytes, name: str, purpose: Purpose | None = None, *, alone: bool = True) -> Report:
    """Examine a file; without a purpose it is guessed what a PDF is for.

    `alone`: there is no other file of the same pamphlet, which might hold what this one lacks.
    """
    if b"%PDF-" in data[:_HEAD]:
        return look_over_pdf(data, name, purpose, alone=alone)
    if data.startswith(_PACKED):
        return look_over_epub(data, name)
    kind = "neither a PDF nor an EPUB" if data else "empty"
    return refused(name, "preflight-kind", f"the file is {kind}", "preflight looks at PDFs and EPUBs")
