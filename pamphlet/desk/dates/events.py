"""The rule on one event with two dates: in the text, a note, the chronology, the fates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pamphlet.desk.dates.moments import meet, years_between
from pamphlet.desk.dates.statements import Statement, statements
from pamphlet.desk.rule import Rule
from pamphlet.desk.view import View
from pamphlet.diagnostics import Diagnostic, Severity, warning

_SAME_EVENT = 10
"""Years; what lies further apart has the same name, but is another event."""


def differing(view: View) -> Iterator[Diagnostic]:
    """An event that one place dates otherwise than most others do."""
    events: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements(view):
        events[statement.event].append(statement)
    for told in events.values():
        usual = max(told, key=lambda statement: _supporters(statement, told))
        for odd in told:
            if not meet(odd.when, usual.when) and years_between(odd.when, usual.when) <= _SAME_EVENT:
                yield warning(
                    "date-differs",
                    f"{odd.name}: here `{odd.words}`, elsewhere `{usual.words}`",
                    odd.span,
                    hint=f"the other stands at {usual.span}; one of the two is wrong, or they are two events",
                )


def _supporters(statement: Statement, told: Sequence[Statement]) -> int:
    return sum(meet(statement.when, other.when) for other in told)


RULES = (Rule(slug="date-differs", severity=Severity.WARNING, find=differing, needs_whole=True),)
