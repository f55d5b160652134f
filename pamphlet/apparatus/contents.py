"""The parts of a pamphlet become the lines of its contents."""

from __future__ import annotations

from pamphlet.apparatus.parts import ContentsLine, Endnotes, Part
from pamphlet.diagnostics import Span
from pamphlet.manuscript.document import (
    PROSE_ROLE,
    Heading,
    Inline,
    LineBreak,
    Link,
    NoteCall,
    NoteReference,
    Section,
    Text,
)
from pamphlet.manuscript.traversal import descend


def contents(parts: tuple[Part, ...], place: Span) -> tuple[ContentsLine, ...]:
    """A line for every part with a title, and below it one for each subhead of the second level.

    The only chapter of a short pamphlet has no title: its subheads stand at the first level.
    `place` is where the titles of the parts that are made come from.
    """
    lines: list[ContentsLine] = []
    for part in parts:
        if not isinstance(part, Section):
            if not isinstance(part, Endnotes) or part.groups:
                lines.append(ContentsLine(id=part.id, title=(Text(text=part.title, span=place),), lines=()))
        elif part.heading is not None:
            lines.append(
                ContentsLine(id=part.heading.id, title=without_calls(part.heading.children), lines=_subheads(part))
            )
        elif part.role == PROSE_ROLE:
            lines += _subheads(part)
    return tuple(lines)


def _subheads(section: Section) -> tuple[ContentsLine, ...]:
    return tuple(
        ContentsLine(id=block.id, title=without_calls(block.children), lines=())
        for block in section.blocks
        if isinstance(block, Heading) and block.level == 2
    )


def without_calls(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A head as it is shown elsewhere: without its note calls and links, on one line."""
    return tuple(shown for node in inlines for shown in _shown_elsewhere(node))


def _shown_elsewhere(node: Inline) -> tuple[Inline, ...]:
    match node:
        case NoteCall() | NoteReference():
            return ()
        case Link():
            return without_calls(node.children)
        case LineBreak():
            return (Text(text=" ", span=node.span),)
        case _:
            return (descend(node, without_calls),)
