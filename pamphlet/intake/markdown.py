"""Blocks of an article become Markdown, as the manual describes it.

Each paragraph is one line, unless the article ends lines in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import assert_never

from pamphlet.intake.article import Chapter, Note, Section
from pamphlet.intake.blocks import (
    Block,
    Break,
    DefinitionList,
    Division,
    EditorialNote,
    Figure,
    ItemList,
    Paragraph,
    Quotation,
    Subhead,
    Table,
    Verse,
)
from pamphlet.intake.inline_markdown import caption, cell, escape, head, lines, one_line, paragraph, term
from pamphlet.intake.runs import Run

PICTURES_FOLDER = "images"

_BREAK = "***"
_COLONS = re.compile(":{3,}")


def chapter(member: Chapter) -> str:
    """A chapter as the text of its file."""
    return _titled(member.title, blocks(member.blocks), member.language)


def section(member: Section) -> str:
    """A part before or behind the text as the text of its file."""
    return _titled(member.head, blocks(member.blocks))


def _titled(title: Run, text: str, language: str = "") -> str:
    return f"{head(title, 1, language)}\n\n{text}" if title else text


def blocks(members: Iterable[Block]) -> str:
    """Blocks with empty lines between them and a line end behind the last."""
    return passage(members) + "\n"


def note(member: Note) -> str:
    """An endnote, further blocks indented."""
    begun = " " if isinstance(member.blocks[0], Paragraph) else "\n\n    "
    return f"[^{member.label}]:{begun}{_indented(passage(member.blocks), 4)}"


def passage(members: Iterable[Block]) -> str:
    """Blocks with empty lines between them, as the value of a TOML key."""
    return "\n\n".join(_written(members))


def _written(members: Iterable[Block]) -> list[str]:
    written: list[str] = []
    lists, before = 0, None
    for block in members:
        goes_on = isinstance(block, ItemList) and isinstance(before, ItemList) and _is_alike(before, block)
        lists, before = (lists + 1 if goes_on else 1), block
        written.append(_block(block, lists))
    return written


def _is_alike(one: ItemList, other: ItemList) -> bool:
    """Whether both lists have numbers, or neither."""
    return (one.start is None) == (other.start is None)


def _block(block: Block, lists: int) -> str:  # one return a kind of block
    """One block; `lists` counts the lists of its kind that stand behind one another up to here."""
    match block:
        case Subhead():
            return head(block.words, block.level)
        case Paragraph() | EditorialNote():
            return paragraph(block.words)
        case Quotation():
            return _quotation(block)
        case ItemList():
            return _list(block, other_marks=lists % 2 == 0)
        case Verse():
            return _verse(block)
        case Table():
            return _table(block)
        case Figure():
            return _figure(block)
        case DefinitionList():
            return _definitions(block)
        case Division():
            return _fenced(block.kind, _with_attribution(block))
        case Break():
            return _BREAK
        case _:
            assert_never(block)


def _indented(text: str, by: int) -> str:
    """A passage whose lines behind the first stand below its first word."""
    first, *others = text.split("\n")
    return "\n".join([first, *(" " * by + line if line else line for line in others)])


def _attribution(run: Run) -> tuple[str, ...]:
    return (f"— {one_line(run)}",) if run else ()


def _quotation(block: Quotation) -> str:
    return "\n".join(f"> {line}".rstrip() for line in _with_attribution(block).split("\n"))


def _with_attribution(block: Quotation | Division) -> str:
    return "\n\n".join([*_written(block.blocks), *_attribution(block.attribution)])


def _list(block: ItemList, *, other_marks: bool) -> str:
    """A list; every second of several in a row has other marks, or they would be read as one."""
    if block.start is None:
        mark = "*" if other_marks else "-"
        return "\n".join(_item(mark, item) for item in block.items)
    mark = ")" if other_marks else "."
    return "\n".join(_item(f"{number}{mark}", item) for number, item in enumerate(block.items, block.start))


def _item(mark: str, item: Sequence[Block]) -> str:
    """An item; a list within it follows its words at once.  `* ***` would be a break alone: one in it is of lines."""
    written = ["___" if each == _BREAK else each for each in _written(item)]
    joint = "\n" if [type(block) for block in item] == [Paragraph, ItemList] else "\n\n"
    return f"{mark} {_indented(joint.join(written), len(mark) + 1)}"


def _verse(block: Verse) -> str:
    stanzas = ("\n".join(lines(stanza)) for stanza in block.stanzas)
    return _fenced("verse", "\n\n".join([*stanzas, *_attribution(block.attribution)]))


def _fenced(kind: str, text: str) -> str:
    """A passage between fences that are longer than any within it."""
    longest = max((len(colons) for colons in _COLONS.findall(text)), default=0)
    fence = ":" * max(3, longest + 1)
    return f"{fence} {kind}\n{text}\n{fence}"


def _table(block: Table) -> str:
    """A table whose head is as wide as the widest row, for what is wider is not read."""
    width = max(len(row) for row in (block.head, *block.rows))
    rows = ((*row, *((),) * (width - len(row))) for row in (block.head, *block.rows))
    first, *others = ("| " + " | ".join(cell(run) for run in row) + " |" for row in rows)
    return "\n".join([first, "|" + " --- |" * width, *others])


def _figure(block: Figure) -> str:
    title = f' "{caption(block.caption)}"' if block.caption else ""
    return f"![{escape(block.description)}]({PICTURES_FOLDER}/{block.picture}{title})"


def _definitions(block: DefinitionList) -> str:
    return "\n\n".join(
        "\n".join([term(entry.term), *(f": {_indented(passage(said), 2)}" for said in entry.passages)])
        for entry in block.entries
    )
