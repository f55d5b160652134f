"""The one entry of the stage: what it makes of a text, and what its report says."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import re
import tomllib
from pathlib import Path

import pytest

from pamphlet.diagnostics import Diagnostics, Refused
from pamphlet.intake.article import RemarkKind
from pamphlet.intake.importer import REPORT_FILE, Arrival, Intake, import_files
from pamphlet.intake.report import make_report
from pamphlet.intake.stocktaking import take_stock
from pamphlet.intake.text.reader import read_plain_text
from pamphlet.intake.words import missing_words
from pamphlet.manuscript.assembly import read_manuscript
from pamphlet.settings import PLACEHOLDER_TITLE
from pamphlet.workspace import MemoryFolder

ARTICLE = Path(os.environ.get("PAMPHLET_ARTICLE", Path(__file__).parents[3] / "shared/articles/new-course.txt"))
MANUAL = Path(__file__).parents[2] / "docs" / "manual" / "body" / "02-import.md"
TODAY = dt.date(2026, 1, 21)

TEXT = """\
The Corn Street Petition
By Jane Doe (Leith branch)
In the spring of 1840 the price of bread in Leith rose by a third, and Mary Poe wrote a petition to the mayor, Bob Peel.
[The petition can be read here.]
The mayor
Peel read it twice, as everybody knew, and with Peel’s wife beside him he said “no”. He was slow in those years.
Notes – what became of them.
Mary Poe – transported; Poe’s letters are lost.
Tom Roe and Ann Roe – both hanged.
Nobody was ever paid.
"""


def intake(text: str = TEXT, title: str = "", date: dt.date | None = None) -> Intake:
    """Import a text."""
    arrival = Arrival(name="petition.txt", data=text.encode())
    return import_files([arrival], today=TODAY, title=title, date=date)


def test_the_files_of_an_article() -> None:
    """Every part of the text has its file."""
    made = intake()
    assert list(made.files) == ["pamphlet.toml", "body/01-petition.md", "notes.md", "fates.toml"]
    assert tomllib.loads(made.files["pamphlet.toml"]) == {
        "title": "The Corn Street Petition",
        "authors": [{"name": "Jane Doe", "about": "Leith branch"}],
        "language": "en-GB",
        "quotes": "double",
        "date": TODAY,
    }
    assert made.files["notes.md"] == "[^petition-read]: The petition can be read [here]{.missing-address}.\n"
    assert made.files["body/01-petition.md"].split("\n\n")[1:2] == ["## The mayor"]
    assert [person["name"] for person in tomllib.loads(made.files["fates.toml"])["person"]] == [
        "Mary Poe",
        "Tom Roe",
        "Ann Roe",
    ]


def test_the_report_is_the_one_in_the_manual() -> None:
    """It counts both sides, names guesses by line, asks what is open, and says what is said otherwise."""
    example = re.search(
        r"^```\n(petition.txt is.*?)^```$", MANUAL.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert example is not None
    assert intake().report.as_text().split() == example[1].split()  # the page is narrower than a terminal


def test_the_report_to_keep() -> None:
    """The same as Markdown goes beside the manuscript."""
    made = intake()
    kept = made.as_bytes()[REPORT_FILE].decode()
    assert kept.startswith("# Import of petition.txt\n\n                  in the source")
    assert "\n## Needs you\n\n- the imprint" in kept
    assert set(made.as_bytes()) == {*made.files, "import-report.md"}


def test_a_title_that_is_given_replaces_the_one_in_the_text() -> None:
    """The words of the old title are not lost in silence."""
    made = intake(title="Bread in Leith")
    assert tomllib.loads(made.files["pamphlet.toml"])["title"] == "Bread in Leith"
    assert [placed.remark.words for placed in made.report.of_kind(RemarkKind.LEFT_OUT)] == [
        "The Corn Street Petition",
        "By",
        "Notes",
    ]
    assert intake(title="The Corn Street Petition").report == intake().report


def test_without_a_title() -> None:
    """The need is visible, the placeholder is the one that `check` knows, and wordings are offered."""
    text = TEXT.split("\n", 1)[1].replace("a petition", "The Bread Book").replace("He was", "That was The Bread Book")
    made = intake(text)
    assert not made.title_found
    assert made.title_candidates == ("The Bread Book",)
    assert tomllib.loads(made.files["pamphlet.toml"])["title"] == PLACEHOLDER_TITLE
    assert any("perhaps “The Bread Book”?" in str(placed) for placed in made.report.of_kind(RemarkKind.QUESTION))
    assert intake(text, title="Bread").title_found


def test_without_title_byline_and_quotations() -> None:
    """What the text does not have is asked for, not invented."""
    made = intake("It was late, and cold; nobody came, and nobody had said that anybody would.")
    assert made.title_candidates == ()
    assert [str(placed) for placed in made.report.of_kind(RemarkKind.QUESTION)] == [
        "the text has no title: write one in pamphlet.toml or import with --title",
        "the text has no byline: write `authors` in pamphlet.toml",
        "the imprint: who publishes and prints this, and where the text was first published",
    ]
    assert "authors" not in tomllib.loads(made.files["pamphlet.toml"])


def test_people_are_offered_where_the_text_lists_none() -> None:
    """As comments to fill in: a manuscript that is built as it is has no entries."""
    made = intake(TEXT.partition("Notes")[0])
    commented = made.files["fates.toml"].split("\n")
    assert all(line.startswith("#") or not line for line in commented)
    assert '# name = "Peel"' in commented
    assert made.report.manuscript.people == 0
    assert "fates.toml" not in intake("It was late, and cold; nobody came, and nobody had said that they would.").files


def test_a_language_that_the_file_gives() -> None:
    """Is written as pamphlet.toml writes it, and said to be a guess; the caller's goes first."""
    arrival = Arrival(name="a.md", data=b"---\nlang: en_us\n---\n\n# Bread\n\nIt was dear.\n")
    made = import_files([arrival], today=TODAY)
    assert tomllib.loads(made.files["pamphlet.toml"])["language"] == "en-US"
    assert any("the language is en-US" in str(placed) for placed in made.report.of_kind(RemarkKind.GUESSED))
    asked = import_files([arrival], today=TODAY, language="de")
    assert tomllib.loads(asked.files["pamphlet.toml"])["language"] == "de"


def test_a_date_that_is_given_is_no_guess() -> None:
    """Only today's date is remarked on."""
    made = intake(date=dt.date(2025, 5, 1))
    assert tomllib.loads(made.files["pamphlet.toml"])["date"] == dt.date(2025, 5, 1)
    assert not any("--date" in str(placed) for placed in made.report.of_kind(RemarkKind.GUESSED))


def test_a_file_that_is_no_text_is_refused() -> None:
    """The refusal names the file."""
    with pytest.raises(Refused) as refused:
        import_files([Arrival(name="article.docx", data=b"PK\x03\x04")], today=TODAY)
    assert "`article.docx`" in refused.value.findings[0].message


def test_a_loss_would_show() -> None:
    """A word that is in no file and in no remark is reported as lost, above everything else."""
    read = read_plain_text(TEXT.encode(), "petition.txt")
    stock = take_stock({**intake().files, "body/01-petition.md": "In the spring.\n"}, {})
    report = make_report(["petition.txt"], source=read.source, tally=read.tally, stock=stock, remarks=())
    assert "petition" in report.lost
    lost = "these words are in no file, which is a fault of the import: By 1840 the price bread"
    assert f"\nLost\n\n  {lost}" in report.as_text()
    assert f"\n## Lost\n\n- {lost}" in report.as_markdown()
    assert report.manuscript.words < report.source.words


def test_what_a_manuscript_says_is_what_its_reader_reads() -> None:
    """Words, numbers of notes and items, descriptions of pictures; no labels, no addresses, no markup."""
    files = {
        "pamphlet.toml": 'title = "A {b}"\nauthors = [{ name = "Jane Doe", about = "Leith" }]\ndate = 2026-01-21\n',
        "body/01-a.md": (
            "# One\n\n1. two [here]{.missing-address}[^full-text] three[^2] [www.x.org](<https://www.y.org>)\n\n"
            '![four](images/x.svg "five")\n\n| six | seven |\n| --- | --- |\n| eight |\n\n::: box\nnine\n:::\n'
        ),
        "notes.md": "[^full-text]: ten\n\n[^2]: eleven\n",
        "fates.toml": '[[person]]\nname = "Mary Poe"\nborn = 1799\nkey = "x"\nfate = "twelve"\n',
    }
    picture = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
    stock = take_stock(files, {"images/x.svg": picture})
    assert stock.findings == ()
    wanted = "A b Jane Doe Leith One 1 two here three 2 www.x.org four five six seven eight nine ten 2 eleven twelve"
    assert missing_words(f"{wanted} Mary Poe 1799", stock.texts) == ()
    assert missing_words(" ".join(stock.texts), [f"{wanted} What became of them Mary Poe 1799"]) == ()
    counted = dataclasses.asdict(stock.tally)
    assert {name: count for name, count in counted.items() if count} == {
        "paragraphs": 7,
        "heads": 1,
        "notes": 2,
        "people": 1,
        "pictures": 1,
        "tables": 1,
        "links": 1,
        "text_boxes": 1,
    }


def test_missing_words() -> None:
    """Words are compared with how often they occur; joined hyphens and raised figures are no loss."""
    assert missing_words("bread and bread and butter", ["bread and", "butter"]) == ("bread", "and")
    assert missing_words("co- vered rose.¹²", ["co-vered", "rose 12"]) == ()
    assert missing_words("H2O rose¹² m2 don't 13th", ["H₂O rose 12 m² don’t 13ᵗʰ 13 th"]) == ()
    assert missing_words("H2O", ["H3O"]) == ("2",)


@pytest.mark.skipif(not ARTICLE.exists(), reason="the real article is not here (set PAMPHLET_ARTICLE)")
def test_a_real_article() -> None:
    """The manuscript is complete, says what it lacks, and the manuscript reader finds nothing wrong with it."""
    made = import_files([Arrival(name=ARTICLE.name, data=ARTICLE.read_bytes())], today=TODAY)
    assert made.report.lost == ()
    assert made.report.words_by_space == 2612
    assert made.report.source.paragraphs == 44
    tally = made.report.manuscript
    assert (tally.words, tally.paragraphs, tally.heads, tally.notes, tally.people) == (2589, 44, 5, 1, 7)
    assert not made.title_found
    diagnostics = Diagnostics()
    manuscript = read_manuscript(MemoryFolder(made.as_bytes()), diagnostics)
    assert list(diagnostics) == []
    assert manuscript is not None
    assert [note.label for note in manuscript.document.notes] == ["full-text"]
    persons = manuscript.document.people.persons
    assert [person.together_with for person in persons] == ["", "", persons[1].key, "", "", "", ""]


@pytest.mark.skipif(not ARTICLE.exists(), reason="the real article is not here (set PAMPHLET_ARTICLE)")
def test_the_body_of_a_real_article_is_untouched() -> None:
    """Each paragraph of the source stands in the chapter letter by letter; only the call is added."""
    made = import_files([Arrival(name=ARTICLE.name, data=ARTICLE.read_bytes())], today=TODAY)
    lines = ARTICLE.read_text(encoding="utf-8").split("\n")
    (chapter,) = (text for name, text in made.files.items() if name.startswith("body/"))
    written = [chunk.removeprefix("## ").removesuffix("[^full-text]") for chunk in chapter.strip().split("\n\n")]
    assert written == [line for number, line in enumerate(lines, 1) if number not in {1, 3} and number < 44]


def test_a_picture_that_nobody_described_is_asked_about_with_its_line() -> None:
    """The build would stop there; the account says so first, and where to write."""
    picture = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
    text = b"# Bread\n\nIt was dear.\n\n![](x.svg)\n\nIt was scarce.[^1]\n\n![A map](x.svg)\n\n[^1]: Said Poe.\n"
    made = import_files([Arrival(name="a.md", data=text, beside={"x.svg": lambda: picture})], today=TODAY)
    asked = [str(placed) for placed in made.report.of_kind(RemarkKind.QUESTION) if "show?" in str(placed)]
    (file,) = (name for name in made.files if name.startswith("body/"))
    line = made.files[file].split("\n").index("![](images/x.svg)") + 1
    assert len(asked) == 1
    assert asked[0].endswith(f"in {file}, line {line}")


def test_a_language_that_is_given_decides_which_words_are_foreign() -> None:
    """A program may call a German text English: then the German words that it marks are not foreign."""
    text = '# Brot\n\n<p>Es war <span lang="de">teuer</span>, <span lang="fr">hélas</span>.</p>\n'
    arrival = Arrival(name="a.md", data=f"---\nlang: en\n---\n\n{text}".encode())
    (told,) = [text for name, text in import_files([arrival], today=TODAY).files.items() if name.startswith("body/")]
    assert "{lang=de}" in told
    made = import_files([arrival], today=TODAY, language="de")
    (told,) = [text for name, text in made.files.items() if name.startswith("body/")]
    assert "{lang=de}" not in told
    assert "[hélas]{lang=fr}" in told
    assert not any("language" in str(placed) for placed in made.report.of_kind(RemarkKind.GUESSED))
