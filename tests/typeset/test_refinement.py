"""Words that stay together on a line: initials and names, notes and their words, the last two of a paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pamphlet.apparatus.persons import Recogniser
from pamphlet.diagnostics import Diagnostics, Source
from pamphlet.manuscript.document import Inline, LineBreak, Mention, NoteCall, NoteReference, Person, Text, Unbroken
from pamphlet.manuscript.passage import Passage
from pamphlet.manuscript.reader import Reader
from pamphlet.manuscript.traversal import descend, inline_nodes, plain_text, runs
from pamphlet.typeset.refinement import NO_BREAK_SPACE, bound

PLACE = Source(name="a.md", text="").span(0)
TROTSKY = Person(
    key="t", name="Trotsky", sort="", names=(("Trotsky", PLACE),), born="", died="", fate=(), source=(),
    together_with="", span=PLACE,
)  # fmt: skip


def inlines_of(text: str) -> tuple[Inline, ...]:
    """The words of a paragraph as they come to be set: people recognised, notes numbered."""
    blocks = Reader("en-GB", "single", Diagnostics()).read(Passage.whole(Source(name="a.md", text=text)), "a").blocks
    first = next(runs(blocks), None)
    return _numbered(Recogniser((TROTSKY,)).words(first.children)) if first else ()


def _numbered(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(
        NoteCall(number=1, occurrence=1, span=node.span)
        if isinstance(node, NoteReference)
        else descend(node, _numbered)
        for node in inlines
    )


def shown(inlines: tuple[Inline, ...]) -> str:
    """Words with `~` for a space that does not break and `[…]` around words that stay on one line."""
    return "".join(map(_shown, inlines))


def _shown(node: Inline) -> str:
    match node:
        case Text(text=text):
            return text.replace(NO_BREAK_SPACE, "~")
        case NoteCall(number=number):
            return f"^{number}"
        case LineBreak():
            return "⏎"
        case Unbroken(children=children):
            return f"[{shown(children)}]"
        case Mention(children=children):
            return f"<{shown(children)}>"
        case _:
            return plain_text((node,)) if not hasattr(node, "children") else f"({shown(node.children)})"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("by J. D. Bernal in his time then", "by J.~D.~Bernal in his [time then]"),
        ("by L.\nTrotsky, whose book it was", "by L.~<Trotsky>, whose book [it was]"),
        ("by *J. D.* Bernal, whose book it was", "by (J.~D.)~Bernal, whose book [it was]"),
        ("by J. *Bernal*, whose book it was", "by J.~(Bernal), whose book [it was]"),
        ("by J.  Bernal and Dr. Bernal, it was", "by J.  Bernal and Dr. Bernal, [it was]"),
        ("in 1. The or 5. August, as it was", "in 1. The or 5. August, as [it was]"),
        ("`J. D. Bernal` wrote a book it was", "J. D. Bernal wrote a book [it was]"),
    ],
)
def test_initials_stay_with_names(text: str, expected: str) -> None:
    """Over line ends, links and emphasis; a number is no initial, and code stays as it is."""
    assert shown(bound(inlines_of(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one two three.", "one [two three.]"),
        ("one two\nthree.", "one two~three."),
        ("one two", "[one two]"),
        ("one", "one"),
        ("one acknowledgements", "one acknowledgements"),
        ("one two fiv.ex", "one [two fiv.ex]"),
        ("one two five.ex", "one two [five.ex]"),
        ("one two three.[^1]", "one [two three.^1]"),
        ("one two *three*.", "one [two (three).]"),
        ("one two *three four*", "one two ([three four])"),
        ("one *two three* four", "one (two three)~four"),
        ("one *two* four", "one (two)~four"),
        ("one said Trotsky.", "one said [<Trotsky>.]"),
        ("one *if* it *is*.", "one (if) [it (is).]"),
        ("one two Trotsky’s son.", "one two <Trotsky>[’s son.]"),
        ("one two...", "[one two…]"),
        ("*one two*[^1][^1]", "([one two])^1^1"),
        ("one two\\\nthree", "one two⏎three"),
        ("one `two three`", "one two three"),
        ("one (*two*)[^1]", "[one ((two))^1]"),
    ],
)  # fmt: skip
def test_the_last_two_words_stay_together(text: str, expected: str) -> None:
    """Unless the last is long enough to stand alone; with whatever stands behind it."""
    assert shown(bound(inlines_of(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one two[^1] three four acknowledgements", "one [two^1] three four acknowledgements"),
        ("one.[^1] *two[^1] three* four acknowledgements", "[one.^1] ([two^1] three) four acknowledgements"),
        ("one[^1][^1] two three four acknowledgements", "[one^1^1] two three four acknowledgements"),
        ("Trotsky[^1] two three four acknowledgements", "<Trotsky>^1 two three four acknowledgements"),
    ],
)
def test_a_note_stays_with_its_word(text: str, expected: str) -> None:
    """The number never begins a line."""
    assert shown(bound(inlines_of(text))) == expected


PIECES = ("one", "two ", "J. ", "D.", " ", "\n", "*", "**", "[^1]", "[", "](#x)", "]{.smallcaps}", "`", "...", "--",
    "\\\n", "Trotsky", "’s", ".", "acknowledgements ")  # fmt: skip


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_refining_changes_no_word(text: str) -> None:
    """The words and the notes stay, in their order; only spaces become such as do not break."""
    before = inlines_of(text)
    after = bound(before)
    assert plain_text(after).replace(NO_BREAK_SPACE, " ") == plain_text(before).replace(NO_BREAK_SPACE, " ")
    assert len(plain_text(after)) == len(plain_text(before))
    leaves = [
        [type(node) for node in inline_nodes(inlines) if not isinstance(node, Text | Unbroken)]
        for inlines in (before, after)
    ]
    assert leaves[0] == leaves[1]
    assert not any(node.text == "" for node in inline_nodes(after) if isinstance(node, Text))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_what_is_unbroken_is_not_unbroken_again(text: str) -> None:
    """What stays on one line holds no such thing itself, and is never longer than two words and their notes."""
    for node in inline_nodes(bound(inlines_of(text))):
        if isinstance(node, Unbroken):
            assert not any(isinstance(inner, Unbroken) for inner in inline_nodes(node.children))
            assert len(plain_text(node.children).split()) <= 2


@pytest.mark.parametrize(
    ("text", "as_set"),
    [
        ("On 8 December 1923 it was out at last.", "On 8~December 1923 it was out [at last.]"),
        ("In 1923 December was cold all over again.", "In 1923 December was cold all [over again.]"),
        (
            "See p. 7 and pp. 8--9, no. 3 of vol. 2, extraordinarily.",
            "See p.~7 and pp.~8–9, no.~3 of vol.~2, extraordinarily.",
        ),
        ("He said no. That was extraordinarily clear to all.", "He said no. That was extraordinarily clear [to all.]"),
        ("Some 36 per cent or 40 % of 12 km it was.", "Some 36~per cent or 40~% of 12~km [it was.]"),
        ("Some 36 people, perhaps, were there too.", "Some 36 people, perhaps, were [there too.]"),
        ("They asked -- and again -- for it all the time.", "They asked~– and again~– for it all [the time.]"),
    ],
)
def test_what_is_read_as_one_stays_together(text: str, as_set: str) -> None:
    """A day and its month, a number and its unit, an abbreviation and its number; and no line begins with a dash."""
    assert shown(bound(inlines_of(text))) == as_set
