"""Rules on endnotes and their calls."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator

from pamphlet.desk.rule import Rule
from pamphlet.desk.view import View
from pamphlet.diagnostics import Diagnostic, Severity, error, warning
from pamphlet.manuscript.document import Figure, Note, NoteReference, Text
from pamphlet.manuscript.traversal import Run, blocks_within, inline_nodes, plain_text, runs

_LONGEST = 4_990
"""In characters: the way back adds a few, and Kobo opens up to 5,000 in place (kobolabs/epub-spec, Footnotes)."""

_MALFORMED_CALL = re.compile(r"\[\^[^\]]*\]?")


def undefined(view: View) -> Iterator[Diagnostic]:
    """A call of a note that is nowhere."""
    notes = _by_label(view.document.notes)
    for call in _calls(view.text_runs):
        if call.label not in notes:
            yield error(
                "endnote-undefined",
                f"endnote `{call.label}` is not defined",
                call.span,
                hint=_near(call.label, notes) or f"write it in notes.md: `[^{call.label}]: text`",
            )


def unused(view: View) -> Iterator[Diagnostic]:
    """A note that nothing calls would not be printed."""
    called = {call.label for call in _calls((*view.text_runs, *view.note_runs))}
    for label, note in _by_label(view.document.notes).items():
        if label not in called:
            yield error(
                "endnote-unused",
                f"endnote `{label}` is never called, so it would not be printed",
                note.span,
                hint=f"write `[^{label}]` where it belongs, or delete the note",
            )


def duplicate(view: View) -> Iterator[Diagnostic]:
    """Two notes under one label."""
    first = _by_label(view.document.notes)
    for note in view.document.notes:
        if note is not first[note.label]:
            yield error(
                "endnote-duplicate",
                f"endnote `{note.label}` is defined twice",
                note.span,
                hint=f"the other stands at {first[note.label].span}",
            )


def long(view: View) -> Iterator[Diagnostic]:
    """A note that does not open in place on a phone, and that is a chapter rather than a note on paper."""
    for note in view.document.notes:
        extent = len(" ".join(plain_text(run.children) for run in runs(note.blocks)))
        if extent > _LONGEST:
            yield warning(
                "endnote-long",
                f"endnote `{note.label}` has {extent:,} characters, more than {_LONGEST:,}",
                note.span.within(0, len(f"[^{note.label}]:")),
                hint="shorten it, or make part of it text: e-readers do not open so long a note in place",
            )


def nested(view: View) -> Iterator[Diagnostic]:
    """A note cannot call another."""
    for call in _calls(view.note_runs):
        yield error(
            "endnote-nested",
            f"a note calls endnote `{call.label}`",
            call.span,
            hint="say in words which note you mean, or put both into one",
        )


def empty(view: View) -> Iterator[Diagnostic]:
    """A note without words would be a number and nothing else."""
    for note in view.document.notes:
        words = any(inline for run in runs(note.blocks) for inline in run.children)
        if not words and not any(isinstance(block, Figure) for block in blocks_within(note.blocks)):
            yield error(
                "endnote-empty",
                f"endnote `{note.label}` has no text",
                note.span,
                hint="write it, or delete the note and its calls",
            )


def malformed(view: View) -> Iterator[Diagnostic]:
    """What looks like a call but is none would be printed with its brackets."""
    for node in view.inlines:
        for found in _MALFORMED_CALL.finditer(node.text) if isinstance(node, Text) else ():
            yield error(
                "endnote-malformed",
                f"`{found[0]}` is no note call",
                node.span.within(found.start(), found.end()),
                hint="a label is one word without spaces: `[^label]`; for the signs themselves write `\\[^`",
            )


def _calls(places: Iterable[Run]) -> Iterator[NoteReference]:
    for run in places:
        for node in inline_nodes(run.children):
            if isinstance(node, NoteReference):
                yield node


def _by_label(notes: Iterable[Note]) -> dict[str, Note]:
    """The first note under each label."""
    found: dict[str, Note] = {}
    for note in notes:
        found.setdefault(note.label, note)
    return found


def _near(label: str, notes: dict[str, Note]) -> str:
    near = difflib.get_close_matches(label, notes, n=1, cutoff=0.6)
    return f"did you mean `{near[0]}`, defined at {notes[near[0]].span}?" if near else ""


RULES = (
    Rule(slug="endnote-duplicate", severity=Severity.ERROR, find=duplicate, binding=True),
    Rule(slug="endnote-empty", severity=Severity.ERROR, find=empty, binding=True),
    Rule(slug="endnote-long", severity=Severity.WARNING, find=long),
    Rule(slug="endnote-malformed", severity=Severity.ERROR, find=malformed, binding=True),
    Rule(slug="endnote-nested", severity=Severity.ERROR, find=nested, binding=True),
    Rule(slug="endnote-undefined", severity=Severity.ERROR, find=undefined, binding=True, needs_whole=True),
    Rule(slug="endnote-unused", severity=Severity.ERROR, find=unused, binding=True, needs_whole=True),
)
