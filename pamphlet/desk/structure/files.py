"""Rules on the files of a manuscript; what is listed but absent is reported where it is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from pamphlet.desk.rule import Rule
from pamphlet.desk.view import View
from pamphlet.diagnostics import Diagnostic, Severity, Span, error, warning
from pamphlet.manuscript.assembly import NOTES_PAGE
from pamphlet.manuscript.document import NoteReference, Section
from pamphlet.manuscript.traversal import inline_nodes, section_runs


def unread(view: View) -> Iterator[Diagnostic]:
    """Writing that nobody reads: its words would be missed on paper only."""
    for name in view.unread:
        yield warning("file-unread", f"nothing reads `{name}`", view.place(name), hint=_instead(PurePosixPath(name)))


def listed_twice(view: View) -> Iterator[Diagnostic]:
    """A file that the order lists twice would be printed twice."""
    order = view.settings.order
    filling = tuple((entry, span) for entry, span in order.fill if entry != NOTES_PAGE)  # as many as are blank
    for listed in (order.front, order.body, order.back, filling):
        first: dict[str, Span] = {}
        for entry, span in listed or ():
            if first.setdefault(entry, span) is not span:
                yield error(
                    "file-listed-twice", f"`{entry}` is listed twice", span, hint=f"the other stands at {first[entry]}"
                )


def fill_with_notes(view: View) -> Iterator[Diagnostic]:
    """An endnote called from a page that comes in only where there is room would be numbered without a call."""
    for part, _ in view.document.fill:
        for call in _calls(part) if isinstance(part, Section) else ():
            yield error(
                "fill-note",
                f"endnote `{call.label}` is called from a page that comes in only where there is room",
                call.span,
                hint="say it in the sentence itself",
            )


def _calls(section: Section) -> Iterator[NoteReference]:
    for run in section_runs(section):
        yield from (node for node in inline_nodes(run.children) if isinstance(node, NoteReference))


def _instead(path: PurePosixPath) -> str:
    if path.suffix.lower() == ".toml":
        return "only pamphlet.toml and fates.toml are read; move it out of the manuscript"
    if path.parent.name == "fill":
        return "list it in `fill` under [order]"
    if path.suffix.lower() == ".md":
        return "chapters stand in body/, other parts in front/ and back/, notes in notes.md; move it there or away"
    return "a chapter is a Markdown file, `.md`, in body/; `pamphlet import` makes one of an article; or move it away"


RULES = (
    Rule(slug="fill-note", severity=Severity.ERROR, find=fill_with_notes, binding=True),
    Rule(slug="file-listed-twice", severity=Severity.ERROR, find=listed_twice, binding=True),
    Rule(slug="file-unread", severity=Severity.WARNING, find=unread),
)
