"""Notes, lists of people and title pages of copy, however a file writes them."""

from __future__ import annotations

import pytest
from copy_of import LONG, article, files_of, left_out, said

from pamphlet.diagnostics import Refused
from pamphlet.intake.article import Author, Fates, Line, Named, RemarkKind
from pamphlet.intake.blocks import passages_in
from pamphlet.intake.copy import Offered
from pamphlet.intake.runs import plain

NOTES = (
    "<section class='notes'><aside class='note' id='b'><p>Second.</p><ul><li>x</li></ul></aside>"
    "<aside class='note' id='a'><p>First<a class='call' href='#b'/>.</p></aside>"
    "<aside class='note' id='c'/></section>"
)


def fates_of(markup: str) -> dict[str, str]:
    """Each entry by its names."""
    read = article(f"<h1>Bread</h1><p>By Jane Doe</p><p>{LONG}</p><p>{LONG}</p>{markup}").fates
    return {} if read is None else {names(entry.people): words_in(entry.blocks) for entry in read.entries}


def names(people: tuple[Named, ...]) -> str:
    """Names with the years that were found behind them."""
    return ", ".join(" ".join(filter(None, (person.name, person.born, person.died))) for person in people)


def words_in(blocks: object) -> str:
    """The words of blocks."""
    return " / ".join(words for _, words in passages_in(blocks))  # type: ignore[arg-type]


def test_notes_are_numbered_by_their_calls() -> None:
    """1 is what is called first; a note that calls another says its number; what is amiss is asked about."""
    read = article(
        f"<h1>Bread</h1><p>{LONG}<a class='call' href='#a'/> and<a class='call' href='#b'/>"
        f"<a class='call' href='#a'/><a class='call' href='#lost'/></p>{NOTES}"
    )
    files = files_of(read)
    assert files["body/01-bread.md"] == f"{LONG}[^1] and[^2][^1]\n"
    assert files["notes.md"] == "[^1]: First\\[2\\].\n\n[^2]: Second.\n\n    - x\n\n[^3]: …\n"
    asked = said(read, RemarkKind.QUESTION)
    assert "a note is called here that is not in the file" in asked
    assert "a note cannot call another: here stood a call of note 2" in asked
    assert "note 3 has no words" in asked
    assert "where is note 3 called? Write `[^3]` there" in asked


def test_a_call_in_the_title_goes_to_the_first_paragraph() -> None:
    """The title page has no notes; none is lost."""
    read = article(f"<h1>Bread<a class='call' href='#a'/></h1><p>{LONG}</p>{NOTES}")
    assert read.title == Line(line=1, text="Bread")
    assert files_of(read)["body/01-bread.md"] == f"{LONG}[^1]\n"


@pytest.mark.parametrize(
    "listed",
    [
        "<h2>Notes</h2><p>[1] <em>Courier</em>.</p><p>[2] Herald.</p>",
        "<p>Notes</p><ol><li><em>Courier</em>.</li><li>Herald.</li></ol>",
        "<p>[1] <em>Courier</em>.</p><p>[2] Herald.</p>",
    ],
)
def test_typed_numbers(listed: str) -> None:
    """Numbers in the text and a numbered list behind it are calls and notes, under a head or without one."""
    read = article(f"<h1>Bread</h1><p>{LONG} <em>So.[1]</em> And.[2]</p><p>{LONG}</p>{listed}")
    files = files_of(read)
    assert "*So.[^1]* And.[^2]\n" in files["body/01-bread.md"]
    assert files["notes.md"] == "[^1]: *Courier*.\n\n[^2]: Herald.\n"
    assert not read.back


def test_linked_numbers() -> None:
    """Numbers that lead to a list in the file are typed numbers too; words that lead about in it are said."""
    read = article(
        f"<h1>Bread</h1><p>{LONG}<sup><a href='#n1'>1</a></sup> See <a href='#x'>below</a>.</p><p>{LONG}</p>"
        "<h2>Notes</h2><p><a href='#r1'>1.</a> Courier.</p>"
    )
    assert files_of(read)["body/01-bread.md"] == f"{LONG}[^1] See below.\n\n{LONG}\n"
    assert files_of(read)["notes.md"] == "[^1]: Courier.\n"
    assert "“below” led to another place in the file: now only words" in said(read, RemarkKind.GUESSED)


def test_typed_numbers_beside_notes_of_the_file() -> None:
    """They go on from the number of the last."""
    note = "<section class='notes'><aside class='note' id='a'><p>First.</p></aside></section>"
    read = article(
        f"<h1>Bread</h1><p>{LONG}<a class='call' href='#a'/> So.[1]</p><h2>References</h2><p>[1] Courier.</p>{note}"
    )
    assert files_of(read)["body/01-bread.md"] == f"{LONG}[^1] So.[^2]\n"
    assert files_of(read)["notes.md"] == "[^1]: First.\n\n[^2]: Courier.\n"
    assert "1 [1]" in {remark.words for remark in left_out(read)}


def test_numbers_that_nobody_calls_are_a_part_of_their_own() -> None:
    """A list below `Notes` without calls is kept and asked about."""
    read = article(f"<h1>Bread</h1><p>{LONG}</p><p>{LONG}</p><h2>Notes</h2><ol><li>Courier.</li></ol>")
    assert files_of(read)["back/remarks.md"] == "# Notes\n\n1. Courier.\n"
    assert any(asked.startswith("does the text call these numbers?") for asked in said(read, RemarkKind.QUESTION))


POE, BOTH = "Mary Poe (1799–1840)", "Jane Doe and John Roe"


@pytest.mark.parametrize(
    "listed",
    [
        f"<h2>What became of them</h2><p>{POE} – transported.</p><p>{BOTH} – hanged.</p>",
        f"<h2>Notes</h2><ul><li><strong>{POE}:</strong> transported.</li><li>{BOTH}: hanged.</li></ul>",
        f"<p>Who’s who</p><dl><dt>{POE}</dt><dd>transported.</dd><dt>{BOTH}</dt><dd>hanged.</dd></dl>",
        f"<h2>Biographies</h2><h3>{POE}</h3><p>transported.</p><h3>{BOTH}</h3><p>hanged.</p>",
        f"<p>Notes – what became of all:</p><p>{POE} – transported.</p><p>{BOTH} – hanged.</p>",
    ],
)
def test_lists_of_people(listed: str) -> None:
    """Paragraphs, items, definitions and heads alike: a name, and what became of whoever has it."""
    assert fates_of(listed) == {"Mary Poe 1799 1840": "transported.", "Jane Doe, John Roe": "hanged."}


def test_a_list_of_people_without_a_head() -> None:
    """Three names with a dash behind them at the very end are one; people who speak are not."""
    entries = "".join(f"<li>{name} – hanged.</li>" for name in ("Mary Poe", "Jane Doe", "John Roe"))
    assert list(fates_of(f"<ul>{entries}</ul>")) == ["Mary Poe", "Jane Doe", "John Roe"]
    assert fates_of("".join(f"<p>{name}: No.</p>" for name in ("Mary Poe", "Jane Doe", "John Roe"))) == {}


def test_marks_and_calls_in_an_entry() -> None:
    """The words behind the name keep their marks, and a call at the name is kept."""
    read = article(
        f"<h1>Bread</h1><p>{LONG}</p><h2>What became of them</h2>"
        f"<p>Mary Poe<a class='call' href='#a'/> – <em>transported</em>.</p><p>She came back.</p>{NOTES}"
    )
    assert 'fate = "[^1]*transported*."' in files_of(read)["fates.toml"]
    assert 'closing = "She came back."' in files_of(read)["fates.toml"]


def test_people_of_an_ebook_of_ours() -> None:
    """Keys, forms, dates, sources and shared entries come back as they were."""
    read = article(
        f"<p>{LONG}</p><section class='fates'><h1>Lives</h1><p>All.</p><section class='fate'>"
        "<p class='person' data-key='poe' data-sort='Poe, Mary' data-born='c. 1799' data-forms='Poe|Molly'>Mary Poe</p>"
        "<p class='person'>John Roe</p><p>Hanged.</p><div class='source'><p>Courier.</p></div></section>"
        "<p>No more.</p></section>"
    )
    assert isinstance(read.fates, Fates)
    assert (read.fates.title, words_in(read.fates.introduction), words_in(read.fates.closing)) == (
        "Lives",
        "All.",
        "No more.",
    )
    toml = files_of(read)["fates.toml"]
    for line in (
        'key = "poe"',
        'sort = "Poe, Mary"',
        'born = "c. 1799"',
        'source = "Courier."',
        'together_with = "poe"',
    ):
        assert line in toml


@pytest.mark.parametrize(
    ("markup", "title", "subtitle", "authors"),
    [
        (
            "<p class='title'>Corn</p><p class='subtitle'>1840</p><p class='byline'>Ann Fox</p>",
            "Corn",
            "1840",
            ["Ann Fox"],
        ),
        ("<h1>Corn</h1><p>By Ann Fox and Joe Bloggs</p>", "Corn", "", ["Ann Fox", "Joe Bloggs"]),
        ("<h1>Corn</h1><h2>And the poor</h2><p>By Ann Fox</p>", "Corn", "And the poor", ["Ann Fox"]),
        ("<p><strong>Corn</strong></p><p>Ann Fox</p>", "Corn", "", ["Ann Fox"]),
        ("<h1>Corn</h1><h2>The mill</h2>", "Corn", "", ["May Day"]),
        ("", "Offered", "", ["May Day"]),
        ("<h1>One</h1><p>{long}</p><h1>Two</h1>", "Offered", "", ["May Day"]),
    ],
)
def test_title_pages(markup: str, title: str, subtitle: str, authors: list[str]) -> None:
    """Styles first, then heads and bylines, then the words; what the file says of itself only fills gaps."""
    offered = Offered(title="Offered", authors=("May Day", "admin"))
    read = article(f"{markup.format(long=LONG)}<p>{LONG}</p>", offered=offered)
    assert read.title is not None
    assert (read.title.text, read.subtitle.text if read.subtitle else "") == (title, subtitle)
    assert [author.name for author in read.authors] == authors


def test_what_the_title_page_drops_is_said() -> None:
    """`By`, `and` and a date are in no file: the account holds them."""
    read = article(f"<h1>Corn</h1><p>By Ann Fox (Leith)</p><p class='date'>2 May 1840</p><p>{LONG}</p>")
    assert read.authors == (Author(line=2, name="Ann Fox", about="Leith"),)
    assert {remark.words for remark in left_out(read)} == {"By", "2 May 1840"}


def test_a_file_without_text_is_refused() -> None:
    """A title alone is no article."""
    with pytest.raises(Refused) as refused:
        article("<h1>Corn</h1>")
    assert [finding.slug for finding in refused.value.findings] == ["import-empty"]


def test_a_part_behind_the_text() -> None:
    """Heads such as `Further reading` open one if only such heads follow; in the middle they are heads."""
    read = article(
        f"<h1>Corn</h1><h2>Sources</h2><p>{LONG}</p><h2>The mill</h2><p>{LONG}</p>"
        "<h2>Further reading</h2><p>Courier</p>"
    )
    assert [plain(section.head) for section in read.back] == ["Further reading"]
    assert "## Sources" in files_of(read)["body/01-bread.md"]
