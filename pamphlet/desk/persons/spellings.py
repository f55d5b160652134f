"""Rules on people whose names are spelt in two ways: Lev and Leon, Kamenev and Kamenyev."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pamphlet.desk.prose import Prose, Where
from pamphlet.desk.rule import Rule
from pamphlet.desk.sentences import english
from pamphlet.desk.view import View
from pamphlet.diagnostics import Diagnostic, Severity, Span, query, warning
from pamphlet.manuscript.document import Person

_Called = tuple[Prose, re.Match[str]]

_TITLES = frozenset({
    "Comrade", "Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Lord", "Lady", "General", "Captain", "Colonel", "Marshal",
    "Professor", "President", "Chairman", "Minister", "Premier", "Saint", "St", "Tsar", "King", "Queen", "Father",
    "Brother", "Sister", "Citizen", "Secretary", "Commissar", "Senator", "Judge", "Bishop", "Pope", "Old", "Young",
})  # fmt: skip
_FIRST_NAME = r"(?<![\w.’-])(?P<first>[^\W\d_a-z][\w’-]+) (?:\((?P<byname>[^\W\d_a-z][\w’-]+)\) )?"
_ADVERBIAL = re.compile(r"\b(?:[Ii]n|[Aa]t|[Oo]n|[Ff]rom|[Nn]ear|[Ss]ince|[Dd]uring|[Aa]fter|[Bb]efore) $")
"""Before a place or a month: `in Moscow Trotsky spoke`."""

_SENTENCE_END = re.compile(r"(?:^|[.!?:…”’)—–] ?|[“‘(])$")

_CAPITALISED = re.compile(r"(?<![\w’'.-])[A-ZÀ-Þ][a-zà-ÿ]{4,}(?![\w-])")
_SMALL = re.compile(r"(?<![\w’'-])[a-z]{4,}")
_DERIVED = re.compile(r"(?:isms?|ists?|ians?|ites?|ics?|ies|ans?|ese)$")
_SHORTEST, _LONG = 5, 8
"""Letters: names shorter than the first are too alike; longer ones than the second may differ in two."""

_USUAL = 4
"""A name that stands so often in the text is known, if the people do not have it."""

_SELDOM = 1
_SLIPS = 2
"""Letters by which a long name of a person may be off, or a first name and still be one: Carl, Karl."""

_TOLD = frozenset({Where.BODY, Where.HEAD, Where.CELL, Where.CAPTION, Where.FATE, Where.TERM})
_LISTS_OF_BOOKS = frozenset({"further-reading", "bibliography", "sources"})


def two_first_names(view: View) -> Iterator[Diagnostic]:
    """A person of fates.toml called by a first name that no form of the entry has."""
    texts = _told(view)
    persons = [person for person in view.document.people.persons if " " in person.name]
    known = _first_names(view.document.people.persons)
    named_so = {_surname(person): person for person in reversed(persons)}
    before = _before_surnames(texts, named_so.keys())
    for surname, named in named_so.items():
        for first, span in _others(texts, before[surname], known[surname]).items():
            yield query(
                "name-variant",
                f"`{surname}` is called `{first}` here; in fates.toml the name is `{named.name}`",
                span,
                hint=f"keep one; if both are meant, add `{first} {surname}` to `forms`; "
                "if it is somebody else, give that person an entry",
            )


def near_misses(view: View) -> Iterator[Diagnostic]:
    """A capitalised word that is a letter away from a name, and is neither a word nor another name."""
    texts = _told(view)
    small = {word for prose in texts for word in _SMALL.findall(prose.text)}
    people = {
        word
        for person in view.document.people.persons
        for form, _ in person.names
        for word in _CAPITALISED.findall(form)
    }
    counts: Counter[str] = Counter(word for prose in texts for word in _CAPITALISED.findall(prose.text))
    usual = {word for word, count in counts.items() if count >= _USUAL and word.lower() not in small}
    for word in counts:
        if word in people or word in usual or word.lower() in small:
            continue
        seldom = counts[word] == _SELDOM and not word.endswith("y")
        meant = _meant(word, people, _SLIPS) or (_meant(word, usual - people, 1) if seldom else "")
        for span in _places(texts, word) if meant else ():
            known = "a name in fates.toml" if meant in people else f"which stands {counts[meant]} times in the text"
            yield warning("name-near-miss", f"`{word}` looks like `{meant}`, {known}", span, hint=f"is it `{meant}`?")


def _surname(person: Person) -> str:
    return person.name.split()[-1]


def _first_names(persons: tuple[Person, ...]) -> Mapping[str, set[str]]:
    """By surname the words that stand before it in the names and forms of all who have it; bynames in brackets not."""
    found: dict[str, set[str]] = defaultdict(set)
    for person in persons:
        for form, _ in person.names:
            *before, last = form.split() or [""]
            found[last].update(word for word in before if not word.startswith("("))
    return found


def _told(view: View) -> tuple[Prose, ...]:
    """The words in which the author tells the story; other people's titles have other people's spellings."""
    return tuple(prose for prose in english(view) if prose.where in _TOLD and prose.role not in _LISTS_OF_BOOKS)


def _before_surnames(texts: tuple[Prose, ...], surnames: Iterable[str]) -> Mapping[str, list[_Called]]:
    """By surname the places where it stands with something before it that may be a first name."""
    longest_first = sorted(map(re.escape, surnames), key=len, reverse=True)
    pattern = re.compile(rf"{_FIRST_NAME}(?=(?P<surname>{'|'.join(longest_first) or '(?!)'})(?!\w|-\w))")
    found: dict[str, list[_Called]] = defaultdict(list)
    for prose in texts:
        for match in pattern.finditer(prose.text):
            found[match["surname"]].append((prose, match))
    return found


def _others(texts: tuple[Prose, ...], called: list[_Called], known: set[str]) -> dict[str, Span]:
    """The first names before a surname that are not known, each with its first place."""
    places: dict[str, list[Span]] = defaultdict(list)
    for prose, found in called:
        if found["byname"] or _is_apart(prose.text[: found.start()], found["first"], known):
            for which in ("first", "byname"):
                if found[which] and found[which] not in known | _TITLES:
                    places[found[which]].append(prose.span(*found.span(which)))
    return {name: spans[0] for name, spans in places.items() if _is_first_name(name, len(spans), texts)}


def _is_apart(before: str, word: str, known: set[str]) -> bool:
    """Whether a word before a surname does not open the sentence, unless it is nearly one of the first names."""
    if _SENTENCE_END.search(before):
        return any(_is_near(word, name, _SLIPS) for name in known)
    return _ADVERBIAL.search(before) is None


def _is_first_name(word: str, times: int, texts: tuple[Prose, ...]) -> bool:
    """Whether a word stands before the surname at least as often as it stands elsewhere."""
    whole = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    return times * 2 >= sum(len(whole.findall(prose.text)) for prose in texts if word in prose.text)


def _meant(word: str, names: set[str], most: int) -> str:
    """The name that a word was meant to be, with so many slips if both are long; empty where none is so near."""
    for name in sorted(names):
        if name[0] != word[0] or min(len(name), len(word)) < _SHORTEST or abs(len(name) - len(word)) > most:
            continue
        if word.startswith(name) or name.startswith(word) or _DERIVED.search(word) or _DERIVED.search(name):
            continue
        if _is_near(word, name, 1 if min(len(name), len(word)) < _LONG else most):
            return name
    return ""


def _is_near(one: str, other: str, most: int) -> bool:
    """Whether so many letters added, left out, changed or swapped with the next make one word the other."""
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    if not one or not other or most == 0:
        return max(len(one), len(other)) <= most
    return (
        _is_near(one[1:], other, most - 1)
        or _is_near(one, other[1:], most - 1)
        or _is_near(one[1:], other[1:], most - 1)
        or (one[:2] == other[1::-1] and _is_near(one[2:], other[2:], most - 1))
    )


def _places(texts: tuple[Prose, ...], word: str) -> Iterator[Span]:
    for prose in texts:
        for found in re.finditer(rf"(?<![\w’'.-]){word}(?![\w-])", prose.text):
            if not prose.is_quoted(*found.span()) and prose.language_at(found.start()).startswith("en"):
                yield prose.span(*found.span())


RULES = (
    Rule(slug="name-variant", severity=Severity.QUERY, find=two_first_names),
    Rule(slug="name-near-miss", severity=Severity.WARNING, find=near_misses),
)
