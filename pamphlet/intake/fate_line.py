"""A line `Name – what became of them` becomes the people it names and its words."""

from __future__ import annotations

import re

from pamphlet.intake.article import Named
from pamphlet.intake.names import is_name

_DASH = re.compile(r"\s+[–—-]\s+(?=\S)")
_YEARS = re.compile(
    r"\((?:(?P<born>\d{4})\s*[–—-]\s*(?P<died>\d{4})|(?:b\.|born)\s*(?P<only_born>\d{4})"
    r"|(?:d\.|died)\s*(?P<only_died>\d{4}))\)$"
)
_JOINTS = re.compile(r",\s*and\s+|\s+and\s+|\s*&\s*|,\s*")
_LONGEST_HEAD = 9


def split_fate(text: str) -> tuple[tuple[Named, ...], str]:
    """The people before the first spaced dash and the words after it; no people where it is no fate."""
    dash = _DASH.search(text)
    if dash is None or len(text[: dash.start()].split()) > _LONGEST_HEAD:
        return (), text
    people = named_people(text[: dash.start()])
    return (people, text[dash.end() :]) if people else ((), text)


def named_people(text: str) -> tuple[Named, ...]:
    """The people of `A`, `A (1799–1840) and B`; none where any part is not a name."""
    people = tuple(_named(part.strip()) for part in _JOINTS.split(text))
    return people if all(is_name(person.name) for person in people) else ()


def _named(part: str) -> Named:
    """A name, and the years in brackets behind it: the one place where they are beyond doubt."""
    found = _YEARS.search(part)
    if found is None:
        return Named(name=part)
    return Named(
        name=part[: found.start()].strip(),
        born=found["born"] or found["only_born"] or "",
        died=found["died"] or found["only_died"] or "",
    )
