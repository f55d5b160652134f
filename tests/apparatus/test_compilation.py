"""A manuscript becomes a pamphlet: notes, people, contents and index together, and every word kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pamphlet.apparatus.compilation import compile_pamphlet
from pamphlet.apparatus.parts import Endnotes, Fates, Pamphlet, Part, part_runs
from pamphlet.diagnostics import Diagnostics
from pamphlet.manuscript.assembly import read_manuscript
from pamphlet.manuscript.document import Block, LineBreak, Link, Mention, NoteCall, NoteReference, PersonTag
from pamphlet.manuscript.traversal import inline_nodes, plain_text, runs, section_runs
from pamphlet.workspace import MemoryFolder

T = TypeVar("T")

TOML = 'title = "Bread"\nauthors = ["Jane Doe"]\ndate = 2026-01-21\n'
FATES = """
introduction = "About Ann Lee.[^intro]"
closing = "So much for Bob.[^end]"

[[person]]
name = "Bob"
fate = "Bob met Ann Lee.[^bob]"
source = "Says [Ann]{person=ann} Lee.[^source]"

[[person]]
key = "ann"
name = "Ann Lee"
forms = ["Ann", "Lee"]
fate = "Lee was Ann."

[[person]]
name = "Cid Lee"
together_with = "ann"

[[person]]
name = "Dan"
"""
CHAPTER = "# One[^title]\n\nText of Ann and Ann.[^a]\n\n## Sub[^sub]\n\nCid Lee.[^b][^a]\n"
LABELS = ("intro", "end", "bob", "source", "title", "a", "sub", "b", "c", "g")
NAMES = {"c": "Note c names Bob, Ann and Bob."}
NOTES = "".join(f"[^{label}]: {NAMES.get(label, f'Note {label}.')}\n\n" for label in LABELS)


def compiled(files: dict[str, str | bytes]) -> Pamphlet:
    """The pamphlet of a manuscript that was read without errors."""
    found = Diagnostics()
    manuscript = read_manuscript(MemoryFolder({"pamphlet.toml": TOML, **files}), found)
    found.stop_on_errors()
    assert manuscript is not None
    return compile_pamphlet(manuscript)


@pytest.fixture(scope="module")
def pamphlet() -> Pamphlet:
    """A pamphlet with everything in it."""
    return compiled(
        {
            "body/1.md": CHAPTER,
            "body/2.md": "# Two\n\nBob.[^c] Ann.\n\n## *Sub* two\n\nDan, Dan.\n\n### Deep\n",
            "front/epigraph.md": "Dan.\n",
            "back/glossary.md": "# Glossary\n\nBob.[^g]\n",
            "fates.toml": FATES,
            "notes.md": NOTES,
        }
    )


def the(pamphlet: Pamphlet, kind: type[T]) -> T:
    """The one part of a kind."""
    (part,) = [part for part in pamphlet.parts if isinstance(part, kind)]
    return part


def calls_in(pamphlet: Pamphlet) -> Iterator[NoteCall]:
    """Every call, in the order of reading."""
    for part in pamphlet.parts:
        for run in part_runs(part):
            yield from (node for node in inline_nodes(run.children) if isinstance(node, NoteCall))


def words(blocks: Iterable[Block]) -> str:
    """The words of blocks."""
    return " ".join(plain_text(run.children) for run in runs(blocks))


# Notes


def test_notes_are_numbered_through(pamphlet: Pamphlet) -> None:
    """From the first chapter to the last word of the fates, heads too; a second call keeps its number."""
    assert [call.number for call in calls_in(pamphlet)] == [1, 2, 3, 4, 2, 5, 6, 7, 8, 9, 10]
    assert [
        (plain_text(group.title), [f"{note.number} {words(note.blocks)}" for note in group.notes])
        for group in the(pamphlet, Endnotes).groups
    ] == [
        ("One", ["1 Note title.", "2 Note a.", "3 Note sub.", "4 Note b."]),
        ("Two", ["5 Note c names Bob, Ann and Bob."]),
        ("Glossary", ["6 Note g."]),
        ("What became of them", ["7 Note intro.", "8 Note bob.", "9 Note source.", "10 Note end."]),
    ]


def test_each_note_leads_back_to_its_calls(pamphlet: Pamphlet) -> None:
    """To all of them, and to nothing else."""
    calls = [call.id for call in calls_in(pamphlet)]
    assert sorted(calls) == sorted(
        identity for group in the(pamphlet, Endnotes).groups for note in group.notes for identity in note.calls
    )


def test_the_order_of_the_parts_is_the_order_of_the_numbers() -> None:
    """Where the fates stand before a file, their notes are numbered before its notes."""
    pamphlet = compiled(
        {
            "pamphlet.toml": TOML + '[order]\nback = ["notes", "fates", "glossary.md"]\n',
            "body/1.md": "Text.",
            "back/glossary.md": "# Glossary\n\nText.[^a]",
            "fates.toml": "closing = 'Text.[^b]'",
            "notes.md": "[^a]: A.\n\n[^b]: B.\n",
        }
    )
    notes = [words(note.blocks) for group in the(pamphlet, Endnotes).groups for note in group.notes]
    assert notes == ["B.", "A."]
    assert [type(part).__name__ for part in pamphlet.back] == ["Endnotes", "Fates", "Section"]


# People


def test_the_first_mention_in_each_part_leads_to_the_entry(pamphlet: Pamphlet) -> None:
    """Once in every chapter, in the fates from one entry to another, in notes never; who shares one goes there too."""
    assert [
        (part.id, [(mention.id, mention.entry) for mention in mentions_in(part) if mention.entry])
        for part in pamphlet.parts
    ] == [
        ("epigraph", []),
        ("section", [("named-ann-1", "ann"), ("named-cid-lee-1", "ann")]),
        ("section-part-2", [("named-bob-1", "bob"), ("named-ann-3", "ann")]),
        ("glossary", [("named-bob-2", "bob")]),
        ("fates", [("named-ann-5", "ann")]),
        ("notes", []),
        ("index", []),
    ]


def test_an_entry_leads_back_to_the_first_mention_of_each_chapter(pamphlet: Pamphlet) -> None:
    """To one place a chapter, also where two people share the entry."""
    assert {entry.id: entry.mentions for entry in the(pamphlet, Fates).entries} == {
        "fate-bob": ("named-bob-1", "named-bob-2"),
        "fate-ann": ("named-ann-1", "named-ann-3"),
    }


def test_entries_come_by_the_alphabet(pamphlet: Pamphlet) -> None:
    """Each with those who share it; who has no fate has no entry."""
    entries = the(pamphlet, Fates).entries
    assert [[person.name for person in entry.persons] for entry in entries] == [["Bob"], ["Ann Lee", "Cid Lee"]]
    assert [words(entry.source) for entry in entries] == ["Says Ann Lee.", ""]


def test_namings_are_kept_for_the_index(pamphlet: Pamphlet) -> None:
    """Every mention but those in a person's own entry and in sources, notes with their number."""
    namings = [(naming.key, naming.note) for naming in pamphlet.namings]
    assert namings == [
        ("dan", None),
        *[("ann", None)] * 2, ("cid-lee", None),
        ("bob", None), ("ann", None), ("dan", None), ("dan", None),
        ("bob", None),
        ("ann", None), ("ann", None), ("bob", None),
        ("bob", 5), ("ann", 5), ("bob", 5),
    ]  # fmt: skip


def test_every_id_is_somewhere(pamphlet: Pamphlet) -> None:
    """Each naming is the id of a mention, each call leads to a note, each mention to an entry."""
    mentions = [mention for part in pamphlet.parts for mention in mentions_in(part)]
    assert len({mention.id for mention in mentions}) == len(mentions)
    assert {naming.id for naming in pamphlet.namings} <= {mention.id for mention in mentions}
    entries = {entry.persons[0].key for entry in the(pamphlet, Fates).entries}
    assert {mention.entry for mention in mentions if mention.entry} <= entries


def mentions_in(part: Part) -> list[Mention]:
    """Every mention of a part, in the order of reading."""
    return [node for run in part_runs(part) for node in inline_nodes(run.children) if isinstance(node, Mention)]


# Contents and parts


def test_contents(pamphlet: Pamphlet) -> None:
    """The parts with a title and their subheads of the second level, without note calls; the index at the end."""
    assert [
        (plain_text(line.title), [plain_text(below.title) for below in line.lines]) for line in pamphlet.contents
    ] == [
        ("One", ["Sub"]),
        ("Two", ["Sub two"]),
        ("Glossary", []),
        ("What became of them", []),
        ("Notes", []),
        ("Index of names", []),
    ]
    nodes = [node for line in pamphlet.contents for node in inline_nodes(line.title)]
    assert not any(isinstance(node, NoteCall | NoteReference) for node in nodes)


def test_a_single_chapter_without_a_title_gives_its_subheads() -> None:
    """They stand at the first level."""
    pamphlet = compiled({"body/1.md": "Text.\n\n## One [two](#x)\n\nText.\n\nThree\\\nfour\n---\n\n> ## Not this\n"})
    assert [(plain_text(line.title), line.lines) for line in pamphlet.contents] == [("One two", ()), ("Three four", ())]
    assert not any(
        isinstance(node, Link | LineBreak) for line in pamphlet.contents for node in inline_nodes(line.title)
    )


def test_parts_that_would_be_empty_are_left_out() -> None:
    """Without notes, people and namings there are no notes, fates and index."""
    pamphlet = compiled({"body/1.md": "# One\n\nText.", "fates.toml": "[[person]]\nname = 'Ann'\n"})
    assert pamphlet.back == ()
    assert [plain_text(line.title) for line in pamphlet.contents] == ["One"]


def test_the_index_stands_at_the_end_wherever_it_is_listed() -> None:
    """It is set last, for it needs the pages of everything else."""
    pamphlet = compiled(
        {
            "pamphlet.toml": TOML + '[order]\nback = ["index", "notes"]\n',
            "body/1.md": "Ann.[^a]",
            "notes.md": "[^a]: A.",
            "fates.toml": "[[person]]\nname = 'Ann'\n",
        }
    )
    assert [type(part).__name__ for part in pamphlet.back] == ["Endnotes", "NamesIndex"]


# Laws


PIECES = ("Ann ", "Bob", "Lee", " and ", "*", "[", "]{person=ann}", "](#x)", "\n\n", "\n\n## ", "- ", "> ", "\n", "’s ",
    *(f"[^{label}]" for label in LABELS))  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(texts, min_size=1, max_size=3), texts, texts)
def test_nothing_is_lost_and_nothing_left_to_resolve(chapters: list[str], fate: str, source: str) -> None:
    """Whatever is called and named where, all words stay, calls are numbered 1 to n, and no reference is left."""
    files: dict[str, str | bytes] = {
        f"body/{number}.md": f"# Title\n\n{chapter} x\n" for number, chapter in enumerate(chapters)
    }
    files |= {
        "notes.md": NOTES,
        "fates.toml": FATES + f"\n[[person]]\nname = 'Eve'\nfate = '''\nx {fate}'''\nsource = '''\nx {source}'''\n",
    }
    manuscript = read_manuscript(MemoryFolder({"pamphlet.toml": TOML, **files}), Diagnostics())
    assert manuscript is not None
    pamphlet = compile_pamphlet(manuscript)
    for before, after in zip(manuscript.document.sections, (*pamphlet.front, *pamphlet.body), strict=True):
        assert [plain_text(run.children) for run in section_runs(before)] == [
            plain_text(run.children) for run in section_runs(after)
        ]
    for part in pamphlet.parts:
        for run in part_runs(part):
            assert not any(isinstance(node, NoteReference | PersonTag) for node in inline_nodes(run.children))
    numbers = list(dict.fromkeys(call.number for call in calls_in(pamphlet)))
    assert numbers == list(range(1, len(numbers) + 1))
    printed = [note.number for group in the(pamphlet, Endnotes).groups for note in group.notes]
    assert printed == numbers
