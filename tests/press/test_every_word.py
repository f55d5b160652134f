"""Every edition on paper shows every word of the manuscript, in order: its PDF is read back and compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from conftest import Sample, as_shown, letters
from read_pages import booklet, large_print, press, reading

from pamphlet.apparatus.parts import part_runs
from pamphlet.editions.product import Edition

PAGES: Mapping[Edition, Callable[[Sample], list[str]]] = {
    Edition.READING: lambda sample: reading(sample.file(Edition.READING)),
    Edition.BOOKLET: lambda sample: booklet(sample.file(Edition.BOOKLET), sample.copy.extent),
    Edition.PRESS: lambda sample: press(sample.file(Edition.PRESS)),
    Edition.LARGE_PRINT: lambda sample: large_print(sample.file(Edition.LARGE_PRINT)),
}


@pytest.mark.parametrize("edition", PAGES)
def test_every_word_stands_on_the_pages_in_order(edition: Edition, sample: Sample) -> None:
    """Poppler, which had no part in the making, finds every block of the manuscript, one behind the other."""
    read = [letters(page) for page in PAGES[edition](sample)]
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
