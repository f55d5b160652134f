"""`pamphlet check` as a user meets it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Answer, Command
from terminal import run, slip


@pytest.mark.usefixtures("place")
def test_check_says_that_all_is_well(call: Command) -> None:
    """On standard output, with status 0."""
    assert call("check") == Answer(0, "no findings\n", "Next: pamphlet build all\n")


def test_check_in_every_form(place: Path) -> None:
    """The same findings for people, for programs, GitHub and editors, with status 1; nothing is built."""
    (place / "manuscript/body/02-rye.md").write_bytes(b"# Rye\n\nA loaf at \xa31.\n")
    text = run(place, "check")
    assert text.status == 1
    assert text.out == ""
    assert "manuscript/body/02-rye.md:3:11: error: " in text.err
    assert text.err.splitlines()[-2] == "1 error"
    programs = run(place, "check", "--format", "json")
    assert programs.status == 1
    (record,) = json.loads(programs.out)
    assert (record["file"], record["line"], record["column"]) == ("manuscript/body/02-rye.md", 3, 11)
    assert (record["severity"], record["slug"]) == ("error", "not-utf-8")
    github = run(place, "check", "--format", "github")
    assert github.out.startswith("::error file=manuscript/body/02-rye.md,line=3,col=11,endColumn=11::")
    assert github.err == ""
    sarif = run(place, "check", "--format", "sarif")
    assert [result["ruleId"] for result in json.loads(sarif.out)["runs"][0]["results"]] == ["not-utf-8"]
    assert not (place / "build").exists()


def test_check_lists_by_file_and_sums_up_by_rule(place: Path, call: Command) -> None:
    """Columns count characters, whatever the file begins and its lines end with; warnings fail only if asked to."""
    slip(place)
    answer = call("check")
    assert answer.status == 0
    assert answer.err.startswith("── manuscript/body/01-bread.md: 2 warnings, 1 of style\n")
    assert "\nmanuscript/body/01-bread.md:3:8: warning: " in answer.err
    assert "\nmanuscript/body/01-bread.md:4:7: style: " in answer.err
    assert answer.err.endswith(
        "    1  space-double          style    --fix\n\n2 warnings, 1 of style\nNext: pamphlet check --fix\n"
    )
    assert call("check", "--strict").status == 1
    assert call("check", "--strict", "--rule", "space-double").status == 0


def test_check_hears_the_rules_that_are_named(place: Path, call: Command) -> None:
    """Only some, also one that is not usually asked; or all but some; a rule that is not there is status 2."""
    slip(place)

    def slugs(*options: str) -> list[str]:
        return [finding["slug"] for finding in json.loads(call("check", "--format", "json", *options).out)]

    assert slugs() == ["space-stray", "link-address-missing", "space-double"]
    assert slugs("--rule", "space-double", "--rule", "space-stray") == ["space-stray", "space-double"]
    assert slugs("--ignore", "space-double") == ["space-stray", "link-address-missing"]
    wrong = call("check", "--rule", "space-duble")
    assert wrong.status == 2
    assert "there is no rule `space-duble`; did you mean `space-double`?" in " ".join(wrong.err.split())


def test_check_writes_a_proof_whatever_it_finds(place: Path, call: Command) -> None:
    """The findings are listed as ever, and decide the status; the proof is one PDF, and nothing else is written."""
    (place / "manuscript/body/02-rye.md").write_bytes(b"# Rye\n\nThe price was up by 31 April 1923.\n")
    answer = call("check", "--proof", "paper/proof.pdf")
    assert answer.status == 1
    assert "[date-impossible]" in answer.err
    assert "proof written to paper/proof.pdf\n" in answer.err
    assert (place / "paper" / "proof.pdf").read_bytes().startswith(b"%PDF")
    assert not (place / "build").exists()


def test_a_proof_takes_the_place_of_no_chapter(place: Path, call: Command) -> None:
    """A name that is not a PDF's is refused: the file that has it may be the author's."""
    before = (place / "manuscript/body/01-bread.md").read_bytes()
    assert call("check", "--proof", "manuscript/body/01-bread.md").status == 2
    assert (place / "manuscript/body/01-bread.md").read_bytes() == before


def test_check_explains_a_rule(call: Command) -> None:
    """With the entry of the manual, without looking at any manuscript."""
    answer = call("check", "--explain", "endnote-unused")
    assert answer.status == 0
    assert answer.out.startswith("endnote-unused\n\n*Error.*\n")
    assert "delete" in answer.out
    assert call("check", "--explain", "not-utf-8").out.startswith("not-utf-8\n\n")
    assert call("check", "--explain", "nonsense").status == 2


def test_fix_mends_what_is_certain_and_leaves_every_other_byte(place: Path, call: Command) -> None:
    """In a script at once, with the change shown; what is left is listed. A rule that is named is mended alone."""
    chapter = slip(place)
    before = chapter.read_bytes()
    answer = call("check", "--fix=space-double")
    assert chapter.read_bytes() == before.replace(b"was  two", b"was two")
    answer = call("check", "--fix")
    assert chapter.read_bytes() == before.replace(b"was  two", b"was two").replace(b"rose ,", b"rose,")
    assert "-It rose , and" in answer.err
    assert "+It rose, and" in answer.err
    assert "manuscript/body/01-bread.md:3:8: ` ` becomes ``\n" in answer.err
    assert "mended 1 place in 1 file\n" in answer.err
    assert answer.err.endswith("\n1 warning\nNext: pamphlet build all\n")
    assert call("check", "--fix").err.startswith("nothing to mend\n")


@pytest.mark.parametrize(("said", "mended"), [("n", False), ("y", True)])
def test_fix_asks_at_a_terminal(place: Path, said: str, *, mended: bool) -> None:
    """The change is shown first, and made only if the answer is yes."""
    chapter = slip(place)
    before = chapter.read_bytes()
    ours, theirs = os.openpty()
    os.write(ours, f"{said}\n".encode())
    done = subprocess.run(
        [sys.executable, "-m", "pamphlet", "check", "--fix"],
        cwd=place, stdin=theirs, capture_output=True, text=True, check=True,
    )  # fmt: skip
    os.close(ours)
    os.close(theirs)
    assert done.stderr.index("+It rose, and") < done.stderr.index("mend 2 places in 1 file?")
    assert (chapter.read_bytes() != before) is mended
    assert ("mended 2 places" in done.stderr) is mended


def test_check_of_no_manuscript_is_status_1_in_every_form(call: Command) -> None:
    """JSON stays JSON."""
    answer = call("check", "--format", "json", "--manuscript", "nowhere")
    assert answer.status == 1
    assert [record["slug"] for record in json.loads(answer.out)] == ["manuscript-absent"]
