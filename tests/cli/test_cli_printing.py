"""`pamphlet calibrate` and `--printer` as a user meets them."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import platformdirs
import pytest
from conftest import Answer, Command

from pamphlet.press.raster import extent_of

TOML = 'title = "Bread"\nauthors = ["Jane Doe"]\ndate = 2024-01-21\n'
ANSWERS = ("--flip", "long", "--offset-x", "1.5", "--margin", "5")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this user's printers are kept."""
    folder = tmp_path / "config"
    monkeypatch.setattr(platformdirs, "user_config_dir", lambda name: str(folder / name))
    return folder / "pamphlet" / "printers"


@pytest.fixture
def manuscript(tmp_path: Path) -> Path:
    """A manuscript in its place, with text for two sheets or more."""
    body = tmp_path / "manuscript" / "body"
    body.mkdir(parents=True)
    (body / "01-bread.md").write_text("# Bread\n\n" + "It rose.\n\n" * 120, encoding="utf-8")
    (tmp_path / "manuscript/pamphlet.toml").write_text(TOML, encoding="utf-8")
    return tmp_path / "manuscript"


def pdfs(folder: Path) -> list[str]:
    """The booklet's PDFs in a folder, without what lies beside them."""
    return sorted(file.name for file in folder.glob("*booklet*.pdf") if "print-sheet" not in file.name)


def test_the_sheet_is_written_and_nothing_is_asked(call: Command, tmp_path: Path, home: Path) -> None:
    """Without a terminal: one file of two pages, and how to go on."""
    answer = call("calibrate")
    assert answer.status == 0
    assert "calibration.pdf: print it at 100 %, on both sides" in answer.out
    assert extent_of((tmp_path / "calibration.pdf").read_bytes()) == 2
    assert not home.exists()


@pytest.mark.parametrize(("paper", "width"), [("letter", 279.4), ("A5", 210)])
def test_the_sheet_is_written_for_other_paper(paper: str, width: float, call: Command, tmp_path: Path) -> None:
    """Where the user says, in small letters or capitals."""
    assert call("calibrate", "--paper", paper, "--output", "to/print.pdf").status == 0
    with pikepdf.open(tmp_path / "to/print.pdf") as pdf:
        assert float(pdf.pages[0].mediabox[2]) == pytest.approx(width / 25.4 * 72, abs=0.1)


def test_answers_are_kept_by_name(call: Command, tmp_path: Path, home: Path) -> None:
    """As options; later answers join the earlier ones; no sheet is written for them."""
    answer = call("calibrate", "--name", "hall", *ANSWERS)
    assert answer.status == 0
    assert answer.err == "Next: pamphlet build pdf --printer hall\n"
    assert call("calibrate", "--name", "hall", "--output-order", "same").status == 0
    kept = (home / "hall.toml").read_text(encoding="utf-8")
    for line in ('flip = "long"', "offset_x = 1.5", "margin = 5", 'order = "same"', 'face = "down"'):
        assert f"\n{line} #" in kept
    assert not (tmp_path / "calibration.pdf").exists()
    assert call("calibrate", "--flip", "short").status == 0
    assert call("calibrate", "--list") == Answer(0, "hall\noffice\n", "Next: pamphlet build pdf --printer hall\n")


def test_no_printer_is_listed_before_there_is_one(call: Command) -> None:
    """Nothing on standard output, for scripts; a word to the person."""
    answer = call("calibrate", "--list")
    assert (answer.status, answer.out) == (0, "")
    assert "no printer is known yet" in answer.err


def test_answers_are_asked_for_at_a_terminal(call: Command, home: Path) -> None:
    """One after the other; a mere return takes what is assumed; what is no answer is asked again."""
    answer = call("calibrate", typed="y\nhall\nboth\nlong\nhalf\n0.5\n-1\n50\n5\n\n\nsame\n")
    assert answer.status == 0
    assert "`both` is none of short, long" in answer.out
    assert "half is not from -10 to 10 mm" in answer.out
    kept = (home / "hall.toml").read_text(encoding="utf-8")
    for line in ('flip = "long"', "offset_x = 0.5", "offset_y = -1", "margin = 5", "scale = 100", 'order = "same"'):
        assert f"\n{line} #" in kept
    assert 'face = "down"' in kept


def test_answers_may_be_given_later(call: Command, home: Path) -> None:
    """A mere return at the first question leaves it at the sheet."""
    assert call("calibrate", typed="\n").status == 0
    assert not home.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--flip", "both"), "--flip: `both` is none of short, long"),
        (("--face", "sideways"), "--face: `sideways` is none of up, down"),
        (("--output-order", "random"), "--output-order: `random` is none of reverse, same"),
        (("--margin", "99"), "--margin: 99.0 is not from 0 to 25 mm"),
        (("--offset-x", "-11"), "--offset-x: -11.0 is not from -10 to 10 mm"),
        (("--scale", "1"), "--scale: 1.0 is not from 80 to 120 mm"),
        (("--paper", "a3"), "--paper: `a3` is none of a4, letter, a5"),
        (("--name", "../up", "--margin", "5"), "--name: `../up` has other than small letters"),
    ],
)
def test_wrong_answers_are_wrong_usage(arguments: tuple[str, ...], said: str, call: Command, home: Path) -> None:
    """Status 2, with what may be answered; nothing is kept."""
    answer = call("calibrate", *arguments)
    assert answer.status == 2
    assert said in " ".join(answer.err.split())
    assert not home.exists()


def test_a_booklet_is_made_for_a_printer(call: Command, manuscript: Path) -> None:
    """The file asks to be turned on the printer's edge, and whoever prints it is told the same."""
    call("calibrate", "--name", "hall", *ANSWERS)
    answer = call("build", "pdf", "--edition", "booklet", "--printer", "hall")
    assert answer.status == 0, answer.err
    assert "both sides, flip on long edge" in answer.out
    with pikepdf.open(manuscript.parent / "build/bread-booklet.pdf") as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == pikepdf.Name.DuplexFlipLongEdge


def test_an_unknown_printer_is_wrong_usage(call: Command, manuscript: Path) -> None:
    """With the names that are known, or how to come by one."""
    answer = call("build", "all", "--printer", "hall")
    assert answer.status == 2
    assert "none is known yet: run `pamphlet calibrate`" in answer.err
    call("calibrate", "--name", "office", *ANSWERS)
    assert "there is no printer `hall`; known: office" in call("build", "pdf", "--printer", "hall").err
    assert not (manuscript.parent / "build").exists()


def test_a_broken_profile_stops_the_build(call: Command, manuscript: Path, home: Path) -> None:
    """Status 1, with file, line and column."""
    home.mkdir(parents=True)
    (home / "hall.toml").write_text('flip = "long"\nmargin = "wide"\n', encoding="utf-8")
    answer = call("build", "pdf", "--printer", "hall")
    assert answer.status == 1
    assert "hall.toml:2:10: error: `margin` is no number" in answer.err
    assert not (manuscript.parent / "build").exists()


def test_fronts_and_backs_are_two_files(call: Command, manuscript: Path) -> None:
    """For a printer that cannot turn paper; the profile says how the pile goes back."""
    (manuscript / "pamphlet.toml").write_text(f'{TOML}[editions.booklet]\nsides = "one"\n', encoding="utf-8")
    answer = call("build", "pdf", "-e", "booklet")
    assert answer.status == 0, answer.err
    assert pdfs(manuscript.parent / "build") == ["bread-booklet-backs.pdf", "bread-booklet-fronts.pdf"]
    assert "one side, 100 %" in answer.out
    assert "Put the pile of fronts back into the tray just as it came out" in answer.out
    assert "the blank sides look up" in answer.out
    call("calibrate", "--name", "hall", "--output-order", "same")
    answer = call("build", "pdf", "-e", "booklet", "--printer", "hall")
    assert "turned over as a whole" in answer.out
    assert "the blank sides look down" in answer.out


def test_a_cover_on_its_own_paper_is_a_file_of_its_own(call: Command, manuscript: Path) -> None:
    """One sheet of card; the inner sheets are one fewer; a printer that shrinks is told on."""
    settings = f'{TOML}[paper]\ncover_gsm = 200\n[editions.booklet]\ncover = "separate"\n'
    (manuscript / "pamphlet.toml").write_text(settings, encoding="utf-8")
    call("calibrate", "--name", "hall", "--scale", "97")
    answer = call("build", "pdf", "-e", "booklet", "--printer", "hall")
    assert answer.status == 0, answer.err
    build = manuscript.parent / "build"
    assert pdfs(build) == ["bread-booklet-cover.pdf", "bread-booklet.pdf"]
    assert extent_of((build / "bread-booklet-cover.pdf").read_bytes()) == 2
    assert "Print the cover on its own paper" in answer.out
    assert "This printer draws 100 mm as 97 mm" in answer.out
