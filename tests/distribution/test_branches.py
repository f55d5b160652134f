"""A list of branches is read whatever a spreadsheet made of it; what is wrong is told with its place, and no more."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lists import TWENTY_FIVE, read

from pamphlet.diagnostics import Diagnostics, Source
from pamphlet.distribution.columns import FIELDS, SYNONYMS, field_of
from pamphlet.distribution.rows import rows_of_table

SLUG = re.compile(r"\[([a-z-]+)\]")


def slugs(report: str) -> list[str]:
    """The slugs of the findings of a report."""
    return SLUG.findall(report)


def test_twenty_five_branches_are_read() -> None:
    """Each row becomes a branch, with all that stands in it, and nothing is found wrong."""
    found, said, said_of_rows = read({"branches.csv": TWENTY_FIVE})
    assert (said, said_of_rows) == ("", "")
    assert len(found.branches) == found.rows == 25
    assert len({branch.slug for branch in found.branches}) == 25
    northgate = found.branches[0]
    assert northgate.meeting.day == dt.date(2031, 3, 14)
    assert (northgate.copies, northgate.logo, northgate.address) == (150, "branches/mark.svg", "PO Box 7, Northgate")
    assert found.branches[5].meeting.venue == 'The "Red" Room; first floor'
    days = [found.branches[place].meeting.day for place in range(12, 17)]
    assert days == [dt.date(2031, month, day) for month, day in ((4, 1), (5, 1), (5, 2), (6, 3), (7, 4))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_what_a_spreadsheet_saves_is_read(encoding: str, separator: str, ends: str) -> None:
    """Whatever the encoding, the separator and the line ends; only Windows-1252, which is a guess, is said."""
    rows = [("Branch Name", "MEETING_PLACE"), ("Überfeld", "Café ‘Zoë’"), ("", ""), ("Two", "")]
    text = ends.join(separator.join(row) for row in rows) + ends
    found, said, said_of_rows = read({"branches.csv": text.encode(encoding)})
    assert [(branch.name, branch.meeting.venue) for branch in found.branches] == [
        ("Überfeld", "Café ‘Zoë’"),
        ("Two", ""),
    ]
    assert slugs(said) == (["branches-encoding"] if encoding == "cp1252" else [])
    assert said_of_rows == ""


def test_a_line_that_names_the_separator_is_no_head() -> None:
    """Excel writes `sep=;` before the heads."""
    found, said, _ = read({"branches.csv": "sep=;\nname;venue\nA;Hall, upstairs\n"})
    assert (found.branches[0].meeting.venue, said) == ("Hall, upstairs", "")


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).map(lambda text: " ".join(text.split()))


@given(rows=st.lists(st.tuples(CELLS.filter(bool), CELLS), min_size=1, max_size=6), separator=st.sampled_from(",;\t"))
def test_every_cell_comes_out_as_it_went_in(rows: list[tuple[str, str]], separator: str) -> None:
    """Quoted cells hold separators and marks; and each cell's place is where it stands."""
    quoted = ['"' + '"{}"'.format(text.replace('"', '""'))[1:] for row in rows for text in row]
    pairs = [separator.join(quoted[place : place + 2]) for place in range(0, len(quoted), 2)]
    source = Source(name="branches.csv", text=f"name{separator}venue\n" + "\n".join(pairs))
    diagnostics = Diagnostics()
    read_back = [(row["name"], row.get("venue")) for row, _ in rows_of_table(source, diagnostics) if "name" in row]
    assert [(name.text, venue.text if venue else "") for name, venue in read_back] == rows
    for name, _ in read_back:
        assert source.text[name.span.start : name.span.end].replace('""', '"') == name.text


def test_heads_are_forgiving() -> None:
    """Capitals, spaces, hyphens and underscores do not count; no word means two fields; an unknown one is told."""
    assert {field_of(head) for head in ("Web-Site", "WEB SITE", "web_site", "Website", "URL")} == {"web"}
    assert all(field_of(word) == field for field, words in SYNONYMS.items() for word in words)
    assert all(field_of(field) == field for field in FIELDS)
    _, said, _ = read({"branches.csv": "name,favourite colour,venu\nA,red,Hall\n"})
    assert slugs(said) == ["branches-column-unknown"] * 2
    assert "did you mean `venue`?" in said


def test_toml_says_the_same() -> None:
    """A list in TOML has dates, numbers and lists as they are there."""
    text = (
        '[[branch]]\nname = "A"\nmeeting-date = 2031-03-14\ntime = 19:30:00\ncopies = 150\n'
        'editions = ["epub", "web page"]\n[[branch]]\nname = "B"\ndate = "2031-02-30"\n'
    )
    found, said, said_of_rows = read({"branches.toml": text})
    (branch,) = found.branches
    assert (branch.meeting.day, branch.meeting.time, branch.copies) == (dt.date(2031, 3, 14), "19:30", 150)
    assert branch.editions == ("epub", "web")
    assert said == ""
    assert "branches.toml:9:9: error: there is no day `2031-02-30` [branch-date]" in said_of_rows


@pytest.mark.parametrize(
    ("head", "cell", "slug"),
    [
        ("date", "2031-02-29", "branch-date"),
        ("date", "31 April 2031", "branch-date"),
        ("date", "31.4.2031", "branch-date"),
        ("date", "3/4/2031", "branch-date"),
        ("time", "25:00", "branch-time"),
        ("time", "19:75", "branch-time"),
        ("web", "not an address", "branch-web"),
        ("web", "javascript:alert(1)", "branch-web"),
        ("web", "example.org/" + "a" * 140, "branch-address-long"),
        ("copies", "many", "branch-copies"),
        ("copies", "0", "branch-copies"),
        ("paper", "foolscap", "branch-paper"),
        ("printer", "nobody", "branch-printer"),
        ("editions", "booklet, papyrus", "branch-edition"),
        ("language", "tlh", "branch-language"),
        ("slug", "Not A Slug", "branch-slug"),
        ("logo", "branches/none.svg", "branch-logo"),
        ("logo", "body/01.md", "branch-logo"),
        ("logo", "branches/broken.png", "branch-logo"),
        ("contact", '=HYPERLINK("x")', "branch-formula"),
        ("contact", "+SUM(A1)", "branch-formula"),
        ("contact", "@SUM(A1)", "branch-formula"),
        ("contact", "a\u202eb", "control-character"),
        ("contact", "x" * 201, "branch-text-long"),
        ("cover line", "x" * 121, "branch-text-long"),
        ("venue", "the \u4e2d room", "character-missing"),
    ],
)
def test_what_is_wrong_in_a_cell_is_told_with_its_place(head: str, cell: str, slug: str) -> None:
    """The finding stands at line and column of the cell, and the other rows are whole."""
    quoted = '"{}"'.format(cell.replace('"', '""'))
    table = f"name,{head}\nA,\nB,{quoted}\nC,\n"
    found, said, said_of_rows = read({"branches.csv": table, "branches/broken.png": b"\x89PNG nothing"})
    assert said == ""
    assert slugs(said_of_rows) == [slug]
    assert re.match(r"manuscript/branches\.csv:3:(4|\d+): error", said_of_rows)
    assert [branch.name for branch in found.branches] == ["A", "C"]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("every Thursday", None),
        ("the 1st and 3rd Monday", None),
        ("14 March 2031", dt.date(2031, 3, 14)),
        ("14. März 2031", dt.date(2031, 3, 14)),
        ("14/3/2031", dt.date(2031, 3, 14)),
        ("3.4.2031", dt.date(2031, 4, 3)),
        ("4/4/2031", dt.date(2031, 4, 4)),
        ("2031-3-4", dt.date(2031, 3, 4)),
    ],
)
def test_dates_are_read_where_they_can_be(cell: str, day: dt.date | None) -> None:
    """A date is a date in several spellings; other words are printed as they stand."""
    found, _, said = read({"branches.csv": f"name,date\nA,{cell}\n"})
    assert (found.branches[0].meeting.day, found.branches[0].meeting.date, said) == (day, cell, "")


@pytest.mark.parametrize(
    ("files", "slug"),
    [
        ({}, "branches-none"),
        ({"branches.csv": ""}, "branches-column"),
        ({"branches.csv": "name\n"}, "branches-none"),
        ({"branches.csv": "venue\nHall\n"}, "branches-column"),
        ({"branches.csv": "name,venue,where\nA,b,c\n"}, "branches-column"),
        ({"branches.csv": 'name,venue\nA,"Hall\nB,c\n'}, "branches-quotes"),
        ({"branches.csv": b"PK\x03\x04\x81\x8d"}, "branches-encoding"),
        ({"branches.csv": "name\nA\n", "branches.toml": ""}, "branches-two-lists"),
        ({"branches.toml": "[[branch]\n"}, "toml-syntax"),
    ],
)
def test_a_list_that_is_none_is_told(files: dict[str, str | bytes], slug: str) -> None:
    """What is wrong with the file as a whole is one finding."""
    _, said, _ = read(files)
    assert slugs(said)[0] == slug


def test_twins_are_both_left_out() -> None:
    """Of two rows with one name, or one folder, nobody can say which is meant: both are told, neither is made."""
    found, _, said = read({"branches.csv": "name,slug\nNorth,\nnorth,\nÉast,\nEast,\nWest,\nOld Town,west-2\n"})
    assert slugs(said) == ["branch-twice", "branch-twice"]
    assert "branches.csv:3:1" in said
    assert [branch.name for branch in found.branches] == ["West", "Old Town"]


def test_names_without_a_latin_letter_are_kept() -> None:
    """A name that is written from the right has a folder too; where no face has its letters, that is the finding."""
    hebrew = "\u05e6\u05e4\u05d5\u05df"
    found, _, said = read({"branches.csv": f"name\n{hebrew}\n"})
    (branch,) = found.branches
    assert branch.name == hebrew
    assert re.fullmatch("branch-[0-9a-f]{8}", branch.slug)
    assert said == ""
    found, _, said = read({"branches.csv": f"name\n{hebrew}\nA\n"}, coverage=frozenset(range(0x20, 0x250)))
    assert [branch.name for branch in found.branches] == ["A"]
    assert "branches.csv:2:1: error: the fonts of the paper edition have no `\u05e6`" in said


def test_a_phone_number_is_no_formula() -> None:
    """Numbers of other countries begin as formulas do."""
    found, _, said = read({"branches.csv": "name,contact\nA,+44 (0)20 7946 0123\n"})
    assert (found.branches[0].contact, said) == ("+44 (0)20 7946 0123", "")


def test_five_thousand_rows_are_read() -> None:
    """None is lost, and the one that is wrong is told with its line."""
    rows = [f"Branch {number},example.org/{number},{number}" for number in range(1, 5001)]
    rows[4321] = "Branch 4322,nothing,1"
    found, _, said = read({"branches.csv": "name,web,copies\n" + "\n".join(rows)})
    assert len(found.branches) == 4999
    assert "branches.csv:4323:13" in said
