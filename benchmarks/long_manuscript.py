"""The sample becomes a manuscript of any length: its paragraphs over and over, with notes and people to match.

What is laid out, linked and checked is so prose of the kind that pamphlets have, and nobody's but ours: paragraphs
of the sample in an order drawn by lot, in which made-up people stand for those whom it names.  The same
numbers give the same files on every run.
"""

from __future__ import annotations

import argparse
import random
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count, cycle
from pathlib import Path

from sections import ROOT

SAMPLE = ROOT / "manuscript"
WORDS_A_CHAPTER = 3500
_BLOCKS_A_HEAD = 9
_SEED = 1923

_NOTE = r"(?m)^\[\^[\w-]+\]: (.*)$"
_LIFE = r"\d{4}--\d{4}: "
"""The years of someone's life, which are not those of whoever stands for them."""

_GIVEN = (
    "Agnes Bertram Clara Dominic Edith Frederick Greta Humphrey Isolde Jasper Katharine Laurence Matilda Nathaniel "
    "Ottilie Percival Rosalind Sebastian Theodora Valentine"
)
_FAMILY = "Ald Brem Corv Dunst Esk Farn Garth Holl Inge Jarv Keld Lorn Marl Nevin Ostr Pemb Quill Rusk Swin Thorn"
_ENDING = "acre bury combe dred feather gate hampton ick jolly knott lowe mire"
_ENTRIES = (
    "Taught in a village school and wrote to the papers to the end.",
    "Left the party without a word and kept bees. Nobody at the funeral knew what to sing.",
    "Was expelled, readmitted and expelled again, and died of a cold caught at the third hearing.",
    "Emigrated, came back, and could never say which had been the mistake.",
    "Set type by day and broadsheets by night until the shop was shut.",
    "Went to prison for a speech that another had made, and never named the other.",
)
_SOURCES = ("The register of the printers' union.", "Letters in the hands of the family.", "The parish register.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone made up."""

    key: str
    given: str
    family: str

    @property
    def name(self) -> str:
        """In full."""
        return f"{self.given} {self.family}"


@dataclass(frozen=True, kw_only=True)
class Prose:
    """What the long manuscript is put together from: paragraphs, heads and notes, without marks, and who is named."""

    paragraphs: tuple[str, ...]
    heads: tuple[str, ...]
    notes: tuple[str, ...]
    names: Mapping[str, int]
    """Names and other forms of names, with the number of the person whose they are."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the names, the longest first."""
        forms = sorted(self.names, key=len, reverse=True)
        return re.compile(rf"\b({'|'.join(map(re.escape, forms))})\b")


def sample_prose() -> Prose:
    """The prose of the sample manuscript."""
    chapters = [path.read_text(encoding="utf-8") for path in sorted((SAMPLE / "body").glob("*.md"))]
    notes = (SAMPLE / "notes.md").read_text(encoding="utf-8")
    blocks = [block for chapter in chapters for block in re.split(r"\n\s*\n", chapter)]
    persons = tomllib.loads((SAMPLE / "fates.toml").read_text(encoding="utf-8"))["person"]
    return Prose(
        paragraphs=tuple(_plain(block) for block in blocks if re.match(r"[A-Z\"]", block) and "\\\n" not in block),
        heads=tuple(_plain(block[3:]) for block in blocks if block.startswith("## ")),
        notes=tuple(_plain(note) for note in re.findall(_NOTE, notes) if not re.search(_LIFE, note)),
        names={
            form: number for number, person in enumerate(persons) for form in (person["name"], *person.get("forms", ()))
        },
    )


def _plain(text: str) -> str:
    """Text without note calls, and without links and attributes, whose words stay."""
    text = re.sub(r"\[\^[\w-]+\]", "", text)
    text = re.sub(r"\[([^\]]*)\](?:\([^)]*\)|\{person=[^}]*\})", r"\1", text)
    return re.sub(r" ?\{#[^}]*\}", "", text).strip()


class Cast:
    """Puts made-up people in the place of those whom the sample names, in full where they enter a chapter."""

    def __init__(self, prose: Prose, people: Sequence[Person]) -> None:
        """Take the people; the first ones enter first."""
        self._prose = prose
        self._people = people
        self._next = 0
        self._parts: dict[int, Person] = {}
        self._named: set[str] = set()

    def new_chapter(self) -> None:
        """All parts are given anew."""
        self._parts, self._named = {}, set()

    def named(self, text: str) -> str:
        """The text with other names."""
        return self._prose.pattern.sub(self._name, text)

    def _name(self, found: re.Match[str]) -> str:
        number = self._prose.names[found[1]]
        if number not in self._parts:
            self._parts[number] = self._people[self._next % len(self._people)]
            self._next += 1
        person = self._parts[number]
        first = person.key not in self._named
        self._named.add(person.key)
        return person.name if first else person.family


def made_up_people(number: int) -> tuple[Person, ...]:
    """So many people; at most 240, for no two have the same family name."""
    families = [f"{first}{last}" for last in _ENDING.split() for first in _FAMILY.split()]
    given = cycle(_GIVEN.split())
    if number > len(families):
        raise ValueError(f"there are names for {len(families)} people alone")
    return tuple(
        Person(key=family.lower(), given=name, family=family)
        for name, family in zip(given, families[:number], strict=False)
    )


def manuscript(words: int, notes: int, people: int) -> dict[str, str]:
    """The files of a manuscript by their names: chapters of so many words in all, with notes and people."""
    prose, chance = sample_prose(), random.Random(_SEED)  # noqa: S311  # for words, not for secrets
    cast = Cast(prose, made_up_people(people))
    chapters = max(1, round(words / WORDS_A_CHAPTER))
    files = {"pamphlet.toml": _SETTINGS, "fates.toml": _fates(made_up_people(people))}
    done = 0
    for number in range(chapters):
        cast.new_chapter()
        blocks = list(_blocks(prose, cast, chance, words * (number + 1) // chapters - done))
        done += sum(len(block.split()) for block in blocks)
        here = range(notes * number // chapters, notes * (number + 1) // chapters)
        written = [cast.named(f"[^n{note}]: {prose.notes[note % len(prose.notes)]}") for note in here]
        title = f"# {prose.heads[number % len(prose.heads)]}"
        files[f"body/{number + 1:02}.md"] = "\n\n".join((title, *_with_calls(blocks, here), *written, ""))
    return files


def in_proportion(words: int) -> dict[str, str]:
    """The same with a note in a hundred words and a person in five hundred, at least two."""
    return manuscript(words, words // 100, max(2, words // 500))


def _blocks(prose: Prose, cast: Cast, chance: random.Random, words: int) -> Iterator[str]:
    """Paragraphs with heads between them: as few as have so many words, at least one."""
    order: list[str] = []
    done = 0
    for number in count(1):
        order = order or chance.sample(prose.paragraphs, len(prose.paragraphs))
        block = cast.named(order.pop())
        done += len(block.split())
        yield block
        if done >= words:
            return
        if number % _BLOCKS_A_HEAD == 0:
            yield f"## {chance.choice(prose.heads)}"


def _with_calls(blocks: Sequence[str], notes: Sequence[int]) -> Iterator[str]:
    """Paragraphs that call the notes in their order, as evenly as may be."""
    paragraphs = sum(not block.startswith("#") for block in blocks)
    done = 0
    for block in blocks:
        if block.startswith("#"):
            yield block
            continue
        here = notes[len(notes) * done // paragraphs : len(notes) * (done + 1) // paragraphs]
        done += 1
        yield _called(block, here)


def _called(block: str, notes: Sequence[int]) -> str:
    """A paragraph that calls notes at the ends of its last sentences."""
    ends = [found.end() for found in re.finditer(r"(?<=[a-z])\.(?= [A-Z]|$)", block)] or [len(block)]
    for note, place in zip(reversed(notes), _last(ends, len(notes)), strict=True):
        block = f"{block[:place]}[^n{note}]{block[place:]}"
    return block


def _last(places: Sequence[int], number: int) -> Iterator[int]:
    """So many places from the last back; the first one again where there are not enough."""
    for index in range(number):
        yield places[max(-1 - index, -len(places))]


def _fates(people: Sequence[Person]) -> str:
    return "\n".join(_fate(number, person) for number, person in enumerate(people))


def _fate(number: int, person: Person) -> str:
    return f"""[[person]]
key = "{person.key}"
name = "{person.name}"
sort = "{person.family}, {person.given}"
forms = ["{person.family}"]
born = {1860 + number % 30}
died = {1930 + number % 30}
fate = "{_ENTRIES[number % len(_ENTRIES)]}"
source = "{_SOURCES[number % len(_SOURCES)]}"
"""


_SETTINGS = """title = "A Long Argument"
subtitle = "A manuscript made to be measured"
authors = ["The pamphlet project"]
language = "en-GB"
quotes = "single"
date = 2024-01-21
name = "long"
identifier = "urn:uuid:0f0c3c3e-6d52-4b1b-9f2e-6d1f3a1d8a11"

[imprint]
publisher = "The pamphlet project"
address = "1 Example Street, Anytown"
printer = "Printed by whoever prints it"

[order]
back = ["fates", "notes", "index"]
"""


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Put the files into a folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def main() -> None:
    """Write one, to be looked at."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--words", type=int, default=100_000)
    wanted = parser.parse_args()
    write(wanted.folder, in_proportion(wanted.words))


if __name__ == "__main__":
    main()
