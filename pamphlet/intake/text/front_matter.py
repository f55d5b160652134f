"""The lines between `---` at the top of a Markdown file become what the file says of itself.

Front matter is YAML, of which programs for writing and websites use the simplest part: a key, a colon and a value, or
a list of values.  That part is read here, and no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pamphlet.intake.article import Remark, left_out
from pamphlet.intake.copy import Offered

_KEY = re.compile(r"(?P<key>[A-Za-z][\w -]*):(?:\s+(?P<value>.*))?$")
_NAMED = re.compile(r"(?:name|given):\s*", re.IGNORECASE)
_READ = {
    "title": ("title",),
    "subtitle": ("subtitle",),
    "authors": ("author", "authors", "by"),
    "date": ("date",),
    "language": ("lang", "language"),
}
"""What is offered, and the keys under which it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What front matter offers, and a remark on each line of it that says something else."""

    offered: Offered
    remarks: tuple[Remark, ...]


def read_front_matter(text: str) -> FrontMatter:
    """Read the lines between the marks; `text` begins at line 2 of the file."""
    values: dict[str, list[tuple[int, str]]] = {}
    key = ""
    for number, line in enumerate(text.split("\n"), 2):
        found = _KEY.match(line)
        key = found["key"].lower() if found else key
        said = (found["value"] or "") if found else line.strip().removeprefix("- ")
        values.setdefault(key, []).extend((number, value) for value in _values(said))
    taken = {name: _first(values, keys) for name, keys in _READ.items()}
    offered = Offered(
        title=" ".join(taken["title"]),
        subtitle=" ".join(taken["subtitle"]),
        authors=tuple(_NAMED.sub("", author) for author in taken["authors"]),
        date=" ".join(taken["date"]),
        language=" ".join(taken["language"]),
    )
    known = {key for keys in _READ.values() for key in keys}
    others = ((key, number, value) for key, found in values.items() if key not in known for number, value in found)
    remarks = (left_out(number, value, f"`{key}` of the front matter") for key, number, value in others)
    return FrontMatter(offered=offered, remarks=tuple(remarks))


def _first(values: Mapping[str, list[tuple[int, str]]], keys: tuple[str, ...]) -> list[str]:
    """What stands under the first of the keys that is there."""
    return next(([value for _, value in values[key]] for key in keys if values.get(key)), [])


def _values(text: str) -> Iterator[str]:
    """The value behind a colon, or several in brackets, without quotation marks."""
    text = text.strip()
    parts = text[1:-1].split(",") if text.startswith("[") and text.endswith("]") else [text]
    for part in (part.strip() for part in parts):
        bare = part[1:-1] if len(part) > 1 and part[0] == part[-1] and part[0] in "\"'" else part
        if bare and bare not in {"|", ">"}:
            yield bare
