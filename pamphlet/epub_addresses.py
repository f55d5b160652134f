"""An address in a file of an EPUB becomes the path and the fragment that it means in the container."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote, urlsplit


def resolved(start: str, address: str) -> tuple[str, str]:
    """Path and fragment that an address in the file `start` means; the path is empty for other computers and data.

    A path that climbs out of the container keeps its `..`, and so is that of no entry.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return "", ""
    if parts.scheme or parts.netloc:
        return "", ""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(start), unquote(parts.path))) if parts.path else start
    return path, unquote(parts.fragment)
