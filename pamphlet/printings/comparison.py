"""Two texts, each a row of blocks in words, become the changes that lead from the one to the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Words = tuple[str, ...]

_ALIKE = 0.5
"""The share of words in common from which a block is the same one, reworded."""

_IN_ITS_PLACE = 0.001
"""What it is worth that an unlike block stands in the place of another: less than any likeness."""

_JOINED = 1
"""Words left as they were between two changes, up to which these are one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """In block `block`, the words from `start` to before `end` become `words`; either may be none."""

    block: int
    start: int
    end: int
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A block is gone."""

    block: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """The block `new` of the new text comes in before block `before` of the old one."""

    before: int
    new: int
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A block that is `new` in the new text stands before block `before` of the old one, its words unchanged."""

    block: int
    before: int
    new: int


Change = Reworded | Removed | Added | Moved


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The changes in the order of the old text; and by block of the old text that of the new which it became."""

    changes: tuple[Change, ...]
    pairs: tuple[tuple[int, int], ...]


def compare(old: Sequence[Words], new: Sequence[Words]) -> Comparison:
    """What changed between two texts."""
    pairs = tuple(_pairs(old, new))
    reworded = [change for one, other in pairs for change in _reworded(one, old[one], new[other])]
    kept, came = {one for one, _ in pairs}, {other for _, other in pairs}
    gone = [number for number in range(len(old)) if number not in kept]
    added = [
        Added(before=_place(other, pairs, len(old)), new=other, words=new[other])
        for other in range(len(new))
        if other not in came
    ]
    changes: list[Change] = [*reworded]
    for number in gone:
        same = next((each for each in added if each.words == old[number]), None)
        if same is None:
            changes.append(Removed(block=number))
        else:
            added.remove(same)
            changes.append(Moved(block=number, before=same.before, new=same.new))
    return Comparison(changes=tuple(sorted([*changes, *added], key=_order)), pairs=pairs)


def changed(old: Sequence[Words], changes: Sequence[Change]) -> tuple[Words, ...]:
    """The old text with changes made in it."""
    coming: dict[int, list[tuple[int, Words]]] = {}
    gone = set()
    blocks = [list(words) for words in old]
    for change in reversed(changes):  # from the end, so that what stands before keeps its place
        match change:
            case Reworded(block=block, start=start, end=end, words=words):
                blocks[block][start:end] = words
            case Removed(block=block):
                gone.add(block)
            case Added(before=before, new=place, words=words):
                coming.setdefault(before, []).append((place, words))
            case Moved(block=block, before=before, new=place):
                gone.add(block)
                coming.setdefault(before, []).append((place, old[block]))
    text: list[Words] = []
    for number in range(len(old) + 1):
        text += [words for _, words in sorted(coming.get(number, ()))]
        text += [tuple(blocks[number])] if number < len(old) and number not in gone else []
    return tuple(text)


def kept_words(old: Words, new: Words) -> Iterator[tuple[int, int]]:
    """The words of a block that stay, each by its number in the old and in the new block."""
    for kind, start, end, other, _ in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(range(start, end), range(other, other + end - start), strict=True)


def _order(change: Change) -> tuple[int, int, int]:
    """By the place in the old text; what comes in before a block goes before what happens in it."""
    match change:
        case Added(before=before, new=new):
            return before, 0, new
        case Reworded(block=block, start=start):
            return block, 1, start
        case Removed(block=block) | Moved(block=block):
            return block, 1, 0


def _place(other: int, pairs: Sequence[tuple[int, int]], end: int) -> int:
    """Before which block of the old text a block of the new one comes in."""
    return next((one for one, later in pairs if later > other), end)


def _pairs(old: Sequence[Words], new: Sequence[Words]) -> Iterator[tuple[int, int]]:
    """The blocks that are the same one, in order."""
    for kind, start, end, other, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(range(start, end), range(other, last), strict=True)
        elif kind == "replace":
            yield from _alike(old, new, range(start, end), range(other, last))


def _alike(old: Sequence[Words], new: Sequence[Words], ours: range, theirs: range) -> Iterator[tuple[int, int]]:
    """Of two stretches without a block in common the blocks that are most alike, in order."""
    best = [[0.0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for row in reversed(range(len(ours))):
        for column in reversed(range(len(theirs))):
            alike = _likeness(old[ours[row]], new[theirs[column]])
            best[row][column] = max(best[row + 1][column], best[row][column + 1], alike + best[row + 1][column + 1])
    row = column = 0
    while row < len(ours) and column < len(theirs):
        if best[row][column] == best[row + 1][column]:
            row += 1
        elif best[row][column] == best[row][column + 1]:
            column += 1
        else:
            yield ours[row], theirs[column]
            row, column = row + 1, column + 1


def _likeness(old: Words, new: Words) -> float:
    """The share of words in common, which are counted as often as they stand in both; hardly any below _ALIKE."""
    common = (Counter(old) & Counter(new)).total()
    share = 2 * common / (len(old) + len(new))
    return share if share >= _ALIKE else _IN_ITS_PLACE


def _reworded(block: int, old: Words, new: Words) -> Iterator[Reworded]:
    """What changed within a block; all of it where it is unlike."""
    if _likeness(old, new) < _ALIKE:
        yield Reworded(block=block, start=0, end=len(old), words=new)
        return
    stretches: list[list[int]] = []
    for kind, start, end, other, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if stretches and start - stretches[-1][1] <= _JOINED:
            stretches[-1][1], stretches[-1][3] = end, last
        else:
            stretches.append([start, end, other, last])
    for start, end, other, last in stretches:
        yield Reworded(block=block, start=start, end=end, words=new[other:last])
