"""A manuscript that became an ebook and was imported again is the same: words, heads, notes, people, marks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from hypothesis import given, settings
from hypothesis import strategies as st
from opened_book import EVERYTHING, SAMPLE, compiled, made

from pamphlet.apparatus.parts import Endnotes, Fates, NamesIndex, Pamphlet
from pamphlet.intake.article import RemarkKind
from pamphlet.intake.importer import Arrival, Intake, import_files
from pamphlet.manuscript.document import (
    Code,
    Emphasis,
    Heading,
    Link,
    Mention,
    MissingLink,
    NoteCall,
    Section,
    SmallCaps,
    Strong,
    Text,
)
from pamphlet.manuscript.traversal import blocks_within, inline_nodes, plain_text, runs
from pamphlet.workspace import DiskFolder, MemoryFolder

TODAY = dt.date(2026, 1, 21)
NOT_OF_THE_TREE = {"id", "span", "calls", "mentions", "align", "names", "label"}
"""Of a node: its place, what is counted from it, how a cell is set, forms that no text uses, labels of notes."""


def imported(pamphlet: Pamphlet) -> Intake:
    """What an import makes of the pamphlet's ebook; no word of it is lost."""
    intake = import_files([Arrival(name="x.epub", data=made(pamphlet).data, beside={})], today=TODAY)
    assert intake.report.lost == ()
    return intake


def again(pamphlet: Pamphlet) -> Pamphlet:
    """The pamphlet that its ebook becomes once more."""
    return compiled(MemoryFolder(imported(pamphlet).as_bytes()))


def shape(node: object) -> object:
    """A node of the tree by its kind and what is in it, without places; words side by side are one."""
    if isinstance(node, tuple):
        return tuple(_joined([shape(inner) for part in node for inner in _kept(part)]))
    if is_dataclass(node) and not isinstance(node, type):
        inner = {field.name: shape(getattr(node, field.name)) for field in fields(node)}
        return type(node).__name__, tuple((name, value) for name, value in inner.items() if name not in NOT_OF_THE_TREE)
    return node


def _kept(node: object) -> tuple[object, ...]:
    """What stands for a node that the ebook cannot give back: of links to other places and of code the words."""
    match node:
        case Link(address=address, children=children) if address.startswith("#"):
            return tuple(inner for child in children for inner in _kept(child))
        case MissingLink(children=children):
            return tuple(inner for child in children for inner in _kept(child))
        case Code(text=text, span=span):
            return (Text(text=text, span=span),)
        case _:
            return (node,)


def _joined(shapes: list[object]) -> list[object]:
    found: list[object] = []
    for one in shapes:
        match found[-1] if found else None, one:
            case ("Text", (("text", before),)), ("Text", (("text", words),)):
                found[-1] = ("Text", (("text", f"{before}{words}"),))
            case _:
                found.append(one)
    return found


def shapes(pamphlet: Pamphlet) -> dict[str, object]:
    """The parts by what they are: sections by their titles, made parts by their kinds."""
    found: dict[str, object] = {}
    for part in pamphlet.parts:
        match part:
            case Section():
                title = shape(part.heading.children) if part.heading else part.role
                found[str(title)] = (part.role, part.language, shape(part.blocks))
            case Fates() | Endnotes():
                found[type(part).__name__] = shape(part)
            case NamesIndex():
                found["index"] = tuple(sorted((person.key, person.sort) for person in pamphlet.persons))
    return found


def test_the_sample_comes_back_whole() -> None:
    """Every part of the sample has the same heads, words, marks, notes, people and mentions of them."""
    before = compiled(DiskFolder(SAMPLE))
    after = again(before)
    assert shapes(after) == shapes(before)
    assert (after.settings.title, after.settings.subtitle) == (before.settings.title, before.settings.subtitle)
    assert after.settings.authors == before.settings.authors
    assert (after.settings.language, after.settings.date) == (before.settings.language, before.settings.date)


def test_every_feature_comes_back_as_it_is_or_in_the_account() -> None:
    """Heads, notes, people, mentions and stressed words are the same; code and languages of passages are not."""
    before = compiled(DiskFolder(EVERYTHING))
    after = again(before)
    assert outline(after) == outline(before)
    assert {key: value for key, value in shapes(after).items() if key in {"Fates", "Endnotes", "index"}} == {
        key: value for key, value in shapes(before).items() if key in {"Fates", "Endnotes", "index"}
    }
    said = [placed.remark.text for placed in imported(before).report.remarks]
    assert sum("led to another place of the book" in text for text in said) == 8
    assert any("letter by letter" in text for text in said)


def outline(pamphlet: Pamphlet) -> list[tuple[str, object]]:
    """Heads, stressed words, calls of notes and mentions of people, in the order of reading."""
    found: list[tuple[str, object]] = []
    for part in sorted((part for part in pamphlet.parts if isinstance(part, Section)), key=lambda part: part.role):
        found.append((part.role, part.language))
        blocks = (*([part.heading] if part.heading else []), *blocks_within(part.blocks))
        found += [(f"h{block.level}", plain_text(block.children)) for block in blocks if isinstance(block, Heading)]
        for run in runs(part.blocks):
            for node in inline_nodes(run.children):
                match node:
                    case Emphasis() | Strong() | SmallCaps():
                        found.append((type(node).__name__, plain_text(node.children)))
                    case NoteCall():
                        found.append(("call", node.number))
                    case Mention():
                        found.append((node.key, plain_text(node.children)))
                    case _:
                        pass
    return found


def test_the_account_says_what_did_not_come_back() -> None:
    """Links within the pamphlet, title page, imprint and order are not in the manuscript, and the account says so."""
    report = imported(compiled(DiskFolder(SAMPLE))).report
    asked = [placed.remark.text for placed in report.remarks if placed.remark.kind is RemarkKind.QUESTION]
    assert sum("led to another place of the book" in text for text in asked) == 2
    guesses = [placed.remark.text for placed in report.remarks if placed.remark.kind is RemarkKind.GUESSED]
    assert any("`[order]`" in text for text in guesses)
    left = {placed.remark.text for placed in report.remarks if placed.remark.kind is RemarkKind.LEFT_OUT}
    assert any("imprint" in text for text in left)
    source, manuscript = report.source, report.manuscript
    assert (source.paragraphs, source.heads, source.notes, source.people, source.pictures, source.tables) == (
            manuscript.paragraphs, manuscript.heads, manuscript.notes, manuscript.people, manuscript.pictures,
            manuscript.tables,
        )  # fmt: skip


# Generated manuscripts.

PEOPLE = """
[[person]]
name = "Jane Doe"
forms = ["Doe"]
born = 1799
died = "c. 1840"
fate = "Went to *Leith*. Ann Fox saw her there."
source = "A register."

[[person]]
name = "Tom Roe"
together_with = "jane-doe"

[[person]]
name = "Ann Fox"
died = 1850-03-02
"""
WORD = st.text(alphabet="abcdefgéя", min_size=1, max_size=7)
PLAIN = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
MARKED = st.sampled_from(
    [
        "{}", "*{}*", "**{}**", "***{}***", "*so {} **and** so*", "[{}]{{.smallcaps}}", "[{}]{{lang=fr}}",
        "[{}](https://example.org/a?b=1&c=2)", "{}[^one]", "*{}*[^two]", "‘{}’", "{} Jane Doe’s", "*{} Doe*",
        "{} [Doe]{{person=none}}", "{} [Jane]{{person=jane-doe}}", "{} Ann Fox", "{}\u00a0– {}",
    ]
)  # fmt: skip
WORDS = st.lists(st.builds(lambda form, words: form.format(words, words), MARKED, PLAIN), min_size=1, max_size=4).map(
    " ".join
)
BARE = st.sampled_from(["{}", "*{}* so", "[{}]{{.smallcaps}} so"])
HEADED = st.builds("## {}\n\n{}\n\n### {}\n\n{}".format, PLAIN, WORDS, st.builds(str.format, BARE, PLAIN), WORDS)
BLOCKS = st.one_of(
    WORDS,
    HEADED,
    WORDS.map("> {}\n>\n> — Somebody, *Where*".format),
    st.builds("- {}\n- {}\n    1. {}\n    2. {}".format, WORDS, WORDS, WORDS, WORDS),
    st.builds("3. {}\n4. {}\n\n   {}".format, WORDS, WORDS, WORDS),
    st.builds("| {} | B |\n|---|---|\n| {} | {} |".format, PLAIN, WORDS, WORDS),
    st.builds("::: verse\n{}\n{}\n\n{}\n:::".format, PLAIN, WORDS, WORDS),
    st.builds("::: box\n{}\n:::".format, WORDS),
    st.builds("term {}\n: {}".format, PLAIN, WORDS),
    WORDS.map("***\n\n{}".format),
)
CHAPTERS = st.builds(
    lambda title, first, blocks: "\n\n".join([f"# {title}", first, *blocks]) + "\n",
    PLAIN,
    WORDS,
    st.lists(BLOCKS, max_size=4),
)


@settings(max_examples=20)
@given(st.lists(CHAPTERS, min_size=1, max_size=2, unique_by=lambda text: text.partition("\n")[0]))
def test_any_manuscript_comes_back_whole(chapters: list[str]) -> None:
    """Heads, notes, people, marks and blocks of every kind are in the ebook, and the import finds them again."""
    files = {f"body/{number}.md": text for number, text in enumerate(chapters, 1)}
    before = compiled(MemoryFolder({**MANUSCRIPT, **_noted(files)}))
    assert shapes(again(before)) == shapes(before)


MANUSCRIPT: Mapping[str, str] = {
    "pamphlet.toml": 'title = "Bread"\nauthors = ["Jane Doe"]\ndate = 2024-01-21\nidentifier = "urn:uuid:1"\n',
    "fates.toml": PEOPLE,
}


def _noted(files: Mapping[str, str]) -> dict[str, str]:
    """The chapters, and the notes that they call."""
    called = [label for label in ("one", "two") if any(f"[^{label}]" in text for text in files.values())]
    notes = {"one": "A note with *stress*.", "two": "Another.\n\n    Its second paragraph, on Jane Doe."}
    written = "\n\n".join(f"[^{label}]: {notes[label]}" for label in called)
    return {**files, **({"notes.md": f"{written}\n"} if called else {})}
