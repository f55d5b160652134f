"""Every block of a plain text gets its kind: byline, subhead, paragraph, fate and so on.

From the top come title and byline, from the end the parts behind the text; what is left between
is the text itself.  `reader` makes the article of it.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pamphlet.intake.byline import parse_byline
from pamphlet.intake.fate_line import split_fate
from pamphlet.intake.list_of_people import HEADS_OF_FATES
from pamphlet.intake.shapes import (
    PEOPLE_HEADS,
    BackHead,
    attributed,
    attribution,
    back_head,
    bullet,
    in_brackets,
    is_bare_name,
    is_break,
    is_quoted,
    is_subhead,
    is_title,
    length,
)
from pamphlet.intake.text.blocks import TextBlock
from pamphlet.intake.text.note_calls import CallStyle, call_style, numbered_item


class Kind(StrEnum):
    """What a block of a plain text is."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    BARE_BYLINE = "byline without `by`"
    SUBHEAD = "subhead"
    PARAGRAPH = "paragraph"
    EDITORIAL = "line in brackets"
    QUOTATION = "quotation"
    ATTRIBUTED = "quotation with its source"
    ATTRIBUTION = "source of a quotation"
    BULLET = "list item"
    NUMBERED = "numbered item"
    BREAK = "break"
    BACK_HEAD = "head behind the text"
    BACK_PARAGRAPH = "paragraph behind the text"
    NOTE = "note"
    FATE = "fate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Classified:
    """A block with its kind."""

    kind: Kind
    line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """All blocks with their kinds, and how the text calls its notes (None where it has none)."""

    blocks: tuple[Classified, ...]
    calls: CallStyle | None


_Kinds = Mapping[int, Kind]

_LONG = 12
"""A block of so many words is a paragraph, not a line of the title page."""


def classify(blocks: Sequence[TextBlock]) -> Classification:
    """Find the kind of every block."""
    kinds = dict(opening([block.text for block in blocks[:6]]))
    first = max(kinds, default=-1) + 1
    back, calls = _back(blocks, first + 1)
    kinds |= back
    end = min(back, default=len(blocks))
    lists = {first + index: kind for index, kind in _lists(blocks[first:end]).items()}
    repeated = {text for text, count in Counter(block.text for block in blocks).items() if count > 1}
    for index in range(end):
        if index not in kinds:
            kinds[index] = lists.get(index) or _body_kind(blocks[:end], index, repeated)
    return Classification(
        blocks=tuple(
            Classified(kind=kinds[index], line=block.line, text=block.text) for index, block in enumerate(blocks)
        ),
        calls=calls,
    )


def opening(texts: Sequence[str]) -> _Kinds:
    """Title, subtitle and byline among the first six blocks of a text."""
    bylines = [index for index, text in enumerate(texts) if parse_byline(text)]
    if not bylines:
        return _opening_without_byline(texts[:4])
    byline = bylines[-1]  # “By Any Means Necessary” above “By Jane Doe” is a title
    kinds = {byline: Kind.BYLINE}
    titles = [index for index in range(byline) if is_title(texts[index])]
    if titles:
        kinds[titles[0]] = Kind.TITLE
        after = titles[0] + 1
        if after < byline and length(texts[after]) <= 25 and not in_brackets(texts[after]):
            kinds[after] = Kind.SUBTITLE
    return kinds


def _opening_without_byline(texts: Sequence[str]) -> _Kinds:
    """A title, if a paragraph follows, at once or after a line that is a name or a subtitle."""
    if len(texts) < 2 or not is_title(texts[0]):
        return {}
    if length(texts[1]) >= _LONG:
        return {0: Kind.TITLE}
    if len(texts) < 3 or length(texts[2]) < _LONG:
        return {}
    if is_bare_name(texts[1]):
        return {0: Kind.TITLE, 1: Kind.BARE_BYLINE}
    return {0: Kind.TITLE, 1: Kind.SUBTITLE} if is_title(texts[1]) else {0: Kind.TITLE}


def _back(blocks: Sequence[TextBlock], first: int) -> tuple[_Kinds, CallStyle | None]:
    """The parts behind the text; the first block of the text never belongs to them."""
    found = [index for index in range(first, len(blocks) - 1) if _opens_back(blocks, index)]
    heads = [index for index in found if index + 1 not in found]  # a head above a head has nothing under it
    if not heads:
        return _notes_without_head(blocks, first)
    texts = [block.text for block in blocks[first - 1 : heads[0]]]
    kinds: dict[int, Kind] = {}
    calls: CallStyle | None = None
    for start, end in itertools.pairwise([*heads, len(blocks)]):
        section = blocks[start + 1 : end]
        kinds[start] = Kind.BACK_HEAD
        section_kinds, style = _section(section, blocks[start].text, texts if calls is None else ())
        calls = calls or style
        kinds |= {start + 1 + index: kind for index, kind in section_kinds.items()}
    return kinds, calls


def _opens_back(blocks: Sequence[TextBlock], index: int) -> bool:
    """A head word alone in the second half, or anywhere in front of a list, opens the back matter.

    With words after it (`Notes – …`, `Sources: …`) it needs the list at once: else it is a sentence.
    """
    head = back_head(blocks[index].text)
    if head is None:
        return False
    following = [block.text for block in blocks[index + 1 : index + 4]]
    if bullet(following[0]) or _is_entry(following[0]):
        return True
    return not head.introduction and (index * 2 >= len(blocks) or any(_is_entry(text) for text in following))


def _is_entry(text: str) -> bool:
    return bool(split_fate(text)[0] or numbered_item(text))


def _section(section: Sequence[TextBlock], head_line: str, texts: Sequence[str]) -> tuple[_Kinds, CallStyle | None]:
    head = back_head(head_line) or BackHead(head=head_line, introduction="")
    if _are_fates(section, head.head.lower()):
        return {
            index: Kind.FATE if split_fate(block.text)[0] else Kind.BACK_PARAGRAPH
            for index, block in enumerate(section)
        }, None
    notes = _numbered_run(section, bare=True)
    style = call_style(texts, len(notes), headed=True) if notes and notes[0] == 0 else None
    if style is not None:
        return {index: Kind.NOTE if index in notes else Kind.BACK_PARAGRAPH for index in range(len(section))}, style
    lists = _lists(section)
    return {
        index: lists.get(index) or (Kind.BREAK if is_break(block.text) else Kind.BACK_PARAGRAPH)
        for index, block in enumerate(section)
    }, None


def _are_fates(section: Sequence[TextBlock], head: str) -> bool:
    """Whether a list names people: a third of its lines or more, most of them with first names."""
    found = [people for block in section if (people := split_fate(block.text)[0])]
    if head not in HEADS_OF_FATES or not found or len(found) * 3 < len(section):
        return False
    full = sum(1 for people in found if " " in people[0].name)
    return head in PEOPLE_HEADS or full * 2 >= len(found)


def _numbered_run(blocks: Sequence[TextBlock], *, bare: bool) -> list[int]:
    """The indices of the blocks numbered 1, 2, 3 …, whatever stands between them."""
    found: list[int] = []
    for index, block in enumerate(blocks):
        item = numbered_item(block.text, bare=bare)
        if item is not None and item.number == len(found) + 1:
            found.append(index)
    return found


def _notes_without_head(blocks: Sequence[TextBlock], first: int) -> tuple[_Kinds, CallStyle | None]:
    """The last blocks, if they are numbered from 1 without a gap and the text calls every one."""
    start = len(blocks)
    while start > first and numbered_item(blocks[start - 1].text):
        start -= 1
    numbers = [item.number for block in blocks[start:] if (item := numbered_item(block.text))]
    if not numbers or numbers != list(range(1, len(numbers) + 1)):
        return {}, None
    style = call_style([block.text for block in blocks[first - 1 : start]], len(numbers), headed=False)
    return (dict.fromkeys(range(start, len(blocks)), Kind.NOTE) if style else {}), style


def _lists(blocks: Sequence[TextBlock]) -> _Kinds:
    """Two or more items in a row make a list; one alone is a sentence that begins with a dash."""
    kinds: dict[int, Kind] = {}
    for start, end in _rows(blocks):
        kind = Kind.BULLET if bullet(blocks[start].text) else Kind.NUMBERED
        if end - start > 1 or blocks[start].text.startswith("•"):
            kinds |= dict.fromkeys(range(start, end), kind)
    return kinds


def _rows(blocks: Sequence[TextBlock]) -> Iterator[tuple[int, int]]:
    """The stretches of blocks with the same bullet, and of those numbered from 1."""
    start = 0
    while start < len(blocks):
        end = start + 1
        mark, item = bullet(blocks[start].text), numbered_item(blocks[start].text)
        if is_break(blocks[start].text):
            pass
        elif mark:
            while end < len(blocks) and bullet(blocks[end].text) == mark:
                end += 1
            yield start, end
        elif item is not None and item.number == 1:
            while end < len(blocks) and _is_item(blocks[end].text, end - start + 1, item.style):
                end += 1
            yield start, end
        start = end


def _is_item(text: str, number: int, style: str) -> bool:
    item = numbered_item(text)
    return item is not None and (item.number, item.style) == (number, style)


def _body_kind(blocks: Sequence[TextBlock], index: int, repeated: set[str]) -> Kind:
    text = blocks[index].text
    before = blocks[index - 1].text if index else ""
    after = blocks[index + 1].text if index + 1 < len(blocks) else ""
    if is_break(text):
        return Kind.BREAK
    if in_brackets(text):
        return Kind.EDITORIAL
    if text.startswith(">") or (is_quoted(text) and attribution(after)):
        return Kind.QUOTATION
    if attributed(text):
        return Kind.ATTRIBUTED
    if attribution(text) and (before.startswith(">") or is_quoted(before)):
        return Kind.ATTRIBUTION
    if text not in repeated and is_subhead(text, before, after):
        return Kind.SUBHEAD
    return Kind.PARAGRAPH
