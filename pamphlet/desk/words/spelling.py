"""The rule on spelling: words that are in no dictionary, nor among the people and the words of the house."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pamphlet.desk.prose import Where
from pamphlet.desk.rule import Rule
from pamphlet.desk.view import View
from pamphlet.desk.words.running import Found, running
from pamphlet.diagnostics import Diagnostic, Severity, warning
from pamphlet.speller import Speller, SpellerAbsent

_WORD = re.compile(r"(?<![\w’'.])[^\W\d_]+(?:[’'\-‑\u00ad][^\W\d_]+)*(?![\w’]*\d)")
_LETTERS = re.compile(r"[^\W\d_]+")
_POSSESSIVE = re.compile(r"['’]s?$")
_ROMAN = re.compile(r"[IVXLCDM]+")
_SHORTEST = 3
"""Letters: what is shorter is an initial, a unit or the like."""

_NAMES_FROM = 3
"""How often a word with a capital stands in the text before it is taken for a name: few slips are made so often."""


def misspelt(view: View) -> Iterator[Diagnostic]:
    """A word that the dictionary of its language does not have: one finding a word, at its first place."""
    main = view.settings.language
    try:
        view.find_speller(main)
    except SpellerAbsent as absent:
        yield warning("spelling", f"spelling cannot be checked: {absent}", view.settings.title_span, hint=absent.hint)
        return
    known = _known(view)
    spellers: dict[str, Speller | None] = {}
    for (language, word), places in _words(view).items():
        if language not in spellers:
            spellers[language] = _speller(view, language)
        speller = spellers[language]
        name = word[0].isupper() and len(places) >= _NAMES_FROM
        if speller is not None and not name and not _is_known(word, speller, known):
            prose, found = places[0]
            again = f", {len(places)} times" if len(places) > 1 else ""
            near = speller.near(word.replace("’", "'"))
            yield warning(
                "spelling",
                f"`{word}` is not in the dictionary{again}",
                prose.span(*found.span()),
                hint=f"did you mean {' or '.join(f'`{each}`' for each in near)}? " * bool(near)
                + f"if it is right, write `{word} = []` under `[house.words]`",
            )


def _speller(view: View, language: str) -> Speller | None:
    try:
        return view.find_speller(language)
    except SpellerAbsent:
        return None  # a few words in another language: no reason to ask for its dictionary


def _words(view: View) -> dict[tuple[str, str], list[Found]]:
    """Every word but abbreviations and numerals, with its language, and where it stands."""
    words: dict[tuple[str, str], list[Found]] = defaultdict(list)
    for prose, found in running(view.prose, _WORD):
        word = _POSSESSIVE.sub("", found[0]).replace("\u00ad", "").replace("‑", "-")
        tagged = any(each.start <= found.start() < each.end for each in prose.persons)
        if len(word) >= _SHORTEST and not word.isupper() and not tagged and prose.where is not Where.CODE:
            words[prose.language_at(found.start()), word].append((prose, found))
    return words


def _known(view: View) -> frozenset[str]:
    """The words of names and of house words, in small letters."""
    settings, persons = view.settings, view.document.people.persons
    texts = [form for person in persons for form, _ in person.names]
    texts += [form for word in settings.house.words for form in (word.form, *word.instead_of)]
    texts += [who.name for who in (*settings.authors, *settings.editors, *settings.translators)]
    texts += [settings.imprint.publisher, settings.imprint.address, settings.imprint.printer, settings.imprint.promoter]
    return frozenset(part.lower() for text in texts for part in _LETTERS.findall(text))


def _is_known(word: str, speller: Speller, known: frozenset[str]) -> bool:
    """Whether a word is right, or each part of it that a hyphen joins."""
    plain = word.replace("’", "'")
    if speller.knows(plain) or plain.lower() in known:
        return True
    parts = [part for part in plain.split("-") if not _ROMAN.fullmatch(part)]
    return all(len(part) < _SHORTEST or part.lower() in known or speller.knows(part) for part in parts)


RULES = (Rule(slug="spelling", severity=Severity.WARNING, find=misspelt, usual=False),)
