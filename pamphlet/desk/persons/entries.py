"""Rules on the entries of fates.toml: where they come from, and whether someone in them may be alive."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pamphlet.desk.dates.when import read_when
from pamphlet.desk.rule import Rule
from pamphlet.desk.view import View
from pamphlet.diagnostics import Diagnostic, Severity, query
from pamphlet.manuscript.document import Person
from pamphlet.manuscript.traversal import plain_text, runs

_LONGEST_LIFE = 110
"""Years after a birth in which someone without a date of death is taken to be alive."""

_DEATH = re.compile(
    r"\b(?:died|dies|death|dead|shot|executed|murdered|assassinated|killed|hanged|guillotined|perished|fell|buried"
    r"|suicide|drowned)\b",
    re.IGNORECASE,
)
_FEW = 3


def without_source(view: View) -> Iterator[Diagnostic]:
    """A fate that nobody could check; one finding where none of the entries has a source."""
    entries = [person for person in view.document.people.persons if person.fate]
    lacking = [person for person in entries if not person.source]
    if len(lacking) == len(entries) > _FEW:
        message = f"none of the {len(entries)} fates has a source"
        yield query("fate-without-source", message, lacking[0].span, hint="say in `source` where each is told")
        return
    for person in lacking:
        message = f"the fate of `{person.name}` has no source"
        yield query("fate-without-source", message, person.span, hint="say in `source` where it is told")


def living(view: View) -> Iterator[Diagnostic]:
    """A fate of someone who was born within the longest of lives and of whom no death is told."""
    for person, life in zip(view.document.people.persons, view.lives, strict=True):
        born = read_when(life.born)
        if view.date is None or born is None or born.latest is None or life.died or not person.fate:
            continue
        if born.latest[0] > view.date.year - _LONGEST_LIFE and not _DEATH.search(_fate(person)):
            yield query(
                "person-living",
                f"`{person.name}`, born in {life.born}, may be alive",
                life.born_span,
                hint="ask before you print it, or give the date of death in `died`",
            )


def _fate(person: Person) -> str:
    return " ".join(plain_text(run.children) for run in runs(person.fate))


RULES = (
    Rule(slug="fate-without-source", severity=Severity.QUERY, find=without_source),
    Rule(slug="person-living", severity=Severity.QUERY, find=living),
)
