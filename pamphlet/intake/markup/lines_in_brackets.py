"""A paragraph in square brackets that leads elsewhere becomes an editorial note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pamphlet.intake.article import Remark, question
from pamphlet.intake.blocks import Block, EditorialNote, Paragraph
from pamphlet.intake.markup.cutting import before, behind
from pamphlet.intake.runs import Address, MissingAddress, calls_in, plain
from pamphlet.intake.shapes import in_brackets
from pamphlet.intake.text.body import editorial_words


def with_editorial_notes(blocks: Iterable[Block], remarks: list[Remark]) -> Iterator[Block]:
    """Blocks in which each line in brackets with an address, or with words that lost theirs, is an editorial note."""
    for block in blocks:
        inner = in_brackets(plain(block.words)) if isinstance(block, Paragraph) else ""
        if not isinstance(block, Paragraph) or not inner or any(calls_in(block.words)):
            yield block
        elif any(isinstance(part, Address | MissingAddress) for part in block.words):
            start = plain(block.words).index(inner)
            yield EditorialNote(line=block.line, words=behind(before(block.words, start + len(inner)), start))
        elif words := editorial_words(plain(block.words)):
            yield EditorialNote(line=block.line, words=words)
            lost = " … ".join(plain(word.words) for word in words if isinstance(word, MissingAddress))
            asked = f"where does “{lost}” lead? The address was lost; the manuscript marks it `.missing-address`"
            remarks.append(question(block.line, asked))
        else:
            yield block
