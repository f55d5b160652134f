"""The forms of one person's name that a text uses: `Trotsky`, `L. Trotsky`, `Lev (Leon) Trotsky`.

A form is taken only from the text itself, and only where it can mean nobody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pamphlet.intake.names import first_names, surname, with_particles

_TITLES = frozenset({
    "Comrade", "Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Lord", "Lady", "General", "Captain", "Professor",
    "President", "Saint",
})  # fmt: skip

_NEAR = 80
"""So many characters before a surname are looked at."""

Texts = Sequence[tuple[int, str]]
"""Passages, each with its line in the source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """The forms of a name besides the name itself, the shortest first; and what is in doubt.

    `shared_with` are people with the same surname, `is_word` says that the surname is also a word
    of the text: in both cases it is no form.  `others` are names such as `Leon Trotsky` that may be
    this person or a relative, each with its line.
    """

    forms: tuple[str, ...] = ()
    shared_with: tuple[str, ...] = ()
    is_word: bool = False
    others: tuple[tuple[int, str], ...] = ()


def find_forms(name: str, everybody: Sequence[str], texts: Texts) -> Forms:
    """Look for the surname in the texts and at what stands before it."""
    last = surname(name)
    found = list(_occurrences(name, last, texts)) if last else []
    forms = dict.fromkeys(occurrence.form for occurrence in found if occurrence.form != name)
    alone = {last, with_particles(name)}
    bare = alone & set(forms)
    shared = tuple(other for other in everybody if other != name and last in other.split()) if bare else ()
    is_word = bool(bare) and any(re.search(rf"(?<!\w){re.escape(last.lower())}(?!\w)", text) for _, text in texts)
    if shared or is_word:
        forms = {form: None for form in forms if set(first_names(name)) & set(form.split())}
    return Forms(
        forms=tuple(sorted(forms, key=len)),
        shared_with=shared,
        is_word=is_word,
        others=_once((found.line, found.other) for found in found if found.other and found.other not in everybody),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Occurrence:
    """The surname in the text: with those words before it that are this person's, or another's."""

    line: int
    form: str
    other: str


def _occurrences(name: str, last: str, texts: Texts) -> Iterator[_Occurrence]:
    pattern = re.compile(rf"(?<![\w-]){re.escape(last)}(?![\w-])")
    known = {*name.split(), *first_names(name), *_bynames(last, texts)}
    for line, text in texts:
        for found in pattern.finditer(text):
            words = text[max(found.start() - _NEAR, 0) : found.start()].split(" ")
            form, other = last, ""
            while len(words) > 1 and (words[-2].strip("()“”") in known or _is_initial(words[-2], name)):
                words.pop()
                form = f"{words[-1]} {form}"
            if form == last and _is_first_name(words[:-1]):
                other = f"{words[-2]} {last}"
            yield _Occurrence(line=line, form=form, other=other)


def _bynames(last: str, texts: Texts) -> Iterator[str]:
    """The second first names that stand in brackets before a surname."""
    pattern = re.compile(rf"\(([^\W\d_a-z][\w’'-]+)\) {re.escape(last)}(?!\w)")
    return (byname for _, text in texts for byname in pattern.findall(text))


def _is_initial(word: str, name: str) -> bool:
    """Whether a word such as `L.` or `L.D.` begins with the initial of the first name."""
    return re.fullmatch(r"(?:[^\W\d_]\.)+", word) is not None and name.startswith(word[0])


def _is_first_name(before: Sequence[str]) -> bool:
    """Whether the last of some words has its capital not from the start of the sentence."""
    if len(before) < 2 or before[-1] in _TITLES or before[-2].endswith((".", "!", "?", ":")):
        return False
    return before[-1].isalpha() and before[-1].istitle()


def _once(pairs: Iterator[tuple[int, str]]) -> tuple[tuple[int, str], ...]:
    """Each wording with its first line."""
    first: dict[str, int] = {}
    for line, wording in pairs:
        first.setdefault(wording, line)
    return tuple((line, wording) for wording, line in first.items())
