"""Printings as they might have been recorded, for the tests of this folder."""

from __future__ import annotations

import datetime as dt

from pamphlet.apparatus.edition_code import EditionCode, code_digest
from pamphlet.manuscript.printings import PrintedBlock, PrintedLine, Printing, text_digest


def block(*lines: str, page: int = 5, first: int = 1, place: str = "") -> PrintedBlock:
    """A block whose lines stand one below the other on a page."""
    return PrintedBlock(
        id=f"p{page}-{first}",
        place=place,
        lines=tuple(
            PrintedLine(page=page, line=number, words=tuple(line.split(" ")))
            for number, line in enumerate(lines, first)
        ),
    )


def printing(*blocks: PrintedBlock, number: int = 1, pages: tuple[str, ...] = ("a", "b", "c", "d")) -> Printing:
    """A printing of these blocks."""
    digest = text_digest(each.words for each in blocks)
    day = dt.date(2024, 1, 21)
    code = EditionCode(title="bread", printing=number, branch="", date=day, digest=code_digest(digest))
    return Printing(
        number=number,
        code=str(code),
        title="Bread",
        edition=day,
        recorded=dt.date(2024, 1, 25),
        digest=digest,
        pages=pages,
        blocks=blocks,
    )
