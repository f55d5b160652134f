"""Style sheets become the looks of their classes: which are italic, bold, in small capitals.

Ebooks and pages that programs make have `span class="c7"` for an emphasis, and only the style sheet says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_CLASS = re.compile(r"(?:[a-z]+)?\.([\w-]+)")
"""A selector that is a class alone, or an element with a class: what depends on its surroundings is not asked."""
_UNDERLINED = "underlined"
_LOOKS = (
    ("em", re.compile(r"font-style\s*:\s*(?:italic|oblique)")),
    (_UNDERLINED, re.compile(r"text-decoration(?:-line)?\s*:\s*underline")),
    ("strong", re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")),
    ("small-caps", re.compile(r"font-variant(?:-caps)?\s*:\s*(?:all-)?small-caps")),
    ("sup", re.compile(r"vertical-align\s*:\s*super")),
    ("sub", re.compile(r"vertical-align\s*:\s*sub(?!\w)")),
)

_KNOWN = {"smallcaps": frozenset({"small-caps"}), "small-caps": frozenset({"small-caps"})}
"""Classes that say it by their name, ours among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """What classes ask for."""

    by_class: Mapping[str, frozenset[str]]

    def of(self, classes: Iterable[str], style: str, *, linked: bool) -> tuple[str, ...]:
        """Looks of an element with these classes and a style of its own: `em`, `strong`, `small-caps`, `sup`, `sub`.

        What is underlined is emphasised, but not where it is `linked`: so links look.
        """
        asked = _asked(style).union(*(self.by_class.get(name, frozenset()) for name in classes))
        if _UNDERLINED in asked and not linked:
            asked |= {"em"}
        return tuple(look for look, _ in _LOOKS if look in asked - {_UNDERLINED})


def read_looks(sheets: Iterable[str]) -> Looks:
    """The looks of every class in style sheets."""
    found = dict(_KNOWN)
    for sheet in sheets:
        for rule in _without_comments(sheet).split("}"):
            selectors, _, style = rule.rpartition("{")
            selectors = selectors.rpartition("{")[2]  # behind the head of a group, as of those for one medium
            asked = _asked(style)
            for selector in selectors.split(",") if asked else ():
                if (name := _CLASS.fullmatch(selector.strip())) is not None:
                    found[name[1]] = found.get(name[1], frozenset()) | asked
    return Looks(by_class=found)


def _without_comments(sheet: str) -> str:
    first, *others = sheet.split("/*")
    return first + "".join(other.partition("*/")[2] for other in others)


def _asked(style: str) -> frozenset[str]:
    return frozenset(look for look, pattern in _LOOKS if pattern.search(style.lower()))
