"""Fixes lose their edits of other people's words: a quotation is mended by hand or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pamphlet.desk.prose import Prose
from pamphlet.diagnostics import Diagnostic, Edit, Span


def sparing_quotations(findings: Iterable[Diagnostic], prose: tuple[Prose, ...]) -> Iterator[Diagnostic]:
    """The findings, without those fixes that would change letters or digits of a quotation.

    The marks and the spaces in one may be changed: they are set in the style of the house.
    """
    quoted: tuple[Span, ...] | None = None
    for finding in findings:
        edits = [edit for edit in finding.fix.edits if _changes_words(edit)] if finding.fix else []
        if edits and quoted is None:
            quoted = tuple(each.span(*stretch) for each in prose for stretch in each.quoted)
        spoils = any(_overlap(edit.span, words) for edit in edits for words in quoted or ())
        yield replace(finding, fix=None) if spoils else finding


def _changes_words(edit: Edit) -> bool:
    before = edit.span.source.text[edit.span.start : edit.span.end]
    return _letters(before) != _letters(edit.text)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end and one.source.name == other.source.name
