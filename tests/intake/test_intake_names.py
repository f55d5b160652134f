"""Names, bylines and the lines of a list of people."""

from __future__ import annotations

import pytest

from pamphlet.intake.article import Named
from pamphlet.intake.byline import parse_byline
from pamphlet.intake.fate_line import split_fate
from pamphlet.intake.names import capitals, first_names, is_name, split_names, surname, with_particles


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe", "Lenin", "J. R. Doe", "J.R. Doe", "Rosa van der Berg", "Łucja Żeleńska", "Анна Иванова",
        "Mary O’Brien", "Anne-Marie Smith-Jones", "Lev (Leon) Doe", "Martin Doe Jr", "José de la Cruz",
    ],
)  # fmt: skip
def test_names(text: str) -> None:
    """Capitalised words, initials, particles and second first names make a name, in any alphabet."""
    assert is_name(text)


@pytest.mark.parametrize(
    "text", ["", "the mayor", "The Mayor", "Jane doe", "Jane Doe.", "Both Doe", "A B C D E F G", "Jane, Doe", "van"]
)
def test_no_names(text: str) -> None:
    """Small letters, opening words of sentences and closing marks are no name."""
    assert not is_name(text)


def test_names_are_parted() -> None:
    """`A, B and C` are three names, and a part that is no name makes none of it names."""
    assert split_names("Jane Doe, John Roe and Mary Poe") == ("Jane Doe", "John Roe", "Mary Poe")
    assert split_names("Jane Doe & John Roe") == ("Jane Doe", "John Roe")
    assert split_names("Jane Doe and the mayor") == ()


def test_surnames() -> None:
    """The surname is the last word but for suffixes; one word alone has none."""
    assert [surname(name) for name in ("Jane Doe", "Martin Doe Jr", "Lenin")] == ["Doe", "Doe", ""]
    assert [with_particles(name) for name in ("Ana de la Cruz", "Jane Doe", "Lenin")] == ["de la Cruz", "Doe", ""]
    assert first_names("Lev (Leon) Doe") == ("Lev", "Leon")


def test_capitals_within_a_sentence() -> None:
    """Capitals that only open a sentence are passed over; a possessive is taken off."""
    found = list(capitals("Bread rose. Then Peel met Mary Poe’s aunt in the Town Hall of Leith."))
    assert [row.text for row in found] == ["Mary Poe", "Town Hall of Leith"]
    assert [(row.before, row.after, row.possessive) for row in found] == [("met", "aunt", True), ("the", "", False)]


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Jane Doe", (("Jane Doe", ""),)),
        ("BY JANE DOE", (("JANE DOE", ""),)),
        ("Words by Jane Doe", (("Jane Doe", ""),)),
        ("Author: Jane Doe.", (("Jane Doe", ""),)),
        ("By Jane Doe (Leith and Granton branch)", (("Jane Doe", "Leith and Granton branch"),)),
        ("By Jane Doe, Leith Labour Party", (("Jane Doe", "Leith Labour Party"),)),
        ("By Jane Doe – secretary of the Leith branch", (("Jane Doe", "secretary of the Leith branch"),)),
        ("By Jane Doe on 3 May 1999", (("Jane Doe", ""),)),
        ("By Jane Doe, January 21, 2024", (("Jane Doe", ""),)),
        ("By Jane Doe (Leith branch) | 2024-01-21", (("Jane Doe", "Leith branch"),)),
        ("By Jane Doe and John Roe (Leith branch)", (("Jane Doe", ""), ("John Roe", "Leith branch"))),
        ("By Jane Doe (Leith), John Roe & Mary Poe", (("Jane Doe", "Leith"), ("John Roe", ""), ("Mary Poe", ""))),
    ],
)
def test_bylines(line: str, authors: tuple[tuple[str, str], ...]) -> None:
    """A byline gives each author and what it says about them."""
    assert parse_byline(line) == authors


@pytest.mark.parametrize(
    "line",
    [
        "By the end of the year there was no bread",
        "By May, everybody was hungry and Doe had left the town.",
        "Text Messages from the Front",
        "Words Matter",
        "Jane Doe",
        "By Jane Doe (Leith",
        "By Jane Doe – one two three four five six seven eight nine ten eleven twelve thirteen fourteen",
    ],
)
def test_no_bylines(line: str) -> None:
    """Sentences and titles that begin like a byline are none."""
    assert parse_byline(line) == ()


def test_a_fate_names_its_people() -> None:
    """Names, a spaced dash, words: one person or several who share the line."""
    assert split_fate("Mary Poe – transported.") == ((Named(name="Mary Poe"),), "transported.")
    people, words = split_fate("Mary Poe, Jane Doe and John Roe - All three hanged – in 1840.")
    assert [person.name for person in people] == ["Mary Poe", "Jane Doe", "John Roe"]
    assert words == "All three hanged – in 1840."


@pytest.mark.parametrize(
    ("head", "born", "died"),
    [
        ("(1799–1840)", "1799", "1840"),
        ("(1799-1840)", "1799", "1840"),
        ("(born 1799)", "1799", ""),
        ("(d. 1840)", "", "1840"),
    ],
)
def test_years_behind_a_name_are_its_dates(head: str, born: str, died: str) -> None:
    """Only years in brackets right behind the name are beyond doubt."""
    people, _ = split_fate(f"Mary Poe {head} – transported.")
    assert people == (Named(name="Mary Poe", born=born, died=died),)


@pytest.mark.parametrize(
    "line",
    [
        "The crowd – as large as ever – went home.",
        "Mary Poe went home – alone.",
        "Mary Poe (1840) – transported.",
        "Mary Poe died in Leith–Granton.",
        "One Two Three Four Five, Six Seven Eight Nine and Ten Eleven – what?",
    ],
)
def test_no_fates(line: str) -> None:
    """A sentence with a dash is not an entry."""
    assert split_fate(line) == ((), line)
