"""The links of an ebook of ours to its people become the forms of their names, and tags where names do not suffice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from pamphlet.diagnostics import Source, Span
from pamphlet.intake.ebook.markup import HEADS, UNREAD, words_of
from pamphlet.intake.ebook.package import Document
from pamphlet.manuscript.document import NOT_A_PERSON, Person
from pamphlet.manuscript.names import folded, names_pattern, owners

_MENTION = re.compile(r"named-(.+)-\d+")
_POSSESSIVE = re.compile("[’']s$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """How the text names its people: `forms` beside the name, by key, and whose each name is."""

    forms: Mapping[str, tuple[str, ...]]
    pattern: re.Pattern[str] | None = None
    owners: Mapping[str, str]

    def tag(self, element: Element) -> str:
        """The key that a mention needs beside its words; empty where these say it, or it is none."""
        key = mentioned(element)
        return key if key and self.owners.get(folded(words_of(element))) != key else ""

    def parted(self, text: str) -> Iterator[tuple[str, str]]:
        """Words outside of mentions in pieces, each with the tag that it needs: `none` for a name that means nobody."""
        done = 0
        for found in self.pattern.finditer(text) if self.pattern else ():
            if folded(found[0]) in self.owners:
                yield text[done : found.start()], ""
                yield found[0], NOT_A_PERSON
                done = found.end()
        yield text[done:], ""


def mentioned(element: Element) -> str:
    """The key of the person whom an element mentions; empty for any other element."""
    found = _MENTION.fullmatch(element.get("id", "")) if element.tag in {"a", "span"} else None
    return found[1] if found else ""


def is_source(element: Element) -> bool:
    """Whether an element stands in the line that says where an entry is from, which names nobody."""
    return any(around.get("class") == "source" for around in (element, *element.iterancestors("div")))


def find_mentions(documents: Sequence[Document], names: Mapping[str, str], left: Collection[Element]) -> Mentions:
    """How these documents, but for what is left out, name people, whose `names` are known by their keys."""
    called: dict[str, Counter[str]] = {}
    loose: list[str] = []
    for document in documents:
        for key, words in _named(document.body, left):
            if key:
                called.setdefault(key, Counter())[_POSSESSIVE.sub("", words)] += 1
            else:
                loose.append(words)
    text = "\n".join(loose)
    forms = {key: tuple(_forms(key, names.get(key, ""), called, text)) for key in called}
    persons = [_person(key, (name, *forms.get(key, ()))) for key, name in names.items()]
    found = owners(persons)
    return Mentions(
        forms=forms,
        pattern=names_pattern(persons),
        owners={form: keys[0] for form, keys in found.items() if len(keys) == 1},
    )


def _named(element: Element, left: Collection[Element]) -> Iterator[tuple[str, str]]:
    """The mentions within an element with their keys, and the text outside of them; heads and sources name nobody."""
    if element in left or element.tag in {*HEADS, *UNREAD} or element.get("class") == "source":
        return
    if key := mentioned(element):
        yield key, words_of(element)
        return
    yield "", element.text or ""
    for inner in element:
        yield from _named(inner, left)
        yield "", inner.tail or ""


def _forms(key: str, name: str, called: Mapping[str, Counter[str]], loose: str) -> Iterator[str]:
    """What the text calls a person, and nobody else, more often than it does not mean them by it."""
    others = {words for other, names in called.items() if other != key for words in names}
    for words, number in called[key].items():
        elsewhere = len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", loose))
        if words and words != name and words not in others and number >= elsewhere:
            yield words


def _person(key: str, names: Sequence[str]) -> Person:
    """A person of whom nothing is known but the names."""
    nowhere = Span(source=Source(name="", text=""), start=0, end=0)
    return Person(
        key=key, name=names[0], sort="", names=tuple((name, nowhere) for name in names), born="", died="", fate=(),
        source=(), together_with="", span=nowhere,
    )  # fmt: skip
