"""Rules on what notes refer to: `ibid.` that points elsewhere, a work without its year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pamphlet.desk.rule import Rule
from pamphlet.desk.view import View
from pamphlet.diagnostics import Diagnostic, Severity, Span, query, warning
from pamphlet.manuscript.document import Emphasis, Note, NoteReference, Text
from pamphlet.manuscript.traversal import Run, inline_nodes, plain_text, runs

_IBID = re.compile(r"\bibid(?:em)?\b\.?", re.IGNORECASE)
_AUTHOR = re.compile(r"(?:^|[\s(])[^\W\d_a-z][\w.’'-]*,?(?: \(eds?\.\),?)? $")
_NAMED = re.compile(r", (?:in )?$|\), $")
_DATED = re.compile(r"\b1[4-9]\d\d\b|\b20\d\d\b|\bn\. ?d\.|\bundated\b|\bforthcoming\b|\bno date\b", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|an?) ")


def ibid(view: View) -> Iterator[Diagnostic]:
    """`Ibid.` means the note before, as it is printed; what stands there is not what the author had before it."""
    notes = {note.label: note for note in reversed(view.document.notes)}
    called = dict.fromkeys(
        node.label
        for run in view.text_runs
        for node in inline_nodes(run.children)
        if isinstance(node, NoteReference) and node.label in notes
    )
    written_before = {after.label: before for before, after in pairwise(view.document.notes)}
    for before, label in pairwise(("", *called)):
        place = _ibid_in(notes[label])
        problem = _problem(notes.get(before), written_before.get(label), notes[label]) if place else ""
        if place and problem:
            yield warning(
                "endnote-ibid",
                f"`ibid.` means the note before, but {problem}",
                place[0].span.within(*place[1]),
                hint="name the work; what `ibid.` means changes with every note that comes in between",
            )


def _ibid_in(note: Note) -> tuple[Text, tuple[int, int]] | None:
    """Where a note refers to the one before; nowhere, where it names a work of its own first."""
    for run in runs(note.blocks):
        for node in inline_nodes(run.children):
            if isinstance(node, Text) and (found := _IBID.search(node.text)):
                return node, found.span()
            if isinstance(node, Emphasis) and not _IBID.search(plain_text(node.children)):
                return None
    return None


def _problem(printed: Note | None, written: Note | None, note: Note) -> str:
    """Why the note before, as printed, is not the work that is meant; empty where nothing is wrong."""
    if printed is None:
        return "no note is printed before it"
    if written is not None and written.label != printed.label and written.span.source is note.span.source:
        return f"`{printed.label}` is printed before it, and here it stands behind `{written.label}`"
    works = {title for run in runs(printed.blocks) for title in _titles(run)}
    if len(works) > 1:
        return f"endnote `{printed.label}` names {len(works)} works"
    words = " ".join(plain_text(run.children) for run in runs(printed.blocks))
    if not works and not re.search(r"[“‘]|\d", words) and not _IBID.search(words):
        return f"endnote `{printed.label}` names no work"
    return ""


def undated(view: View) -> Iterator[Diagnostic]:
    """A work with its author and without a year, which no other note or list dates either."""
    everywhere = [work for run in (*view.text_runs, *view.note_runs) for work in _works(run)]
    dated = {work.title for work in everywhere if work.is_dated}
    sources = [run for person in view.document.people.persons for run in runs(person.source)]
    for work in (work for run in (*view.note_runs, *sources) for work in _works(run)):
        if work.has_author and not work.is_dated and not any(each.startswith(work.title) for each in dated):
            yield query(
                "reference-undated",
                f"in which year did `{work.shown}` come out?",
                work.span,
                hint="put the year in brackets behind the title, or `n. d.` if it cannot be known",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """A stressed title, and the words that stand between it and the titles beside it."""

    shown: str
    before: str
    after: str
    span: Span

    @property
    def title(self) -> str:
        """As titles are compared."""
        return _folded(self.shown)

    @property
    def has_author(self) -> bool:
        """Whether a name stands before it: `E. H. Carr, *Title*`."""
        return bool(_NAMED.search(self.before) and _AUTHOR.search(self.before.removesuffix("in ")))

    @property
    def is_dated(self) -> bool:
        """Whether a year stands beside it; one in the title itself is what the work is about."""
        return bool(_DATED.search(self.before) or _DATED.search(self.after))


def _works(run: Run) -> Iterator[_Work]:
    """The titles of a run, each with its neighbourhood."""
    between, found = [""], list[Emphasis]()
    for node in run.children:
        if isinstance(node, Emphasis):
            found.append(node)
            between.append("")
        else:
            between[-1] += plain_text((node,))
    for node, before, after in zip(found, between, between[1:], strict=False):
        shown = plain_text(node.children).strip()
        if shown[:1].isupper():
            yield _Work(shown=shown, before=before, after=after, span=node.span)


def _titles(run: Run) -> Iterator[str]:
    """The titles of works in a run: what is stressed and begins with a capital."""
    for node in inline_nodes(run.children):
        title = plain_text(node.children).strip() if isinstance(node, Emphasis) else ""
        if title[:1].isupper() and not _IBID.search(title):
            yield _folded(title)


def _folded(title: str) -> str:
    return _ARTICLE.sub("", title.casefold().strip(" .,;:"))


RULES = (
    Rule(slug="endnote-ibid", severity=Severity.WARNING, find=ibid, needs_whole=True),
    Rule(slug="reference-undated", severity=Severity.QUERY, find=undated, needs_whole=True),
)
