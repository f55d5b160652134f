"""Capitalised words that the words around them show to be people become candidates for an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pamphlet.desk.prose import Prose
from pamphlet.diagnostics import Span

_WORD = r"(?:[A-ZÀ-Þ][a-zà-ÿ]+(?:[’-][A-ZÀ-Þ][a-zà-ÿ]+)*|[A-ZÀ-Þ]\.)"
_ROW = re.compile(
    rf"(?<![\w’.&/-])(?P<name>{_WORD}(?: (?:(?:de|di|la|le|van|von) )*{_WORD})*)(?P<of>(?:’s|(?<=s)’)(?!\w))?(?![\w-])"
)
_SENTENCE_END = re.compile(r"(?:^|[.!?:…]|[.!?:…][”’)]|[“‘(–—-]) ?$")
_BEFORE = re.compile(
    r"\b(?:with|by|like|against|between|both|wife|husband|son|daughter|brother|sister|mother|father|comrade|friend"
    r"|Comrade|Mr|Mrs|Miss|Dr|General|President),? $"
)
_AFTER = re.compile(
    r" (?:himself|herself|said|says|wrote|writes|argued|noted|told|died|replied|answered|thought|believed|agreed"
    r"|asked|refused|suffered|spoke|felt|knew|came to|had (?:been|agreed|said|written|told)|even had)\b"
)
_PLACE = re.compile(r"\b(?:in|from|at|near|across|throughout|to|into|through|around|outside|on|of the) $")
_THING = re.compile(r"\b(?:the|a|an|this|that|its|our|their|his|her) (?:\w+ )?$", re.IGNORECASE)
_NO_NAME = re.compile(
    r"(?:isms?|ists?|ians?|ites?|ese|day|ish)$|^(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December|God|Christmas|Easter|Spring|Summer|Autumn|Winter|I)$"
)
_OPENERS = frozenset(
    {"a", "after", "and", "as", "at", "but", "by", "for", "from", "in", "on", "since", "the", "to", "with"}
)
_LONGEST = 3
_SURE = 2
"""Signs that show a single word to be a name; a first name and a surname need one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody whom the text names `count` times, first at `span`."""

    name: str
    count: int
    span: Span


@dataclass(slots=True, kw_only=True)
class _Seen:
    """What was seen of one name and around it; only this module changes it."""

    first: Span
    count: int = 0
    human: int = 0
    other: int = 0
    signs: set[str] = field(default_factory=set)


def candidates(texts: tuple[Prose, ...], known: set[str]) -> Iterator[Candidate]:
    """People whose names hold no known word, in the order in which they are met."""
    small = {word for prose in texts for word in re.findall(r"(?<![\w’'-])[a-z]+", prose.text)} | _OPENERS
    seen: dict[str, _Seen] = {}
    for prose in texts:
        for found in _ROW.finditer(prose.text):
            start, name = _without_openers(found, small)
            if _is_name(name.split(), known, small) and not prose.is_quoted(start, found.end()):
                signs = seen.setdefault(name, _Seen(first=prose.span(start, start + len(name))))
                _look(prose, found, start, signs)
    for name, signs in seen.items():
        enough = 1 if " " in name else _SURE
        if signs.human >= enough and len(signs.signs) >= enough and signs.other * 4 <= signs.count:
            yield Candidate(name=name, count=signs.count, span=signs.first)


def _without_openers(found: re.Match[str], small: set[str]) -> tuple[int, str]:
    """A row without the words that have their capital from the sentence that they open, and where it begins."""
    start, name = found.start("name"), found["name"]
    while " " in name and name.split(" ")[0].lower() in small:
        opener, _, name = name.partition(" ")
        start += len(opener) + 1
    return start, name


def _look(prose: Prose, found: re.Match[str], start: int, signs: _Seen) -> None:
    before = prose.text[max(start - 24, 0) : start]
    signs.count += 1
    if _AFTER.match(prose.text, found.end()) and not found["of"]:
        signs.signs.add("after")
        signs.human += 1
    if _BEFORE.search(before) and not found["of"]:
        signs.signs.add("before")
        signs.human += 1
    if found["of"]:
        signs.signs.add("of")
        signs.human += 1
    signs.other += bool((_PLACE.search(before) and not found["of"]) or _THING.search(before))


def _is_name(words: list[str], known: set[str], small: set[str]) -> bool:
    if len(words) > _LONGEST or len(words[-1]) < _LONGEST:
        return False
    return not any(word in known or word.lower() in small or _NO_NAME.search(word) for word in words)
