"""A plain text becomes an `Article`: what each block is decides where its words go."""

from __future__ import annotations

from collections.abc import Sequence

from pamphlet.diagnostics import Refused, error
from pamphlet.intake.article import Article, Author, Chapter, Line, Remark, Tally, guessed
from pamphlet.intake.byline import credited, parse_byline
from pamphlet.intake.names import split_names
from pamphlet.intake.shapes import back_head
from pamphlet.intake.text.back import BackMatter, build_back_matter, remarks_on_calls
from pamphlet.intake.text.blocks import read_blocks
from pamphlet.intake.text.body import build_blocks, editorial_words, questions_about_heads
from pamphlet.intake.text.kinds import Classified, Kind, classify
from pamphlet.intake.text.note_calls import Calls, numbered_item
from pamphlet.intake.words import count_words

_PARAGRAPHS = {
    **dict.fromkeys((Kind.PARAGRAPH, Kind.EDITORIAL, Kind.QUOTATION, Kind.ATTRIBUTION, Kind.BULLET, Kind.NUMBERED), 1),
    **dict.fromkeys((Kind.BACK_PARAGRAPH, Kind.FATE), 1),
    Kind.ATTRIBUTED: 2,
}
"""How many paragraphs a block of each kind is in the manuscript."""

_OPENING = (Kind.TITLE, Kind.SUBTITLE, Kind.BYLINE, Kind.BARE_BYLINE)


def read_plain_text(data: bytes, name: str) -> Article:
    """Read a text file; every guess is a remark.  Raises Refused where it is not text or has no words."""
    file = read_blocks(data, name)
    found = classify(file.blocks)
    starts = (index for index, block in enumerate(found.blocks) if block.kind in {Kind.BACK_HEAD, Kind.NOTE})
    end = min(starts, default=len(found.blocks))
    opening = [block for block in found.blocks[:end] if block.kind in _OPENING]
    body = [block for block in found.blocks[:end] if block.kind not in _OPENING]
    calls = Calls(style=found.calls, known=_numbers(found.blocks))
    remarks = list(file.remarks)
    titles = {block.kind: Line(line=block.line, text=block.text) for block in opening}
    remarks += (guessed(line.line, f"“{line.text}” is the {kind}") for kind, line in titles.items() if "title" in kind)
    authors = tuple(author for block in opening for author in _authors(block, remarks))
    blocks = build_blocks(body, calls, remarks)
    if not blocks:
        message = f"`{name}` holds a title page but no text"
        raise Refused((error("import-empty", message, hint="name the file with the whole article"),))
    remarks += questions_about_heads(body)
    back = build_back_matter(found.blocks[end:], calls, remarks)
    remarks += remarks_on_calls(body, back.notes, calls)
    return Article(
        source=file.text,
        tally=_tally(file.text, found.blocks, len(calls.known), back),
        title=titles.get(Kind.TITLE),
        subtitle=titles.get(Kind.SUBTITLE),
        authors=authors,
        chapters=(Chapter(line=1, title=(), blocks=blocks),),
        notes=back.notes,
        fates=back.fates,
        back=back.sections,
        remarks=tuple(remarks),
    )


def _numbers(blocks: Sequence[Classified]) -> frozenset[int]:
    items = (numbered_item(block.text, bare=True) for block in blocks if block.kind is Kind.NOTE)
    return frozenset(item.number for item in items if item is not None)


def _authors(block: Classified, remarks: list[Remark]) -> tuple[Author, ...]:
    match block.kind:
        case Kind.BYLINE:
            return credited(block.line, block.text, parse_byline(block.text), remarks)
        case Kind.BARE_BYLINE:
            return credited(block.line, block.text, [(name, "") for name in split_names(block.text)], remarks)
        case _:
            return ()


def _tally(text: str, blocks: Sequence[Classified], numbered: int, back: BackMatter) -> Tally:
    """Count in the source, by the kinds of its blocks: what the report compares the files with."""
    kinds = [block.kind for block in blocks]
    leading = sum(1 for block in blocks if block.kind is Kind.EDITORIAL and editorial_words(block.text))
    heads = [back_head(block.text) for block in blocks if block.kind is Kind.BACK_HEAD]
    introductions = sum(1 for head in heads if head is not None and head.introduction)
    return Tally(
        words=count_words(text),
        paragraphs=sum(_PARAGRAPHS.get(kind, 0) for kind in kinds) + introductions - leading,
        heads=kinds.count(Kind.SUBHEAD) + len(back.sections),
        notes=numbered + leading,
        people=sum(len(entry.people) for entry in back.fates.entries) if back.fates else 0,
    )
