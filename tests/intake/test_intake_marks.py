"""Laws of marked words: whatever is emphasised, linked or foreign in an article is so in the manuscript."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pamphlet.diagnostics import Diagnostics, Source
from pamphlet.intake import markdown, runs
from pamphlet.intake.blocks import Paragraph
from pamphlet.intake.markup.marks import LOST, Marks, Stretch, in_order
from pamphlet.intake.runs import LineEnd, NoteCall, Run, Words
from pamphlet.manuscript import document
from pamphlet.manuscript.document import Inline
from pamphlet.manuscript.passage import Passage
from pamphlet.manuscript.reader import Reader

MARKS = st.builds(
    Marks,
    address=st.sampled_from(["", "", "", "https://example.org/a_b(c)", "https://example.org/", LOST]),
    language=st.sampled_from(["", "", "", "fr", "ru-Latn"]),
    small_caps=st.sampled_from([False, False, True]),
    emphasis=st.booleans(),
    strong=st.booleans(),
)
CONTENTS = st.one_of(
    st.text("ab é ,:()[]{}*_!#|<>&;`~\\+=^$/1.", min_size=1, max_size=4),
    st.sampled_from([LineEnd(), NoteCall(label="1"), NoteCall(label="note-b")]),
)
RUNS = st.lists(st.builds(Stretch, content=CONTENTS, marks=MARKS), min_size=1, max_size=6).map(in_order)
SAID = RUNS.filter(lambda run: any(map(str.isalnum, runs.plain(run))) and "..." not in runs.plain(run))
"""Words; three dots in a row would come out as an ellipsis."""

Sign = tuple[str, frozenset[str]]


def read(text: str) -> tuple[document.Block, ...]:
    """Markdown as the manuscript's reader understands it, which must find nothing wrong."""
    diagnostics = Diagnostics()
    reading = Reader("en-GB", "double", diagnostics).read(Passage.whole(Source(name="a.md", text=text)), "a")
    assert list(diagnostics) == []
    return reading.blocks


def signs(run: Run, marks: frozenset[str] = frozenset()) -> Iterator[Sign]:
    """Each character of a run with the marks around it; spaces only as such."""
    for part in run:
        match part:
            case Words():
                yield from ((character, frozenset() if character == " " else marks) for character in part.text)
            case LineEnd():
                yield "\n", frozenset()
            case NoteCall():
                yield f"[^{part.label}]", marks
            case runs.Foreign():
                yield from signs(part.words, marks | {part.language})
            case runs.Address():
                yield from signs(part.words, marks | {part.address})
            case _:
                yield from signs(part.words, marks | {type(part).__name__})


def signs_read(nodes: tuple[Inline, ...], marks: frozenset[str] = frozenset()) -> Iterator[Sign]:
    """Each character that the manuscript's reader found with the marks around it."""
    for node in nodes:
        match node:
            case document.Text():
                yield from ((character, frozenset() if character == " " else marks) for character in node.text)
            case document.LineBreak():
                yield "\n", frozenset()
            case document.NoteReference():
                yield f"[^{node.label}]", marks
            case document.Foreign():
                yield from signs_read(node.children, marks | {node.language})
            case document.Link():
                yield from signs_read(node.children, marks | {node.address})
            case document.MissingLink():
                yield from signs_read(node.children, marks | {"MissingAddress"})
            case document.Emphasis() | document.Strong() | document.SmallCaps():
                yield from signs_read(node.children, marks | {type(node).__name__})
            case _:
                raise AssertionError(node)


@settings(deadline=None, max_examples=150)
@given(SAID)
@example(
    (
        runs.Foreign(language="fr", words=(Words(text="1"), runs.Strong(words=(Words(text="1"),)))),
        runs.Strong(words=(Words(text=" 1"),)),
    )
)
@example(
    (
        Words(text="1"),
        runs.Strong(
            words=(
                runs.Emphasis(words=(Words(text="1"),)),
                Words(text="1"),
                runs.Emphasis(words=(Words(text="1"),)),
            )
        ),
    )
)
@example((runs.Strong(words=(runs.Emphasis(words=(Words(text="1"),)), Words(text="1"))), Words(text="1")))
@example((runs.Emphasis(words=(Words(text="1."),)), runs.Strong(words=(Words(text="1"),)), Words(text="1")))
def test_marks_come_through(run: Run) -> None:
    """Every character of a paragraph has in the manuscript the marks that it had in the article."""
    (paragraph,) = read(markdown.blocks([Paragraph(line=1, words=run)]))
    assert isinstance(paragraph, document.Paragraph)
    assert list(signs_read(paragraph.children)) == list(signs(run))
