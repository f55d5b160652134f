"""Stretches of words, each with its own marks, become a run in order: equal marks joined, others nested.

Word processors break one emphasis into many stretches, let marks overlap and begin before a space or end behind it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pamphlet.intake.runs import (
    Address,
    Emphasis,
    Foreign,
    Inline,
    LineEnd,
    MissingAddress,
    NoteCall,
    PersonTag,
    Run,
    SmallCaps,
    Strong,
    Words,
)
from pamphlet.intake.text.note_calls import NO_CALLS

LOST = "lost"
"""Stands for the address of words that led somewhere once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """How words are marked; `address` is LOST where they lead nowhere now, and empty where they never did."""

    address: str = ""
    person: str = ""
    language: str = ""
    small_caps: bool = False
    emphasis: bool = False
    strong: bool = False


NO_MARKS = Marks()
_NAMES = ("address", "person", "language", "small_caps", "emphasis", "strong")
"""Of marks that begin and end together the first stands outside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words with the same marks, the end of a line, or the call of a note."""

    content: str | LineEnd | NoteCall
    marks: Marks = NO_MARKS


def in_order(stretches: Iterable[Stretch]) -> Run:
    """The run of stretches, single spaces in it, no space and no line end at its ends."""
    signs = [sign for stretch in stretches for sign in _signs(stretch)]
    marked = _between_marks(_single_spaces(signs))
    used = {sign.marks for sign in marked}
    for name in (name for name in _NAMES if any(getattr(marks, name) for marks in used)):
        marked = _without_edges(marked, name)
    return _nested([part for stretch in _joined(marked) for part in _with_addresses(stretch)])


def _signs(stretch: Stretch) -> Iterator[Stretch]:
    """A stretch for each character."""
    if isinstance(stretch.content, str):
        yield from (Stretch(content=character, marks=stretch.marks) for character in stretch.content)
    else:
        yield stretch


def _single_spaces(signs: Iterable[Stretch]) -> list[Stretch]:
    """Signs without a space behind a space, beside a line end or at the ends, and without line ends there."""
    kept: list[Stretch] = []
    for sign in signs:
        if sign.content == " ":
            if kept and kept[-1].content != " " and not isinstance(kept[-1].content, LineEnd):
                kept.append(sign)
        elif isinstance(sign.content, LineEnd):
            _strip(kept)
            if kept:
                kept.append(sign)
        else:
            kept.append(sign)
    _strip(kept)
    return kept


def _strip(kept: list[Stretch]) -> None:
    while kept and (kept[-1].content == " " or isinstance(kept[-1].content, LineEnd)):
        kept.pop()


def _between_marks(signs: Sequence[Stretch]) -> list[Stretch]:
    """A call or a line end takes the marks that both its neighbours have: it parts no emphasis and begins none."""
    marked: list[Stretch] = []
    for index, sign in enumerate(signs):
        if isinstance(sign.content, str):
            marked.append(sign)
            continue
        after = next((other.marks for other in signs[index + 1 :] if isinstance(other.content, str)), NO_MARKS)
        shared = _shared(marked[-1].marks if marked else NO_MARKS, after)
        is_call = isinstance(sign.content, NoteCall)  # a link in a link would lead nowhere
        marked.append(replace(sign, marks=replace(shared, address="") if is_call else shared))
    return marked


def _shared(one: Marks, other: Marks) -> Marks:
    return Marks(**{name: getattr(one, name) for name in _NAMES if getattr(one, name) == getattr(other, name)})


def _without_edges(signs: Sequence[Stretch], name: str) -> list[Stretch]:
    """Take a mark from the spaces at its ends, a stress also from marks that stand glued to a word there.

    Markdown ends an emphasis only where a word ends: `*word.*next` would be none.
    """
    bared = list(signs)
    glues = name in {"emphasis", "strong"}
    end = 0
    for value, group in itertools.groupby(signs, key=lambda sign: getattr(sign.marks, name)):
        start, end = end, end + len(list(group))
        if value:
            opening = _edge(signs, range(start, end), start - 1, glues=glues)
            closing = _edge(signs, range(end - 1, start - 1, -1), end, glues=glues)
            for at in (*opening, *closing):
                bared[at] = replace(signs[at], marks=_unmarked(signs[at].marks, name))
    return bared


def _edge(signs: Sequence[Stretch], inwards: range, neighbour: int, *, glues: bool) -> Iterator[int]:
    """The signs at one end of a mark that are not to have it; `neighbour` is the sign beyond."""
    glued = glues and 0 <= neighbour < len(signs) and _is_letter(signs[neighbour])
    return itertools.takewhile(lambda at: _is_edge(signs[at], glued=glued), inwards)


def _unmarked(marks: Marks, name: str) -> Marks:
    return Marks(**{other: getattr(marks, other) for other in _NAMES if other != name})


def _is_edge(sign: Stretch, *, glued: bool) -> bool:
    if not isinstance(sign.content, str):
        return True
    return sign.content.isspace() or (glued and not sign.content.isalnum())


def _is_letter(sign: Stretch) -> bool:
    return isinstance(sign.content, str) and sign.content.isalnum()


def _joined(signs: Iterable[Stretch]) -> Iterator[Stretch]:
    """Signs with equal marks as one stretch of words."""
    for marks, group in itertools.groupby(signs, key=lambda sign: sign.marks):
        for is_words, members in itertools.groupby(group, key=lambda sign: isinstance(sign.content, str)):
            if is_words:
                yield Stretch(content="".join(str(member.content) for member in members), marks=marks)
            else:
                yield from members


def _with_addresses(stretch: Stretch) -> Iterator[Stretch]:
    """An address that stands in the words leads there."""
    if not isinstance(stretch.content, str) or stretch.marks.address:
        yield stretch
        return
    for part in NO_CALLS.run(stretch.content):
        if isinstance(part, Words):
            yield replace(stretch, content=part.text)
        elif isinstance(part, Address):
            marks = replace(stretch.marks, address=part.address)
            yield from (Stretch(content=word.text, marks=marks) for word in part.words if isinstance(word, Words))


def _nested(stretches: Sequence[Stretch]) -> Run:
    """Marks around stretches: the one that reaches farthest stands outside."""
    run: list[Inline] = []
    start = 0
    while start < len(stretches):
        reach, name = _farthest(stretches, start)
        first = stretches[start]
        if not name:
            run.append(Words(text=first.content) if isinstance(first.content, str) else first.content)
            start += 1
            continue
        inner = [replace(member, marks=_unmarked(member.marks, name)) for member in stretches[start:reach]]
        run.append(_marked(first.marks, name, _nested(inner)))
        start = reach
    return tuple(run)


def _farthest(stretches: Sequence[Stretch], start: int) -> tuple[int, str]:
    """Where the mark that reaches farthest from a stretch ends, and its name; empty where there is none.

    The words of a link hold no other brackets, so that an address reaches only as far as the language and the capitals
    stay the same, and stands within them.
    """
    farthest, chosen = start, ""
    for name in _NAMES:
        value = getattr(stretches[start].marks, name)
        reach = start
        while value and reach < len(stretches) and getattr(stretches[reach].marks, name) == value:
            if name == "address" and (stretches[reach].marks.language or stretches[reach].marks.small_caps):
                break
            reach += 1
        if reach > farthest:
            farthest, chosen = reach, name
    return farthest, chosen


def _marked(marks: Marks, name: str, words: Run) -> Inline:
    match name:
        case "address":
            return MissingAddress(words=words) if marks.address == LOST else Address(address=marks.address, words=words)
        case "person":
            return PersonTag(key=marks.person, words=words)
        case "language":
            return Foreign(language=marks.language, words=words)
        case "small_caps":
            return SmallCaps(words=words)
        case "emphasis":
            return Emphasis(words=words)
        case _:
            return Strong(words=words)
