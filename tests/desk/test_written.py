"""Dates, years and numbers as prose writes them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.desk.dates.numbers import number
from pamphlet.desk.dates.written import dates, month_name, years


@pytest.mark.parametrize(
    ("text", "words", "parts"),
    [
        ("On Monday, 21 January 1924 he", "Monday, 21 January 1924", (21, 1, 1924)),
        ("on January 21 1924.", "January 21 1924", (21, 1, 1924)),
        ("on January 21st, 1924.", "January 21st, 1924", (21, 1, 1924)),
        ("On March 10, however", "March 10", (10, 3, 0)),
        ("Wednesday the 3rd of May 1926", "Wednesday the 3rd of May 1926", (3, 5, 1926)),
        ("of 24 Feb. 1906", "24 Feb. 1906", (24, 2, 1906)),
        ("in March 2021 onwards", "March 2021", (0, 3, 2021)),
        ("from 17–25 April 1923", "17–25 April 1923", (25, 4, 1923)),
    ],
)
def test_a_date_with_a_month_is_found_whole(text: str, words: str, parts: tuple[int, int, int]) -> None:
    """Day, month and year in either order, and from the weekday to the year."""
    (date,) = dates(text)
    assert text[date.start : date.end] == words
    assert (date.day, date.month, date.year) == parts


@pytest.mark.parametrize("text", ["in May", "we march 10 miles", "he may 31 times", "April the cat", "Mayor 12 1924 x"])
def test_words_that_look_like_months_are_no_dates(text: str) -> None:
    """A month needs a day or a year beside it, and its capital."""
    assert list(dates(text)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in 1924, (1936) and 1940.", [1924, 1936, 1940]),
        ("from 1930-1944, 1917–1921, 1923-24", [1930, 1944, 1917, 1921, 1923]),
        ("on January 21 1924", [1924]),
        ("£1924, 1,924, 1924%, 1924.5, 19240, no. 1924, p. 1924, pp. 1924", []),
        ("2000 members, 1924 people, over 1924, 020 7946 1958, 1920s, 1924a", []),
        ("https://example.org/1924 and A-1924", []),
    ],
)
def test_a_figure_is_a_year_only_where_it_can_be_no_number(text: str, found: list[int]) -> None:
    """Money, counts, pages, decades and parts of longer numbers are none."""
    assert [year.year for year in years(text)] == found


@given(st.dates(min_value=dt.date(1400, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_every_day_is_found_in_both_orders(day: dt.date) -> None:
    """What is written is read back, and the year stands where it is said to."""
    month = month_name(day.month)
    for text in (f"On {day.day} {month} {day.year}.", f"On {month} {day.day}, {day.year}."):
        (date,) = dates(text)
        assert (date.year, date.month, date.day) == (day.year, day.month, day.day)
        assert text[date.year_start : date.year_start + 4] == str(day.year)
        assert [(year.year, year.month) for year in years(text)] == [(day.year, day.month)]


@given(st.text(alphabet="0123456789 .-–/,()MayJnursdTh", max_size=40))
def test_any_text_can_be_searched(text: str) -> None:
    """Nothing fails, and every place lies within the text."""
    assert all(0 <= date.start < date.end <= len(text) for date in dates(text))
    assert all(text[year.start : year.start + 4] == str(year.year) for year in years(text))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("seven", 7), ("Twelfth", 12), ("twenty-fifth", 25), ("thirty", 30), ("fortieth", 40), ("a hundred", 100),
        ("13th", 13), ("21st", 21), ("103rd", 103), ("42", 42), ("hundredth", 100), ("The", 0), ("some", 0), ("", 0),
    ],
)  # fmt: skip
def test_numbers_in_words_and_figures(words: str, value: int) -> None:
    """Cardinals and ordinals alike; what is none is 0."""
    assert number(words) == value
