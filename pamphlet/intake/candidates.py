"""Capitalised words that recur become candidates: for a title that is lacking, for further people.

They are shown to a person who decides; nothing is written into the text because of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pamphlet.intake.article import Article, passages
from pamphlet.intake.blocks import Paragraph, Subhead
from pamphlet.intake.names import capitals
from pamphlet.intake.runs import plain
from pamphlet.intake.shapes import is_title

_NO_PEOPLE = frozenset({
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    "Spring", "Summer", "Autumn", "Winter", "I", "God", "Christmas", "Easter",
})  # fmt: skip
_PEOPLES = re.compile(r"(?:isms?|ists?|ians?|ites?|ese)$")
_BEFORE_PEOPLE = frozenset({"with", "by", "between", "both", "wife", "husband", "comrade", "friend"})
_AFTER_PEOPLE = frozenset({"said", "says", "wrote", "writes", "argued", "noted", "told", "died", "himself", "herself"})
_BEFORE_THINGS = frozenset({"the", "a", "an", "this", "that", "its"})
_BEFORE_PLACES = frozenset({"in", "from", "at", "near", "across", "throughout"})
_MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody whom the text names `count` times, first at `line`, and who has no entry."""

    name: str
    count: int
    line: int


@dataclass(slots=True, kw_only=True)
class _Signs:
    """What was seen around one name; only this module changes it."""

    count: int = 0
    human: int = 0
    thing: int = 0
    place: int = 0

    @property
    def is_person(self) -> bool:
        """Something speaks for a person, and little for a thing or a place."""
        return self.human > 0 and self.thing * 4 < self.count and self.place * 2 < self.count


def title_candidates(article: Article) -> tuple[str, ...]:
    """Wordings that may be the title, the likeliest first: a head at the top, then phrases that recur."""
    heads = [plain(block.words) for block in article.chapters[0].blocks[:1] if isinstance(block, Subhead | Paragraph)]
    texts = tuple(passages(article))
    people = {named.name for entry in article.fates.entries for named in entry.people} if article.fates else set()
    rows = [row for _, text in texts for row in capitals(text) if " " in row.text and row.text not in people]
    things = {row.text for row in rows if row.before in _BEFORE_THINGS or row.before[:1].isdigit()}
    phrases = Counter(row.text for row in rows if row.text not in things)
    counts = {phrase: len(_lines(phrase, texts)) for phrase, _ in phrases.most_common(_MOST)}
    recurring = sorted(
        (phrase for phrase in counts if counts[phrase] > 1), key=lambda phrase: (-counts[phrase], phrase)
    )
    return tuple(dict.fromkeys([*(head for head in heads if is_title(head)), *recurring[:3]]))


def person_candidates(article: Article, known: Iterable[str]) -> tuple[Candidate, ...]:
    """People whom the text names at least twice, as far as the words around a name show one."""
    texts = tuple(passages(article))
    taken = {word for name in known for word in name.split()}
    seen: dict[str, _Signs] = {}
    for _, text in texts:
        for row in capitals(text):
            signs = seen.setdefault(row.text, _Signs())
            signs.human += row.possessive or row.before in _BEFORE_PEOPLE or row.after in _AFTER_PEOPLE
            signs.thing += row.before in _BEFORE_THINGS
            signs.place += row.before in _BEFORE_PLACES
            signs.count += 1
    plausible = (name for name, signs in seen.items() if signs.is_person and _may_be_person(name, taken, texts))
    found = ((name, _lines(name, texts)) for name in plausible)
    recurring = (Candidate(name=name, count=len(lines), line=lines[0]) for name, lines in found if len(lines) > 1)
    return tuple(sorted(recurring, key=lambda candidate: (-candidate.count, candidate.name))[:_MOST])


def _may_be_person(name: str, taken: set[str], texts: Sequence[tuple[int, str]]) -> bool:
    words = name.split()
    if len(words) > 3 or any(word in taken or word in _NO_PEOPLE or word.isupper() or word.islower() for word in words):
        return False
    if _PEOPLES.search(name):
        return False
    small = re.compile(rf"(?<!\w){re.escape(name.lower())}(?!\w)")
    return not any(small.search(text) for _, text in texts)


def _lines(phrase: str, texts: Sequence[tuple[int, str]]) -> list[int]:
    """The line of every place where a phrase stands, as whole words."""
    whole = re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)")
    return [line for line, text in texts for _ in whole.finditer(text)]
