"""Every edition on paper shows every word of the manuscript, in order: its PDF is read back and compared."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from conftest import Sample, as_shown, letters, page_texts

from pamphlet.apparatus.parts import part_runs
from pamphlet.editions.product import Edition
from pamphlet.press.imposition import saddle_stitch

_HEAD, _FOOT = 54, 532
"""Where the lines of an A5 page begin and end, in pt from its upper edge."""

_AROUND_THE_TRIM = 10 * 72 / 25.4
"""In pt: bleed and crop marks of the press copy."""

_A4_MIDDLE = 421


def reading(sample: Sample) -> list[str]:
    """The pages of the reading copy."""
    return page_texts(sample.file(Edition.READING))


def booklet(sample: Sample) -> list[str]:
    """The pages of the booklet as they are leafed through once its sheets are folded."""
    file = sample.file(Edition.BOOKLET)
    left, right = page_texts(file, right=_A4_MIDDLE), page_texts(file, left=_A4_MIDDLE)
    pages: dict[int, str] = {}
    for sheet in saddle_stitch(sample.copy.extent):
        for side, forme in ((2 * sheet.number, sheet.front), (2 * sheet.number + 1, sheet.back)):
            pages |= {number: half[side] for number, half in ((forme.left, left), (forme.right, right)) if number}
    return [pages[number] for number in sorted(pages)]


def press(sample: Sample) -> list[str]:
    """The pages of the press copy, within their crop marks."""
    return page_texts(sample.file(Edition.PRESS), _HEAD + _AROUND_THE_TRIM, _FOOT + _AROUND_THE_TRIM)


def large_print(sample: Sample) -> list[str]:
    """The pages of large print without what stands in their margins (29, 18, 27 and 38 mm)."""
    return page_texts(sample.file(Edition.LARGE_PRINT), head=80, foot=768, left=106, right=595)


@pytest.mark.parametrize("pages", [reading, booklet, press, large_print])
def test_every_word_stands_on_the_pages_in_order(pages: Callable[[Sample], list[str]], sample: Sample) -> None:
    """Poppler, which had no part in the making, finds every block of the manuscript, one behind the other."""
    read = [letters(re.sub(r"(\n\d+\.)+\s*$", "", page)) for page in pages(sample)]  # the numbers of notes come last
    blocks = [letters(as_shown(run.children)) for part in sample.pamphlet.parts for run in part_runs(part)]
    assert len(blocks) > 200
    page = place = 0
    for words in blocks:
        page, place = follow(read, words, page, place)


def follow(pages: list[str], words: str, page: int, place: int) -> tuple[int, int]:
    """Where words end that stand on a page behind a place, or cross to the next one, or stand on a later one."""
    for number in range(page, len(pages)):
        begin = pages[number].find(words, place if number == page else 0)
        if begin >= 0:
            return number, begin + len(words)
        rest = pages[number + 1] if number + 1 < len(pages) else ""
        for cut in range(len(words) - 1, 0, -1):  # what a page shows of a picture may be set behind its other words
            if rest.startswith(words[cut:]) and pages[number].find(words[:cut], place if number == page else 0) >= 0:
                return number + 1, len(words) - cut
    pytest.fail(f"nowhere behind page {page + 1}: {words}")


def test_a_word_out_of_order_is_not_found() -> None:
    """The reading itself can fail: words before the place, on an earlier page, or torn apart do not count."""
    pages = ["onetwo", "threefour"]
    assert follow(pages, "twothree", 0, 3) == (1, 5)
    for words, page, place in (("one", 0, 3), ("two", 1, 0), ("twofour", 0, 0), ("five", 0, 0)):
        with pytest.raises(pytest.fail.Exception):
            follow(pages, words, page, place)
