"""Dates as authors write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.desk.dates.when import Day, impossible, read_when


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1906", (1906, 1, 1), (1906, 12, 31)),
        ("24 February 1906", (1906, 2, 24), (1906, 2, 24)),
        ("24th of Feb. 1906", (1906, 2, 24), (1906, 2, 24)),
        ("February 24, 1906", (1906, 2, 24), (1906, 2, 24)),
        ("1906-02-24", (1906, 2, 24), (1906, 2, 24)),
        ("24.2.1906", (1906, 2, 24), (1906, 2, 24)),
        ("February 1906", (1906, 2, 1), (1906, 2, 31)),
        ("c. 1906", (1896, 1, 1), (1916, 12, 31)),
        ("1906?", (1896, 1, 1), (1916, 12, 31)),
        ("1905/06", (1905, 1, 1), (1906, 12, 31)),
        ("1905–1907", (1905, 1, 1), (1907, 12, 31)),
        ("the 1920s", (1920, 1, 1), (1929, 12, 31)),
        ("after 1938", (1938, 1, 1), None),
        ("before March 1938", None, (1938, 3, 31)),
        ("in the spring of 1906", (1906, 1, 1), (1906, 12, 31)),
        ("24 February 1906 (11 February old style)", (1906, 2, 24), (1906, 2, 24)),
        ("24 February 1906, or in 1907", (1896, 2, 24), (1917, 12, 31)),
        ("19060", (19060, 1, 1), (19060, 12, 31)),
        ("480", (480, 1, 1), (480, 12, 31)),
    ],
)
def test_a_date_is_the_days_it_may_mean(text: str, earliest: Day | None, latest: Day | None) -> None:
    """Exact dates are exact, vague ones wide, and open ones open."""
    when = read_when(text)
    assert when is not None
    assert (when.earliest, when.latest) == (earliest, latest)


@pytest.mark.parametrize("text", ["", "unknown", "44 BC", "19th century, 1850 at the latest", "31 April 1906"])
def test_what_is_not_understood_is_no_date(text: str) -> None:
    """Nothing is concluded from what is not understood or not possible."""
    assert read_when(text) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("31 April 1906", "April has 30 days"),
        ("shot on 31 June", "June has 30 days"),
        ("0 May 1906", "May has 31 days"),
        ("29 February 1925", "February has 28 days in 1925"),
        ("30 February", "February has 29 days"),
        ("February 30, 1904", "February has 29 days in 1904"),
        ("1906-13-01", "there is no month 13"),
        ("1.0.1906", "there is no month 0"),
    ],
)
def test_days_that_never_were(text: str, problem: str) -> None:
    """The problem is named."""
    assert impossible(text) == problem


@pytest.mark.parametrize(
    "text", ["29 February 1904", "29 February 1900 (old style)", "31 May", "12 or 13 May 1906", "1906", "may be 1906"]
)
def test_days_that_were(text: str) -> None:
    """Both calendars count, and words that look like months do no harm."""
    assert impossible(text) == ""


@given(st.dates())
def test_every_day_of_the_calendar_is_possible(day: st.DataObject) -> None:
    """Whatever day it was, it can be written down."""
    text = f"{day:%d %B %Y}"
    assert impossible(text) == ""


@given(st.text(alphabet="0123456789 .-–/?cMay", max_size=24))
def test_any_text_can_be_read(text: str) -> None:
    """Free text never fails, and the first day is not after the last."""
    when = read_when(text)
    if when is not None and when.earliest and when.latest:
        assert when.earliest <= when.latest
