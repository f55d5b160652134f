"""Numbers become calls of notes, addresses become links; look-alikes stay words."""

from __future__ import annotations

import pytest

from pamphlet.intake.runs import Address, NoteCall, Run, Words, run_of
from pamphlet.intake.text.note_calls import (
    NO_CALLS,
    Calls,
    CallStyle,
    call_style,
    called_numbers,
    has_address,
    numbered_item,
)


def run(text: str, style: CallStyle, *known: int) -> Run:
    """A text with its calls."""
    return Calls(style=style, known=frozenset(known)).run(text)


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("It rose.[1] It fell.[2]", CallStyle.BRACKETS),
        ("It rose [1, 2].", CallStyle.BRACKETS),
        ("It rose.¹ It fell.²", CallStyle.RAISED),
        ("It rose (1). It fell (2).", CallStyle.PARENTHESES),
        ("It rose.1 “It fell.”2", CallStyle.GLUED),
    ],
)
def test_the_style_of_calls(text: str, style: CallStyle) -> None:
    """Calls are found in brackets, raised, in parentheses and glued to a closing mark."""
    assert call_style([text], 2, headed=False) is style
    assert called_numbers([text], style) == {1, 2}


@pytest.mark.parametrize("text", ["It rose.[1]", "It rose.", "Forty km² and m³ of it.", "It rose.2 It fell.1"])
def test_no_calls(text: str) -> None:
    """A run with a gap, units of measure and numbers in the wrong order call nothing."""
    assert call_style([text], 2, headed=False) is None


def test_below_a_head_half_of_the_calls_will_do() -> None:
    """Where `Notes` stands above the list, a forgotten call does not turn the notes into a list."""
    assert call_style(["It rose.[1]"], 2, headed=True) is CallStyle.BRACKETS
    assert call_style(["It rose."], 2, headed=True) is None


def test_calls_replace_numbers() -> None:
    """A call takes the place of its number and of the space before it; unknown numbers stay."""
    assert run("It rose [1], it fell.[7]", CallStyle.BRACKETS, 1) == (
        Words(text="It rose"),
        NoteCall(label="1"),
        Words(text=", it fell.[7]"),
    )
    assert run("Both.[1, 2]", CallStyle.BRACKETS, 1, 2)[1:] == (NoteCall(label="1"), NoteCall(label="2"))
    assert run("In 1840¹² 5 km².", CallStyle.RAISED, 2, 12) == (
        Words(text="In 1840"),
        NoteCall(label="12"),
        Words(text=" 5 km²."),
    )


def test_addresses_become_links() -> None:
    """An address is a link; the sentence keeps its marks, the address its own brackets."""
    assert NO_CALLS.run("See https://example.org/a_(b), or (www.example.org).") == (
        Words(text="See "),
        Address(words=run_of("https://example.org/a_(b)"), address="https://example.org/a_(b)"),
        Words(text=", or ("),
        Address(words=run_of("www.example.org"), address="https://www.example.org"),
        Words(text=")."),
    )
    assert has_address("www.example.org")
    assert not has_address("Write to jane@example.org, not to www.")


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("1. Bread", 1, "Bread"),
        ("2) Bread", 2, "Bread"),
        ("[3] Bread", 3, "Bread"),
        ("[3]. Bread", 3, "Bread"),
        ("(4) Bread", 4, "Bread"),
        ("¹²Bread", 12, "Bread"),
    ],
)
def test_numbered_items(text: str, number: int, words: str) -> None:
    """A number in any of the usual forms, and the words behind it."""
    item = numbered_item(text)
    assert item is not None
    assert (item.number, item.text) == (number, words)


@pytest.mark.parametrize("text", ["1.5 million loaves", "1840. Bread", "12 Bread", "[1]", "Bread 1."])
def test_no_numbered_items(text: str) -> None:
    """Decimals, years, counts and a number alone are none."""
    assert numbered_item(text) is None


def test_bare_numbers_count_where_notes_are_expected() -> None:
    """Below a head `Notes` a bare number in front of a capital numbers a note."""
    item = numbered_item("12 Bread", bare=True)
    assert item is not None
    assert (item.number, item.text) == (12, "Bread")
    assert numbered_item("12 loaves", bare=True) is None
