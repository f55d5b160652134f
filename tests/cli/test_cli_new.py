"""`pamphlet new --from` as a user meets it: an article in the place of the example."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from conftest import Answer, Command
from terminal import ARTICLE


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """An article with a byline and without a title."""
    file = tmp_path / "article.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    return file


@pytest.mark.usefixtures("article")
def test_the_settings_and_comments_stand_around_the_article(tmp_path: Path, call: Command) -> None:
    """What the article says, what was given, and what teaches; no word of the example, and nothing to be found."""
    given = ("--title", "The Petition", "--branch", "Leith “north”", "--paper", "a6")
    answer = call("new", "loaf", "--from", "article.txt", *given)
    assert (answer.status, answer.err) == (0, "Next: pamphlet check --manuscript loaf\n")
    assert answer.out.startswith("article.txt is now a manuscript\n")
    text = (tmp_path / "loaf/pamphlet.toml").read_text(encoding="utf-8")
    settings = tomllib.loads(text)
    assert (settings["title"], settings["authors"][0]["name"]) == ("The Petition", "Jane Doe")
    assert (settings["imprint"]["publisher"], settings["paper"]["trim"]) == ("Leith “north”", "A6")
    assert text.startswith("# This file says what the pamphlet is called")
    assert "summary" not in settings
    chapter = (tmp_path / "loaf/body/01-article.md").read_text(encoding="utf-8")
    assert chapter.startswith("<!-- One file is one chapter.")
    assert "the bakers of Corn Street" in chapter
    files = {str(file.relative_to(tmp_path / "loaf")) for file in (tmp_path / "loaf").rglob("*.*")}
    assert files == {"pamphlet.toml", "branches.csv", "import-report.md", "body/01-article.md"}
    assert call("check", "-m", "loaf").out == "no findings\n"


@pytest.mark.usefixtures("article")
def test_only_what_the_article_does_not_say_is_asked(tmp_path: Path, call: Command) -> None:
    """Not the author, who is in the byline; a title is offered, and all questions come before anything is written."""
    answer = call("new", "loaf", "--from", "article.txt", typed="The Petition\nLeith\n\nA6\n")
    assert answer.status == 0
    assert "Author" not in answer.out
    settings = tomllib.loads((tmp_path / "loaf/pamphlet.toml").read_text(encoding="utf-8"))
    assert (settings["title"], settings["language"], settings["paper"]["trim"]) == ("The Petition", "en-GB", "A6")


def test_an_author_is_named_where_the_article_does_not(tmp_path: Path, call: Command) -> None:
    """An option, or an answer; without either the line is there to be filled in, and the next step says so."""
    (tmp_path / "notes.md").write_text("# Bread\n\nIt rose.\n", encoding="utf-8")
    assert call("new", "one", "--from", "notes.md", "--author", "Ann Fox").status == 0
    assert tomllib.loads((tmp_path / "one/pamphlet.toml").read_text(encoding="utf-8"))["authors"] == ["Ann Fox"]
    assert call("new", "two", "--from", "notes.md").status == 0
    assert "# authors = [" in (tmp_path / "two/pamphlet.toml").read_text(encoding="utf-8")
    assert call("build", "web", "-m", "two").status == 1


def test_several_articles_are_a_chapter_each(tmp_path: Path, call: Command) -> None:
    """In the order in which they are named."""
    for name in ("rye", "oats"):
        (tmp_path / f"{name}.md").write_text(f"# {name.title()}\n\nIt was dear.\n", encoding="utf-8")
    assert call("new", "loaf", "--from", "rye.md", "--from", "oats.md", "--title", "Grain").status == 0
    assert [file.name for file in sorted((tmp_path / "loaf/body").iterdir())] == ["01-rye.md", "02-oats.md"]


def test_never_half_a_manuscript(article: Path, tmp_path: Path, call: Command) -> None:
    """A file that is not there, one that is nothing, a folder that is taken: nothing new stands there afterwards."""
    (tmp_path / "nothing.txt").write_bytes(b"")
    for name, status in (("nowhere.txt", 1), ("nothing.txt", 1)):
        answer: Answer = call("new", "loaf", "--from", str(article), "--from", name, "--title", "Grain")
        assert answer.status == status, answer
        assert not (tmp_path / "loaf").exists()
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken/letter.md").write_text("Dear", encoding="utf-8")
    taken = call("new", "taken", "--from", str(article), typed="Grain\n\n\n\n")
    assert (taken.status, taken.out) == (3, "")  # before anything was asked
    assert [file.name for file in (tmp_path / "taken").iterdir()] == ["letter.md"]
    assert call("new", "loaf", "--from", str(article), "--paper", "A3").status == 2
    assert not (tmp_path / "loaf").exists()
