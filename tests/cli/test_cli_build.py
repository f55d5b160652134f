"""`pamphlet build` as a user meets it: what it makes, what it says of it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from conftest import TOML, Command
from terminal import run, slip

from pamphlet.progress import stages


def test_a_build_ends_with_its_files_and_how_to_print_them(place: Path) -> None:
    """File, pages, size; then the sheets of A4 and the settings of the copier, on standard output alone."""
    (place / "manuscript/body/01-bread.md").write_text("# Bread\n\n" + "It rose.\n\n" * 500, encoding="utf-8")
    answer = run(place, "build", "all")
    assert answer.status == 0
    found = re.fullmatch(
        r"build/bread\.pdf +(\d+) pages +(\d+) KB\n"
        r"build/bread-booklet\.pdf +(\d+) sheets +(\d+) KB\n"
        r"build/bread\.epub +(\d+) KB\n"
        r"build/bread\.html +(\d+) KB\n"
        r"build/bread-booklet-print-sheet\.pdf +1 page +\d+ KB\n"
        r"build/bread-booklet-print-sheet\.json +\d+ KB\n\n"
        r"To print bread-booklet\.pdf: (\d+) sheets of A4 a copy, both sides, flip on short edge, "
        r"100 % \(actual size, not “fit”\)\.\n"
        r"Fold all sheets together and staple twice through the fold, from the outside, at the ticks\.\n"
        r"(\nHow it fits:\n.+)?",
        answer.out,
        re.DOTALL,
    )
    assert found, answer.out
    pages = int(found[1])
    assert int(found[7]) == int(found[3]) == -(-pages // 4) > 1
    for size, name in zip(
        (found[2], found[4], found[5], found[6]),
        ("bread.pdf", "bread-booklet.pdf", "bread.epub", "bread.html"),
        strict=True,
    ):
        assert int(size) == round((place / "build" / name).stat().st_size / 1000)
    assert answer.err.splitlines()[:2] == ["loading the layout engine …", "reading the manuscript …"]


@pytest.mark.parametrize(("body", "status"), [("It rose.\n", 0), ("It rose.[^9]\n", 1)])
def test_nothing_is_left_when_the_process_ends(
    body: str, status: int, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ends at once, and the engine's folders of fonts go all the same; what was said arrives whole."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    (place / "manuscript/body/01-bread.md").write_text(body, encoding="utf-8")
    answer = run(place, "build", "pdf")
    assert answer.status == status
    assert (answer.out or answer.err).endswith("\n")
    assert not list(temporary.iterdir())


def test_one_sheet_is_not_stapled(place: Path, call: Command) -> None:
    """A pamphlet of four pages is a folded sheet; what is said about it does not contradict itself."""
    (place / "manuscript/body/01-bread.md").write_text("It rose.\n", encoding="utf-8")
    answer = call("build", "pdf", "--edition", "booklet", "--output", "to/print")
    assert answer.status == 0
    assert "1 sheet of A4 a copy" in answer.out
    assert "One sheet is only folded" in answer.out
    assert "staple twice" not in answer.out
    made = {file.name for file in (place / "to/print").iterdir() if file.suffix == ".pdf"}
    assert made == {"bread-booklet.pdf", "bread-booklet-print-sheet.pdf"}


def test_many_sheets_come_with_advice(place: Path, call: Command) -> None:
    """More than a stapler holds: the summary says so, for paper as thick as the manuscript says."""
    (place / "manuscript/pamphlet.toml").write_text(f"{TOML}[paper]\ncaliper = 0.5\n", encoding="utf-8")
    (place / "manuscript/body/01-bread.md").write_text("# Bread\n\n" + "It rose.\n\n" * 500, encoding="utf-8")
    said = call("build", "pdf", "-e", "booklet").out
    assert re.search(r"^\d sheets are more than a hand stapler holds: ask a print shop\.$", said, re.MULTILINE)


def test_warnings_do_not_stop_a_build(place: Path, call: Command) -> None:
    """They are shown, and the files are made."""
    (place / "manuscript/images").mkdir()
    (place / "manuscript/images/unused.svg").write_text("<svg/>", encoding="utf-8")
    answer = call("build", "epub")
    assert answer.status == 0
    assert "warning: " in answer.err
    assert (place / "build/bread.epub").exists()


def test_stages_move_on_a_terminal(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """There they are one moving line, which leaves nothing behind on standard output."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    with stages() as announce:
        announce("laying out the pages")
    assert capfd.readouterr().out == ""


def test_the_press_copy_is_made_only_when_it_is_named(place: Path, call: Command) -> None:
    """Few go to a print shop: `build pdf` leaves it out, `build pdf --edition press` makes it and says what to send."""
    answer = call("build", "pdf", "--edition", "press", "--output", "shop")
    assert answer.status == 0
    assert "For a print shop, bread-press.pdf:\nSend these pages to the print shop, never the booklet" in answer.out
    assert (place / "shop" / "bread-press.pdf").is_file()
    assert not (place / "shop" / "bread-booklet.pdf").exists()
    assert call("build", "pdf", "--output", "home").status == 0
    assert (place / "home" / "bread-booklet.pdf").is_file()
    assert not (place / "home" / "bread-press.pdf").exists()


def test_a_build_counts_what_it_does_not_tell(place: Path) -> None:
    """Questions of style are for `check`: who builds hears that there are some."""
    slip(place)
    answer = run(place, "build", "web")
    assert answer.status == 0
    assert "[space-stray]" in answer.err
    assert "[space-double]" not in answer.err
    assert "1 of style: `pamphlet check` lists them" in answer.err
