"""The people of an ebook of ours, their entries and their places in the index, become copy again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from pamphlet.intake.article import Remark, left_out
from pamphlet.intake.ebook.markup import classes, kinds, words_of
from pamphlet.intake.ebook.mentions import Mentions
from pamphlet.intake.ebook.package import Document

_ENTRY = re.compile(r".*#fate-(.+)")
_JOINT = re.compile(r"^(?:and\s|,\s)")
_BETWEEN = re.compile(r",\s|\sand\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """A person's line in the index of names; `entry` is the key of the entry that it leads to, empty for none."""

    key: str
    sort: str
    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A person at the head of an entry, or in the index alone; `years` stand behind the name."""

    name: str
    years: str
    person: Indexed


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """What a book says of its people outside of their entries."""

    index: tuple[Indexed, ...]
    mentions: Mentions


def index_of(documents: Sequence[Document]) -> tuple[Indexed, ...]:
    """The lines of the index of names."""
    lines = (line for document in documents for line in document.body.iter("li"))
    return tuple(_indexed(line) for line in lines if line.get("id", "").startswith("index-"))


def names_by_key(documents: Sequence[Document]) -> dict[str, str]:
    """The name of each person with an entry or a line in the index, by key."""
    index = index_of(documents)
    sections = [section for document in documents for section in document.body.iter("section") if is_fates(section)]
    heads = [head for section in sections for entry in _entries(section) for head in entry.iterchildren("h2")]
    found = {named.person.key: named.name for head in heads for named in _heading(head, index) if named.person.key}
    return {**{person.key: _turned(person.sort) for person in index}, **found}


def _indexed(line: Element) -> Indexed:
    term = next((span for span in line.iter("span") if "index-term" in kinds(span)), line)
    entries = (_ENTRY.fullmatch(link.get("href", "")) for link in line.iter("a"))
    return Indexed(
        key=line.get("id", "").removeprefix("index-"),
        sort=words_of(term),
        entry=next((found[1] for found in entries if found is not None), ""),
    )


def said_by_keys(documents: Sequence[Document]) -> Iterator[Remark]:
    """The words before a year that fates.toml says by the name of a key."""
    years = (
        words_of(span) for document in documents for span in document.body.iter("span") if "years" in classes(span)
    )
    for words in years:
        if words.startswith(("born ", "died ")):
            yield left_out(0, words[:4], f"`{words[:4]}` in fates.toml says it")


def is_fates(element: Element) -> bool:
    """Whether an element holds the entries of people, as our ebooks have them."""
    return element.tag == "section" and "fates" in classes(element) and bool(list(_entries(element)))


def _entries(section: Element) -> Iterator[Element]:
    return (inner for inner in section.iterchildren("section") if "fate" in classes(inner))


def copy_fates(section: Element, people: People, block: Callable[[Element, Element], None]) -> Element:
    """The entries as copy; `block` writes one element to the end of another."""
    fates = etree.Element("section", {"class": "fates"})
    last = list(_entries(section))[-1]
    for element in section:
        if "fate" in classes(element):
            fates.append(_fate(element, people, block))
        else:
            block(element, fates)
        if element is last:
            fates.extend(_in_index_only(people))
    return fates


def _in_index_only(people: People) -> Iterator[Element]:
    """Those who have no entry."""
    for person in people.index:
        if not person.entry:
            entry = etree.Element("section", {"class": "fate"})
            entry.append(_person(Named(name=_turned(person.sort), years="", person=person), people.mentions))
            yield entry


def _fate(entry: Element, people: People, block: Callable[[Element, Element], None]) -> Element:
    fate = etree.Element("section", {"class": "fate"})
    for element in entry:
        if element.tag == "h2":
            fate.extend(_person(named, people.mentions) for named in _heading(element, people.index))
        elif "source" in classes(element):
            source = etree.SubElement(fate, "div", {"class": "source"})
            for inner in element:
                block(inner, source)
        else:
            block(element, fate)
    return fate


def _heading(head: Element, index: Sequence[Indexed]) -> Iterator[Named]:
    """Those who share an entry, each with the key by which the index leads there."""
    entry = head.get("id", "").removeprefix("fate-")
    sharing = [person for person in index if person.entry == entry]
    for at, (name, years) in enumerate(_named(head, len(sharing))):
        same = (person for person in sharing if set(person.sort.replace(",", "").split()) == set(name.split()))
        unknown = Indexed(key="" if at else entry, sort="", entry=entry)
        yield Named(name=name, years=years, person=next(same, unknown))


def _named(head: Element, number: int) -> list[tuple[str, str]]:
    """The names in a head with the years behind each; `number` is how many share it, as far as the index knows."""
    found: list[tuple[str, str]] = []
    name = head.text or ""
    for piece in head:
        if "years" in classes(piece):
            found.append((_bare(name), words_of(piece)))
            name = ""
        name += piece.tail or ""
    if name.strip():
        found.append((_bare(name), ""))
    if len(found) >= number:
        return found
    return [(part, years if last else "") for names, years in found for part, last in _parted(names)]


def _parted(names: str) -> list[tuple[str, bool]]:
    parts = _BETWEEN.split(names)
    return [(part, at == len(parts)) for at, part in enumerate(parts, 1)]


def _bare(name: str) -> str:
    return _JOINT.sub("", " ".join(name.split())).strip()


def _person(named: Named, mentions: Mentions) -> Element:
    born, died = _dates(named.years)
    person = named.person
    said = {
        "data-key": person.key,
        "data-sort": person.sort if person.sort and _turned(person.sort) != named.name else "",
        "data-born": born,
        "data-died": died,
        "data-forms": "|".join(mentions.forms.get(person.key, ())),
    }
    element = etree.Element("p", {"class": "person", **{key: text for key, text in said.items() if text}})
    element.text = named.name
    return element


def _turned(sort: str) -> str:
    """`Sedov, Lev` as it is said."""
    last, _, first = sort.partition(", ")
    return f"{first} {last}".strip()


def _dates(years: str) -> tuple[str, str]:
    """Birth and death from what stands behind a name: `1906–1938`, `born 1906`, `24 February 1906 – 1938`."""
    if years.startswith("born "):
        return years.removeprefix("born "), ""
    if years.startswith("died "):
        return "", years.removeprefix("died ")
    born, _, died = years.partition(" – " if " – " in years else "–")
    return born, died
