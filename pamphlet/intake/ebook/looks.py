"""The style sheets of an ebook become the looks of its classes: which are italic, bold, in small capitals.

Ebooks that programs make have `span class="c7"` for an emphasis, and only the style sheet says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CLASS = re.compile(r"(?:[a-z]+)?\.([\w-]+)")
"""A selector that is a class alone, or an element with a class: what depends on its surroundings is not asked."""
_LOOKS = (
    ("em", re.compile(r"font-style\s*:\s*(?:italic|oblique)|text-decoration(?:-line)?\s*:\s*underline")),
    ("strong", re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")),
    ("small-caps", re.compile(r"font-variant(?:-caps)?\s*:\s*(?:all-)?small-caps")),
    ("sup", re.compile(r"vertical-align\s*:\s*super")),
    ("sub", re.compile(r"vertical-align\s*:\s*sub(?!\w)")),
)

_KNOWN = {"smallcaps": frozenset({"small-caps"}), "small-caps": frozenset({"small-caps"})}
"""Classes that say it by their name, ours among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """What classes ask for: `em`, `strong`, `small-caps`, `sup`, `sub`."""

    by_class: Mapping[str, frozenset[str]]

    def of(self, classes: Iterable[str], style: str) -> tuple[str, ...]:
        """The looks of an element with these classes and this style of its own, in a set order."""
        asked = _asked(style).union(*(self.by_class.get(name, frozenset()) for name in classes))
        return tuple(look for look, _ in _LOOKS if look in asked)


def read_looks(sheets: Iterable[str]) -> Looks:
    """The looks of every class in style sheets."""
    found = dict(_KNOWN)
    for sheet in sheets:
        for selectors, style in _RULE.findall(_COMMENT.sub("", sheet)):
            asked = _asked(style)
            for selector in selectors.split(",") if asked else ():
                if (name := _CLASS.fullmatch(selector.strip())) is not None:
                    found[name[1]] = found.get(name[1], frozenset()) | asked
    return Looks(by_class=found)


def _asked(style: str) -> frozenset[str]:
    return frozenset(look for look, pattern in _LOOKS if pattern.search(style.lower()))
