"""Every rule of the desk, and the one place that asks them all.

A rule is a function from the view to findings.  To add one, write it in the module that it
belongs to, name it in one of the two tuples below, and give its slug a folder in
tests/cases/diagnostics/ and an entry in docs/findings.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pamphlet.desk import characters, files, links, lives, notes, people, pictures, words
from pamphlet.desk.gathering import look_at
from pamphlet.desk.view import Coverage, View
from pamphlet.diagnostics import Diagnostic
from pamphlet.manuscript.assembly import Manuscript
from pamphlet.workspace import Folder

Rule = Callable[[View], Iterator[Diagnostic]]

RULES_ON_WHAT_IS_THERE: tuple[Rule, ...] = (
    characters.missing,
    files.fill_with_notes,
    files.listed_twice,
    files.unread,
    links.addresses,
    links.addresses_to_come,
    links.ids_taken,
    lives.died_before_birth,
    lives.future_dates,
    lives.impossible_dates,
    lives.long_lives,
    notes.duplicate,
    notes.empty,
    notes.long,
    notes.malformed,
    notes.nested,
    people.claimed_twice,
    people.sources_without_fate,
    pictures.undescribed,
    words.empty,
    words.language_tags,
    words.placeholder_title,
    words.stray_marks,
)

RULES_ON_THE_WHOLE: tuple[Rule, ...] = (
    links.broken,
    notes.undefined,
    notes.unused,
    people.unknown,
    people.unnamed,
    pictures.unused,
)
"""Rules that miss something: where a file could not be read, it may stand there."""

RULES = (*RULES_ON_WHAT_IS_THERE, *RULES_ON_THE_WHOLE)


def check(manuscript: Manuscript, folder: Folder, coverage: Coverage) -> Iterator[Diagnostic]:
    """Everything that the desk finds in a manuscript; the reading itself has reported the rest."""
    view = look_at(manuscript, folder, coverage)
    for rule in RULES if view.complete else RULES_ON_WHAT_IS_THERE:
        yield from rule(view)
