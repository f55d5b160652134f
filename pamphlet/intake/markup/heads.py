"""Lines that serve as heads become heads; their levels become those that a chapter has, and parts become chapters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pamphlet.intake.article import Chapter, Remark, guessed
from pamphlet.intake.blocks import Block, Break, Paragraph, Subhead, passages_in
from pamphlet.intake.byline import parse_byline
from pamphlet.intake.runs import Emphasis, Run, Strong, Words, plain, run_of
from pamphlet.intake.shapes import back_head, is_break, is_credit, is_subhead, length
from pamphlet.intake.words import count_words

BOLD_LEVEL = 7
"""Below every level of real heads: among these a bold line is the least."""

_LONGEST_BOLD = 12
_STOPPED = re.compile(r"[.,:;…][’”\"')]*$")
_WORDS_OF_PART = 600
_WORDS_OF_SECTION = 1500
"""So many words on average have chapters under heads of the first level, and under lower heads; else it is one."""


def with_breaks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks in which a paragraph of signs alone, such as `* * *`, is a break; none at the ends, no two in a row."""
    pending: Break | None = None
    begun = False
    for block in blocks:
        if isinstance(block, Break) or (isinstance(block, Paragraph) and is_break(plain(block.words))):
            pending = Break(line=block.line)
            continue
        if pending is not None and begun:
            yield pending
        pending, begun = None, True
        yield block


def with_bold_heads(blocks: Sequence[Block], remarks: list[Remark]) -> Iterator[Block]:
    """Blocks in which bold lines, and lines such as `Further reading`, are heads."""
    for block, after in zip(blocks, (*blocks[1:], None), strict=False):  # of no block nothing follows
        if isinstance(block, Paragraph) and after is not None and _is_back_head(block.words):
            remarks.append(guessed(block.line, f"the line “{plain(block.words)}” is a head"))
            yield Subhead(line=block.line, words=_without_strong(block.words), level=BOLD_LEVEL)
        elif isinstance(block, Paragraph) and after is not None and _is_bold_head(block.words):
            remarks.append(guessed(block.line, f"the bold line “{plain(block.words)}” is a subhead"))
            yield Subhead(line=block.line, words=_without_strong(block.words), level=BOLD_LEVEL)
        else:
            yield block


def _is_back_head(words: Run) -> bool:
    """A line such as `Notes` or `Further reading`, and nothing behind it."""
    head = back_head(plain(words))
    return head is not None and not head.introduction


def _is_bold_head(words: Run) -> bool:
    said = plain(words)
    short = 0 < length(said) <= _LONGEST_BOLD and any(character.isalnum() for character in said)
    return short and _all_strong(words) and not (_STOPPED.search(said) or parse_byline(said) or is_credit(said))


def _all_strong(words: Run) -> bool:
    """Whether every word is strong; calls of notes and line ends need not be."""
    for part in words:
        match part:
            case Words():
                if part.text.strip():
                    return False
            case Emphasis():
                if not _all_strong(part.words):
                    return False
            case _:
                pass
    return any(isinstance(part, Strong | Emphasis) for part in words)


def _without_strong(words: Run) -> Run:
    made: list[Run] = []
    for part in words:
        match part:
            case Strong():
                made.append(_without_strong(part.words))
            case Emphasis():
                made.append((replace(part, words=_without_strong(part.words)),))
            case _:
                made.append((part,))
    return tuple(part for parts in made for part in parts)


def with_short_heads(blocks: Sequence[Block], remarks: list[Remark]) -> Iterator[Block]:
    """Blocks in which short lines that look like heads are heads, if there is no other head."""
    if any(isinstance(block, Subhead) for block in blocks):
        yield from blocks
        return
    texts = [plain(block.words) if isinstance(block, Paragraph) else "" for block in blocks]
    often = Counter(texts)
    for block, text, before, after in zip(blocks, texts, ("", *texts), (*texts[1:], ""), strict=False):
        if isinstance(block, Paragraph) and text and often[text] == 1 and is_subhead(text, before, after):
            remarks.append(guessed(block.line, f"the short line “{text}” is a subhead"))
            yield Subhead(line=block.line, words=block.words, level=BOLD_LEVEL)
        else:
            yield block


def levelled(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks whose heads are of the second and third level, a third never without a second before it."""
    levels = sorted({block.level for block in blocks if isinstance(block, Subhead)})
    made: list[Block] = []
    reached = 1
    for block in blocks:
        if isinstance(block, Subhead):
            reached = min(2 + levels.index(block.level), reached + 1, 3)
            made.append(replace(block, level=reached))
        else:
            made.append(block)
    return tuple(made)


def chapters(blocks: Sequence[Block], title: str, remarks: list[Remark]) -> tuple[Chapter, ...]:
    """One chapter without a title, or as many as the source has parts under heads of its first level."""
    parts = _parts(blocks)
    titles = [part[0].words if isinstance(part[0], Subhead) else run_of(title) for part in parts]
    if not all(titles) or not _are_chapters([part for part in parts if isinstance(part[0], Subhead)]):
        return (Chapter(line=blocks[0].line, title=(), blocks=levelled(blocks)),)
    said = f"the text is {len(parts)} chapters, one for each head of its first level"
    if not isinstance(parts[0][0], Subhead):
        said += "; what stands before the first of them has the title of the whole"
    remarks.append(guessed(0, said))
    return tuple(
        Chapter(line=part[0].line, title=words, blocks=levelled(part[isinstance(part[0], Subhead) :]))
        for part, words in zip(parts, titles, strict=True)
    )


def _parts(blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks parted before each head of the highest level that there is."""
    highest = min((block.level for block in blocks if isinstance(block, Subhead)), default=0)
    parts: list[list[Block]] = []
    for block in blocks:
        if not parts or (isinstance(block, Subhead) and block.level == highest):
            parts.append([])
        parts[-1].append(block)
    return parts


def _are_chapters(parts: Sequence[Sequence[Block]]) -> bool:
    """Real heads, text under each, and as much of it on average as a chapter has."""
    levels = {head.level for head, *_ in parts if isinstance(head, Subhead)}
    if len(parts) < 2 or levels == {BOLD_LEVEL} or any(len(part) == 1 for part in parts):
        return False
    words = sum(count_words(text) for part in parts for _, text in passages_in(part))
    return words >= (_WORDS_OF_PART if levels == {1} else _WORDS_OF_SECTION) * len(parts)
