"""Classified blocks of a text become the blocks of an article: items and quotations put together."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from pamphlet.intake.article import Remark, guessed, question
from pamphlet.intake.blocks import Block, Break, EditorialNote, ItemList, Paragraph, Quotation, Subhead
from pamphlet.intake.runs import Address, MissingAddress, Run, plain, run_of
from pamphlet.intake.shapes import (
    after_bullet,
    attributed,
    attribution,
    in_brackets,
    is_credit,
    is_doubtful_subhead,
    lost_link,
)
from pamphlet.intake.text.kinds import Classified, Kind
from pamphlet.intake.text.note_calls import NO_CALLS, Calls, numbered_item

QUOTED = (Kind.QUOTATION, Kind.ATTRIBUTED, Kind.ATTRIBUTION)
_END = Classified(kind=Kind.BREAK, line=0, text="")


def build_blocks(classified: Iterable[Classified], calls: Calls, remarks: list[Remark]) -> tuple[Block, ...]:
    """The blocks of a stretch of text; what was guessed or must be asked is added to the remarks."""
    return tuple(
        block
        for kind, group in itertools.groupby(classified, key=_group)
        for block in _together(kind, list(group), calls, remarks)
    )


def _group(block: Classified) -> Kind:
    return Kind.QUOTATION if block.kind in QUOTED else block.kind


def _together(kind: Kind, members: Sequence[Classified], calls: Calls, remarks: list[Remark]) -> Iterator[Block]:
    match kind:
        case Kind.QUOTATION:
            yield from _quotations(members, calls)
        case Kind.BULLET:
            items = tuple((_paragraph(item, after_bullet(item.text), calls),) for item in members)
            yield ItemList(line=members[0].line, start=None, items=items)
        case Kind.NUMBERED:
            yield from _numbered_lists(members, calls)
        case _:
            yield from (_single(block, calls, remarks) for block in members)


def _quotations(members: Sequence[Classified], calls: Calls) -> Iterator[Quotation]:
    """A quotation ends with its source, or where the quoted paragraphs end."""
    paragraphs: list[Paragraph] = []
    line = members[0].line
    for block, after in itertools.pairwise([*members, _END]):
        line = line if paragraphs else block.line
        words, who = _quoted(block, last=after is _END)
        if words:
            paragraphs.append(_paragraph(block, words, calls))
        if who or after is _END:
            yield Quotation(line=line, blocks=tuple(paragraphs), attribution=calls.run(who))
            paragraphs = []


def _quoted(block: Classified, *, last: bool) -> tuple[str, str]:
    """The words quoted in a block, and who is quoted if it says so."""
    if block.kind is Kind.ATTRIBUTED:
        return attributed(block.text) or (block.text, "")
    if block.kind is Kind.ATTRIBUTION:
        return "", attribution(block.text)
    words = block.text.lstrip("> ")
    if last and words != block.text and attribution(words):
        return "", attribution(words)
    return words, ""


def _numbered_lists(members: Sequence[Classified], calls: Calls) -> Iterator[ItemList]:
    """One list for each run of numbers: a second `1.` begins a second list."""
    lists: list[list[Classified]] = []
    for block in members:
        item = numbered_item(block.text)
        if not lists or (item is not None and item.number == 1):
            lists.append([])
        lists[-1].append(block)
    for blocks in lists:
        items = ((block, numbered_item(block.text)) for block in blocks)
        paragraphs = (_paragraph(block, item.text if item else block.text, calls) for block, item in items)
        yield ItemList(line=blocks[0].line, start=1, items=tuple((paragraph,) for paragraph in paragraphs))


def _single(block: Classified, calls: Calls, remarks: list[Remark]) -> Block:
    match block.kind:
        case Kind.SUBHEAD:
            return Subhead(line=block.line, words=calls.run(block.text))
        case Kind.BREAK:
            return Break(line=block.line)
        case Kind.EDITORIAL:
            return _in_brackets(block, calls, remarks)
        case _:
            return _paragraph(block, block.text, calls)


def _paragraph(block: Classified, text: str, calls: Calls) -> Paragraph:
    return Paragraph(line=block.line, words=calls.run(text))


def _in_brackets(block: Classified, calls: Calls, remarks: list[Remark]) -> Block:
    words = editorial_words(block.text)
    if not words:
        remarks.append(guessed(block.line, "a line in brackets leads nowhere: kept as a paragraph"))
        return _paragraph(block, block.text, calls)
    for word in words:
        if isinstance(word, MissingAddress):
            asked = f"where does “{plain(word.words)}” lead? The address was lost"
            remarks.append(question(block.line, f"{asked}; the manuscript marks it `.missing-address`"))
    return EditorialNote(line=block.line, words=words)


def editorial_words(text: str) -> Run:
    """The words of a line in brackets, if they lead somewhere or did; empty where they do not."""
    inner = in_brackets(text)
    words = NO_CALLS.run(inner)
    if any(isinstance(word, Address) for word in words):
        return words
    lost = lost_link(inner)
    if lost is None:
        return ()
    start, end = lost
    return (
        *run_of(inner[:start]),
        MissingAddress(words=run_of(inner[start:end])),
        *run_of(inner[end:]),
    )


def questions_about_heads(classified: Sequence[Classified]) -> Iterator[Remark]:
    """Ask about each paragraph so short that it may be a subhead, a date or a credit; once a wording."""
    asked: set[str] = set()
    for block, after in itertools.pairwise([*classified, _END]):
        if block.kind is not Kind.PARAGRAPH or block.text in asked:
            continue
        asked.add(block.text)
        if is_credit(block.text):
            yield question(block.line, f"“{block.text}”: a date or a credit? It is kept as a paragraph")
        elif is_doubtful_subhead(block.text, after.text):
            yield question(block.line, f"“{block.text}”: a subhead? It is kept as a paragraph")
