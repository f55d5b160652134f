"""Laws of the reader: it answers any text, knows the place of every word, and loses none in silence."""

from __future__ import annotations

import dataclasses
import re
import time
from collections.abc import Iterator

import pytest
from generated.soup import MARKS, nasty_texts, numbered, texts_of_words
from hypothesis import example, given, settings

from pamphlet.diagnostics import Diagnostics, Source
from pamphlet.manuscript.document import Block, Node, Text
from pamphlet.manuscript.passage import Passage
from pamphlet.manuscript.reader import Reader, Reading
from pamphlet.manuscript.traversal import blocks_within, inline_nodes, runs

laws = settings(max_examples=200, deadline=None, derandomize=True)


def read(text: str, diagnostics: Diagnostics | None = None) -> Reading:
    """Read a text as a whole file."""
    reader = Reader("en-GB", "double", Diagnostics() if diagnostics is None else diagnostics)
    return reader.read(Passage.whole(Source(name="a.md", text=text)), "a")


def blocks_of(reading: Reading) -> Iterator[Block]:
    """Every block, those of the notes too."""
    yield from blocks_within(reading.blocks)
    for note in reading.notes:
        yield from blocks_within(note.blocks)


def nodes_of(reading: Reading) -> Iterator[Node]:
    """Every node that has a place."""
    yield from reading.notes
    yield from blocks_of(reading)
    for run in runs((*reading.blocks, *(block for note in reading.notes for block in note.blocks))):
        yield run
        yield from inline_nodes(run.children)


def strings(value: object) -> Iterator[str]:
    """Every text in a tree, in the order of reading."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings(item)
    elif isinstance(value, Node | Reading):
        for field in dataclasses.fields(value):
            if field.name != "span":
                yield from strings(getattr(value, field.name))


@laws
@given(nasty_texts)
@example("> ::: box\n>")
@example("[]{person=a} [](x) []{.smallcaps}")
def test_any_text_is_read(text: str) -> None:
    """Nothing makes the reader fail, and every node and finding stands in the text."""
    found = Diagnostics()
    for node in nodes_of(read(text, found)):
        assert node.span.source.text == text
        assert 0 <= node.span.start <= node.span.end <= len(text)
    for finding in found:
        assert finding.span is not None
        assert finding.span.source.text == text


@laws
@given(nasty_texts)
@example("a | b\n--|--\na | a\n")
@example("| a \\| b | `c` |\n|---|---|\n")
@example("## one {#one}\n")
@example("\u00a0\none\n")
@example("<http://x.y/--'>")
def test_words_stand_where_the_manuscript_has_them(text: str) -> None:
    """The stretch of a text node holds its words, letter by letter but for typographic marks."""
    for node in nodes_of(read(text)):
        if isinstance(node, Text):
            source = node.span.source.text[node.span.start : node.span.end]
            assert is_written_so(node.text, source), (node.text, source)


def is_written_so(words: str, source: str) -> bool:
    """Whether words can have been written as they stand in the source."""
    if (words, source) in {("–", "--"), ("—", "---"), ("…", "..."), (" ", "\n")} or source.startswith("!["):
        return True  # the last: a caption with backslashes stands somewhere in its picture
    if re.fullmatch(r"&[#\w]+;", source) or source == f"\\{words}":
        return True
    source = source.replace("\\|", "|")
    return len(words) == len(source) and all(map(is_same_sign, words, source))


def is_same_sign(sign: str, written: str) -> bool:
    """Whether a sign is set as it was written, or as the typographic mark for it."""
    return sign == written or (written in "'\"" and sign in "‘’“”") or (written == "\0" and sign == "\ufffd")


@laws
@given(texts_of_words)
@example(numbered("| W |\n|-|\n| W | W |\n"))
@example(numbered('[W](W "W")\n'))
@example(numbered("[W]: W\n\n[W]: W\n\n[w1w]\n"))
@example(numbered("[foo]: W\n\n[foo]: W\n\n[foo]\n"))
@example(numbered("<!-- --> W <!-- -->\n"))
@example(numbered("``` W W\nW\n```\n"))
@example(numbered("> " * 40 + "W\n"))
def test_no_word_is_lost_in_silence(text: str) -> None:
    """Every word of the text is somewhere in the tree, or an error says what is wrong."""
    found = Diagnostics()
    reading = read(text, found)
    if not found.has_errors:
        kept = "".join(strings(reading))
        assert [word for word in re.findall(r"w\d+w", text) if word not in kept] == []


@laws
@given(nasty_texts.filter(lambda text: "{" not in text))
@example("# One\n\n# Two\n\nThree\n")
def test_ids_are_unique(text: str) -> None:
    """No two blocks of a file share an id, and all ids of a file begin with its name."""
    ids = [identity for block in blocks_of(read(text)) if (identity := getattr(block, "id", ""))]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"a(_\d+)?", identity) for identity in ids)


@laws
@given(nasty_texts)
def test_the_same_text_has_the_same_tree(text: str) -> None:
    """Nothing is carried over from one reading to the next, and places are left out of equality."""
    reader = Reader("en-GB", "double", Diagnostics())
    first = reader.read(Passage.whole(Source(name="a.md", text=text)), "a")
    reader.read(Passage.whole(Source(name="b.md", text="[foo]: x\n\n::: verse\n")), "b")
    assert reader.read(Passage.whole(Source(name="c.md", text=text)), "a") == first


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Before.\n\n" + "> " * 500 + "deep\n\nAfter.\n", 3),
        ("Before.\n\n" + "> " * 5000 + "deep\n", 3),
        ("".join(f"{'  ' * depth}- item\n" for depth in range(300)) + "\nAfter.\n", 16),
        ("1. " * 100 + "deep\n", 1),
        ("::: box\n" * 200, 32),
        ("*a **b " * 40 + "c" + "** d*" * 40, 1),
        ("[" * 35 + "deep" + "]{.smallcaps}" * 35, 1),
    ],
)
def test_what_is_nested_beyond_measure_is_refused(text: str, line: int) -> None:
    """Where the parser would drop words in silence, an error names the line; nothing is set of such a file."""
    found = Diagnostics()
    reading = read(text, found)
    errors = [(finding.slug, finding.span.position[0]) for finding in found if finding.span]
    assert errors == [("nesting", line)]
    assert (reading.blocks, reading.notes) == ((), ())


@pytest.mark.parametrize(
    "piece",
    [*MARKS, "*a **b ", "`` a`", "a@", "[a](", "[a]{", "[^a]", "[x](y)", "| a ", "a\n: b\n", "- - ", "[a]: b\n", "_a"],
)
def test_repetition_is_borne(piece: str) -> None:
    """A thousand of the same make the reader neither fail nor stall."""
    text = piece * 1000
    begun = time.process_time()
    for node in nodes_of(read(text)):
        assert node.span.end <= len(text)
    assert time.process_time() - begun < 10
