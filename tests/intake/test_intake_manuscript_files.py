"""An article becomes files: Markdown in which every word stays itself, TOML that reads back."""

from __future__ import annotations

import datetime as dt
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.intake import markdown
from pamphlet.intake.article import Article, Author, Chapter, Fate, Fates, Named, Note, Section, Tally
from pamphlet.intake.blocks import Block, Break, EditorialNote, ItemList, Paragraph, Quotation, Subhead
from pamphlet.intake.candidates import Candidate
from pamphlet.intake.inline_markdown import head, inline
from pamphlet.intake.inline_markdown import paragraph as paragraph_of
from pamphlet.intake.manuscript_files import write_manuscript
from pamphlet.intake.manuscript_toml import TitlePage, fates_toml, settings_toml
from pamphlet.intake.people import People, Person, find_people
from pamphlet.intake.quotation_marks import outer_marks
from pamphlet.intake.runs import Address, Foreign, MissingAddress, NoteCall, Run, Words, run_of
from pamphlet.settings import PLACEHOLDER_TITLE

PAGE = TitlePage(title="Bread", subtitle="", authors=(), date=dt.date(2026, 1, 21), language="en-GB", quotes="")


def run(text: str) -> Run:
    """Words without links and calls."""
    return (Words(text=text),)


def said(*texts: str) -> tuple[Paragraph, ...]:
    """Paragraphs of plain words."""
    return tuple(Paragraph(line=1, words=run(text)) for text in texts)


def paragraph(text: str, line: int = 1) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph(line=line, words=run(text))


def article(
    *blocks: Block, notes: tuple[Note, ...] = (), fates: Fates | None = None, back: tuple[Section, ...] = ()
) -> Article:
    """An article with these parts."""
    return Article(
        source="",
        tally=Tally(words=0, paragraphs=0, heads=0),
        title=None,
        subtitle=None,
        authors=(),
        chapters=(Chapter(line=1, title=(), blocks=blocks),),
        notes=notes,
        fates=fates,
        back=back,
        remarks=(),
    )


def files(of: Article, stem: str = "bread") -> dict[str, str]:
    """The files of an article."""
    return write_manuscript(of, find_people(of), PAGE, stem=stem).files


def test_blocks_as_markdown() -> None:
    """Each kind of block is written as the manual describes it."""
    assert markdown.blocks(
        [
            Subhead(line=1, words=run("The price")),
            paragraph("It rose."),
            ItemList(line=1, start=None, items=(said("bread"), said("butter"))),
            ItemList(line=1, start=1, items=(said("one"), said("two"))),
            Break(line=1),
            Quotation(line=1, blocks=said("Cold.", "Late."), attribution=run("Mary Poe")),
            Quotation(line=1, blocks=said("Hungry.")),
        ]
    ) == (
        "## The price\n\nIt rose.\n\n- bread\n- butter\n\n1. one\n2. two\n\n***\n\n"
        "> Cold.\n>\n> Late.\n>\n> — Mary Poe\n\n> Hungry.\n"
    )


def test_runs_as_markdown() -> None:
    """Links, lost links and calls stand in the words."""
    words: Run = (
        Words(text="See "),
        Address(words=run_of("https://example.org"), address="https://example.org"),
        Words(text=" or "),
        Address(words=run_of("www.example.org"), address="https://www.example.org"),
        Words(text=" or look "),
        MissingAddress(words=run_of("here")),
        Words(text="!"),
        NoteCall(label="1"),
        Words(text="(not there)"),
    )
    assert inline(words) == (
        "See <https://example.org> or [www.example.org](<https://www.example.org>) or look [here]{.missing-address}"
        "\\![^1]\\(not there)"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("5 * 3 _so_ [x] <b> {y} `z` ~ a\\b", "5 \\* 3 \\_so\\_ \\[x\\] \\<b> \\{y\\} \\`z\\` \\~ a\\\\b"),
        ("# one", "\\# one"),
        ("> one", "\\> one"),
        ("::: box", "\\::: box"),
        ("- one", "\\- one"),
        ("1924. It was", "1924\\. It was"),
        ("1.5 million", "1.5 million"),
        ("R&D &amp; &#65;", "R&D \\&amp; \\&#65;"),
        ('“Quoted” – ‘and’ "straight" -- it\'s ...', '“Quoted” – ‘and’ "straight" -- it\'s ...'),
    ],
)
def test_signs_that_would_be_markup(text: str, written: str) -> None:
    """What the dialect would read as markup gets a backslash, and nothing else does."""
    assert paragraph_of(run(text)) == written


def test_a_call_may_open_a_paragraph() -> None:
    """A call before the first word needs no backslash; a colon behind it does, or it would define the note."""
    assert paragraph_of((NoteCall(label="1"), *run("- one"))) == "[^1]- one"
    assert paragraph_of((NoteCall(label="1"), *run(": one"))) == "[^1]\\: one"


def test_heads() -> None:
    """Signs at the end of a head are words too, not its closing or its attributes."""
    assert head(run("In C# {.x}"), 2) == "## In C# \\{.x&#125;"
    assert head(run("In C#"), 2) == "## In C\\#"
    assert head((Foreign(language="fr", words=run("Pain")),), 2) == "## [Pain]{lang=fr}<!-- -->"


def test_a_note_of_several_paragraphs() -> None:
    """Further paragraphs of a note are indented."""
    assert markdown.note(Note(line=1, label="1", blocks=said("One.", "# Two."))) == "[^1]: One.\n\n    \\# Two."


def test_files_of_a_short_article() -> None:
    """One chapter without a title, called after the source; files that would be empty are not written."""
    made = files(article(paragraph("It rose.")), stem="Bread & Butter, 1840")
    assert list(made) == ["pamphlet.toml", "body/01-bread-butter-1840.md"]
    assert made["body/01-bread-butter-1840.md"] == "It rose.\n"
    assert "body/01-text.md" in files(article(paragraph("Es.")), stem="Хлеб")


def test_a_line_in_brackets_becomes_an_endnote() -> None:
    """It is called at the end of the paragraph before it, under a label made of its words."""
    words = (*run("The full text can be read "), MissingAddress(words=run_of("here")), *run("."))
    of = article(
        paragraph("It rose.[1]", line=2),
        EditorialNote(line=3, words=words),
        EditorialNote(line=4, words=words),
        EditorialNote(line=5, words=(*run("1840 "), MissingAddress(words=run_of("here")))),
        EditorialNote(line=6, words=(MissingAddress(words=run_of("Click here")),)),
        notes=(Note(line=9, label="1", blocks=said("Courier.")),),
    )
    written = write_manuscript(of, find_people(of), PAGE, stem="bread")
    assert written.files["body/01-bread.md"] == ("It rose.\\[1\\][^full-text][^full-text-2][^note-1840][^link]\n")
    assert [line.split("]")[0] for line in written.files["notes.md"].split("\n\n")] == [
        "[^full-text", "[^full-text-2", "[^note-1840", "[^link", "[^1",
    ]  # fmt: skip
    assert "[^full-text]: The full text can be read [here]{.missing-address}." in written.files["notes.md"]
    assert written.remarks[0].text == "the line in brackets is the endnote `full-text`, called at the end of line 2"


def test_a_line_in_brackets_without_a_paragraph_before_it() -> None:
    """Where nothing can call it, it stays in the text, brackets and all."""
    of = article(EditorialNote(line=1, words=(MissingAddress(words=run_of("Click here")),)), paragraph("It rose."))
    written = write_manuscript(of, find_people(of), PAGE, stem="bread")
    assert written.files["body/01-bread.md"] == "\\[[Click here]{.missing-address}\\]\n\nIt rose.\n"
    assert "notes.md" not in written.files
    assert [remark.line for remark in written.remarks] == [1]


def test_parts_behind_the_text() -> None:
    """Each gets a file by its head, under the name that the manuscript knows, numbered to keep their order."""
    heads = ("Further reading", "Bibliography", "Timeline", "Notes", "Sources", "Источники")
    back = tuple(Section(line=9, head=run(head), blocks=(paragraph("One."),)) for head in heads)
    made = files(article(paragraph("It rose."), back=back))
    assert list(made)[2:] == [
        "back/01-further-reading.md",
        "back/02-further-reading.md",
        "back/03-chronology.md",
        "back/04-remarks.md",
        "back/05-sources.md",
        "back/06-appendix.md",
    ]
    assert made["back/02-further-reading.md"] == "# Bibliography\n\nOne.\n"
    alone = files(article(paragraph("It rose."), back=back[:1]))
    assert "back/further-reading.md" in alone


def test_settings() -> None:
    """Everything known stands in pamphlet.toml, everything wanted in a comment."""
    page = TitlePage(
        title='The "Bread" Question',
        subtitle="1840",
        authors=(Author(line=1, name="Jane Doe", about="Leith"), Author(line=1, name="John Roe")),
        date=dt.date(2026, 1, 21),
        language="en-GB",
        quotes="double",
    )
    assert tomllib.loads(settings_toml(page)) == {
        "title": 'The "Bread" Question',
        "subtitle": "1840",
        "authors": [{"name": "Jane Doe", "about": "Leith"}, {"name": "John Roe"}],
        "date": dt.date(2026, 1, 21),
        "language": "en-GB",
        "quotes": "double",
    }
    assert "# [imprint]" in settings_toml(page)


def test_settings_that_are_wanting() -> None:
    """Without title and byline the file says where to write them; bare names need no table."""
    assert 'title = "Untitled pamphlet" # not in the text' in settings_toml(
        TitlePage(title=PLACEHOLDER_TITLE, subtitle="", authors=(), date=PAGE.date, language="de", quotes="")
    )
    assert '# authors = ["First Last"]' in settings_toml(PAGE)
    named = TitlePage(
        title="Bread", subtitle="", authors=(Author(line=1, name="Jane Doe"),), date=PAGE.date, language="de", quotes=""
    )
    assert tomllib.loads(settings_toml(named))["authors"] == ["Jane Doe"]


def test_fates() -> None:
    """Entries with forms, years and shared words; candidates as comments that read as TOML."""
    fates = Fates(
        line=1,
        title="Who’s who",
        introduction=said("One.", "Two."),
        entries=(Fate(line=2, people=(Named(name="Mary Poe"), Named(name="John Roe")), blocks=said("*")),),
        closing=said("Three."),
    )
    persons = (
        Person(
            name="Mary Poe", key="mary-poe", forms=("Poe",), born="1799", died="1840", blocks=said("A *."),
            together_with="",
        ),
        Person(name="John Roe", key="", forms=(), born="", died="", blocks=(), together_with="mary-poe"),
    )  # fmt: skip
    candidate = Candidate(name='Peel "Bob"', count=3, line=9)
    text = fates_toml(fates, People(persons=persons, candidates=(candidate,), remarks=()))
    assert tomllib.loads(text) == {
        "title": "Who’s who",
        "introduction": "One.\n\nTwo.",
        "closing": "Three.",
        "person": [
            {"key": "mary-poe", "name": "Mary Poe", "forms": ["Poe"], "born": 1799, "died": 1840, "fate": "A \\*."},
            {"name": "John Roe", "together_with": "mary-poe"},
        ],
    }
    filled_in = text.replace("# named", "## named").replace("\n# ", "\n")
    assert tomllib.loads(filled_in)["person"][2] == {"name": 'Peel "Bob"', "fate": "…"}


@given(st.text(), st.text(alphabet='"\\\n\t\x00\x1f\x7fé', min_size=1))
def test_any_text_reads_back_from_toml(title: str, about: str) -> None:
    """Whatever stands in a byline or title, the TOML file holds it unchanged."""
    page = TitlePage(
        title=title,
        subtitle=about,
        authors=(Author(line=1, name=title, about=about),),
        date=PAGE.date,
        language="en-GB",
        quotes="",
    )
    read = tomllib.loads(settings_toml(page))
    assert (read["title"], read["subtitle"], read["authors"]) == (title, about, [{"name": title, "about": about}])


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("“One” and “two” and ‘three’", "double"),
        ("‘One’ and ‘two “in” it’ and “three”", "single"),
        ("It’s the workers’ bread, don't you know", ""),
        ("'One' and \"two\" and 'three'", "single"),
        ("In the '30s, and 'tis \"so\"", "double"),
        ("“One ‘in’ it’s one” ‘two’", "double"),
        ('5" of it', ""),
    ],
)
def test_outer_quotation_marks(text: str, marks: str) -> None:
    """The marks that open most quotations outside others; apostrophes open none."""
    assert outer_marks([text]) == marks
