"""Pages as the engine laid them out become findings on what only a theme can bring about."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from pamphlet.diagnostics import Diagnostics

_LONGEST_SIDE = 1_200
"""In mm, of a page: that of the largest sheet that there is, A0."""

_MM = 25.4 / 96
"""In mm, one of the engine's pixels."""

_FOLLOWED = frozenset({"http", "https", "mailto", "tel"})
"""The kinds of addresses that a link may lead to."""


def check_pages(paged: Any, diagnostics: Diagnostics) -> None:
    """Report pages that no printer takes and links that lead where none may.  Raises Refused for such pages."""
    sizes = {(round(page.width * _MM), round(page.height * _MM)) for page in paged.pages}
    if len(sizes) > 1 or max(map(max, sizes), default=0) > _LONGEST_SIDE:
        said = ", ".join(f"{width} × {height} mm" for width, height in sorted(sizes)[:3])
        diagnostics.error("layout", f"the style sheets ask for pages of several sizes, or of too large a one: {said}")
        diagnostics.stop_on_errors()
    for kind, target, *_ in (link for page in paged.pages for link in page.links):
        if kind != "internal" and (kind != "external" or urlsplit(target).scheme.lower() not in _FOLLOWED):
            diagnostics.error("link-address", f"a link of the theme leads to `{target[:80]}`: no page may follow it")
