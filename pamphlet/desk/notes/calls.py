"""Rules on where notes are called: in the order of their numbers, behind the stop."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pamphlet.desk.rule import Rule
from pamphlet.desk.view import View
from pamphlet.diagnostics import Diagnostic, Edit, Fix, Severity, style, warning

_ENGLISH = "en"
_BEFORE_STOP = re.compile(r"(?<![.,;:!?…])(?P<calls>(?:\[\^[^\]\s]+\])+)(?P<stop>[.,;:!?…]+[”’\"']*)(?=\s|\[\^|$)")


def out_of_order(view: View) -> Iterator[Diagnostic]:
    """A chapter whose notes are labelled with numbers and called in another order: two may have been swapped."""
    chapter, highest, seen = "", 0, set[str]()
    for prose in view.prose:
        if prose.section is not None and prose.section.id != chapter:
            chapter, highest, seen = prose.section.id, 0, set()
        for call in prose.calls:
            if not call.label.isdecimal() or call.label in seen:
                continue
            seen.add(call.label)
            if int(call.label) < highest:
                yield warning(
                    "endnote-order",
                    f"endnote `{call.label}` is called behind endnote `{highest}`",
                    call.span,
                    hint="see that none were swapped; in print they are numbered in the order of their calls",
                )
            highest = max(highest, int(call.label))


def before_stop(view: View) -> Iterator[Diagnostic]:
    """A note call before the stop or the comma, where English has it behind; before a dash it is right."""
    for prose in view.prose:
        done = -1
        for call in prose.calls:
            source = call.span.source
            found = _BEFORE_STOP.match(source.text, call.span.start)
            if not found or not prose.language_at(max(call.at - 1, 0)).startswith(_ENGLISH) or found.end() == done:
                continue
            done = found.end()
            place = source.span(found.start(), found.end())
            yield style(
                "endnote-before-stop",
                f"the call of a note stands before the `{found['stop']}`",
                call.span,
                hint=f"write `{found['stop']}{found['calls']}`",
                fix=Fix(edits=(Edit(span=place, text=found["stop"] + found["calls"]),), certain=True),
            )


RULES = (
    Rule(slug="endnote-order", severity=Severity.WARNING, find=out_of_order),
    Rule(slug="endnote-before-stop", severity=Severity.STYLE, find=before_stop),
)
