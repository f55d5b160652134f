"""Rules on chapters and tables: one of a single paragraph, a title too long for its line, columns without heads."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.desk.rule import Rule
from pamphlet.desk.view import View
from pamphlet.diagnostics import Diagnostic, Severity, query, style, warning
from pamphlet.manuscript.document import Paragraph
from pamphlet.manuscript.traversal import plain_text

_CONTENTS_LINE = 68
"""In characters: what a line of the contents holds beside the number of its page, measured on A5 in Literata."""


def short(view: View) -> Iterator[Diagnostic]:
    """A chapter of one paragraph where most have more: it has a title to itself, and may be part of its neighbour."""
    chapters = [section for section in view.document.body if section.blocks]
    single = [each for each in chapters if len(each.blocks) == 1 and isinstance(each.blocks[0], Paragraph)]
    for chapter in single if 2 * len(single) <= len(chapters) else ():
        yield query(
            "chapter-short",
            "this chapter has one paragraph",
            chapter.heading.span if chapter.heading else chapter.span,
            hint="let it be part of the chapter before or after it, or say that it is meant so",
        )


def long_titles(view: View) -> Iterator[Diagnostic]:
    """A title that does not fit on one line of the contents."""
    for title in view.titles():
        extent = len(plain_text(title.children))
        if extent > _CONTENTS_LINE:
            yield style(
                "title-long",
                f"this title has {extent} characters; a line of the contents holds about {_CONTENTS_LINE}",
                title.span,
                hint="shorten it, or leave it: it will stand on two lines there",
            )


def headless_tables(view: View) -> Iterator[Diagnostic]:
    """A table whose heads are empty: who listens to it hears cells without knowing what they are."""
    for table in view.tables():
        if not any(plain_text(cell.children).strip() for cell in table.head):
            yield warning(
                "table-headless",
                "the columns of this table have no heads",
                table.span,
                hint="write them into its first line; if the first row holds them, move it up",
            )


RULES = (
    Rule(slug="chapter-short", severity=Severity.QUERY, find=short),
    Rule(slug="title-long", severity=Severity.STYLE, find=long_titles),
    Rule(slug="table-headless", severity=Severity.WARNING, find=headless_tables),
)
