"""`pamphlet import` as a user meets it."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Command
from terminal import ARTICLE, run


def test_an_import_makes_a_manuscript_and_an_account(tmp_path: Path) -> None:
    """With the next command to give; the title, where there is none, is not asked for without a terminal."""
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    answer = run(tmp_path, "import", "article.txt", "--date", "2024-01-21", "--title", "The Petition")
    assert answer.status == 0
    assert answer.out.endswith("The whole account is in manuscript/import-report.md\n")
    assert answer.err == "Next: pamphlet check\n"
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
