"""Findings: where they stand, how they are collected, and how they are written for people and programs."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pamphlet.diagnostics import (
    Diagnostic,
    Diagnostics,
    Refused,
    Severity,
    Source,
    as_text,
    did_you_mean,
    error,
    warning,
)
from pamphlet.listing.for_programs import as_github, as_json

CHAPTER = Source(
    name="manuscript/body/02-split.md",
    text="# The split\n\nthe committee kept two books.[^ledgr] Nobody asked\n",
)
LEDGER = error(
    "endnote-undefined",
    "endnote `ledgr` is not defined",
    CHAPTER.span(42, 50),
    hint="did you mean `ledger`, defined at manuscript/notes.md:88:1?",
)
PLACELESS = warning("manuscript-absent", "there is no folder `x`", hint="make one")

laws = settings(max_examples=150, deadline=None, derandomize=True)


# Places


@laws
@given(st.text(alphabet="ab\né𓀀\t", max_size=40), st.integers(0, 50))
def test_a_position_leads_back_to_its_offset(text: str, offset: int) -> None:
    """Line and column count from 1, and the column counts characters of that very line."""
    offset = min(offset, len(text))
    source = Source(name="a.md", text=text)
    line, column = source.position(offset)
    assert source.line_start(line) + column - 1 == offset
    assert source.line(line) == text.split("\n")[line - 1]
    assert 1 <= column <= len(source.line(line)) + 1


@laws
@given(st.text(max_size=20), st.integers(-5, 30), st.integers(-5, 30), st.integers(0, 30), st.integers(0, 30))
def test_a_span_never_leaves_its_source(text: str, start: int, end: int, first: int, last: int) -> None:
    """Whatever it is asked for, a span is a stretch of the source, and a part of a span lies in it."""
    span = Source(name="a.md", text=text).span(start, end)
    assert 0 <= span.start <= span.end <= len(text)
    part = span.within(first, last)
    assert span.start <= part.start <= part.end <= span.end


def test_a_span_is_written_as_file_line_and_column() -> None:
    """The form that editors and terminals can follow."""
    assert str(CHAPTER.span(42)) == "manuscript/body/02-split.md:3:30"


# The collector


def test_the_same_finding_counts_once() -> None:
    """A problem that two stages meet is one problem."""
    found = Diagnostics()
    found.extend([LEDGER, LEDGER])
    found.error(LEDGER.slug, LEDGER.message, LEDGER.span, hint=LEDGER.hint)
    assert len(found) == 1
    assert list(found) == [LEDGER]


def test_findings_come_in_the_order_of_files_and_places() -> None:
    """First what has no place, then file by file, each from its top, whatever the order of finding."""
    other = Source(name="manuscript/notes.md", text="a\nb")
    found = Diagnostics()
    expected = [
        PLACELESS,
        error("a", "first", CHAPTER.span(0)),
        error("a", "first", CHAPTER.span(9)),
        error("b", "second", CHAPTER.span(9)),
        error("a", "first", other.span(1)),
    ]
    found.extend([expected[4], expected[3], expected[1], expected[0], expected[2]])
    assert list(found) == expected


def test_only_errors_stop() -> None:
    """With warnings alone the work goes on; with an error it stops, and every finding is handed over."""
    found = Diagnostics()
    found.stop_on_errors()
    found.add(PLACELESS)
    found.stop_on_errors()
    found.add(LEDGER)
    with pytest.raises(Refused) as refusal:
        found.stop_on_errors()
    assert refusal.value.findings == (PLACELESS, LEDGER)


# Hints


def test_a_slip_is_told_the_nearest_word() -> None:
    """One near word is named; with none near, all of them, unless they are many."""
    assert did_you_mean("tilte", ["title", "date"]) == "did you mean `title`?"
    assert did_you_mean("xyz", ["title", "date", "title"]) == "known here: `date`, `title`"
    assert did_you_mean("xyz", [f"key-{number}" for number in range(17)]) == ""
    assert did_you_mean("xyz", []) == ""


# For people


def shown(text: str, start: int, end: int) -> str:
    """The text of a finding at a stretch of a text, without its first line."""
    finding = error("slug", "message", Source(name="a.md", text=text).span(start, end))
    return as_text([finding]).partition("\n")[2]


def test_a_finding_for_a_person() -> None:
    """Place, weight, message and slug; the line with the stretch underlined; what to do."""
    assert as_text([LEDGER]) == (
        "manuscript/body/02-split.md:3:30: error: endnote `ledgr` is not defined [endnote-undefined]\n"
        "   3 │ the committee kept two books.[^ledgr] Nobody asked\n"
        "     │                              ~~~~~~~~\n"
        "     = hint: did you mean `ledger`, defined at manuscript/notes.md:88:1?\n"
    )


def test_a_finding_without_a_place() -> None:
    """The message alone, and the hint below it."""
    assert as_text([PLACELESS]) == (
        "warning: there is no folder `x` [manuscript-absent]\n   = hint: make one\n"
    )  # fmt: skip


def test_an_empty_line_is_not_shown() -> None:
    """Where there is nothing to see, nothing is quoted."""
    assert shown("a\n   \nb", 2, 3) == ""


def test_the_margin_is_as_wide_as_the_line_number() -> None:
    """The bars stand below one another, whatever the number of the line."""
    first, second = shown("\n" * 99 + "word", 99, 103).splitlines()
    assert first.index("│") == second.index("│") == 7


def test_a_tab_is_one_column() -> None:
    """The underline stands below the word, tabs before it or not."""
    assert shown("\t\tword here", 2, 6) == "   1 │   word here\n     │   ~~~~\n"


def test_a_stretch_over_several_lines_is_underlined_to_the_end_of_the_first() -> None:
    """One line is shown, and the underline does not run past it."""
    assert shown("one two\nthree", 4, 13) == "   1 │ one two\n     │     ~~~\n"


def test_a_stretch_at_the_end_of_a_line_has_an_underline() -> None:
    """What is missing at the end of a line is shown behind its last letter."""
    assert shown("one", 3, 3) == "   1 │ one\n     │    ~\n"


@pytest.mark.parametrize("start", [0, 29, 30, 150, 240, 241, 299])
def test_a_long_line_is_cut_around_the_place(start: int) -> None:
    """Of a long line so much is shown as fits, with the place in it and ellipses where it is cut."""
    line = "".join(f"{number:03}" for number in range(100))
    quoted, underline = (part.partition("│ ")[2] for part in shown(line, start, start + 1).splitlines())
    place = underline.index("~")
    assert len(quoted) == 88
    assert quoted[place - 1 : place + 2].strip("…") in line[max(start - 1, 0) : start + 2]
    assert quoted[place] == line[start]
    assert quoted.startswith("…") == (start > 29)
    assert quoted.endswith("…") == (start < 241)
    assert underline == " " * place + "~"


@pytest.mark.parametrize("start", [0, 900, 1_500, 29_999])
def test_only_what_is_near_of_a_line_is_looked_at(start: int) -> None:
    """A line may have a megabyte, and a finding at each of its words; lines before and after it are none of it."""
    line = "".join(f"{number:05}" for number in range(6_000))
    source = Source(name="a.md", text=f"before\n{line}\nafter")
    near, place = source.around(7 + start)
    assert (near in line, near[place:], place) == (True, line[start : start + 1_000], min(start, 1_000))


@laws
@given(st.text(alphabet="a \t\n\x00\x1b\u202eé", max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_nothing_steers_the_terminal(text: str, start: int, end: int) -> None:
    """However odd the manuscript, what is shown is lines of text, at most a quotation and its underline."""
    written = as_text([error("slug", f"`{text}`", Source(name="a.md", text=text).span(start, end), hint=text)])
    assert written.endswith("\n")
    assert not set(written) & set("\t\x00\x1b\u202e")
    assert len(written.splitlines()) <= 4


# For programs


def test_findings_for_a_program() -> None:
    """A list of objects, each with every key; line and column count from 1."""
    assert json.loads(as_json([PLACELESS, LEDGER])) == [
        {
            "severity": "warning",
            "slug": "manuscript-absent",
            "message": "there is no folder `x`",
            "hint": "make one",
            "file": None,
            "line": None,
            "column": None,
            "end_line": None,
            "end_column": None,
        },
        {
            "severity": "error",
            "slug": "endnote-undefined",
            "message": "endnote `ledgr` is not defined",
            "hint": "did you mean `ledger`, defined at manuscript/notes.md:88:1?",
            "file": "manuscript/body/02-split.md",
            "line": 3,
            "column": 30,
            "end_line": 3,
            "end_column": 38,
        },
    ]
    assert json.loads(as_json([])) == []
    assert as_json([]).endswith("\n")


def test_letters_are_not_escaped_for_programs() -> None:
    """JSON is UTF-8, so that a person can read it too."""
    assert "é" in as_json([error("slug", "é")])


def test_findings_for_github() -> None:
    """Workflow commands, as GitHub's documentation of `::error` defines them."""
    assert as_github([PLACELESS, LEDGER]) == (
        "::warning::there is no folder `x` (make one) [manuscript-absent]\n"
        "::error file=manuscript/body/02-split.md,line=3,col=30,endColumn=38::endnote `ledgr` is not defined "
        "(did you mean `ledger`, defined at manuscript/notes.md:88:1?) [endnote-undefined]\n"
    )


def test_what_has_a_meaning_for_github_is_escaped() -> None:
    """A file name with a comma or a message with a line end does not end the command."""
    finding = error("slug", "100 %\r\nmore", Source(name="a,b:c%.md", text="x").span(0))
    assert as_github([finding]) == "::error file=a%2Cb%3Ac%25.md,line=1,col=1,endColumn=1::100 %25%0D%0Amore [slug]\n"


@laws
@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_a_finding_is_one_command(name: str, message: str, hint: str) -> None:
    """Whatever a finding says, it is one line for GitHub."""
    finding = Diagnostic(
        severity=Severity.ERROR, slug="slug", message=message, span=Source(name=name, text="x").span(0), hint=hint
    )
    written = as_github([finding])
    assert written.count("\n") == 1
    assert "\r" not in written
    assert written.startswith("::error file=")
