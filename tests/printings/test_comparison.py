"""Changes between two texts: made in the old one they give the new one, whatever the two are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pamphlet.printings.comparison import Added, Moved, Removed, Reworded, changed, compare, kept_words


def words(text: str) -> tuple[str, ...]:
    """A block of these words."""
    return tuple(text.split(" "))


blocks = st.lists(st.sampled_from(words("a b c d e the loaf rose fell")), min_size=1, max_size=8).map(tuple)
texts = st.lists(blocks, max_size=8)

BREAD = (
    words("In the winter of 1816 the bakers put up the price of a loaf"),
    words("Three of them could sign their names and the others made a cross"),
    words("The magistrate read the petition and put it into a drawer"),
)


@given(texts, texts)
def test_changes_lead_from_the_old_text_to_the_new(old: list[tuple[str, ...]], new: list[tuple[str, ...]]) -> None:
    """To the word, and to the block."""
    assert changed(old, compare(old, new).changes) == tuple(new)


@given(texts)
def test_a_text_does_not_differ_from_itself(text: list[tuple[str, ...]]) -> None:
    """No changes, and each block is its own."""
    found = compare(text, text)
    assert found.changes == ()
    assert found.pairs == tuple((number, number) for number in range(len(text)))


@given(blocks, blocks)
def test_words_that_are_kept_are_the_same(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    """In both blocks, and in order."""
    kept = list(kept_words(old, new))
    assert all(old[one] == new[other] for one, other in kept)
    assert kept == sorted(kept)


def test_a_few_words() -> None:
    """Are a change within the block; two with a single word between them are one."""
    new = (BREAD[0], words("Four of us could sign their names and the others made a cross"), BREAD[2])
    assert compare(BREAD, new).changes == (Reworded(block=1, start=0, end=3, words=("Four", "of", "us")),)


def test_paragraphs_that_come_and_go() -> None:
    """Are whole; one that is unlike the paragraph in whose place it stands shares no words with it."""
    new = (BREAD[0], words("Nobody knows what became of the schoolmaster after that year"), BREAD[2])
    assert compare(BREAD, new).changes == (Reworded(block=1, start=0, end=13, words=new[1]),)
    assert compare(BREAD, BREAD[1:]).changes == (Removed(block=0),)
    assert compare(BREAD, (*BREAD, ("It", "rose"))).changes == (Added(before=3, new=3, words=("It", "rose")),)


def test_a_paragraph_that_moved() -> None:
    """Is one change, not two."""
    new = (BREAD[1], BREAD[2], BREAD[0])
    assert compare(BREAD, new).changes == (Moved(block=0, before=3, new=2),)


def test_a_short_head_is_the_same_one_whatever_it_says() -> None:
    """One word in the place of another."""
    assert compare((("Bread",), *BREAD), (("Loaves",), *BREAD)).changes == (
        Reworded(block=0, start=0, end=1, words=("Loaves",)),
    )
