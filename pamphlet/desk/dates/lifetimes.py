"""The rule on people who do something before their birth or after their death."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pamphlet.desk.dates.when import read_when
from pamphlet.desk.dates.written import Year, years
from pamphlet.desk.prose import Prose, Where
from pamphlet.desk.rule import Rule
from pamphlet.desk.sentences import english, sentences
from pamphlet.desk.view import View
from pamphlet.diagnostics import Diagnostic, Severity, warning
from pamphlet.manuscript.document import Person
from pamphlet.manuscript.names import folded, names_pattern, owners

_ACTS = (
    "began|became|broke|brought|built|came|chose|drew|drove|fell|fled|flew|fought|found|gave|got|grew|held|joined"
    "|kept|knew|led|left|lost|made|met|put|ran|rose|said|saw|sat|sent|set|shot|sold|spoke|spent|stood|swore|taught"
    "|threw|told|took|went|won|wrote|heads|leads|writes|joins|leaves|goes|returns|becomes"
)
_SUFFERED = "appointed|arrested|deported|elected|exiled|expelled|imprisoned|jailed|released|sent|sentenced|tried"
_ACT = re.compile(
    r"(?: (?:then|also|first|later|soon|himself|herself))?"
    rf" (?!died\b)(?:(?:{_ACTS}|[a-z]{{2,}}ed)\b(?! by\b)|was (?:{_SUFFERED})\b)"
)
_PASSIVE = re.compile(r" (?:called|named|entitled|described|portrayed|published|honoured|remembered|translated)\b")
_BY_PREPOSITION = re.compile(r"\b(?:[Ii]n|[Oo]n|[Ff]rom|[Uu]ntil|[Ss]ince|[Bb]y|[Dd]uring)\b[^,;:()]{0,24}$")
_CLAUSE = re.compile(
    r"[;:()]|, and (?=(?:his|her|its|their|the|an?) |[A-Z])| that "
    r"|, (?:which|who|whose|whom|where|when|but|while|whereas|as|although|though)\b"
)
_FIGURE = re.compile("[12][0-9]")
_OPENING = re.compile(r"(?:In|On|By|During|Since)\b[^,;:()]*(?:, |\d{4} )")
"""When it was, before the subject."""

_OWN_ACT = re.compile(rf"(?!Died)(?i:{_ACTS}|[a-z]{{2,}}ed)\b(?! by\b)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lifetime:
    """The first and the last year of a life; None where it is not known."""

    name: str
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _People:
    """How the people are named, whose each form is, and when they lived, the last two by form and by key."""

    pattern: re.Pattern[str]
    whose: Mapping[str, str]
    lives: Mapping[str, _Lifetime]


def outside_life(view: View) -> Iterator[Diagnostic]:
    """A sentence whose subject is a person, with a year in which that person was not alive."""
    persons = view.document.people.persons
    lives = {person.key: life for person in persons if (life := _lifetime(person))}
    pattern = names_pattern(persons)
    if not lives or pattern is None:
        return
    whose = {form: keys[0] for form, keys in owners(persons).items() if len(keys) == 1 and keys[0] in lives}
    people = _People(pattern=pattern, whose=whose, lives=lives)
    for prose in english(view):
        if prose.where not in {Where.TITLE_PAGE, Where.FATE_SOURCE, Where.TERM} and _FIGURE.search(prose.text):
            for start, end in sentences(prose.text):
                yield from _in_sentence(prose, start, end, people)
    fates = [prose for prose in english(view) if prose.where is Where.FATE]
    for person in persons:
        if person.key in lives:
            yield from _in_own_fate(fates, person, lives[person.key])


def _lifetime(person: Person) -> _Lifetime | None:
    born, died = read_when(person.born), read_when(person.died)
    first = born.earliest[0] if born and born.earliest else None
    last = died.latest[0] if died and died.latest else None
    return _Lifetime(name=person.name, first=first, last=last) if first or last else None


def _in_sentence(prose: Prose, start: int, end: int, people: _People) -> Iterator[Diagnostic]:
    """The year of a person's act stands before the name (`In 1923 Ann …`) or behind the verb, in the same clause."""
    text = prose.text[start:end]
    opening = _OPENING.match(text)
    subject = people.pattern.match(text, opening.end() if opening else 0)
    key = people.whose.get(folded(subject[0]), "") if subject else ""
    act = _ACT.match(text, subject.end()) if subject and key else None
    if subject is None or act is None or _PASSIVE.match(text, subject.end()):
        return
    stop = _CLAUSE.search(text, act.end())
    for year in years(text):
        behind = act.end() <= year.start < (stop.start() if stop else len(text))
        if year.start < subject.start() or (behind and _BY_PREPOSITION.search(text[act.end() : year.start])):
            yield from _finding(prose, start + year.start, year, people.lives[key])


def _in_own_fate(fates: Sequence[Prose], person: Person, life: _Lifetime) -> Iterator[Diagnostic]:
    """In an entry the person need not be named: `Fled abroad in 1928.`, it says."""
    places = [range(block.span.start, block.span.end) for block in person.fate]
    for prose in fates:
        if not any(prose.pieces[0].span.start in place for place in places):
            continue
        for start, end in sentences(prose.text):
            text = prose.text[start:end]
            stop = _CLAUSE.search(text)
            for year in years(text) if _OWN_ACT.match(text) else ():
                if year.start < (stop.start() if stop else len(text)):
                    yield from _finding(prose, start + year.start, year, life)


def _finding(prose: Prose, offset: int, year: Year, life: _Lifetime) -> Iterator[Diagnostic]:
    if life.first and year.year < life.first:
        message = f"in {year.year} `{life.name}` was not born yet: that was in {life.first}"
    elif life.last and year.year > life.last:
        message = f"in {year.year} `{life.name}` was dead: that was in {life.last}"
    else:
        return
    yield warning(
        "date-outside-life",
        message,
        prose.span(offset, offset + 4),
        hint="look up the year, and `born` and `died` in fates.toml; or somebody else is meant",
    )


RULES = (Rule(slug="date-outside-life", severity=Severity.WARNING, find=outside_life),)
