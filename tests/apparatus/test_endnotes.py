"""Notes are numbered through the pamphlet in the order of their calls, and gathered where they are called first."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pamphlet.apparatus.endnotes import Numberer
from pamphlet.apparatus.parts import NumberedNote
from pamphlet.diagnostics import Source
from pamphlet.manuscript.document import Emphasis, Inline, Link, Note, NoteCall, NoteReference, Text
from pamphlet.manuscript.traversal import inline_nodes

PLACE = Source(name="a.md", text="").span(0)
NOTES = {label: Note(label=label, blocks=(), span=PLACE) for label in "abcdef"}

laws = settings(max_examples=200, deadline=None, derandomize=True)


def call(label: str) -> NoteReference:
    """A call as it was written."""
    return NoteReference(label=label, span=PLACE)


def words(text: str) -> Text:
    """Some words."""
    return Text(text=text, span=PLACE)


def calls_in(inlines: tuple[Inline, ...]) -> list[NoteCall]:
    """The numbered calls, in the order of reading."""
    nodes = list(inline_nodes(inlines))
    assert not any(isinstance(node, NoteReference) for node in nodes)
    return [node for node in nodes if isinstance(node, NoteCall)]


def notes_of(numberer: Numberer) -> list[NumberedNote]:
    """All notes, in the order in which they are printed."""
    return [note for group in numberer.groups() for note in group.notes]


def test_calls_are_numbered_wherever_they_stand() -> None:
    """In the order of reading, inside emphasis and links too, and in heads as anywhere."""
    numberer = Numberer(NOTES)
    numberer.begin("one", (words("One"),))
    head = numberer.head((words("Title"), call("c")))
    inner = Link(address="#x", children=(call("b"), words("x")), span=PLACE)
    text = numberer.words((words("a"), Emphasis(children=(inner, call("a")), span=PLACE), call("d")))
    assert [each.number for each in (*calls_in(head), *calls_in(text))] == [1, 2, 3, 4]
    assert [note.number for note in notes_of(numberer)] == [1, 2, 3, 4]


def test_a_note_called_again_keeps_its_number() -> None:
    """It stands once, under the part that called it first, and leads back to every call."""
    numberer = Numberer(NOTES)
    numberer.begin("one", ())
    first = numberer.words((call("a"), call("b"), call("a")))
    numberer.begin("two", ())
    second = numberer.words((call("a"), call("c")))
    made = [(each.number, each.occurrence, each.id) for each in (*calls_in(first), *calls_in(second))]
    assert made == [
        (1, 1, "noteref-1"),
        (2, 1, "noteref-2"),
        (1, 2, "noteref-1-2"),
        (1, 3, "noteref-1-3"),
        (3, 1, "noteref-3"),
    ]
    assert [(group.id, [note.number for note in group.notes]) for group in numberer.groups()] == [
        ("one", [1, 2]),
        ("two", [3]),
    ]
    assert notes_of(numberer)[0].calls == ("noteref-1", "noteref-1-2", "noteref-1-3")
    assert notes_of(numberer)[0].id == "note-1"


def test_parts_that_call_no_note_have_no_group() -> None:
    """Nor has a part that only calls again what another called first."""
    numberer = Numberer(NOTES)
    for identity, labels in (("one", ""), ("two", "a"), ("three", "a"), ("four", "b")):
        numberer.begin(identity, (words(identity),))
        numberer.words(tuple(call(label) for label in labels))
    assert [(group.id, group.title) for group in numberer.groups()] == [
        ("two", (words("two"),)),
        ("four", (words("four"),)),
    ]


def test_a_call_of_nothing_is_dropped() -> None:
    """It has been reported, and takes no number."""
    numberer = Numberer(NOTES)
    numberer.begin("one", ())
    assert numberer.words((call("x"), words("a"), call("a"))) == (
        words("a"),
        NoteCall(number=1, occurrence=1, span=PLACE),
    )


labels = st.lists(st.sampled_from([*NOTES, "undefined"]), max_size=8)


@laws
@given(st.lists(st.tuples(labels, labels), max_size=5))
def test_numbers_run_without_gaps(parts: list[tuple[list[str], list[str]]]) -> None:
    """Whatever calls what: 1 to n in the order of first calls, each call and note at its number, ids unique."""
    numberer = Numberer(NOTES)
    calls: list[NoteCall] = []
    for number, (in_head, in_text) in enumerate(parts):
        numberer.begin(f"part-{number}", ())
        calls += calls_in(numberer.head(tuple(map(call, in_head))))
        calls += calls_in(numberer.words((Emphasis(children=tuple(map(call, in_text)), span=PLACE),)))
    written = [label for part in parts for labels in part for label in labels if label in NOTES]
    order = list(dict.fromkeys(written))
    assert [each.number for each in calls] == [order.index(label) + 1 for label in written]
    assert [note.number for note in notes_of(numberer)] == list(range(1, len(order) + 1))
    assert sorted(identity for note in notes_of(numberer) for identity in note.calls) == sorted(
        each.id for each in calls
    )
    assert len({each.id for each in calls}) == len(calls)
