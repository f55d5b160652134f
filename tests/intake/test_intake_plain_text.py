"""A text becomes an article; what was guessed or cannot be known is remarked on."""

from __future__ import annotations

import pytest

from pamphlet.diagnostics import Refused
from pamphlet.intake.article import (
    Article,
    Author,
    Fate,
    Fates,
    Line,
    Named,
    Note,
    RemarkKind,
    Section,
    Tally,
    passages,
)
from pamphlet.intake.blocks import Block, Break, EditorialNote, ItemList, Paragraph, Quotation, Subhead
from pamphlet.intake.runs import Address, MissingAddress, NoteCall, Run, Words, plain, run_of
from pamphlet.intake.text.reader import read_plain_text

LONG = "The price of bread rose in the spring of that year, and nobody in the town could say why it had."


def article(*lines: str) -> Article:
    """The article of a text whose paragraphs are lines."""
    return read_plain_text("\n".join(lines).encode(), "article.txt")


def text_of(read: Article) -> tuple[Block, ...]:
    """The blocks of the only chapter."""
    (chapter,) = read.chapters
    return chapter.blocks


def run(text: str) -> Run:
    """Words without links and calls."""
    return (Words(text=text),)


def paragraphs(line: int, *texts: str) -> tuple[Paragraph, ...]:
    """Paragraphs of plain words on lines that follow one another."""
    return tuple(Paragraph(line=number, words=run(text)) for number, text in enumerate(texts, line))


def items(line: int, *texts: str) -> tuple[tuple[Paragraph], ...]:
    """Items of one paragraph each, on lines that follow one another."""
    return tuple((paragraph,) for paragraph in paragraphs(line, *texts))


def said(read: Article, kind: RemarkKind) -> list[tuple[int, str]]:
    """The remarks of a kind, each with its line."""
    return [(remark.line, remark.text) for remark in read.remarks if remark.kind is kind]


def test_a_whole_article() -> None:
    """Title page, blocks and parts behind the text are told apart, each with its line."""
    read = article("Bread", "And butter", "By Jane Doe (Leith)", LONG, "The mayor", LONG, "***", LONG)
    assert read.title == Line(line=1, text="Bread")
    assert read.subtitle == Line(line=2, text="And butter")
    assert read.authors == (Author(line=3, name="Jane Doe", about="Leith"),)
    assert text_of(read) == (
        Paragraph(line=4, words=run(LONG)),
        Subhead(line=5, words=run("The mayor")),
        Paragraph(line=6, words=run(LONG)),
        Break(line=7),
        Paragraph(line=8, words=run(LONG)),
    )
    assert (read.notes, read.fates, read.back) == ((), None, ())
    assert read.tally == Tally(words=72, paragraphs=3, heads=1)  # 3 × 21 and title, subtitle, byline, subhead


def test_what_the_byline_leaves_out_is_said() -> None:
    """`By` and `and` stand in no file: the report names them."""
    read = article("By Jane Doe and John Roe", LONG)
    assert [(remark.words, remark.line) for remark in read.remarks if remark.words] == [("By … and", 1)]


def test_an_affiliation_behind_several_names_is_asked_about() -> None:
    """Whether the words in brackets are about all of the authors, only they know."""
    asked = said(article("By Jane Doe and John Roe (Leith)", LONG), RemarkKind.QUESTION)
    assert asked == [(1, "is “Leith” said of John Roe alone, or of all the authors?")]


def test_a_bare_name_is_the_author() -> None:
    """A name alone below the title is taken for the byline, and that is a guess."""
    read = article("Bread", "Jane Doe", LONG)
    assert read.authors == (Author(line=2, name="Jane Doe"),)
    assert (2, "the byline: Jane Doe") in said(read, RemarkKind.GUESSED)


def test_a_lost_link_is_marked_and_asked_about() -> None:
    """A line in brackets that says `here` without an address has lost it."""
    read = article("By Jane Doe", LONG, "[The whole of it can be read here.]", LONG)
    assert text_of(read)[1] == EditorialNote(
        line=3,
        words=(Words(text="The whole of it can be read "), MissingAddress(words=run_of("here")), Words(text=".")),
    )
    assert [line for line, _ in said(read, RemarkKind.QUESTION)] == [3]
    assert read.tally.notes == 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("[You can read it here (in English)]", "here"),
        ("[Click here]", "Click here"),
        ("[The text can be downloaded]", "can be downloaded"),
        ("[Follow the link below]", "Follow the link"),
    ],
)
def test_words_that_led_somewhere(line: str, words: str) -> None:
    """The words of a lost link are marked, no more than these."""
    (_, note) = text_of(article("By Jane Doe", LONG, line))
    assert isinstance(note, EditorialNote)
    assert [plain(part.words) for part in note.words if isinstance(part, MissingAddress)] == [words]


def test_a_line_in_brackets_with_an_address() -> None:
    """With its address the line asks for nothing."""
    read = article("By Jane Doe", LONG, "[Read more: https://example.org/bread.]")
    assert text_of(read)[1] == EditorialNote(
        line=3,
        words=(
            Words(text="Read more: "),
            Address(words=run_of("https://example.org/bread"), address="https://example.org/bread"),
            Words(text="."),
        ),
    )
    assert said(read, RemarkKind.QUESTION) == []


@pytest.mark.parametrize("line", ["[Here we leave out a page.]", "[Many were here in 1840 and stayed.]"])
def test_a_line_in_brackets_that_leads_nowhere(line: str) -> None:
    """`here` may just be a place: the line stays a paragraph with its brackets."""
    read = article("By Jane Doe", LONG, line)
    assert text_of(read)[1] == Paragraph(line=3, words=run(line))
    assert (3, "a line in brackets leads nowhere: kept as a paragraph") in said(read, RemarkKind.GUESSED)


def test_lists() -> None:
    """Items in a row are one list; a second `1.` begins a second one."""
    read = article("By Jane Doe", LONG, "- bread", "- butter", LONG, "1. one", "2. two", "1. one again", "2. two again")
    assert [block for block in text_of(read) if isinstance(block, ItemList)] == [
        ItemList(line=3, start=None, items=items(3, "bread", "butter")),
        ItemList(line=6, start=1, items=items(6, "one", "two")),
        ItemList(line=8, start=1, items=items(8, "one again", "two again")),
    ]
    assert read.tally.paragraphs == 8


def test_quotations() -> None:
    """Quoted paragraphs in a row are one quotation up to its source."""
    read = article(
        "By Jane Doe", LONG, "“Bread!” – Mary Poe, Letters", "“And soon.”", "— John Roe", "> Cold.", "> — Anon", LONG
    )
    assert text_of(read)[1:4] == (
        Quotation(line=3, blocks=paragraphs(3, "“Bread!”"), attribution=run("Mary Poe, Letters")),
        Quotation(line=4, blocks=paragraphs(4, "“And soon.”"), attribution=run("John Roe")),
        Quotation(line=6, blocks=paragraphs(6, "Cold."), attribution=run("Anon")),
    )
    assert read.tally.paragraphs == 8


def test_quoted_lines_without_a_source() -> None:
    """A quotation need not say whose it is."""
    read = article("By Jane Doe", LONG, "> Cold.", "> Late.", LONG)
    assert text_of(read)[1] == Quotation(line=3, blocks=paragraphs(3, "Cold.", "Late."))


def test_doubtful_lines_are_asked_about_once() -> None:
    """A short line that may be a subhead, a date or a credit stays a paragraph and is asked about."""
    read = article(
        "By Jane Doe", "21 March 1924", LONG, "Roe", LONG + " One.", "Roe", LONG, "Who was it that paid for it?", LONG
    )
    assert [line for line, _ in said(read, RemarkKind.QUESTION)] == [2, 4, 8]
    assert all(isinstance(block, Paragraph) for block in text_of(read))


def test_endnotes() -> None:
    """Called numbers and the list at the end become calls and notes; the head is the pamphlet's own."""
    read = article(
        "By Jane Doe", LONG + "[1]", LONG + "[2]", "Notes", "[1] Courier.", "[2] See https://example.org.", "More."
    )
    assert text_of(read)[0] == Paragraph(line=2, words=(Words(text=LONG), NoteCall(label="1")))
    assert read.notes == (
        Note(line=5, label="1", blocks=paragraphs(5, "Courier.")),
        Note(
            line=6,
            label="2",
            blocks=(
                Paragraph(
                    line=6,
                    words=(
                        Words(text="See "),
                        Address(words=run_of("https://example.org"), address="https://example.org"),
                        Words(text="."),
                    ),
                ),
                *paragraphs(7, "More."),
            ),
        ),
    )
    assert (4, "the endnotes are given a head of their own") in said(read, RemarkKind.LEFT_OUT)
    assert [line for line, _ in said(read, RemarkKind.GUESSED)] == [1, 7, 5]


def test_notes_and_calls_without_a_counterpart_are_asked_about() -> None:
    """A note that is called nowhere and a call of a note that is not there need a person."""
    read = article("By Jane Doe", LONG + "[1] [9]", LONG, "Notes", "[1] Courier.", "[2] The same.")
    assert said(read, RemarkKind.QUESTION) == [
        (6, "where is note 2 called? Write `[^2]` there"),
        (0, "the text seems to call a note 9, but there is none"),
    ]
    assert next(text for _, text in passages(read)).endswith("[9]")


def test_notes_without_a_head() -> None:
    """The numbered lines at the very end need no head, if every one is called."""
    read = article("By Jane Doe", LONG + "¹", LONG, "¹ Courier.")
    assert read.notes == (Note(line=4, label="1", blocks=paragraphs(4, "Courier.")),)


def test_fates() -> None:
    """A list of people: introduction, entries with one or several people, and what closes it."""
    read = article(
        "By Jane Doe",
        LONG,
        LONG,
        "Notes",
        "What became of them all:",
        "Mary Poe (1799–1840) – transported.",
        "She came back.",
        "Jane Doe and John Roe – both hanged.",
        "Their children were never found.",
    )
    assert read.fates == Fates(
        line=4,
        title="What became of them",
        introduction=paragraphs(5, "What became of them all:"),
        entries=(
            Fate(
                line=6,
                people=(Named(name="Mary Poe", born="1799", died="1840"),),
                blocks=paragraphs(6, "transported.", "She came back."),
            ),
            Fate(line=8, people=(Named(name="Jane Doe"), Named(name="John Roe")), blocks=paragraphs(8, "both hanged.")),
        ),
        closing=paragraphs(9, "Their children were never found."),
    )
    assert read.tally.people == 3
    assert (4, "the list of people is headed “What became of them” instead") in said(read, RemarkKind.LEFT_OUT)
    assert [line for line, _ in said(read, RemarkKind.GUESSED)] == [1, 7, 8, 9]


def test_a_head_that_speaks_of_people_is_kept() -> None:
    """Only a head such as `Notes`, which says nothing of people, is replaced."""
    read = article("By Jane Doe", LONG, LONG, "Who’s who", "Mary Poe – transported.", "John Roe – hanged.")
    assert read.fates is not None
    assert read.fates.title == "Who’s who"
    assert [remark.words for remark in read.remarks if remark.words] == ["By"]


def test_other_parts_behind_the_text() -> None:
    """Any other head word opens a part of its own, with its introduction and its list."""
    read = article("By Jane Doe", LONG, LONG, "Sources – in print only.", "- Courier", "- Herald")
    assert read.back == (
        Section(
            line=4,
            head=run("Sources"),
            blocks=(
                Paragraph(line=4, words=run("in print only.")),
                ItemList(line=5, start=None, items=items(5, "Courier", "Herald")),
            ),
        ),
    )


def test_numbers_that_nobody_calls_are_asked_about() -> None:
    """A numbered list below `Notes` whose calls were lost in copying is kept as a list."""
    read = article("By Jane Doe", LONG, LONG, "Notes", "1. Courier.", "2. Herald.")
    assert read.back[0].blocks == (ItemList(line=5, start=1, items=items(5, "Courier.", "Herald.")),)
    assert [line for line, _ in said(read, RemarkKind.QUESTION)] == [4]


def test_passages_are_all_words_of_text_and_people() -> None:
    """Whoever looks for names sees every run of words, each with its line."""
    longer = f"{LONG} Nobody had asked."
    read = article(
        "By Jane Doe", longer, "Bread", longer, "> Cold.", "> — Anon", "[Read it here.]", "- a b", "- c d", "***",
        f"{longer}[1]", "Notes", "[1] Courier.", "Biographies", "Mary Poe – transported.",
        "Sources – all:", "- Herald", "- Times",
    )  # fmt: skip
    found = [text for _, text in passages(read)]
    assert [text for text in found if text != longer] == [
        "Bread", "Cold.", "Anon", "Read it here.", "a b", "c d", "Courier.", "transported.", "all:", "Herald", "Times",
    ]  # fmt: skip


@pytest.mark.parametrize("lines", [("By Jane Doe",), ("Bread", "By Jane Doe")])
def test_a_title_page_alone_is_refused(lines: tuple[str, ...]) -> None:
    """A manuscript needs a chapter."""
    with pytest.raises(Refused) as refused:
        article(*lines)
    assert [finding.slug for finding in refused.value.findings] == ["import-empty"]
