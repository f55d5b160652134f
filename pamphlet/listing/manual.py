"""The manual's page on findings becomes what it says of each, by slug."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

_ENTRY = re.compile(r"^### (\S+) \{#\1\}\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)


@cache
def entries() -> Mapping[str, str]:
    """What the manual says, in Markdown, of every finding that there is."""
    return MappingProxyType({slug: text.strip() for slug, text in _ENTRY.findall(_page())})


def _page() -> str:
    """The page as it was installed, or as it stands in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "findings.md"
    page = installed if installed.is_file() else package.parent / "docs" / "manual" / "back" / "findings.md"
    return page.read_text(encoding="utf-8")
