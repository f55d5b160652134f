"""A plain text becomes an `Article`: what each block is decides where its words go."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from pamphlet.diagnostics import Refused, error
from pamphlet.intake.article import Article, Author, Fates, Line, Remark, Tally, guessed, left_out, question
from pamphlet.intake.byline import parse_byline
from pamphlet.intake.names import split_names
from pamphlet.intake.text.back import build_back_matter, remarks_on_calls
from pamphlet.intake.text.blocks import read_blocks
from pamphlet.intake.text.body import QUOTED, build_blocks, editorial_words, questions_about_heads
from pamphlet.intake.text.kinds import Classified, Kind, classify
from pamphlet.intake.text.note_calls import Calls, numbered_item
from pamphlet.intake.words import count_words, missing_words

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
        tally=_tally(file.text, body, len(calls.known), back.fates),
        title=titles.get(Kind.TITLE),
        subtitle=titles.get(Kind.SUBTITLE),
        authors=authors,
        blocks=blocks,
        notes=back.notes,
        fates=back.fates,
        back=back.sections,
        remarks=tuple(remarks),
    )


def _numbers(blocks: Sequence[Classified]) -> frozenset[int]:
    items = (numbered_item(block.text, bare=True) for block in blocks if block.kind is Kind.NOTE)
    return frozenset(item.number for item in items if item is not None)


def _authors(block: Classified, remarks: list[Remark]) -> Iterator[Author]:
    match block.kind:
        case Kind.BYLINE:
            found = parse_byline(block.text)
        case Kind.BARE_BYLINE:
            found = tuple((name, "") for name in split_names(block.text))
        case _:
            return
    shown = "; ".join(f"{name} ({about})" if about else name for name, about in found)
    remarks.append(guessed(block.line, f"the byline: {shown}"))
    missing = missing_words(block.text, (words for pair in found for words in pair))
    if missing:
        reason = "the title page says who wrote it, from `authors` in pamphlet.toml"
        remarks.append(left_out(block.line, " … ".join(missing), reason))
    last, about = found[-1]
    if about and len(found) > 1 and not any(other for _, other in found[:-1]):
        remarks.append(question(block.line, f"is “{about}” said of {last} alone, or of all the authors?"))
    yield from (Author(line=block.line, name=name, about=about) for name, about in found)


def _tally(text: str, body: Sequence[Classified], numbered: int, fates: Fates | None) -> Tally:
    """Count in the source, by the kinds of its blocks: what the report compares the files with."""
    kinds = [block.kind for block in body]
    in_brackets = kinds.count(Kind.EDITORIAL)
    leading = sum(1 for block in body if block.kind is Kind.EDITORIAL and editorial_words(block.text))
    return Tally(
        words=count_words(text),
        paragraphs=kinds.count(Kind.PARAGRAPH) + in_brackets - leading,
        heads=kinds.count(Kind.SUBHEAD),
        quotations=sum(1 for before, now in itertools.pairwise([Kind.BREAK, *kinds]) if _quotes_anew(before, now)),
        list_items=kinds.count(Kind.BULLET) + kinds.count(Kind.NUMBERED),
        notes=numbered + leading,
        people=sum(len(entry.people) for entry in fates.entries) if fates else 0,
    )


def _quotes_anew(before: Kind, now: Kind) -> bool:
    """Whether a quotation begins here: behind other words, or behind the source of one before."""
    return now in QUOTED and before is not Kind.QUOTATION and now is not Kind.ATTRIBUTION
