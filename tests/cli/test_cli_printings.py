"""`pamphlet release`, `errata` and `identify` as a user meets them: what they write, what they say, how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Command

TOML = 'title = "Bread"\nauthors = ["Jane Doe"]\ndate = 2024-01-21\n'
TEXT = "# Bread\n\nIn the winter of 1816 the bakers of Corn Street put up the price of a loaf twice in one week.\n"


@pytest.fixture(autouse=True)
def _manuscript(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small manuscript, in February 2024 by the clock that builds go by."""
    (tmp_path / "manuscript/body").mkdir(parents=True)
    (tmp_path / "manuscript/pamphlet.toml").write_text(TOML, encoding="utf-8")
    (tmp_path / "manuscript/body/a.md").write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1706745600")


def rewrite(old: str, new: str) -> None:
    """Change the text of the manuscript in the folder that the test stands in."""
    chapter = Path("manuscript/body/a.md")
    text = chapter.read_text(encoding="utf-8")
    assert old in text
    chapter.write_text(text.replace(old, new), encoding="utf-8")


def test_a_printing_from_its_record_to_its_slip(call: Command) -> None:
    """Recorded, changed, corrected, recorded again; and a copy of each printing is known."""
    first = call("release", "--date", "2024-01-25")
    assert (first.status, "printing 1, 5 pages, BREAD/1/2024-01-21/" in first.out) == (0, True)
    record = json.loads(Path("manuscript/printings/1.json").read_text(encoding="utf-8"))
    assert (record["recorded"], record["printing"]) == ("2024-01-25", 1)
    assert [path.name for path in Path("manuscript/printings").iterdir()] == ["1.json"]
    same = call("errata")
    assert (same.status, same.out) == (
        0, "The text is that of printing 1: there is nothing to correct.\nAll pages are as they were.\n"
    )  # fmt: skip
    assert not Path("build").exists()

    rewrite("twice in one week", "twice in a month")
    slip = call("errata", "--output", "slips")
    assert slip.status == 0
    assert slip.out.splitlines() == [
        "slips/bread-errata-1.pdf",
        "slips/bread-errata-1.txt",
        "1 correction to printing 1.",
        "Changed pages: 2, 4.",
        "Every word that stayed is on the page where it was: page numbers hold.",
        "Print again, of the booklet: sheets 1–2 (1 is the outermost).",
    ]
    text = Path("slips/bread-errata-1.txt").read_text(encoding="utf-8")
    assert "for “one week” read “a month”.\n\nAs corrected on 1 February 2024.\n" in text
    assert Path("slips/bread-errata-1.pdf").read_bytes().startswith(b"%PDF-")

    second = call("release")
    assert "printing 2, 5 pages, BREAD/2/2024-01-21/" in second.out
    assert json.loads(Path("manuscript/printings/2.json").read_text(encoding="utf-8"))["recorded"] == "2024-02-01"
    old = call("identify", record["code"])
    assert "Printing:     1, recorded on 25 January 2024\n" in old.out
    assert "Text:         that of printing 1, and not today’s: `pamphlet errata --printing 1`" in old.out
    assert call("errata", "--printing", "1", "-o", "slips").status == 0
    assert call("errata").out.startswith("The text is that of printing 2")


def test_the_same_text_is_recorded_twice_only_if_asked(call: Command) -> None:
    """The record that is there stays; what is built then has the new number."""
    call("release", "--date", "2024-01-25")
    before = Path("manuscript/printings/1.json").read_bytes()
    refused = call("release")
    assert refused.status == 1
    assert "this text was recorded already: it is that of printing 1, 25 January 2024" in refused.err
    assert [file.name for file in Path("manuscript/printings").glob("*.json")] == ["1.json"]
    again = call("release", "--again")
    assert "printing 2, 5 pages, BREAD/2/" in again.out
    assert Path("manuscript/printings/1.json").read_bytes() == before
    assert call("build", "web").status == 0
    page = Path("build/bread.html").read_text(encoding="utf-8")
    assert json.loads(Path("manuscript/printings/2.json").read_text(encoding="utf-8"))["code"] in page
    assert "21 January 2024, printing 2." in page
    assert "All pages are as they were." in call("errata").out


def test_what_is_not_recorded_cannot_be_corrected(call: Command) -> None:
    """And says what to do."""
    none = call("errata")
    assert (none.status, "no printing is recorded" in none.err, "pamphlet release" in none.err) == (1, True, True)
    call("release")
    other = call("errata", "--printing", "7")
    assert (other.status, "printing 7 is not recorded" in other.err, "recorded: 1" in other.err) == (1, True, True)


def test_a_file_or_a_code_is_identified(call: Command) -> None:
    """For people line by line, for programs as JSON; also without a manuscript."""
    assert call("build", "epub").status == 0
    told = call("identify", "build/bread.epub")
    assert told.status == 0
    assert [line.partition(":")[0] for line in told.out.splitlines()] == [
        "Edition code", "Pamphlet", "Printing", "Branch", "Date", "Text",
    ]  # fmt: skip
    assert told.out.endswith("that of today’s manuscript\n")
    code = told.out.split()[2]
    (record,) = json.loads(call("identify", code.lower().replace("-", " "), "--format", "json").out)
    assert (record["code"], record["today"], record["recorded"]) == (code, True, None)
    alone = call("identify", code, "--manuscript", "nowhere")
    assert (alone.status, "not compared" in alone.out) == (0, True)
    assert alone.err.startswith("Next: pamphlet identify BREAD/1/")
    rewrite("# Bread", "# Bread[^lost]")
    assert "manuscript has errors, so nothing is compared with it" in call("identify", code).err


@pytest.mark.parametrize(
    ("copy", "said"),
    [
        ("{code}X", "has 9 characters, and should have 8"),
        (
            "{swapped}",
            "mistyped: its check characters do not fit the others; perhaps one of these is meant:\n  {code}\n",
        ),
        ("hello", "VM5D, and `hello` is not there or cannot be read"),
        ("lost.pdf", "`lost.pdf` is not there"),
        ("manuscript/body/a.md", "has no edition code"),
    ],
)
def test_what_is_no_copy_is_status_1(copy: str, said: str, call: Command) -> None:
    """The message says why, and what may be meant."""
    call("release")
    code = json.loads(Path("manuscript/printings/1.json").read_text(encoding="utf-8"))["code"]
    swapped = code.replace("BREAD", "BRAED")
    answer = call("identify", copy.format(code=code, swapped=swapped))
    assert answer.status == 1
    assert said.format(code=code) in answer.err
