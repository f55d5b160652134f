"""Names in the text become mentions: whose, once a chapter with a link, and never a link in a link."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pamphlet.apparatus.persons import Recogniser
from pamphlet.diagnostics import Diagnostics, Source
from pamphlet.manuscript.document import (
    Code,
    Inline,
    LineBreak,
    Link,
    Mention,
    Nesting,
    NoteReference,
    Person,
    PersonTag,
    Text,
)
from pamphlet.manuscript.fates_file import read_people
from pamphlet.manuscript.passage import Passage
from pamphlet.manuscript.reader import Reader
from pamphlet.manuscript.traversal import edit_blocks, inline_nodes, plain_text, runs

PEOPLE = """
[[person]]
key = "lev"
name = "Lev Sedov"
forms = ["Sedov", "Lyova", "O'Lev"]
fate = "Text."

[[person]]
key = "natalia"
name = "Natalia Sedova"
forms = ["Sedova", "Natalia", "N. I. Sedova"]
together_with = "lev"

[[person]]
key = "ivan"
name = "Ivan"
forms = ["I. I."]

[[person]]
key = "smith-a"
name = "Adam Smith"
forms = ["Smith"]
fate = "Text."

[[person]]
key = "smith-b"
name = "Beth Smith"
forms = ["Smith"]
fate = "Text."
"""


def reader() -> tuple[Reader, Diagnostics]:
    """A reader, and the findings that it makes."""
    found = Diagnostics()
    return Reader("en-GB", "single", found), found


def persons() -> tuple[Person, ...]:
    """The people of the examples."""
    made, found = reader()
    people = read_people(Source(name="fates.toml", text=PEOPLE), made, found)
    assert not found.has_errors
    return people.persons


def shown(inlines: tuple[Inline, ...]) -> str:
    """Words with mentions marked: `{Lev→lev}` leads to an entry, `{Lev=lev}` does not."""
    return "".join(map(_shown, inlines))


def _shown(node: Inline) -> str:
    match node:
        case Text() | Code():
            return node.text
        case LineBreak():
            return "⏎"
        case NoteReference():
            return f"^{node.label}"
        case Mention(key=key, entry=entry):
            assert entry in ("", "lev", key)
            return f"{{{shown(node.children)}{'→' if entry else '='}{key}}}"
        case Link():
            return f"link({shown(node.children)})"
        case PersonTag():
            raise AssertionError("a tag is left")
        case _:
            return f"{type(node).__name__.lower()}({shown(node.children)})" if isinstance(node, Nesting) else ""


def marked(text: str, recogniser: Recogniser | None = None) -> str:
    """The blocks of a text with the people marked."""
    recogniser = recogniser or Recogniser(persons())
    made, found = reader()
    blocks = made.read(Passage.whole(Source(name="a.md", text=text)), "a").blocks
    assert not found.has_errors
    return " / ".join(shown(run.children) for run in runs(edit_blocks(blocks, recogniser)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lev Sedov came.", "{Lev Sedov→lev} came."),
        ("Lyova and Sedov.", "{Lyova→lev} and {Sedov=lev}."),
        ("Sedova, not Sedov.", "{Sedova→natalia}, not {Sedov→lev}."),
        ("Natalia Sedova-Trotsky", "{Natalia→natalia} Sedova-Trotsky"),
        ("Sedov's, Sedov’s and *Sedov*’s", "{Sedov→lev}’s, {Sedov=lev}’s and emphasis({Sedov=lev})’s"),
        ("O'Lev, O’Lev", "{O’Lev→lev}, {O’Lev=lev}"),
        ("Lev\nSedov came.", "{Lev Sedov→lev} came."),
        ("> Lev\n> Sedov", "{Lev Sedov→lev}"),
        ("N. I.\nSedova", "{N. I. Sedova→natalia}"),
        ("Sedov--Natalia--Ivan...", "{Sedov→lev}–{Natalia→natalia}–{Ivan=ivan}…"),
        ("Sedov[^1] and Lev[^2] Sedov", "{Sedov→lev}^1 and Lev^2 {Sedov=lev}"),
        ("Lev *Sedov* and **Lev Sedov**", "Lev emphasis({Sedov→lev}) and strong({Lev Sedov=lev})"),
        ("`Sedov`", "Sedov"),
        ("Sedov\\\nSedov", "{Sedov→lev}⏎{Sedov=lev}"),
        ("Sedovs, Sedov1, ISedov and anti-Sedov", "Sedovs, Sedov1, ISedov and anti-Sedov"),
        ("Ivan and I. I.", "{Ivan=ivan} and {I. I.=ivan}"),
        ("&quot;Sedov&quot;", '"{Sedov→lev}"'),
    ],
)
def test_names_are_recognised(text: str, expected: str) -> None:
    """The longest first, whole words, possessives, over line ends and whatever parts words into nodes."""
    assert marked(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Sedov](https://example.org), Sedov", "link({Sedov=lev}), {Sedov→lev}"),
        ("[*Sedov* and Natalia](#x)", "link(emphasis({Sedov=lev}) and {Natalia=natalia})"),
        ("[[Sedov](#x)]{person=lev}", "{link(Sedov)=lev}"),
        ("[see [this](#x)]{person=lev} Sedov", "{see link(this)=lev} {Sedov→lev}"),
        ("[Sedov[^1]]{person=lev} Sedov", "{Sedov^1=lev} {Sedov→lev}"),
    ],
)
def test_a_link_holds_no_other(text: str, expected: str) -> None:
    """Someone named in a link, or words with a link in them, lead nowhere else; the next mention does."""
    assert marked(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[the son]{person=lev}", "{the son→lev}"),
        ("[the *son*]{person=lev}'s, Sedov", "{the emphasis(son)→lev}’s, {Sedov=lev}"),
        ("[Sedov]{person=natalia}", "{Sedov→natalia}"),
        ("[Sedov]{person=none} and Sedov", "Sedov and {Sedov→lev}"),
        ("[Smith]{person=smith-b}", "{Smith→smith-b}"),
        ("[le fils]{person=lev lang=fr}", "foreign({le fils→lev})"),
        ("[a [Sedov]{person=natalia} b]{person=lev}", "{a Sedov b→lev}"),
        ("[a [Sedov]{person=lev} b]{person=none}", "a Sedov b"),
        ("Lev [Sedov]{person=none}", "Lev Sedov"),
        ("[Sedov]{person=stranger}", "{Sedov=stranger}"),
    ],
)
def test_the_author_has_the_last_word(text: str, expected: str) -> None:
    """A tag says who is meant, whatever the words; `none` says that nobody is."""
    assert marked(text) == expected


def test_a_form_that_two_claim_is_left_alone() -> None:
    """Their longer names are theirs all the same."""
    assert marked("Smith, Adam Smith and Beth Smith; Smith") == (
        "Smith, {Adam Smith→smith-a} and {Beth Smith→smith-b}; Smith"
    )


def test_heads_name_nobody() -> None:
    """A link in a head belongs to the contents; tags are taken away, for nothing later knows them."""
    text = "## Sedov and [Lev [him]{person=none}]{person=lev} *[x]{person=ivan}*\n\nSedov"
    assert marked(text) == "Sedov and Lev him emphasis(x) / {Sedov→lev}"


def test_every_kind_of_block_is_looked_at() -> None:
    """Lists, tables, definitions, quotations and captions name people like any paragraph."""
    text = "- Sedov\n\n| Sedov | b |\n|-|-|\n| c | Sedov |\n\nSedov\n: Sedov\n\n> Sedov\n>\n> — Sedov\n\n"
    text += '![Sedov](a.svg "Sedov")\n\n::: verse\nSedov\n:::\n\n    Sedov\n'
    again = "{Sedov=lev}"
    assert marked(text).split(" / ") == ["{Sedov→lev}", again, "b", "c", *[again] * 7, "Sedov"]


def test_each_part_begins_anew() -> None:
    """The first mention in every part leads to the entry; in a part without links none does."""
    recogniser = Recogniser(persons())
    for _ in range(2):
        recogniser.begin()
        assert marked("Sedov, Sedov, Natalia", recogniser) == "{Sedov→lev}, {Sedov=lev}, {Natalia→natalia}"
    recogniser.begin(links=False)
    assert marked("Sedov", recogniser) == "{Sedov=lev}"
    recogniser.begin(besides=["lev"])
    assert marked("Sedov, Adam Smith", recogniser) == "{Sedov=lev}, {Adam Smith→smith-a}"


def test_mentions_are_found_in_the_order_of_reading() -> None:
    """Each with an id of its own, which counts on from part to part."""
    recogniser = Recogniser(persons())
    recogniser.begin()
    marked("Sedov *Natalia* [Sedov](#x)", recogniser)
    assert [mention.id for mention in recogniser.found] == ["named-lev-1", "named-natalia-1", "named-lev-2"]
    recogniser.begin()
    marked("Sedov", recogniser)
    assert [mention.id for mention in recogniser.found] == ["named-lev-3"]


def test_without_people_nothing_changes() -> None:
    """But that tags go."""
    assert marked("Sedov [x]{person=none}", Recogniser(())) == "Sedov x"


PIECES = (
    "Lev ", "Sedov", "Sedova", "Lyova", "Natalia ", "Smith", "N. I. ", " ", "’s", "'s", "\n", "--", "...", "-", "*",
    "**", "[", "](#x)", "]{person=lev}", "]{person=none}", "]{lang=fr}", "[^1]", "x", "\\*", "&amp;", "`", "\\\n",
)  # fmt: skip


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_recognising_changes_no_word_and_no_place(text: str) -> None:
    """The words stay, each at its place; each mention has its own id; no tag and no link in a link is left."""
    made, _ = reader()
    blocks = made.read(Passage.whole(Source(name="a.md", text=text)), "a").blocks
    recogniser = Recogniser(persons())
    after = edit_blocks(blocks, recogniser)
    for before, run in zip(runs(blocks), runs(after), strict=True):
        assert plain_text(run.children) == plain_text(before.children)
        places = {node.span.start for node in inline_nodes(before.children) if isinstance(node, Text)}
        assert places <= {node.span.start for node in inline_nodes(run.children) if isinstance(node, Text)}
        nodes = list(inline_nodes(run.children))
        assert not any(isinstance(node, PersonTag) for node in nodes)
        for node in nodes:
            if isinstance(node, Link) or (isinstance(node, Mention) and node.entry):
                inner = list(inline_nodes(node.children))
                assert not any(isinstance(each, Link | NoteReference) for each in inner)
                assert not any(isinstance(each, Mention) and each.entry for each in inner)
    assert len({mention.id for mention in recogniser.found}) == len(recogniser.found)
    linked = [mention.key for mention in recogniser.found if mention.entry]
    assert len(linked) == len(set(linked))
