"""Ebooks as different programs write them, made by hand: from the bodies of their documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf"'
METADATA = """<dc:title id="t">The Corn Street Petition</dc:title><dc:creator>Jane Doe</dc:creator>
<dc:language>en-GB</dc:language><dc:date>2024-01-21</dc:date>"""
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
_TYPES = {".css": "text/css", ".png": "image/png", ".svg": "image/svg+xml", ".otf": "font/otf"}


def epub(
    documents: Mapping[str, str], *, parts: Mapping[str, bytes] | None = None, guide: str = "", metadata: str = METADATA
) -> bytes:
    """A book of these documents, in this order; `parts` are further files, by their paths in `OPS/`."""
    others = parts or {}
    items = [
        f'<item id="d{at}" href="{name}" media-type="application/xhtml+xml"/>' for at, name in enumerate(documents)
    ]
    items += [
        f'<item id="p{at}" href="{name}" media-type="{_TYPES.get(name[-4:], "application/octet-stream")}"/>'
        for at, name in enumerate(others)
    ]
    spine = "".join(f'<itemref idref="d{at}"/>' for at in range(len(documents)))
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata {DC}>{metadata}</metadata>'
        f"<manifest>{''.join(items)}</manifest><spine>{spine}</spine><guide>{guide}</guide></package>"
    )
    files = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": CONTAINER.encode(),
        "OPS/book.opf": package.encode(),
        **{f"OPS/{name}": page(body) for name, body in documents.items()},
        **{name if name.startswith("META-INF/") else f"OPS/{name}": data for name, data in others.items()},
    }
    return packed(files)


def page(body: str) -> bytes:
    """A document with this body."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head><title>Untitled</title></head><body>{body}</body></html>"
    ).encode()


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return buffer.getvalue()
