"""A manuscript becomes what it says of when something was: births, deaths, congresses, books that came out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pamphlet.desk.dates.moments import Moment, moments, spanned
from pamphlet.desk.dates.numbers import ORDINAL, number
from pamphlet.desk.dates.when import When, read_when
from pamphlet.desk.prose import Prose, Where
from pamphlet.desk.sentences import english, sentences
from pamphlet.desk.view import View
from pamphlet.diagnostics import Span
from pamphlet.manuscript.dates import MONTHS
from pamphlet.manuscript.document import Person
from pamphlet.manuscript.names import folded, names_pattern, owners

CHRONOLOGY = "chronology"
"""The role of the section whose terms are dates."""

_COUNTED = re.compile(
    rf"\b(?P<ordinal>{ORDINAL}) (?:Party )?(?P<rest>(?:[A-Z][a-z]+ )?"
    rf"(?:Congress|Conference|International|Plenum|Duma|Republic)(?: of (?:the )?(?!{'|'.join(MONTHS)})[A-Z]\w+)?)\b"
)
_NAMED = re.compile(
    r"\b(?:(?:[A-Z][a-z]+ ){1,2}(?:Revolution|Uprising|Rising|Mutiny|Massacre|Strike|Coup|Armistice)"
    r"|(?:Treaty|Battle|Declaration|Peace|Siege) of (?:the )?(?:[A-Z][\w-]+|\d+))\b"
)
_TO_DATE = re.compile(
    r"(?: (?:met|opened|began|took place|was held|broke out))?,? ?(?:\(|(?:in|on|of|from) )"
    r"(?:the )?(?:(?:early|late|spring|summer|autumn|winter)(?: of)? )?"
)
_DIED = re.compile(r" (?:died|dies|was (?:killed|shot|executed|murdered|assassinated|hanged))\b(?! (?:out|down|away))")
_BORN = re.compile(r" (?:was|is) born\b")
_LIFE = re.compile(r"(?: \(|, )(?P<born>[12]\d{3})\s?[–-]\s?(?P<died>[12]\d{3})(?!\w)")
_OWN_DEATH = re.compile(
    r"(?:(?:He|She) )?(?:was )?(?i:died|shot|executed|murdered|killed|hanged|assassinated)\b(?! (?:out|down|away))"
)
_STOP = re.compile(r"[;:]|, (?:and|but|while|which|where|after|before)\b|\b(?:after|before|until|since) ")
_OPENING = re.compile(r"(?:[Ii]n|[Oo]n) (?:the )?")
_WORK = re.compile(r"\b(?P<author>[A-Z][\w’-]+), (?P<title>[A-Z][^.()“”;]{3,90}?) \((?P<year>1[4-9]\d\d|20\d\d)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """That an event was at a time: `words` are those that say when, `span` their place.

    `event` is the same however the event is called, `name` is what it is called here.
    """

    event: str
    name: str
    when: When
    words: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    """An event that words at `start` to `end` of a sentence name."""

    key: str
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """How people are named in the text, and who each form is: the name of the entry."""

    pattern: re.Pattern[str] | None
    whose: dict[str, str]


def statements(view: View) -> Iterator[Statement]:
    """Every event with its time, those of fates.toml first."""
    persons = view.document.people.persons
    for life in view.lives:
        yield from _read(f"the birth of {life.name}", life.born, life.born_span)
        yield from _read(f"the death of {life.name}", life.died, life.died_span)
    yield from _of_fates(view)
    names = _Names(pattern=names_pattern(persons), whose=_whose(persons))
    term: Prose | None = None
    for prose in english(view):
        if prose.where is Where.TERM:
            term = prose
        elif prose.role == CHRONOLOGY and term is not None:
            yield from _chronicled(prose, term, names)
        elif prose.where is not Where.TITLE_PAGE:
            for start, end in sentences(prose.text):
                yield from _told(prose, start, prose.text[start:end], names)


def _of_fates(view: View) -> Iterator[Statement]:
    """Deaths that an entry tells of without a name: `Shot in 1937.`, it says."""
    fates = [prose for prose in english(view) if prose.where is Where.FATE]
    for person in view.document.people.persons:
        places = [range(block.span.start, block.span.end) for block in person.fate]
        death = f"the death of {person.name}"
        for prose in fates:
            if any(prose.pieces[0].span.start in place for place in places):
                for start, end in sentences(prose.text):
                    text = prose.text[start:end]
                    if verb := _OWN_DEATH.match(text):
                        event, dated = _Event(key=death, name=death, start=0, end=verb.end()), moments(text)
                        if len(dated) == 1 and _belongs(text, event, dated[0]):
                            yield _statement(prose, start, event, dated[0])


def _whose(persons: tuple[Person, ...]) -> dict[str, str]:
    names = {person.key: person.name for person in persons}
    return {form: names[keys[0]] for form, keys in owners(persons).items() if len(keys) == 1}


def _read(event: str, text: str, span: Span) -> Iterator[Statement]:
    when = read_when(text)
    if when is not None:
        yield Statement(event=event, name=event, when=when, words=text, span=span)


def _chronicled(prose: Prose, term: Prose, names: _Names) -> Iterator[Statement]:
    """The events of an entry of the chronology, which are at the date that stands before it."""
    when = spanned(term.text)
    if when is None:
        return
    span = term.span(0, len(term.text))
    own = tuple(each.start for each in moments(prose.text))
    for event in (*_events(prose.text), *_lives(prose.text, names)):
        behind = _TO_DATE.match(prose.text, event.end)
        if behind is None or behind.end() not in own:
            yield Statement(event=event.key, name=event.name, when=when, words=term.text, span=span)


def _told(prose: Prose, offset: int, text: str, names: _Names) -> Iterator[Statement]:
    """The events of a sentence that have their date beside them."""
    dated = moments(text)
    if not dated:
        return
    works = tuple(_WORK.finditer(text))
    at_year = [*_in_brackets(text, names), *(_work(found) for found in works)]
    for event in _events(text):
        behind = _TO_DATE.match(text, event.end)
        if behind and not any(found.start() <= event.start < found.end() for found in works):
            at_year.append(replace(event, end=behind.end()))
    for event in at_year:
        yield from (_statement(prose, offset, event, each) for each in dated if each.start == event.end)
    for event in _lives(text, names) if len(dated) == 1 else ():
        if _belongs(text, event, dated[0]):
            yield _statement(prose, offset, event, dated[0])


def _work(found: re.Match[str]) -> _Event:
    title, _, _ = found["title"].partition(":")
    name = f"“{title}” by {found['author']}"
    return _Event(key=name, name=name, start=found.start(), end=found.start("year"))


def _statement(prose: Prose, offset: int, event: _Event, moment: Moment) -> Statement:
    start, end = offset + moment.start, offset + moment.end
    words, span = prose.text[start:end], prose.span(start, end)
    return Statement(event=event.key, name=event.name, when=moment.when, words=words, span=span)


def _events(text: str) -> Iterator[_Event]:
    """Events that have a name of their own; one that is counted is the same in words and in figures."""
    for found in _COUNTED.finditer(text):
        key = f"{number(found['ordinal'])} {found['rest']}"
        yield _Event(key=key, name=found[0], start=found.start(), end=found.end())
    for found in _NAMED.finditer(text):
        name = found[0].removeprefix("The ")
        yield _Event(key=name, name=name, start=found.start(), end=found.end())


def _lives(text: str, names: _Names) -> Iterator[_Event]:
    """Births and deaths of people who are the subject; `end` is behind the verb."""
    for found in names.pattern.finditer(text) if names.pattern else ():
        whose = names.whose.get(folded(found[0]))
        for what, act in (("death", _DIED), ("birth", _BORN)):
            verb = act.match(text, found.end())
            if whose and verb:
                name = f"the {what} of {whose}"
                yield _Event(key=name, name=name, start=found.start(), end=verb.end())


def _in_brackets(text: str, names: _Names) -> Iterator[_Event]:
    """Birth and death of `Ann Baker (1890–1924)`, also in a title; `end` is where the year stands."""
    for found in names.pattern.finditer(text) if names.pattern else ():
        whose, life = names.whose.get(folded(found[0])), _LIFE.match(text, found.end())
        for what, year in (("birth", "born"), ("death", "died")):
            if whose and life:
                name = f"the {what} of {whose}"
                yield _Event(key=name, name=name, start=found.start(), end=life.start(year))


def _belongs(text: str, event: _Event, moment: Moment) -> bool:
    """Whether a date stands behind the verb in the same clause, or opens the sentence before the name."""
    if moment.start >= event.end:
        return _STOP.search(text, event.end, moment.start) is None
    return bool(_OPENING.fullmatch(text[: moment.start])) and text[moment.end : event.start] in {", ", " "}
