"""Laws of the import: words come out of the Markdown as they went in, and none is lost on the way."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from pamphlet.diagnostics import Diagnostics, Refused, Source
from pamphlet.intake import markdown
from pamphlet.intake.article import Note, RemarkKind
from pamphlet.intake.blocks import ItemList, Paragraph, Quotation
from pamphlet.intake.importer import Arrival, Intake, import_files
from pamphlet.intake.inline_markdown import head
from pamphlet.intake.runs import Address, MissingAddress, NoteCall, Run, Words
from pamphlet.intake.text.blocks import read_blocks
from pamphlet.manuscript.assembly import read_manuscript
from pamphlet.manuscript.document import Block, NoteReference, OrderedList
from pamphlet.manuscript.passage import Passage
from pamphlet.manuscript.reader import Reader, Reading
from pamphlet.manuscript.traversal import blocks_within, plain_text, runs
from pamphlet.workspace import MemoryFolder

_TYPOGRAPHY = str.maketrans({"“": "'", "”": "'", '"': "'", "‘": "'", "’": "'", "…": "...", "—": "---", "–": "--"})

printable = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")), min_size=1
)
markup = st.text("*_[]()<>#`~\\:|{}&;!-+=.^$@/12 ab\"'", min_size=1)
texts = st.one_of(printable, markup).map(str.strip).filter(lambda text: any(map(str.isalnum, text)))


def words(text: str) -> list[str]:
    """Words by white space, quotation marks, dashes and dots made alike: the manuscript's are typographic."""
    return text.translate(_TYPOGRAPHY).split()


def read(text: str) -> Reading:
    """Markdown as the manuscript's reader understands it, which must find nothing wrong."""
    diagnostics = Diagnostics()
    reading = Reader("en-GB", "double", diagnostics).read(Passage.whole(Source(name="a.md", text=text)), "a")
    assert list(diagnostics) == []
    return reading


def words_read(blocks: tuple[Block, ...]) -> list[str]:
    """The words of blocks that were read."""
    return [word for run in runs(blocks) for word in words(plain_text(run.children))]


def kinds(blocks: tuple[Block, ...]) -> list[str]:
    """The names of the kinds of blocks that were read."""
    return [type(block).__name__ for block in blocks]


def run(text: str) -> Run:
    """Words without links and calls."""
    return (Words(text=text),)


def said(text: str) -> tuple[Paragraph]:
    """Words as the only paragraph of an item, a note or a quotation."""
    return (Paragraph(line=1, words=run(text)),)


@settings(deadline=None)
@given(texts, texts)
def test_paragraphs_keep_their_words(first: str, second: str) -> None:
    """Any two paragraphs are read as two paragraphs with the same words."""
    blocks = read(markdown.blocks([Paragraph(line=1, words=run(text)) for text in (first, second)])).blocks
    assert words_read(blocks) == words(first) + words(second)
    assert kinds(blocks) == ["Paragraph", "Paragraph"]


@settings(deadline=None)
@given(texts)
def test_heads_keep_their_words(text: str) -> None:
    """Any words are read as a head with the same words, and nothing of them as its attributes."""
    blocks = read(head(run(text), 2) + "\n\nEnd.").blocks
    assert words_read(blocks) == [*words(text), "End."]
    assert kinds(blocks) == ["Heading", "Paragraph"]


@settings(deadline=None)
@given(texts, texts, texts)
def test_lists_and_quotations_keep_their_words(first: str, second: str, third: str) -> None:
    """Lists behind one another stay apart, quoted paragraphs stay together."""
    blocks = read(
        markdown.blocks(
            [
                ItemList(line=1, start=None, items=(said(first), said(second))),
                ItemList(line=1, start=1, items=(said(second), said(third))),
                ItemList(line=1, start=1, items=(said(first),)),
                Quotation(line=1, blocks=(*said(first), *said(second)), attribution=run("Jane")),
            ]
        )
    ).blocks
    expected = [first, second, second, third, first, first, second, "Jane"]
    assert words_read(blocks) == [word for text in expected for word in words(text)]
    assert kinds(blocks) == ["BulletList", "OrderedList", "OrderedList", "Quotation"]


@settings(deadline=None)
@given(texts, texts, texts)
def test_words_between_links_and_calls_are_kept(first: str, second: str, third: str) -> None:
    """Whatever stands beside a call, a link or a lost link stays words."""
    parts: Run = (
        Words(text=first),
        NoteCall(label="1"),
        Words(text=second),
        NoteCall(label="2"),
        NoteCall(label="3"),
        MissingAddress(words=run(third)),
        Words(text=third),
        Address(words=run(first), address="https://example.org/a_b"),
        Words(text=second),
    )
    blocks = read(markdown.blocks([Paragraph(line=1, words=parts)])).blocks
    assert words_read(blocks) == words(first + second + third + third + first + second)
    calls = [node for found in runs(blocks) for node in found.children if isinstance(node, NoteReference)]
    assert [call.label for call in calls] == ["1", "2", "3"]


@settings(deadline=None)
@given(texts, texts)
def test_notes_keep_their_words(first: str, second: str) -> None:
    """Any two paragraphs make a note, and the next note begins where it ends."""
    notes = (
        Note(line=1, label="1", blocks=(*said(first), *said(second))),
        Note(line=2, label="full-text", blocks=said(second)),
    )
    reading = read("\n\n".join(markdown.note(note) for note in notes) + "\n")
    assert [words_read(note.blocks) for note in reading.notes] == [words(first) + words(second), words(second)]
    assert reading.blocks == ()


_VOCABULARY = (
    "The the committee met Jane Doe John Roe and bread Corn Street price rose 1924 Notes – - “quoted” ‘single’ don’t "
    "[1] (2) ¹ km² here https://example.org/a_b www.example.org. * # _x_ {y} <z> & &amp; 1. 2. by By of again. stop! "
    "why? 46. é|"
)
_WORDS = st.sampled_from(_VOCABULARY.split(" "))
_LINES = st.sampled_from(
    [
        "By Jane Doe (Leith branch)",
        "By Jane Doe and John Roe",
        "Bread and the Poor",
        "Notes",
        "Notes – an introduction to these.",
        "Sources",
        "Further reading",
        "What became of them",
        "Jane Doe – went to sea.",
        "John Roe and Mary Poe – both hanged (1840).",
        "Mary Poe (1799–1840) – transported.",
        "[The full text can be read here.]",
        "[Read it at https://example.org]",
        "* * *",
        "- one",
        "- two",
        "• three",
        "1. first",
        "2. second",
        "[1] first",
        "[2] second",
        "(1) first",
        "¹ first",
        "1 Bare note",
        "> quoted",
        "> — Jane Doe, Letters",
        "“Bread!” – Jane Doe",
        "21 March 1840",
        "",
        "A long paragraph which has more than twelve words in it, so that heads may stand before it.",
        "A longer one that calls a note.[1] And another one, with so many words that no head it can be.[2]",
    ]
)
articles = st.lists(
    st.one_of(st.lists(_WORDS, min_size=1, max_size=30).map(" ".join), _LINES, _LINES), min_size=1, max_size=25
).map("\n".join)

_TOKEN = re.compile(r"[^\W_]+")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def imported(data: bytes) -> Intake | None:
    """An import that may be refused but must not fail otherwise."""
    try:
        return import_files([Arrival(name="article.txt", data=data)], today=dt.date(2026, 1, 21))
    except Refused:
        return None


def words_of_manuscript(made: Intake) -> Iterator[str]:
    """Every word that the manuscript's own reader finds in the files, numbers of notes and items too."""
    diagnostics = Diagnostics()
    manuscript = read_manuscript(MemoryFolder(dict(made.files)), diagnostics)
    assert {finding.slug for finding in diagnostics} <= {"setting-missing"}  # no byline: `authors` is missing
    assert manuscript is not None
    yield manuscript.settings.title
    yield manuscript.settings.subtitle
    for author in manuscript.settings.authors:
        yield from (author.name, author.about)
    document = manuscript.document
    blocks = [block for section in document.sections for block in section.blocks]
    yield from (plain_text(section.heading.children) for section in document.sections if section.heading)
    people = document.people
    yield people.title
    blocks += [*people.introduction, *people.closing]
    for person in people.persons:
        yield from (person.name, person.born, person.died, "and" if person.together_with else "")
        blocks += person.fate
    for note in document.notes:
        yield note.label
        blocks += note.blocks
    for found in runs(blocks):
        yield plain_text(found.children)
        yield from (node.label for node in found.children if isinstance(node, NoteReference))
    for block in blocks_within(blocks):
        if isinstance(block, OrderedList):
            yield from (str(block.start + index) for index in range(len(block.items)))


@settings(deadline=None, max_examples=300)
@given(articles)
def test_no_word_is_lost(text: str) -> None:
    """Every word of a source is in the manuscript, as often as in the source, or in the report."""
    made = imported(text.encode())
    if made is None:
        return
    said = [placed.remark.words for placed in made.report.of_kind(RemarkKind.LEFT_OUT)]
    there = Counter(
        token for part in (*words_of_manuscript(made), *said) for token in _TOKEN.findall(part.translate(_RAISED))
    )
    wanted = Counter(_TOKEN.findall(text.translate(_RAISED)))
    assert wanted - there == Counter()
    assert made.report.lost == ()
    source, manuscript = made.report.source, made.report.manuscript
    assert (source.heads, source.people) == (manuscript.heads, manuscript.people)


@settings(deadline=None)
@given(st.one_of(st.binary(), st.text().map(str.encode), st.text('ab A.,–-*[]()1>\n"“”’_#:{}').map(str.encode)))
def test_any_bytes_are_imported_or_refused(data: bytes) -> None:
    """No file makes the import fail, and what it makes is a manuscript without a lost word."""
    made = imported(data)
    if made is not None:
        assert list(words_of_manuscript(made))
        assert made.report.lost == ()


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from(["a", "bb", "ccc", "dddd", "ffffff"]), min_size=9, max_size=12), min_size=12))
def test_joining_lines_keeps_words_in_order(lines: list[list[str]]) -> None:
    """Hard-wrapped or not, the blocks hold the words of the lines one after another."""
    text = "\n".join(" ".join(line) for line in lines)
    blocks = read_blocks(text.encode(), "article.txt").blocks
    assert [word for block in blocks for word in block.text.split()] == text.split()
