"""A run of words is cut by the number of its characters, its marks kept."""

from __future__ import annotations

from dataclasses import replace

from pamphlet.intake.runs import Inline, LineEnd, NoteCall, Run, Words, plain


def behind(run: Run, characters: int) -> Run:
    """What stands behind so many characters of the plain words; calls at the cut go with the front."""
    return _within(run, characters, len(plain(run)))


def before(run: Run, characters: int) -> Run:
    """The first so many characters of the plain words, calls at the cut with them."""
    return _within(run, 0, characters)


def _within(run: Run, start: int, end: int) -> Run:
    kept: list[Inline] = []
    at = 0
    for part in run:
        size = len(plain((part,)))
        if isinstance(part, NoteCall):
            kept += [part] if start < at <= end or start == 0 == at else []
        elif max(at, start) < min(at + size, end):
            kept.append(_cut(part, start - at, end - at))
        at += size
    return tuple(kept)


def _cut(part: Inline, start: int, end: int) -> Inline:
    match part:
        case Words():
            return Words(text=part.text[max(start, 0) : end])
        case LineEnd() | NoteCall():
            return part
        case _:
            return replace(part, words=_within(part.words, start, end))
