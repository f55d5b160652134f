"""Numbers and names of things agree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pamphlet.counting import counted, named

PACKAGE = Path(__file__).parents[1] / "pamphlet"


@pytest.mark.parametrize(
    ("number", "thing", "said"),
    [
        (1, "sheet", "1 sheet"),
        (0, "sheet", "0 sheets"),
        (2, "copy", "2 copies"),
        (1, "branch", "1 branch"),
        (3, "branch", "3 branches"),
        (2, "query", "2 queries"),
        (5, "day", "5 days"),
        (1200, "page", "1,200 pages"),
        (2, "soft hyphen", "2 soft hyphens"),
    ],
)
def test_one_is_one_and_more_are_more(number: int, thing: str, said: str) -> None:
    """Also where the name does not simply take an s."""
    assert counted(number, thing) == said
    assert said.endswith(named(number, thing))


def test_nobody_counts_by_hand() -> None:
    """No other module puts an s behind a word, and none leaves it to the reader."""
    by_hand = re.compile(r"""\w\((?:e?s)\)(?=[ ,.;:]|$)|["'](?:e?s)["'] (?:\*|if)|%}(?:e?s){%""")
    modules = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html")]
    assert len(modules) > 100
    assert {str(path.relative_to(PACKAGE)) for path in modules if by_hand.search(path.read_text("utf-8"))} == set()
