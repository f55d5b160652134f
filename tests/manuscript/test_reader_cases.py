"""What the reader makes of Markdown, by example.

A file of tests/cases/reader/ holds cases: a title, and between lines with a full stop alone the
Markdown and the tree that comes of it, one line a block, with the findings below it.  A title may
end with the language and the outer quotation marks: `(de, double)`.  In `positions.txt` every
word stands with its place.  `pytest --accept` writes what comes out as what is expected.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

import pytest

from pamphlet.diagnostics import Diagnostics, Source
from pamphlet.manuscript.document import (
    Attribution,
    Block,
    Break,
    BulletList,
    Code,
    CodeBlock,
    DefinitionList,
    Division,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Inline,
    LineBreak,
    Link,
    Mention,
    MissingLink,
    NoteCall,
    NoteReference,
    OrderedList,
    PageMark,
    Paragraph,
    PersonTag,
    Quotation,
    SmallCaps,
    Strong,
    Table,
    Text,
    Unbroken,
)
from pamphlet.manuscript.passage import Passage
from pamphlet.manuscript.reader import Reader

CASES = Path(__file__).parents[1] / "cases" / "reader"
_TITLE = re.compile(r"(?P<title>.*?)(?: \((?P<language>[\w-]+), (?P<quotes>single|double)\))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One example: its title as written, the Markdown, and what is expected."""

    file: Path
    title: str
    markdown: str
    expected: str


def cases_in(file: Path) -> Iterator[Case]:
    """The cases of a file, in order."""
    pieces = re.split(r"^\.\n", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for title, markdown, expected in zip(pieces[0::3], pieces[1::3], pieces[2::3], strict=False):
        yield Case(file=file, title=title.strip(), markdown=markdown, expected=expected)


ALL_CASES = [case for file in sorted(CASES.glob("*.txt")) for case in cases_in(file)]


def read(case: Case) -> str:
    """What comes of a case, as text."""
    found = _TITLE.fullmatch(case.title)
    assert found is not None
    diagnostics = Diagnostics()
    source = Source(name="a.md", text=case.markdown)
    reader = Reader(found["language"] or "en-GB", found["quotes"] or "single", diagnostics)
    reading = reader.read(Passage.whole(source), "a")
    words = _placed if case.file.stem == "positions" else _set
    lines = [line for block in reading.blocks for line in _block(block, words)]
    for note in reading.notes:
        lines += [f"note {note.label}", *_within(note.blocks, words)]
    for finding in diagnostics:
        assert finding.span is not None
        line, column = finding.span.position
        hint = f" = {finding.hint}" if finding.hint else ""
        lines.append(f"! {line}:{column} {finding.severity}: {finding.message} [{finding.slug}]{hint}")
    return "".join(line.rstrip() + "\n" for line in lines)


Words = Callable[[tuple[Inline, ...]], str]


def _within(blocks: Iterable[Block], words: Words) -> Iterator[str]:
    for block in blocks:
        for line in _block(block, words):
            yield f"  {line}"


def _block(block: Block, words: Words) -> Iterator[str]:  # one case a kind of block
    match block:
        case Paragraph():
            yield f"paragraph: {words(block.children)}"
        case Heading():
            identity = "" if re.fullmatch(r"a(_\d+)?", block.id) else f" #{block.id}"
            yield f"head {block.level}{identity}: {words(block.children)}"
        case Attribution():
            yield f"attribution: {words(block.children)}"
        case Quotation():
            yield "quotation"
            yield from _within(block.children, words)
        case Division():
            yield f"{block.kind} in {block.language}" if block.language else block.kind
            yield from _within(block.children, words)
        case BulletList() | OrderedList():
            yield "bullets" if isinstance(block, BulletList) else f"numbers from {block.start}"
            for item in block.items:
                yield "  item"
                yield from (f"  {line}" for line in _within(item.children, words))
        case DefinitionList():
            for entry in block.entries:
                yield f"term: {words(entry.term)}"
                for passage in entry.passages:
                    yield "  means"
                    yield from (f"  {line}" for line in _within(passage, words))
        case Table():
            yield "table"
            yield "  align: " + " | ".join(cell.align for cell in block.head)
            yield "  head: " + " | ".join(words(cell.children) for cell in block.head)
            yield from ("  row: " + " | ".join(words(cell.children) for cell in row) for row in block.rows)
        case CodeBlock():
            yield "code"
            yield from (f"  {line}" for line in block.text.split("\n"))
        case Break():
            yield "break"
        case Figure():
            yield f"figure {block.image} [{block.description}]: {words(block.caption)}"
        case PageMark():
            raise AssertionError("later stages make these")
        case _:
            assert_never(block)


def _set(inlines: tuple[Inline, ...]) -> str:
    """Words with what is done to them: `em⟨so⟩`, `note⟨label⟩`, ⏎ for a line break."""
    return "".join(_inline(node, _set) for node in inlines)


def _placed(inlines: tuple[Inline, ...]) -> str:
    """The same with the place and the source of all that the author wrote: `‹3:5 words›`."""
    written = []
    for node in inlines:
        line, column = node.span.position
        source = node.span.source.text[node.span.start : node.span.end].replace("\n", "↵")
        inner = _inline(node, _placed) if not isinstance(node, Text | Code | LineBreak) else ""
        same = isinstance(node, Text) and node.text == source
        text = "" if same or not isinstance(node, Text | Code) else f" → {node.text}"
        written.append(f"{inner}‹{line}:{column} {source}{text}›")
    return " ".join(written)


def _inline(node: Inline, words: Words) -> str:
    match node:
        case Text():
            return node.text
        case Code():
            return f"code⟨{node.text}⟩"
        case LineBreak():
            return "⏎"
        case NoteReference():
            return f"note⟨{node.label}⟩"
        case Emphasis():
            return f"em⟨{words(node.children)}⟩"
        case Strong():
            return f"strong⟨{words(node.children)}⟩"
        case SmallCaps():
            return f"smallcaps⟨{words(node.children)}⟩"
        case MissingLink():
            return f"link-to-come⟨{words(node.children)}⟩"
        case Link():
            return f"link⟨{words(node.children)} to {node.address}⟩"
        case Foreign():
            return f"foreign⟨{words(node.children)} in {node.language}⟩"
        case PersonTag():
            return f"person⟨{words(node.children)} is {node.key}⟩"
        case NoteCall() | Mention() | Unbroken() | PageMark():
            raise AssertionError("later stages make these")
        case _:
            assert_never(node)


def test_there_are_cases() -> None:
    """The files are found, and no case is lost between two full stops."""
    assert len(ALL_CASES) > 60
    for file in CASES.glob("*.txt"):
        assert len(re.findall(r"^\.$", file.read_text(encoding="utf-8"), re.MULTILINE)) % 3 == 0, file


def test_cases_have_names_of_their_own() -> None:
    """A failure says which case it is."""
    names = [(case.file, case.title) for case in ALL_CASES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: f"{case.file.stem}: {case.title}")
def test_case(case: Case) -> None:
    """The Markdown becomes this tree, with these findings and no others."""
    assert read(case) == case.expected


@pytest.mark.parametrize("file", sorted(CASES.glob("*.txt")), ids=lambda file: file.stem)
def test_accepting(file: Path, *, accept: bool) -> None:
    """With --accept a file is written anew from what comes out; without, that changes nothing."""
    cases = [f"{case.title}\n.\n{case.markdown}.\n{read(case)}.\n" for case in cases_in(file)]
    if accept:
        file.write_text("\n".join(cases), encoding="utf-8")
    assert file.read_text(encoding="utf-8") == "\n".join(cases)
