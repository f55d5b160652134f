"""A printing and today's pages become what has to be printed again: pages, the sheets they are on, or all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from pamphlet.edition_settings import BookletSettings
from pamphlet.manuscript.printings import PrintedBlock, Printing
from pamphlet.press.imposition import Plan, Sheet, plan_booklet
from pamphlet.printings.comparison import Comparison, kept_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprint:
    """What is different on paper.

    `pages` have changed; `moved` are those from which or to which words went that are the same as before.
    `sheets` of the booklet have changed, counted from 1, the outermost first; 0 is a cover printed apart.
    `other_sheets`: there are more or fewer sheets than there were, so all of them have changed.
    """

    pages: tuple[int, ...]
    moved: tuple[int, ...]
    sheets: tuple[int, ...]
    other_sheets: bool


def reprint(old: Printing, new: Printing, comparison: Comparison, how: BookletSettings) -> Reprint:
    """What has to be printed again for a booklet made in this way."""
    changed = [number for number, (one, other) in enumerate(zip_longest(old.pages, new.pages), 1) if one != other]
    plans = [
        plan_booklet(len(each.pages), signature=how.signature, separate_cover=how.separate_cover) for each in (old, new)
    ]
    before, now = (tuple(_numbered(plan)) for plan in plans)
    return Reprint(
        pages=tuple(changed),
        moved=tuple(sorted(set(_moved(old, new, comparison)))),
        sheets=tuple(
            number
            for (number, sheet), (_, was) in zip(now, before, strict=False)
            if _on(sheet, new.pages) != _on(was, old.pages)
        ),
        other_sheets=len(before) != len(now),
    )


def _numbered(plan: Plan) -> Iterator[tuple[int, Sheet]]:
    if plan.cover:
        yield 0, plan.cover
    yield from enumerate(plan.inner, start=1)


def _on(sheet: Sheet, pages: tuple[str, ...]) -> tuple[str, ...]:
    """What stands on the four places of a sheet."""
    places = (sheet.front.left, sheet.front.right, sheet.back.left, sheet.back.right)
    return tuple(pages[page - 1] if page else "" for page in places)


def _moved(old: Printing, new: Printing, comparison: Comparison) -> Iterator[int]:
    """The pages from which and to which words went, those between them too."""
    for one, other in comparison.pairs:
        before, now = _pages_of_words(old.blocks[one]), _pages_of_words(new.blocks[other])
        if set(before) == set(now) and len(set(now)) == 1:
            continue
        for was, is_now in kept_words(old.blocks[one].words, new.blocks[other].words):
            if before[was] != now[is_now]:
                first, last = sorted((before[was], now[is_now]))
                yield from range(first, last + 1)


def _pages_of_words(block: PrintedBlock) -> tuple[int, ...]:
    return tuple(line.page for line in block.lines for _ in line.words)
