"""Numbers typed into a text become calls of the notes at its end, addresses become links.

A number is a call only together with its note: `[1]`, `¹`, `(1)` and the `1` left glued to a full
stop when a raised figure was copied as plain text mean nothing by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from pamphlet.intake.runs import Address, Inline, NoteCall, Run, Words, run_of

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_ITEM = re.compile(
    r"(?:\[(?P<brackets>\d{1,3})\]|\((?P<parentheses>\d{1,3})\)|(?P<raised>[⁰¹²³⁴-⁹]+)|(?P<plain>\d{1,3})[.)](?=\s))"
    r"[.:]?\s*(?=\S)"
)
_BARE_ITEM = re.compile(r"(?P<plain>\d{1,3})[.)]?\s+(?=[^\W\da-z_]|[“‘\"'])")

_URL = re.compile(r"(?:https?://|www\.(?=\w))[^\s<>“”\"{}|\\^`]+", re.IGNORECASE)
_AFTER_URL = ".,;:!?'’…]"


class CallStyle(Enum):
    """How calls are typed; a group of the pattern holds the number or numbers."""

    RAISED = re.compile(r"(?<![\s(])(?<!\d[ckm]m)(?<!\b[ckm]m)(?<!\bm)(?<!\dm)(?<!\bft)(?<!\bmi)([⁰¹²³⁴-⁹]+)")
    """Not the figure of km² or m³."""

    BRACKETS = re.compile(r"\s?\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]")
    PARENTHESES = re.compile(r"(?<=\S)\s?\((\d{1,3})\)")
    GLUED = re.compile(r"(?<=[^\W\d_][.,;:!?])([1-9]\d{0,2})(?=\s|$)|(?<=[^\W\d_][.,!?][’”\"'])([1-9]\d{0,2})(?=\s|$)")
    """A raised figure that was copied as an ordinary one: `the price rose.1 Then`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A block that begins with a number: the number, how it is typed, and the words after it."""

    number: int
    style: str
    text: str


def numbered_item(text: str, *, bare: bool = False) -> Item | None:
    """Read `1. …`, `[1] …`, `(1) …`, `¹ …`, with `bare` also `1 …`; None for any other block."""
    found = _ITEM.match(text) or (_BARE_ITEM.match(text) if bare else None)
    if found is None:
        return None
    number = int(found[found.lastgroup or 0].translate(_RAISED))
    return Item(number=number, style=str(found.lastgroup), text=text[found.end() :])


def call_style(passages: Sequence[str], count: int, *, headed: bool) -> CallStyle | None:
    """How the passages call notes 1 to `count`; None where they do not.

    All must be called; where a head says that these are notes (`headed`), half of them will do.
    Glued figures must be exactly the run from 1, for any figure after a full stop looks like one.
    """
    wanted = set(range(1, count + 1))
    for style in CallStyle:
        called = [number for passage in passages for _, _, numbers in _calls(passage, style) for number in numbers]
        hits = len(wanted & set(called))
        if style is CallStyle.GLUED:
            if called == sorted(wanted):
                return style
        elif hits == count or (headed and hits * 2 >= count and hits):
            return style
    return None


def _calls(passage: str, style: CallStyle) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    for found in style.value.finditer(passage):
        numbers = next(group for group in found.groups() if group).translate(_RAISED)
        yield found.start(), found.end(), tuple(int(number) for number in re.findall(r"\d+", numbers))


def called_numbers(passages: Sequence[str], style: CallStyle) -> set[int]:
    """The numbers that are called in a style."""
    return {number for passage in passages for _, _, numbers in _calls(passage, style) for number in numbers}


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """How a text calls its notes (`style` is None where it calls none) and the numbers there are."""

    style: CallStyle | None = None
    known: frozenset[int] = frozenset()

    def run(self, text: str) -> Run:
        """Words with their addresses as links and the known numbers as calls."""
        parts: list[Inline] = []
        done = 0
        for start, end, numbers in _calls(text, self.style) if self.style else ():
            if self.known.issuperset(numbers):
                parts += _with_links(text[done:start])
                parts += (NoteCall(label=str(number)) for number in numbers)
                done = end
        return (*parts, *_with_links(text[done:]))


NO_CALLS = Calls()
"""For words in which a number is only a number."""


def has_address(text: str) -> bool:
    """Whether an address stands in the text."""
    return _URL.search(text) is not None


def _with_links(text: str) -> Iterator[Inline]:
    done = 0
    for found in _URL.finditer(text):
        shown = _trimmed(found[0])
        if found.start() > done:
            yield Words(text=text[done : found.start()])
        scheme = "" if re.match("https?:", shown, re.IGNORECASE) else "https://"
        yield Address(words=run_of(shown), address=scheme + shown)
        done = found.start() + len(shown)
    if done < len(text):
        yield Words(text=text[done:])


def _trimmed(url: str) -> str:
    """Leave the sentence its marks; a closing bracket is the address's own if it was opened in it."""
    end, unopened = len(url), url.count(")") - url.count("(")
    while url[end - 1] in _AFTER_URL or (url[end - 1] == ")" and unopened > 0):
        unopened -= url[end - 1] == ")"
        end -= 1
    return url[:end]
