"""Several files of whatever kinds become several chapters in the order given, and nothing of them is mixed up."""

from __future__ import annotations

import datetime as dt
import tomllib

import pytest

from pamphlet.diagnostics import Diagnostics, Refused
from pamphlet.intake.article import RemarkKind
from pamphlet.intake.importer import Arrival, Intake, import_files
from pamphlet.manuscript.assembly import read_manuscript
from pamphlet.manuscript.document import NoteReference
from pamphlet.manuscript.traversal import inline_nodes, plain_text, runs
from pamphlet.workspace import MemoryFolder

TODAY = dt.date(2026, 1, 21)
LONG = "In the spring of 1840 the price of bread in Leith rose by a third, and Mary Poe wrote a petition to the mayor"
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'

TEXT = f"""\
Bread
And butter
By Jane Doe
{LONG}.
Notes
Mary Poe – transported.
"""
NOTED = f"Corn\nBy Ann Fox\n{LONG}.[1]\nNotes\n1. Said Peel.\n"
MARKDOWN = f"---\ntitle: Prices\nauthor: Joe Bloggs\n---\n\n{LONG}.[^1]\n\n![A map](x.svg)\n\n[^1]: Said Poe.\n"


def arrival(name: str, text: str, picture: bytes = PICTURE) -> Arrival:
    """A file with a picture beside it."""
    return Arrival(name=name, data=text.encode(), beside={"x.svg": lambda: picture})


def imported(*arrivals: Arrival, title: str = "The Petition") -> Intake:
    """A manuscript of several files that its reader finds nothing wrong with, and no word of which is lost."""
    made = import_files(arrivals, today=TODAY, title=title)
    assert made.report.lost == ()
    findings = Diagnostics()
    assert read_manuscript(MemoryFolder(made.as_bytes()), findings) is not None
    assert list(findings) == []
    return made


def test_each_file_is_a_chapter_in_the_order_given() -> None:
    """Its title is the chapter's; the title page names everybody who wrote one."""
    one, two = arrival("a.txt", TEXT), arrival("b.md", MARKDOWN)
    made = imported(one, two)
    assert [name for name in made.files if name.startswith("body/")] == ["body/01-bread.md", "body/02-prices.md"]
    assert made.files["body/01-bread.md"].startswith("# Bread\n\n*And butter*\n\n")
    turned = imported(two, one)
    assert [name for name in turned.files if name.startswith("body/")] == ["body/01-prices.md", "body/02-bread.md"]
    assert tomllib.loads(turned.files["pamphlet.toml"])["authors"] == ["Joe Bloggs", "Jane Doe"]


def test_notes_and_pictures_of_one_name_are_told_apart() -> None:
    """Each call leads to the note of its own file, each figure to its picture."""
    other = arrival("c.md", MARKDOWN.replace("Said Poe", "Said Roe"), PICTURE.replace(b"0 0 1 1", b"0 0 2 1"))
    made = imported(arrival("a.txt", NOTED), arrival("b.md", MARKDOWN), other)
    assert len(made.pictures) == 2
    manuscript = read_manuscript(MemoryFolder(made.as_bytes()), Diagnostics())
    assert manuscript is not None
    notes = {note.label: plain_text(run.children) for note in manuscript.document.notes for run in runs(note.blocks)}
    called = [
        notes[node.label]
        for chapter in manuscript.document.body
        for run in runs(chapter.blocks)
        for node in inline_nodes(run.children)
        if isinstance(node, NoteReference)
    ]
    assert called == ["Said Peel.", "Said Poe.", "Said Roe."]


def test_lists_of_people_are_put_behind_one_another() -> None:
    """Under the title of the first; what the others were called is in the account."""
    made = imported(
        arrival("a.txt", TEXT), arrival("b.txt", TEXT.replace("Mary Poe –", "Tom Roe –").replace("Bread", "B"))
    )
    fates = tomllib.loads(made.files["fates.toml"])
    assert [person["name"] for person in fates["person"]] == ["Mary Poe", "Tom Roe"]


def test_remarks_name_their_file() -> None:
    """And count as it does; those on the whole name none."""
    made = imported(arrival("a.txt", TEXT), arrival("b.md", f"---\ntags: corn\n---\n\n{LONG}.\n"))
    gone = [str(placed) for placed in made.report.of_kind(RemarkKind.LEFT_OUT)]
    assert "a.txt, line 3: “By”: the title page says who wrote it, from `authors` in pamphlet.toml" in gone
    assert "b.md, line 2: “corn”: `tags` of the front matter" in gone
    questions = [str(placed) for placed in made.report.of_kind(RemarkKind.QUESTION)]
    assert "b.md: the chapter has no title: it is called after its file, “b”" in questions
    assert any(question.startswith("the imprint") for question in questions)
    assert made.report.as_text().startswith("a.txt and b.md are now a manuscript\n")


def test_several_files_have_no_title_of_their_own() -> None:
    """That of the first is offered."""
    made = imported(arrival("a.txt", TEXT), arrival("b.md", MARKDOWN), title="")
    assert not made.title_found
    assert made.title_candidates[0] == "Bread"


def test_one_file_that_is_refused_refuses_all() -> None:
    """Nothing is made of the others."""
    with pytest.raises(Refused) as refused:
        import_files([arrival("a.txt", TEXT), arrival("b.pdf", "%PDF")], today=TODAY)
    assert "`b.pdf`" in refused.value.findings[0].message


def test_numbers_typed_in_every_file_are_nowhere_called_lost() -> None:
    """The notes of the second file are `2-1` and so on: the figures that stood in the text are in these."""
    other = NOTED.replace("Corn", "Oats").replace("Ann Fox", "Jo Roe")
    for text in (other, other.replace("[1]", "¹")):
        assert "[^2-1]" in imported(arrival("a.txt", NOTED), arrival("b.txt", text)).files["body/02-oats.md"]


def test_one_language_that_is_given_is_that_of_all_files() -> None:
    """No chapter is then marked as being in another."""
    front = "---\nlang: {tag}\nauthor: Ann Fox\n---\n\n# {tag}\n\n{text}.\n"
    one, two = (arrival(f"{tag}.md", front.format(tag=tag, text=LONG)) for tag in ("en", "de"))
    assert "lang=de" in imported(one, two).files["body/02-de.md"]
    made = import_files([one, two], today=TODAY, title="The Petition", language="de")
    assert "lang=" not in "".join(made.files.values())
