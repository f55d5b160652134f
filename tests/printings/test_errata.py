"""Errata are read as the owner of a copy reads them: page, line, and what to read for what."""

from __future__ import annotations

import pytest
from recorded import block, printing

from pamphlet.printings.comparison import compare
from pamphlet.printings.errata import errata_of

PRINTED = printing(
    block(
        "In the winter of 1816 the bakers of Corn Street put up the",
        "price of a loaf, and the price of rye, twice in a",
    ),
    block("Three of them could sign their names (in full).", "The others made a cross.", first=3),
    block("Ann Fox, Loaves (1817).", page=30, first=2, place="note 4"),
)
TEXT = [" ".join(each.words) for each in PRINTED.blocks]


def errata(*new: str) -> list[str]:
    """The errata for a text that is now this."""
    now = printing(*(block(words, page=9, first=number, place="note 9") for number, words in enumerate(new)))
    comparison = compare([each.words for each in PRINTED.blocks], [each.words for each in now.blocks])
    return [str(each) for each in errata_of(PRINTED, now, comparison)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("bakers", "millers", "Page 5, line 1: for “bakers” read “millers”."),
        ("1816", "1815", "Page 5, line 1: for “1816” read “1815”."),
        ("loaf,", "bun,", "Page 5, line 2: for “loaf” read “bun”."),
        ("loaf,", "loaf;", "Page 5, line 2: for “loaf,” read “loaf;”."),
        ("price of rye", "cost of rye", "Page 5, line 2: for “the price” read “the cost”."),
        ("put up", "put down", "Page 5, line 1: for “put up” read “put down”."),
        ("a loaf", "the loaf", "Page 5, line 2: for “of a” read “of the”."),
        ("bakers of Corn Street", "bakers of New Corn Street", "Page 5, line 1: after “bakers of” insert “New”."),
        ("put up the price", "put up the whole price", "Page 5, line 1: after “up the” insert “whole”."),
        ("In the winter", "Late in the winter", "Page 5, line 1: for “In” read “Late in”."),
        ("In the winter", "Late: In the winter", "Page 5, line 1: before “In” insert “Late:”."),
        ("Corn Street", "Corn", "Page 5, line 1: delete “Street”."),
        ("names (in full).", "names.", "Page 5, line 3: for “names (in full)” read “names”."),
        ("a cross.", "a cross each.", "Page 5, line 4: for “cross” read “cross each”."),
        ("Loaves", "Loaves and Rye", "Page 30, line 2 (note 4): after “Loaves” insert “and Rye”."),
    ],
)
def test_words(old: str, new: str, expected: str) -> None:
    """With as many words around as it takes to know which of the line is meant, without punctuation that stays."""
    assert old in " ".join(TEXT)
    assert errata(*(words.replace(old, new) for words in TEXT)) == [expected]


def test_paragraphs() -> None:
    """One that is gone, one that is new, one that moved."""
    new = "Nobody knows what became of the schoolmaster after that year."
    assert errata(TEXT[0], TEXT[2]) == [
        "Page 5, lines 3 to 4: delete “Three of them could sign their names (in full). The others made a cross.”"
    ]
    assert errata(TEXT[0], new, *TEXT[1:]) == [
        f"Page 5, line 2: after “rye, twice in a” add a new paragraph, note 9: “{new}”"
    ]
    assert errata(new, *TEXT) == [f"Page 5, line 1: before “In the winter of” add a new paragraph, note 9: “{new}”"]
    assert errata(TEXT[1], TEXT[2], TEXT[0]) == [
        f"Page 5, lines 1 to 2: “In the winter of … rye, twice in a” now stands after “{TEXT[2]}” (page 30, line 2)."
    ]
    assert errata(TEXT[0], new, TEXT[2]) == [f"Page 5, line 3: for “{TEXT[1][:-1]}” read “{new[:-1]}”."]


def test_what_is_long_is_quoted_by_its_ends() -> None:
    """What is to be deleted need not be printed in full; what is new always is."""
    (only,) = errata(*TEXT[1:])
    assert only == "Page 5, lines 1 to 2: delete “In the winter of … rye, twice in a”."


def test_nothing_to_correct() -> None:
    """The same text has no errata."""
    assert errata(*TEXT) == []
