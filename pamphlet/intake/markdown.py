"""Runs and blocks of an article become Markdown in which every word stays what it was.

Each paragraph is one line.  A sign that the manuscript's dialect (docs/manuscript.md) would read
as markup gets a backslash; typographic and straight quotation marks, dashes and dots stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import assert_never

from pamphlet.intake.article import (
    Address,
    Block,
    Break,
    EditorialNote,
    Inline,
    ItemList,
    MissingAddress,
    Note,
    NoteCall,
    Paragraph,
    Quotation,
    Run,
    Subhead,
    Words,
)

_MARKUP = re.compile(r"[\\`*_\[\]<{}~]|&(?=#?\w+;)")
_OPENING = re.compile(r"[#>+:\-]|\d{1,9}(?=[.)](?:\s|$))")
"""At the start of a line: head, quotation, list, definition, fence, numbered list."""

_CLOSING_BRACE = "&#125;"
"""A head that ends in `}` would be searched for attributes even behind a backslash."""


def escape(text: str) -> str:
    """Words with a backslash before every sign that means something anywhere in a line."""
    return _MARKUP.sub(lambda found: f"\\{found[0]}", text)


def inline(run: Run) -> str:
    """The words of a run, wherever they stand in a line."""
    parts = []
    for before, part, after in zip((None, *run), run, (*run[1:], None), strict=False):
        parts.append(_inline(before, part, after))
    return "".join(parts)


def _inline(before: Inline | None, part: Inline, after: Inline | None) -> str:
    match part:
        case Words():
            return _words(part.text, before, after)
        case Address(text=text, address=address) if text == address:
            return f"<{address}>"
        case Address():
            return f"[{escape(part.text)}](<{part.address}>)"
        case MissingAddress():
            return f"[{escape(part.text)}]{{.missing-address}}"
        case NoteCall():
            return f"[^{part.label}]"
        case _:
            assert_never(part)


def _words(text: str, before: Inline | None, after: Inline | None) -> str:
    """Words whose neighbours are brackets: `!` would make a picture of them, `(` or `:` something else."""
    written = escape(text)
    if isinstance(before, NoteCall) and text[:1] in {"(", ":"}:
        written = f"\\{written}"
    if after is not None and text.endswith("!"):
        written = f"{written[:-1]}\\!"
    return written


def paragraph(run: Run) -> str:
    """The words of a run as a paragraph of their own."""
    written = inline(run).strip()
    found = _OPENING.match(written)
    if found is None or (run and isinstance(run[0], NoteCall)):
        return written
    at = found.end() if found[0].isdigit() else 0
    return f"{written[:at]}\\{written[at:]}"


def head(run: Run, level: int) -> str:
    """The words of a run as a head."""
    written = inline(run).strip().replace("#", "\\#")
    if written.endswith("\\}"):
        written = written.removesuffix("\\}") + _CLOSING_BRACE
    return f"{'#' * level} {written}"


def blocks(members: Iterable[Block]) -> str:
    """Blocks with empty lines between them and a line end behind the last."""
    written: list[str] = []
    lists = 0
    for block in members:
        lists = lists + 1 if isinstance(block, ItemList) else 0
        written.append(_block(block, lists))
    return "\n\n".join(written) + "\n"


def _block(block: Block, lists: int) -> str:
    """One block; `lists` counts the lists that stand behind one another up to here."""
    match block:
        case Subhead():
            return head(block.words, 2)
        case Paragraph() | EditorialNote():
            return paragraph(block.words)
        case Quotation():
            return _quotation(block)
        case ItemList():
            return _list(block, other_marks=lists % 2 == 0)
        case Break():
            return "***"
        case _:
            assert_never(block)


def _quotation(block: Quotation) -> str:
    paragraphs = [paragraph(run) for run in block.paragraphs]
    if block.attribution:
        paragraphs.append(f"— {inline(block.attribution)}")
    return "\n>\n".join(f"> {written}" for written in paragraphs)


def _list(block: ItemList, *, other_marks: bool) -> str:
    """A list; every second of several in a row has other marks, or they would be read as one."""
    if block.start is None:
        mark = "*" if other_marks else "-"
        return "\n".join(f"{mark} {paragraph(item)}" for item in block.items)
    mark = ")" if other_marks else "."
    return "\n".join(f"{number}{mark} {paragraph(item)}" for number, item in enumerate(block.items, block.start))


def passage(runs: Sequence[Run]) -> str:
    """Paragraphs as the value of a TOML key."""
    return "\n\n".join(paragraph(run) for run in runs)


def note(member: Note) -> str:
    """An endnote, further paragraphs indented."""
    return f"[^{member.label}]: " + "\n\n    ".join(paragraph(run) for run in member.paragraphs)
