"""Blocks that another holds: heads that can be none there, and the line that says who is quoted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pamphlet.intake.blocks import Block, Division, Paragraph, Subhead
from pamphlet.intake.markup.cutting import behind
from pamphlet.intake.runs import Run, Strong, plain
from pamphlet.intake.shapes import attribution


def without_heads(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks in whose place no head can stand: a line of strong words instead."""
    return tuple(
        Paragraph(line=block.line, words=(Strong(words=block.words),)) if isinstance(block, Subhead) else block
        for block in blocks
    )


def set_apart(line: int, kind: str, blocks: Sequence[Block]) -> Iterator[Division]:
    """A passage set apart; a head in it stands below the one that the passage stands under."""
    lowered = tuple(replace(block, level=3) if isinstance(block, Subhead) else block for block in blocks)
    words, who = attributed(lowered) if kind == "epigraph" else (lowered, ())
    if words:
        yield Division(line=line, kind=kind, blocks=words, attribution=who)


def attributed(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], Run]:
    """Blocks without a last line `– Name, Work`, and the words of that line."""
    if len(blocks) > 1 and isinstance(last := blocks[-1], Paragraph) and (who := speaker(last.words)):
        return blocks[:-1], who
    return blocks, ()


def speaker(words: Run) -> Run:
    """The speaker in a line `– Name, Work`; empty where it is none."""
    said = plain(words)
    who = attribution(said)
    return behind(words, len(said) - len(who)) if who else ()
