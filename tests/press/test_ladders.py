"""Which words are left whole so that hyphens do not stand below one another."""

from __future__ import annotations

from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from pamphlet.press.ladders import LONGEST_LADDER, LineEnd, ladders


@given(st.lists(st.tuples(st.sampled_from("ab"), st.booleans()), max_size=60))
def test_without_the_words_found_no_ladder_is_too_long(lines: list[tuple[str, bool]]) -> None:
    """Were those words not divided, no block would have more than two hyphens in a row; and not one more is found."""
    ends = [LineEnd(block=block, offset=place, divided=divided) for place, (block, divided) in enumerate(lines)]
    found = ladders(ends)
    for block, group in groupby(ends, key=lambda end: end.block):
        hyphens = "".join("-" if end.divided and end.offset not in found.get(block, ()) else " " for end in group)
        assert "-" * (LONGEST_LADDER + 1) not in hyphens
    for block, offsets in found.items():
        for place in offsets:
            assert lines[place - LONGEST_LADDER : place + 1] == [(block, True)] * (LONGEST_LADDER + 1)
