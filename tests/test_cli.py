"""The command line as a user meets it: real processes, what they say, and how they end."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import fontpkg
import pytest
from conftest import Answer, Command, said

import pamphlet
from pamphlet.progress import stages

TOML = (
    'title = "Bread"\nauthors = ["Jane Doe"]\ndate = 2024-01-21\n'
    'imprint = { publisher = "Corn Street Press", address = "Leith", printer = "A. Fox, Leith" }\n'
)
ARTICLE = (
    "By Jane Doe (Leith branch)\n"
    "In the winter of 1816 the bakers of Corn Street put up the price of a loaf twice in one week, and the people "
    "who bought it by the half loaf went to see the magistrate about it.\n"
    "A petition\n"
    "They had never written to anyone before. Three of them could sign their names; the others made a cross, and a "
    "schoolmaster wrote beside each cross whose it was.\n"
)


def run(folder: Path, *arguments: str) -> Answer:
    """Run `pamphlet` in a folder, as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "pamphlet", *arguments],
        cwd=folder, env={**os.environ, "COLUMNS": "100"}, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    return Answer(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a good manuscript in it."""
    body = tmp_path / "manuscript" / "body"
    body.mkdir(parents=True)
    (body / "01-bread.md").write_text("# Bread\n\nIt rose.\n", encoding="utf-8")
    (tmp_path / "manuscript" / "pamphlet.toml").write_text(TOML, encoding="utf-8")
    return tmp_path


# -- help ------------------------------------------------------------------------------------


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_help_loads_nothing_heavy(argument: str) -> None:
    """It is there at once because what takes long to load is loaded inside the commands."""
    run_it = f"from pamphlet.cli.main import app; app(['{argument}'], standalone_mode=False)"
    loaded = set(said(sys.executable, "-c", f"import sys; {run_it}; print(*sys.modules)").split())
    heavy = {"PIL", "dask", "fontTools", "jinja2", "lxml", "markdown_it", "pikepdf", "pypdfium2", "rich", "weasyprint"}
    assert "typer" in loaded
    assert heavy & loaded == set()
    assert {name for name in loaded if name.startswith("pamphlet.") and not name.startswith("pamphlet.cli")} == set()


def test_version_is_that_of_the_package(tmp_path: Path) -> None:
    """One line, for scripts too."""
    assert run(tmp_path, "--version") == Answer(0, f"pamphlet {pamphlet.__version__}\n", "")


def test_help_names_every_command_and_option(call: Command) -> None:
    """What docs/building.md promises is found from the command line."""
    for arguments, commands in (
        (
            [],
            {
                "branches",
                "build",
                "calibrate",
                "check",
                "distribute",
                "doctor",
                "errata",
                "identify",
                "import",
                "new",
                "preflight",
                "preview",
                "print",
                "release",
            },
        ),
        (["build"], {"pdf", "epub", "web", "all"}),
    ):
        answer = call(*arguments, "--help").out
        assert set(re.findall(r"^  (\w+)  ", answer.partition("Commands:")[2], re.MULTILINE)) == commands
    for option in ("--manuscript", "--output", "--edition"):
        assert option in call("build", "all", "--help").out
    assert "--format" in call("check", "--help").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bake"], "No such command 'bake'"),
        (
            ["build", "pdf", "--edition", "paperback"],
            "there is no edition `paperback` here; there are: reading, booklet",
        ),
        (["build", "pdf", "-e", "epub"], "there is no edition `epub` here"),
        (["build", "epub", "-e", "reading"], "there is no edition `reading` here; there are: epub"),
        (["build", "all", "--colour"], "No such option"),
        (["check", "--format", "xml"], "'xml'"),
        (["import"], "Missing argument 'FILE'"),
        (["import", "a.txt", "--date", "tomorrow"], "tomorrow"),
    ],
)
def test_wrong_usage_is_status_2(arguments: list[str], said: str, place: Path, call: Command) -> None:
    """And the message says what is wrong; nothing is made."""
    answer = call(*arguments)
    assert answer.status == 2
    assert said in " ".join(answer.err.replace("│", " ").split())
    assert not (place / "build").exists()


# -- build -----------------------------------------------------------------------------------


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
    assert answer.err.splitlines()[0] == "reading the manuscript …"


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


# -- bad input -------------------------------------------------------------------------------


def bad_toml(place: Path) -> None:
    """A bracket that is never closed."""
    (place / "manuscript/pamphlet.toml").write_text(
        'title = "Bread"\nauthors = ["Jane"\ndate = 2024\n', encoding="utf-8"
    )


def not_utf_8(place: Path) -> None:
    """A chapter in Latin-1."""
    (place / "manuscript/body/02-rye.md").write_bytes(b"# Rye\n\nA loaf at \xa31.\n")


def empty_chapter(place: Path) -> None:
    """A file without a word."""
    (place / "manuscript/body/03-oats.md").write_text("", encoding="utf-8")


def missing_picture(place: Path) -> None:
    """A picture that is not there, though one with a like name is."""
    (place / "manuscript/images").mkdir()
    (place / "manuscript/images/maps.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', encoding="utf-8"
    )
    text = "# Bread\n\n![A map](images/map.svg)\n"
    (place / "manuscript/body/01-bread.md").write_text(text, encoding="utf-8")


def no_manuscript(place: Path) -> None:
    """No folder at all."""
    shutil.rmtree(place / "manuscript")


def empty_folder(place: Path) -> None:
    """A folder with nothing in it."""
    shutil.rmtree(place / "manuscript")
    (place / "manuscript").mkdir()


def no_chapters(place: Path) -> None:
    """Settings and no text."""
    shutil.rmtree(place / "manuscript/body")


def too_wide(place: Path) -> None:
    """A table that no page holds."""
    table = f"|{'reading|' * 20}\n|{'---|' * 20}\n|{'a|' * 20}\n"
    (place / "manuscript/body/01-bread.md").write_text(f"# Bread\n\n{table}", encoding="utf-8")


BAD = {
    bad_toml: r"manuscript/pamphlet\.toml:\d+:\d+: error: .*\[toml-syntax\]",
    not_utf_8: r"manuscript/body/02-rye\.md:3:11: error: this file is not UTF-8 text.*\[not-utf-8\]",
    empty_chapter: r"manuscript/body/03-oats\.md:1:1: error: .*\[chapter-empty\]",
    missing_picture: r"manuscript/body/01-bread\.md:3:1: error: the picture `images/map\.svg` is not .*\[picture-a",
    no_manuscript: r"error: there is no folder `manuscript` \[manuscript-absent\]",
    empty_folder: r"error: there is no pamphlet\.toml in `manuscript`.* \[manuscript-absent\]",
    no_chapters: r"error: there is no chapter in `manuscript/body` \[body-empty\]",
    too_wide: r"manuscript/body/01-bread\.md:3:\d+: error: these words stand on no page: “reading” \[words-off-page\]",
}


@pytest.mark.parametrize("spoil", BAD, ids=lambda spoil: spoil.__name__)
def test_bad_input_is_named_and_loses_nothing(spoil: object, place: Path, call: Command) -> None:
    """Status 1, the file with line and column, a hint, a count; the files of the last build stay as they were."""
    assert callable(spoil)
    spoil(place)
    old = place / "build" / "bread.pdf"
    old.parent.mkdir()
    old.write_bytes(b"the last good one")
    answer = call("build", "all")
    assert answer.status == 1
    assert re.search(BAD[spoil], answer.err), answer.err
    assert "= hint: " in answer.err
    assert re.search(r"^pamphlet: \d+ errors?(, \d+ warnings?)?; nothing was written$", answer.err, re.MULTILINE)
    assert answer.out == ""
    assert [file.name for file in old.parent.iterdir() if not file.name.startswith(".")] == ["bread.pdf"]
    assert old.read_bytes() == b"the last good one"


def test_all_errors_are_told_at_once(place: Path, call: Command) -> None:
    """Not the first only, whichever files they are in."""
    not_utf_8(place)
    empty_chapter(place)
    (place / "manuscript/fates.toml").write_text("[[person]]\n", encoding="utf-8")
    answer = call("build", "all")
    assert {"not-utf-8", "chapter-empty", "setting-missing"} <= set(
        re.findall(r"\[([a-z0-9-]+)\]$", answer.err, re.MULTILINE)
    )


def test_an_output_that_cannot_be_written_is_status_3(place: Path) -> None:
    """A file in its place, or in the place of a folder above it; the file is left alone."""
    (place / "build").write_bytes(b"precious")
    for output in ("build", "build/deep/er"):
        answer = run(place, "build", "all", "--output", output)
        assert answer.status == 3
        assert re.search(rf"^pamphlet: cannot write into {output}: ", answer.err, re.MULTILINE)
        assert answer.out == ""
    assert (place / "build").read_bytes() == b"precious"


@pytest.mark.usefixtures("place")
def test_a_typeface_that_is_not_installed_is_named(call: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """At its place in the theme: the theme asks for it."""

    def gone(*_: object, **__: object) -> None:
        raise fontpkg.FamilyNotInstalled("no package has it")

    monkeypatch.setattr(fontpkg, "path", gone)
    answer = call("build", "all")
    assert answer.status == 1
    assert "theme.toml:" in answer.err
    assert "error: the typeface Literata is not installed [theme-face]" in answer.err


# -- check -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("place")
def test_check_says_that_all_is_well(call: Command) -> None:
    """On standard output, with status 0."""
    assert call("check") == Answer(0, "no findings\n", "")


def test_check_in_every_form(place: Path) -> None:
    """The same findings for people, for programs, GitHub and editors, with status 1; nothing is built."""
    not_utf_8(place)
    text = run(place, "check")
    assert text.status == 1
    assert text.out == ""
    assert "manuscript/body/02-rye.md:3:11: error: " in text.err
    assert text.err.endswith("\n1 error\n")
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


def slip(place: Path) -> Path:
    """Make the chapter one with a warning that a fix is certain for, and a question of style; the chapter."""
    chapter = place / "manuscript" / "body" / "01-bread.md"
    chapter.write_bytes(
        b"\xef\xbb\xbf# Bread\r\n\r\nIt rose , and [fell]{.missing-address}.\r\nIt was  two\tpence.\r\n"
    )
    return chapter


def test_check_lists_by_file_and_sums_up_by_rule(place: Path, call: Command) -> None:
    """Columns count characters, whatever the file begins and its lines end with; warnings fail only if asked to."""
    slip(place)
    answer = call("check")
    assert answer.status == 0
    assert answer.err.startswith("── manuscript/body/01-bread.md: 2 warnings, 1 of style\n")
    assert "\nmanuscript/body/01-bread.md:3:8: warning: " in answer.err
    assert "\nmanuscript/body/01-bread.md:4:7: style: " in answer.err
    assert answer.err.endswith("    1  space-double          style    --fix\n\n2 warnings, 1 of style\n")
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
    assert answer.err.endswith("proof written to paper/proof.pdf\n")
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
    assert answer.out.startswith("endnote-unused (error)\n\n")
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
    assert answer.err.endswith("\n1 warning\n")
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


def test_a_build_counts_what_it_does_not_tell(place: Path) -> None:
    """Questions of style are for `check`: who builds hears that there are some."""
    slip(place)
    answer = run(place, "build", "web")
    assert answer.status == 0
    assert "[space-stray]" in answer.err
    assert "[space-double]" not in answer.err
    assert "1 of style: `pamphlet check` lists them" in answer.err


def test_check_of_no_manuscript_is_status_1_in_every_form(call: Command) -> None:
    """JSON stays JSON."""
    answer = call("check", "--format", "json", "--manuscript", "nowhere")
    assert answer.status == 1
    assert [record["slug"] for record in json.loads(answer.out)] == ["manuscript-absent"]


# -- import ----------------------------------------------------------------------------------


def test_an_import_makes_a_manuscript_and_an_account(tmp_path: Path) -> None:
    """With the next command to give; the title, where there is none, is not asked for without a terminal."""
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    answer = run(tmp_path, "import", "article.txt", "--date", "2024-01-21", "--title", "The Petition")
    assert answer.status == 0
    assert answer.out.endswith("The manuscript is in manuscript; next: pamphlet build all --manuscript manuscript\n")
    toml = (tmp_path / "manuscript/pamphlet.toml").read_text(encoding="utf-8")
    assert 'title = "The Petition"' in toml
    assert "date = 2024-01-21" in toml
    assert (tmp_path / "manuscript/import-report.md").exists()
    assert run(tmp_path, "check").status == 0


@pytest.mark.parametrize(("answer", "title"), [("The Petition\n", "The Petition"), ("\n", "Corn Street")])
def test_an_import_asks_for_the_title_at_a_terminal(answer: str, title: str, tmp_path: Path, call: Command) -> None:
    """Where the text has none; a mere return takes the first wording that is offered."""
    article = f"{ARTICLE}It is still kept in the house at the end of Corn Street where the bakers met.\n"
    (tmp_path / "article.txt").write_text(article, encoding="utf-8")
    said = call("import", "article.txt", typed=answer)
    assert said.status == 0
    assert said.out.startswith("The text has no title. Perhaps: Corn Street\n")
    assert f'title = "{title}"' in (tmp_path / "manuscript/pamphlet.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "data", "said"),
    [
        ("nowhere.txt", None, "nowhere.txt"),
        (".", None, "is not a file"),
        ("empty.txt", b"", "error: "),
        ("blank.txt", b" \n\n\t\n", "error: "),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "error: "),
    ],
)
def test_what_cannot_be_imported_is_named(
    file: str, data: bytes | None, said: str, tmp_path: Path, call: Command
) -> None:
    """With status 1, and no half of a manuscript."""
    if data is not None:
        (tmp_path / file).write_bytes(data)
    answer = call("import", file, "--title", "A Title")
    assert answer.status == 1
    assert said in answer.err
    assert answer.out == ""
    assert not (tmp_path / "manuscript").exists()


def test_an_import_overwrites_nothing(place: Path, call: Command) -> None:
    """A folder with files in it, or a file in its place: status 3, and they stay."""
    (place / "article.txt").write_text(ARTICLE, encoding="utf-8")
    before = (place / "manuscript/pamphlet.toml").read_bytes()
    for output in ("manuscript", "article.txt"):
        answer = call("import", "article.txt", "--output", output, "--title", "A Title")
        assert answer.status == 3
        assert f"pamphlet: {output} is there already" in answer.err
    assert (place / "manuscript/pamphlet.toml").read_bytes() == before
    assert (place / "article.txt").read_text(encoding="utf-8") == ARTICLE


def test_an_import_with_force_keeps_what_was_there(tmp_path: Path, call: Command) -> None:
    """The older manuscript stands beside the new one, whole, under a name that no other has."""
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    for title in ("One", "Two", "Three"):
        assert call("import", "article.txt", "--force", "--title", title).status == 0
    titles = [
        (tmp_path / folder / "pamphlet.toml").read_text(encoding="utf-8").split("\n")[0]
        for folder in ("manuscript", "manuscript.old", "manuscript.old1")
    ]
    assert titles == ['title = "Three"', 'title = "One"', 'title = "Two"']
    assert sorted(entry.name for entry in tmp_path.iterdir() if not entry.name.startswith(".")) == [
        "article.txt", "manuscript", "manuscript.old", "manuscript.old1",
    ]  # fmt: skip


def test_force_touches_nothing_but_a_manuscript(tmp_path: Path, call: Command) -> None:
    """Not a folder of somebody's own, not a file, and not the folder that one is in."""
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "pamphlet.toml").write_text("", encoding="utf-8")
    (tmp_path / "own").mkdir()
    (tmp_path / "own/letter.md").write_text("Dear", encoding="utf-8")
    for output, reason in (
        ("own", "was not made by this program"),
        (".", "you are in it"),
        ("article.txt", "was not made"),
    ):
        answer = call("import", "article.txt", "--force", "--output", output, "--title", "A Title")
        assert (answer.status, reason in answer.err) == (3, True), answer
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["article.txt", "own", "pamphlet.toml"]
    assert (tmp_path / "own/letter.md").read_text(encoding="utf-8") == "Dear"


def test_several_files_of_several_kinds(tmp_path: Path, call: Command) -> None:
    """Each is a chapter, with the pictures beside it; two of one name are told apart, and one is not taken twice."""
    for folder in ("one", "two"):
        (tmp_path / folder / "images").mkdir(parents=True)
        (tmp_path / folder / "images/x.svg").write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
        (tmp_path / folder / "a.md").write_text(f"# {folder}\n\n![A map](images/x.svg)\n\nBread.\n", encoding="utf-8")
    (tmp_path / "page.doc").write_text(
        "<html><h1>Three</h1><p>Bread and butter were dear.</p></html>", encoding="utf-8"
    )
    answer = call("import", "one/a.md", "two/a.md", "page.doc", "--title", "A Title")
    assert answer.status == 0, answer
    assert answer.out.startswith("one/a.md, two/a.md and page.doc are now a manuscript\n")
    made = tmp_path / "manuscript"
    assert [entry.name for entry in sorted((made / "body").iterdir())] == ["01-one.md", "02-two.md", "03-three.md"]
    assert len(list((made / "images").iterdir())) == 2
    assert "page.doc: this is a web page, whatever its name says" in (made / "import-report.md").read_text("utf-8")
    twice = call("import", "one/a.md", "one/a.md")
    assert (twice.status, "one/a.md is named twice" in twice.err) == (2, True)


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
