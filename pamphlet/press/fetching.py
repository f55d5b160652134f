"""Addresses become the files of one build: the one way by which the layout engine is given anything."""

from __future__ import annotations

from collections.abc import Mapping

from pamphlet.manuscript.pictures import picture_in
from pamphlet.press.engine import URLFetcher, URLFetcherResponse

_TYPES = {
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".webp": "image/webp",
}


class Fetcher(URLFetcher):  # type: ignore[misc]  # the library is without annotations
    """Serves what this build was given, by address, and nothing else."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Take the files by their addresses."""
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._files = files

    def also_serving(self, files: Mapping[str, bytes]) -> Fetcher:
        """Another that serves these files too."""
        return Fetcher({**self._files, **files})

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """A file of this build, or a picture that the address holds itself; ValueError for any other address."""
        del headers
        if url.startswith("data:"):
            picture = picture_in(url)
            return URLFetcherResponse(url, picture.data, {"Content-Type": picture.media_type})
        address = url.partition("#")[0]
        kind = _TYPES.get(address[address.rfind(".") :].lower())
        if address not in self._files or kind is None:
            raise ValueError(f"not a file of this pamphlet: {url[:200]}")
        return URLFetcherResponse(url, self._files[address], {"Content-Type": kind})
