"""Codes are read out, misheard and mistyped; the laws say that no single slip goes unnoticed."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.apparatus.edition_code import (
    _SYMBOLS,
    CodeProblem,
    EditionCode,
    _check,
    canonical,
    code_digest,
    code_name,
    codes_in,
    read_code,
)

CODE = EditionCode(title="new-course", printing=2, branch="leeds", date=dt.date(2024, 1, 21), digest="K7QX0Z")

names = st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,2}", fullmatch=True).filter(lambda name: len(name) <= 24)
codes = st.builds(
    EditionCode,
    title=names,
    printing=st.integers(1, 400),
    branch=st.one_of(st.just(""), names),
    date=st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)),
    digest=st.from_regex(r"[0-9a-f]{64}", fullmatch=True).map(code_digest),
)


def test_a_code_as_it_is_printed() -> None:
    """Words and figures that need no spelling, then eight characters in two groups."""
    assert re.fullmatch(r"NEW-COURSE/2/LEEDS/2024-01-21/K7QX-0Z[0-9A-Z]{2}", str(CODE))
    assert "".join(CODE.pieces) == str(CODE)


@given(codes)
def test_what_is_printed_is_read_again(code: EditionCode) -> None:
    """A code tells all that it was made of."""
    assert read_code(str(code)) == code


@given(codes, st.data())
def test_one_wrong_character_is_noticed(code: EditionCode, data: st.DataObject) -> None:
    """Whichever character it is, and whatever stands in its place."""
    right = canonical(str(code))
    place = data.draw(st.integers(0, len(right) - 1))
    other = data.draw(st.sampled_from([symbol for symbol in _SYMBOLS if symbol != right[place]]))
    with pytest.raises(CodeProblem):
        read_code(right[:place] + other + right[place + 1 :])


@given(codes, st.data())
def test_two_characters_that_changed_places_are_noticed(code: EditionCode, data: st.DataObject) -> None:
    """However far apart they are."""
    right = list(canonical(str(code)))
    one, other = data.draw(st.tuples(*[st.integers(0, len(right) - 1)] * 2))
    if right[one] != right[other]:
        right[one], right[other] = right[other], right[one]
        with pytest.raises(CodeProblem):
            read_code("".join(right))


@given(codes)
def test_a_code_that_was_read_out_is_understood(code: EditionCode) -> None:
    """Small letters, no hyphens, spaces anywhere, and letters that look like figures."""
    heard = str(code).lower().replace("-", " ").replace("0", "o").replace("1", "l").replace("/", " / ")
    read = read_code(heard)
    assert (read.printing, read.date, read.digest) == (code.printing, code.date, code.digest)
    assert canonical(str(read)) == canonical(str(code))


@given(codes, st.data())
def test_the_code_that_was_meant_is_offered(code: EditionCode, data: st.DataObject) -> None:
    """A likely code that is one slip away comes first."""
    right = canonical(str(code))
    place = data.draw(st.integers(0, len(right) - 1).filter(lambda place: right[place] != "/"))
    other = data.draw(st.sampled_from([symbol for symbol in _SYMBOLS[:-1] if symbol != right[place]]))
    with pytest.raises(CodeProblem) as problem:
        read_code(right[:place] + other + right[place + 1 :], [str(code)])
    assert problem.value.near == (str(code),)


def test_without_likely_codes_those_one_slip_away_are_offered() -> None:
    """Neighbours that changed places before anything else."""
    typed = str(CODE).replace("LEEDS", "LEDES")
    with pytest.raises(CodeProblem, match="check characters") as problem:
        read_code(typed)
    assert canonical(problem.value.near[0]) == canonical(str(CODE))
    assert 0 < len(problem.value.near) <= 3


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "four or five parts"),
        ("hello", "four or five parts"),
        ("A/B/C/D/E/F", "four or five parts"),
        ("NEW-COURSE/2/2024-01-21/K7QX", "has 4 characters, and should have 8"),
        ("NEW-CÖURSE/2/2024-01-21/K7QX-0ZAB", "no edition code has the character Ö"),
        ("NEW-COURSE/2/2024-01-21/K7QX-0ZAB", "check characters do not fit"),
    ],
)
def test_what_is_no_code_says_why(typed: str, said: str) -> None:
    """In words that whoever typed it understands."""
    with pytest.raises(CodeProblem, match=said):
        read_code(typed)


@pytest.mark.parametrize(("printing", "day"), [("0", "2024-01-21"), ("two", "2024-01-21"), ("2", "2024-02-30")])
def test_a_printing_or_a_date_that_is_none_is_refused(printing: str, day: str) -> None:
    """Even where the check characters fit."""
    data = f"BREAD/{printing}/{day}/000000"
    with pytest.raises(CodeProblem, match="its printing or its date is none"):
        read_code(data + _check(data))


def test_names_are_cut_between_words() -> None:
    """To what can be read out in one breath."""
    assert code_name("new-course") == "new-course"
    assert code_name("the-new-course-a-hundred-years-on") == "the-new-course-a-hundred"
    assert code_name("x" * 40) == "x" * 24


def test_codes_are_found_in_the_text_of_a_page() -> None:
    """Also where a line ends within one, or a reader of PDFs leaves spaces of no width; wrong ones are not codes."""
    broken = str(CODE).replace("/LEEDS/", "/\r\nLEEDS/\u200b")
    assert codes_in(f"ISSN 1234\r\nEdition code {broken}\r\nContents {CODE} NEW-COURSE/2/2024-01-21/K7QX-0ZAB") == (
        CODE,
    )
