"""Every rule of the desk, and the one place that asks them all.

To add a rule, write its function in the room it belongs to, name it in that module's `RULES`, and
give its slug a folder in tests/cases/diagnostics/ and an entry in docs/manual/back/findings.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.desk import imprint
from pamphlet.desk.dates import ageing, centuries, chronicle, days, events, forms, lifetimes, lives, sums
from pamphlet.desk.gathering import look_at
from pamphlet.desk.notes import calls, endnotes, references
from pamphlet.desk.persons import entries, mentions, people, spellings
from pamphlet.desk.quotations import sparing_quotations
from pamphlet.desk.rule import Rule
from pamphlet.desk.structure import addresses, chapters, files, links, pictures, titles
from pamphlet.desk.view import Coverage
from pamphlet.desk.waiving import Waiving
from pamphlet.desk.words import characters, dashes, letters, marks, pairs, quotes, slips, spaces, spelling, variants
from pamphlet.diagnostics import Diagnostic, did_you_mean, warning
from pamphlet.house_settings import House
from pamphlet.manuscript.assembly import Manuscript
from pamphlet.speller import FindSpeller, no_speller
from pamphlet.workspace import Folder

RULES: tuple[Rule, ...] = (
    *centuries.RULES,
    *days.RULES,
    *sums.RULES,
    *events.RULES,
    *chronicle.RULES,
    *lifetimes.RULES,
    *lives.RULES,
    *ageing.RULES,
    *forms.RULES,
    *people.RULES,
    *entries.RULES,
    *mentions.RULES,
    *spellings.RULES,
    *imprint.RULES,
    *endnotes.RULES,
    *calls.RULES,
    *references.RULES,
    *characters.RULES,
    *marks.RULES,
    *letters.RULES,
    *slips.RULES,
    *spaces.RULES,
    *dashes.RULES,
    *pairs.RULES,
    *quotes.RULES,
    *variants.RULES,
    *spelling.RULES,
    *files.RULES,
    *links.RULES,
    *pictures.RULES,
    *titles.RULES,
    *chapters.RULES,
    *addresses.RULES,
)


def check(
    manuscript: Manuscript,
    folder: Folder,
    coverage: Coverage,
    also: frozenset[str] = frozenset(),
    find_speller: FindSpeller = no_speller,
) -> Iterator[Diagnostic]:
    """Everything that the desk finds in a manuscript; the reading itself has reported the rest.

    `also` are slugs of rules that are asked though they are not usual; one of them may want a speller.
    """
    view = look_at(manuscript, folder, coverage, find_speller)
    house = manuscript.settings.house
    also |= {slug for slug, _ in house.rules}
    asked = [rule for rule in RULES if (rule.usual or rule.slug in also) and (view.complete or not rule.needs_whole)]
    found = (finding for rule in asked for finding in rule.find(view))
    waiving = Waiving(sparing_quotations(found, view.prose), RULES, asked)
    for mark in view.document.marks:
        yield from waiving.mark(mark)
    for waiver in house.ok:
        yield from waiving.waiver(waiver)
    yield from waiving.left
    yield from _unknown_rules(house)


def _unknown_rules(house: House) -> Iterator[Diagnostic]:
    """What the author asks for that no rule is called."""
    known = {rule.slug: rule.usual for rule in RULES}
    for slug, span in house.rules:
        if slug not in known:
            hint = did_you_mean(slug, (rule for rule, usual in known.items() if not usual))
            yield warning("rule-unknown", f"there is no rule `{slug}`", span, hint=hint)
