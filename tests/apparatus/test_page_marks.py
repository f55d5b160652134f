"""Marks say where the pages of the paper edition begin: to the word, and nothing else is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.apparatus.compilation import compile_pamphlet
from pamphlet.apparatus.page_map import UNCOUNTED, PageMap, PageStart
from pamphlet.apparatus.page_marks import marked, with_page_marks
from pamphlet.apparatus.parts import Endnotes, Fates, Pamphlet, Part, part_runs
from pamphlet.diagnostics import Diagnostics, Source
from pamphlet.inspection import inspect
from pamphlet.manuscript.document import (
    Block,
    Code,
    CodeBlock,
    Emphasis,
    Figure,
    Inline,
    LineBreak,
    Link,
    Mention,
    Nesting,
    NoteCall,
    PageMark,
    Section,
    Table,
    Text,
    Unbroken,
)
from pamphlet.manuscript.traversal import blocks_within, inline_nodes, set_words
from pamphlet.workshop import Workshop

SPAN = Source(name="bread.md", text="bread").span(0)
PARTING = " \n—"


def text(words: str) -> Text:
    """Words."""
    return Text(text=words, span=SPAN)


def emphasis(*children: Inline) -> Emphasis:
    """Stressed words."""
    return Emphasis(children=children, span=SPAN)


def link(*children: Inline) -> Link:
    """Words that lead elsewhere."""
    return Link(address="https://example.org", children=children, span=SPAN)


def mention(*children: Inline, entry: str = "") -> Mention:
    """A person named, with an entry or without."""
    return Mention(key="ann", id="m-ann-1", entry=entry, children=children, span=SPAN)


CALL = NoteCall(number=12, occurrence=1, span=SPAN)
BREAK = LineBreak(span=SPAN)


def shown(inlines: tuple[Inline, ...]) -> str:
    """Words with the marks in them: `bread |7|and roses`."""
    pieces = []
    for node in inlines:
        match node:
            case PageMark():
                pieces.append(f"|{node.label}|")
            case Link():
                pieces.append(f"<{shown(node.children)}>")
            case Emphasis():
                pieces.append(f"*{shown(node.children)}*")
            case _ if isinstance(node, Nesting):
                pieces.append(shown(node.children))
            case _:
                pieces.append("".join(words for words, _ in set_words((node,))))
    return "".join(pieces)


def at(*offsets: int) -> list[PageStart]:
    """Pages 7, 8 … that begin at those offsets of a block."""
    return [PageStart(label=str(label), block="b", offset=offset) for label, offset in enumerate(offsets, 7)]


@pytest.mark.parametrize(
    ("inlines", "offsets", "expected"),
    [
        ((text("Bread and roses"),), (0,), "|7|Bread and roses"),
        ((text("Bread and roses"),), (5,), "Bread |7|and roses"),
        ((text("Bread and roses"),), (10,), "Bread and |7|roses"),
        ((text("Bread and roses"),), (5, 8), "Bread |7|and |8|roses"),
        ((text("a well-\u2010known\u00ad thing"),), (8,), "a |7|well-\u2010known\u00ad thing"),
        ((text("bread—and—roses"),), (10,), "bread—and—|7|roses"),
        ((text("one "), emphasis(text("two three")), text(" four")), (6,), "one *two |7|three* four"),
        ((text("one "), emphasis(text("two three")), text(" four")), (3,), "one |7|*two three* four"),
        ((text("see (“"), link(text("the archive")), text(")")), (8,), "see |7|(“<the archive>)"),
        ((text("one"), BREAK, text("two")), (3,), "one |7|two"),
        ((text("fact."), CALL, text(" Next")), (5,), "|7|fact.12 Next"),
        ((text("fact."), CALL, text(" Next")), (7,), "fact.12 |7|Next"),
        ((mention(text("Ann Lee"), entry="ann"), text(" said")), (3,), "|7|Ann Lee said"),
        ((mention(text("Ann Lee")), text(" said")), (3,), "Ann |7|Lee said"),
        ((text("in "), Unbroken(children=(text("May 1923"),), span=SPAN)), (5,), "in May |7|1923"),
        ((Code(text="ls -l bread", span=SPAN),), (2,), "ls |7|-l bread"),
    ],
)
def test_a_mark_stands_before_the_word_that_begins_the_page(
    inlines: tuple[Inline, ...], offsets: tuple[int, ...], expected: str
) -> None:
    """Before the whole word, and before a link or a note call that it would divide."""
    assert shown(marked(inlines, at(*offsets), SPAN)) == expected


WORDS = st.text(alphabet="ab -—\u00ad\u2010\u00a0", max_size=8)
LEAVES = st.one_of(WORDS.map(text), WORDS.map(lambda words: Code(text=words, span=SPAN)), st.just(CALL), st.just(BREAK))
INLINES = st.recursive(
    st.lists(LEAVES, max_size=4).map(tuple),
    lambda inner: st.lists(
        st.one_of(
            LEAVES,
            inner.map(lambda each: emphasis(*each)),
            inner.map(lambda each: link(*each)),
            inner.map(lambda each: mention(*each)),
            inner.map(lambda each: mention(*each, entry="ann")),
        ),
        max_size=4,
    ).map(tuple),
    max_leaves=8,
)


def without_marks(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The nodes without marks, stretches of words that stand side by side joined."""
    made: list[Inline] = []
    for node in inlines:
        before = made[-1] if made else None
        if isinstance(node, PageMark):
            continue
        if isinstance(node, Text | Code) and isinstance(before, Text | Code) and type(before) is type(node):
            made[-1] = replace(before, text=before.text + node.text)
        elif isinstance(node, Nesting):
            made.append(replace(node, children=without_marks(node.children)))
        else:
            made.append(node)
    return tuple(made)


def flat(inlines: tuple[Inline, ...]) -> str:
    """The words as they are counted."""
    return "".join(words for words, _ in set_words(inlines))


def whole_ranges(inlines: tuple[Inline, ...], begin: int = 0) -> Iterator[tuple[int, int]]:
    """Where what must not be divided stands."""
    for node in inlines:
        end = begin + len(flat((node,)))
        if isinstance(node, NoteCall | Link) or (isinstance(node, Mention) and node.entry):
            yield begin, end
        if isinstance(node, Nesting):
            yield from whole_ranges(node.children, begin)
        begin = end


def places_of_marks(inlines: tuple[Inline, ...]) -> list[tuple[str, int]]:
    """Each mark's label, and how much of the text stands before it."""
    found, done = [], 0
    for node in inline_nodes(inlines):
        if isinstance(node, PageMark):
            found.append((node.label, done))
        elif not isinstance(node, Nesting):
            done += len(flat((node,)))
    return found


@given(INLINES, st.data())
def test_marks_change_nothing_and_stand_at_the_words(inlines: tuple[Inline, ...], data: st.DataObject) -> None:
    """Without its marks the tree is what it was; each mark is at the last place before the start that parts words."""
    words = flat(inlines)
    counted = [place for place, character in enumerate(words) if not UNCOUNTED.match(character)]
    if not counted:
        return
    offsets = sorted(data.draw(st.sets(st.integers(0, len(counted) - 1), min_size=1, max_size=3)))
    made = marked(inlines, at(*offsets), SPAN)
    assert without_marks(made) == without_marks(inlines)
    divided = {place for begin, end in whole_ranges(inlines) for place in range(begin + 1, end)}
    parted = [
        place
        for place in range(len(words))
        if (place == 0 or words[place - 1].isspace() or words[place - 1] in PARTING) and place not in divided
    ]
    expected = [max(place for place in parted if place <= counted[offset]) for offset in offsets]
    assert places_of_marks(made) == [(str(label), place) for label, place in enumerate(expected, 7)]
    assert not any(
        isinstance(inner, PageMark)
        for node in inline_nodes(made)
        if isinstance(node, Link) or (isinstance(node, Mention) and node.entry)
        for inner in inline_nodes(node.children)
    )


@pytest.fixture(scope="module")
def sample_text(workshop: Callable[..., Workshop]) -> Pamphlet:
    """The sample pamphlet, compiled and not laid out."""
    inspected = inspect(workshop(ROOT / "manuscript"), Diagnostics())
    assert inspected
    return compile_pamphlet(inspected[0])


def all_blocks(part: Part) -> Iterator[Block]:
    """Every block of a part, the outer before the inner."""
    match part:
        case Section():
            yield from blocks_within(((part.heading,) if part.heading else ()) + part.blocks)
        case Fates():
            yield from blocks_within(part.introduction)
            for entry in part.entries:
                yield from blocks_within((*entry.blocks, *entry.source))
            yield from blocks_within(part.closing)
        case Endnotes():
            for group in part.groups:
                for note in group.notes:
                    yield from blocks_within(note.blocks)
        case _:
            pass


def test_every_kind_of_block_can_begin_a_page(sample_text: Pamphlet) -> None:
    """Heads, items, cells, terms, notes, fates: each block with words gets the mark of the page that begins in it."""
    runs = {run.id: run for part in sample_text.parts for run in part_runs(part)}
    starts = tuple(PageStart(label=identity, block=identity, offset=0) for identity in runs)
    made = with_page_marks(sample_text, PageMap(starts=starts, pages={}))
    heads = {entry.id for part in made.parts if isinstance(part, Fates) for entry in part.entries}
    before = {
        mark.label
        for part in made.parts
        for mark, following in pairwise(all_blocks(part))
        if isinstance(mark, PageMark) and isinstance(following, CodeBlock | Figure | Table | PageMark)
    }
    again = {run.id: run for part in made.parts for run in part_runs(part)}
    assert list(again) == list(runs)
    for identity, run in again.items():
        marks = [node.label for node in inline_nodes(run.children) if isinstance(node, PageMark)]
        if identity in heads or identity in before:
            assert marks == []
        elif runs[identity].children:
            assert marks == [identity]
            assert isinstance(run.children[0], PageMark)
        assert without_marks(run.children) == without_marks(runs[identity].children)
    kinds = {type(block) for part in made.parts for block in all_blocks(part)}
    assert {Table, Figure, PageMark} <= kinds
    assert len(before) == 4  # three heads of columns and a picture
    assert len(again) > 200


def test_pages_that_begin_in_templates_are_left_to_them(sample_text: Pamphlet) -> None:
    """A start in the cover or the contents changes nothing in the text."""
    starts = (PageStart(label="1", block="cover", offset=0), PageStart(label="3", block="contents-title", offset=0))
    assert with_page_marks(sample_text, PageMap(starts=starts, pages={})) == sample_text
