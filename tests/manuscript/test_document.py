"""The tree: whoever goes through it meets every word once, in the order of reading."""

from __future__ import annotations

import pytest

from pamphlet.diagnostics import Diagnostics, Source
from pamphlet.manuscript.document import Block, CodeBlock, Heading, Inline, LineBreak, NoteCall, Person, Section, Text
from pamphlet.manuscript.passage import Passage
from pamphlet.manuscript.reader import Reader
from pamphlet.manuscript.traversal import (
    blocks_within,
    descend,
    edit_blocks,
    edit_section,
    inline_nodes,
    plain_text,
    runs,
    section_runs,
)

EVERYTHING = """\
## 1 head

2 *paragraph **with** stress*[^x] and [link](#x)

> 3 quoted
>
> — 4 who

- 5 item

  6 more
  1. 7 inner

8 term
: 9 meaning

    10 more

| 11 a | 12 b |
|------|------|
| 13 c | 14 d |

    15 code

***

![what](a.svg "16 caption")

::: box
### 17 in a box

18 words
:::
"""
PLACE = Source(name="a.md", text="").span(0)


@pytest.fixture
def blocks() -> tuple[Block, ...]:
    """One block of every kind, its words numbered."""
    found = Diagnostics()
    made = Reader("en-GB", "single", found).read(Passage.whole(Source(name="a.md", text=EVERYTHING)), "a").blocks
    assert not found.has_errors
    return made


class Listener:
    """An editor that changes nothing and keeps what it hears."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
        self.heard: list[str] = []

    def words(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Hear words."""
        self.heard.append(plain_text(inlines))
        return inlines

    def head(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Hear a head."""
        self.heard.append(f"head: {plain_text(inlines)}")
        return inlines


class Shouter:
    """An editor that changes every letter, however deep."""

    def words(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Put words into capitals."""
        return tuple(
            Text(text=node.text.upper(), span=node.span) if isinstance(node, Text) else descend(node, self.words)
            for node in inlines
        )

    head = words


def test_runs_are_all_words_in_order(blocks: tuple[Block, ...]) -> None:
    """Every block that holds words, once, however deep it lies."""
    found = [plain_text(run.children) for run in runs(blocks)]
    assert [words.split()[0] for words in found] == [str(number) for number in range(1, 19)]
    assert len({run.id for run in runs(blocks)}) == 18


def test_an_editor_meets_all_words_in_order(blocks: tuple[Block, ...]) -> None:
    """All but code, heads as heads; and one that changes nothing leaves the tree as it is."""
    listener = Listener()
    assert edit_blocks(blocks, listener) == blocks
    expected = [
        f"head: {plain_text(run.children)}" if "head" in plain_text(run.children) or "17" in plain_text(run.children)
        else plain_text(run.children)
        for run in runs(blocks) if "15" not in plain_text(run.children)
    ]  # fmt: skip
    assert listener.heard == expected


def test_what_an_editor_changes_is_changed(blocks: tuple[Block, ...]) -> None:
    """Every word but code, in every kind of block, with its place."""
    after = edit_blocks(blocks, Shouter())
    for before, run in zip(runs(blocks), runs(after), strict=True):
        text = plain_text(before.children)
        assert plain_text(run.children) == (text if "15" in text else text.upper())
        assert [node.span for node in inline_nodes(run.children)] == [
            node.span for node in inline_nodes(before.children)
        ]


def test_blocks_within_are_all_blocks(blocks: tuple[Block, ...]) -> None:
    """The outer before the inner, in the order of reading."""
    kinds = [type(block).__name__ for block in blocks_within(blocks)]
    assert kinds == [
        "Heading", "Paragraph", "Quotation", "Paragraph", "Attribution", "BulletList", "Paragraph", "Paragraph",
        "OrderedList", "Paragraph", "DefinitionList", "Paragraph", "Paragraph", "Table", "CodeBlock", "Break", "Figure",
        "Division", "Heading", "Paragraph",
    ]  # fmt: skip


def test_a_section_begins_with_its_heading(blocks: tuple[Block, ...]) -> None:
    """For whoever reads it and whoever changes it."""
    title = Heading(id="a", level=1, children=(Text(text="title", span=PLACE),), span=PLACE)
    section = Section(id="a", role="chapter", heading=title, blocks=blocks, span=PLACE)
    assert plain_text(next(section_runs(section)).children) == "title"
    listener = Listener()
    assert edit_section(section, listener) == section
    assert listener.heard[0] == "head: title"
    shouted = edit_section(section, Shouter())
    assert shouted.heading is not None
    assert plain_text(shouted.heading.children) == "TITLE"


def test_places_are_left_out_of_equality() -> None:
    """Equal words at different places are equal, and hash alike."""
    source = Source(name="a.md", text="one one")
    first, second = (Text(text="one", span=source.span(start, start + 3)) for start in (0, 4))
    assert first == second
    assert len({first, second}) == 1
    assert CodeBlock(id="a", text="one", span=PLACE) != CodeBlock(id="b", text="one", span=PLACE)


def test_plain_text_is_the_words_alone() -> None:
    """A line break is a space, and a note call nothing."""
    call = NoteCall(number=1, occurrence=2, span=PLACE)
    words = (Text(text="one", span=PLACE), LineBreak(span=PLACE), Text(text="two", span=PLACE), call)
    assert plain_text(words) == "one two"
    assert call.id == "noteref-1-2"


@pytest.mark.parametrize(
    ("born", "died", "years"),
    [
        ("", "", ""),
        ("1906", "", "born 1906"),
        ("", "1938", "died 1938"),
        ("1906", "1938", "1906–1938"),
        ("c. 1906", "1938", "c. 1906 – 1938"),
    ],
)
def test_years(born: str, died: str, years: str) -> None:
    """As the head of an entry shows them."""
    person = Person(
        key="a", name="A", sort="A", names=(), born=born, died=died, fate=(), source=(), together_with="", span=PLACE
    )
    assert person.years == years
