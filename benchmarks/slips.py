"""A text becomes the same text with one slip in it, of the kinds that are made at a keyboard: what a sub-editor is for.

Each kind says where it could stand in a text; one of those places is drawn by lot from a seed, so that
the same text always gets the same slips.
"""

from __future__ import annotations

import calendar
import datetime as dt
import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

MONTHS = tuple(calendar.month_name)[1:]
_SHORT = ("February", "April", "June", "September", "November")
_MONTH = f"(?P<month>{'|'.join(MONTHS)})"
_DAY = r"(?<![\d–/-])(?P<day>\d{1,2})"
_YEAR = r"(?P<year>19\d\d)"

_FIRST_NAMES = {
    "Alexander": "Aleksandr",
    "Christian": "Khristian",
    "Evgeny": "Yevgeny",
    "Felix": "Feliks",
    "Grigory": "Grigori",
    "Joseph": "Josef",
    "Karl": "Carl",
    "Leon": "Lev",
    "Lev": "Leo",
    "Nadezhda": "Nadya",
    "Natalia": "Natalya",
    "Nikolai": "Nicolai",
    "Victor": "Viktor",
    "Vladimir": "Wladimir",
}
"""As another book spells them."""

_SURNAMES = (
    "Bukharin|Deutscher|Dzerzhinsky|Kamenev|Krupskaya|Myasnikov|Preobrazhensky|"
    "Pyatakov|Rakovsky|Sapronov|Shlyapnikov|Souvarine|Stalin|Trotsky|Zinoviev"
)

_LEFTOVERS = ("TK", "XXX", "[TODO: check this]", "Lorem ipsum dolor sit amet.")
_LOOK_ALIKES = {"a": "а", "c": "с", "e": "е", "o": "о", "p": "р", "x": "х"}
"""Latin letters and the Cyrillic ones that look the same."""

_LITTLE_WORDS = "the|of|to|in|and|was|for|with|on|by|as|at|from"

_UNPRINTED = re.compile(r"<!--.*?-->|^!\[.*$|\{[#.\w][^}]*\}|\]\([^)]*\)", re.MULTILINE | re.DOTALL)
"""Comments, pictures with their descriptions, marks and addresses: a printed page shows none of them."""

Change = Callable[[re.Match[str], random.Random], str]
"""What stands in the place of a match once the slip is made; the same words where none can be made of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of slip: `slugs` are the rules of which one must find it, `pattern` finds where it could be made.

    `files` limits it to the files whose names begin so.
    """

    name: str
    slugs: frozenset[str]
    pattern: re.Pattern[str] = field(repr=False)
    change: Change = field(repr=False)
    files: tuple[str, ...] = ("body/", "front/", "back/", "notes.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One slip: the characters from `start` to `end` of a file become `text`."""

    kind: Kind
    file: str
    start: int
    end: int
    text: str

    def made_in(self, files: Mapping[str, str]) -> dict[str, str]:
        """The files with the slip in one of them."""
        before = files[self.file]
        return {**files, self.file: before[: self.start] + self.text + before[self.end :]}


def slips(files: Mapping[str, str], each: int, seed: int) -> Iterator[Slip]:
    """So many slips of each kind in different places of the files; fewer where a text has no more places."""
    lot = random.Random(seed)  # noqa: S311  # a draw that can be repeated, not a secret
    for kind in KINDS:
        possible = list(_possible(kind, files, lot))
        yield from lot.sample(possible, min(each, len(possible)))


def _possible(kind: Kind, files: Mapping[str, str], lot: random.Random) -> Iterator[Slip]:
    for name, text in sorted(files.items()):
        if name.startswith(kind.files):
            unprinted = [(each.start(), each.end()) for each in _UNPRINTED.finditer(text)]
            for found in kind.pattern.finditer(text):
                changed = kind.change(found, lot)
                if changed != found[0] and not any(start <= found.start() < end for start, end in unprinted):
                    yield Slip(kind=kind, file=name, start=found.start(), end=found.end(), text=changed)


def _kind(name: str, slugs: str, pattern: str, change: str | Change, **others: tuple[str, ...]) -> Kind:
    """A kind whose slugs are parted by spaces; a change that is a text is a template as of `re.sub`."""
    by_template: Change = lambda found, _: found.expand(str(change))  # noqa: E731  # one of the two forms of a change
    return Kind(
        name=name,
        slugs=frozenset(slugs.split()),
        pattern=re.compile(pattern, re.MULTILINE),
        change=by_template if isinstance(change, str) else change,
        **others,
    )


def _no_such_day(found: re.Match[str], lot: random.Random) -> str:
    """The day after the last: of a long month one that a slipping finger makes."""
    day = 31 if found["month"] in _SHORT else lot.randrange(32, 40)
    return f"{day} {found['month']}"


def _wrong_weekday(found: re.Match[str], lot: random.Random) -> str:
    """Before a date the name of a day that it was not."""
    date = dt.date(int(found["year"]), MONTHS.index(found["month"]) + 1, int(found["day"]))
    others = [day for number, day in enumerate(calendar.day_name) if number != date.weekday()]
    return f"{lot.choice(others)}, {found[0]}"


def _backwards(found: re.Match[str], _: random.Random) -> str:
    """1923–1924 becomes 1924–1923, 1920–24 becomes 1924–20."""
    first, joint, last = found["first"], found["joint"], found["last"]
    return first[: 4 - len(last)] + last + joint + first[4 - len(last) :]


def _a_day_later(found: re.Match[str], _: random.Random) -> str:
    return f"{int(found['day']) % 28 + 1} {found['month']} {found['year']}"


def _misspelt(found: re.Match[str], lot: random.Random) -> str:
    """A name with one letter left out, or two that changed places; its first and its last stay."""
    name = found[0]
    at = lot.randrange(1, len(name) - 2)
    if lot.random() < 0.5:
        return name[:at] + name[at + 1 :]
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _looking_alike(found: re.Match[str], lot: random.Random) -> str:
    places = [at for at, letter in enumerate(found[0]) if letter in _LOOK_ALIKES]
    at = lot.choice(places)
    return found[0][:at] + _LOOK_ALIKES[found[0][at]] + found[0][at + 1 :]


KINDS: tuple[Kind, ...] = (
    _kind("a year a century late", "date-century", r"\b19([1-3]\d)\b", r"20\1", files=("body/", "front/")),
    _kind("a day that no month has", "date-impossible", rf"{_DAY} {_MONTH}\b", _no_such_day),
    _kind("a weekday that is not the date's", "date-weekday", rf"{_DAY} {_MONTH} {_YEAR}", _wrong_weekday),
    _kind(
        "years the wrong way round",
        "range-backwards",
        r"\b(?P<first>19\d\d)(?P<joint>--|–)(?P<last>(?:19)?\d\d)\b",
        _backwards,
    ),
    _kind(
        "a day of the chronology moved by one",
        "chronology-differs date-differs",
        rf"^{_DAY} {_MONTH} {_YEAR}$",
        _a_day_later,
        files=("back/chronology",),
    ),
    _kind(
        "the month before the day",
        "date-form",
        rf"{_DAY} {_MONTH}\b",
        r"\g<month> \g<day>",
        files=("body/", "front/", "notes.md"),
    ),
    _kind("a name misspelt", "name-near-miss", rf"\b(?:{_SURNAMES})\b", _misspelt, files=("body/", "notes.md")),
    _kind(
        "a first name in another spelling",
        "name-variant name-near-miss",
        rf"\b(?:{'|'.join(_FIRST_NAMES)})(?= [A-Z])",
        lambda found, _: _FIRST_NAMES[found[0]],
        files=("body/", "notes.md"),
    ),
    _kind("a word twice", "word-twice", rf"(?<=[a-z] )(?:{_LITTLE_WORDS})(?= [a-z])", r"\g<0> \g<0>"),
    _kind("a quotation not closed", "quotes-unmatched", r'(?<=[\w.,?!])"(?=[\s.,;)\[])', ""),
    _kind("a bracket not closed", "brackets-unmatched", r"(?<=\w)\)(?=[\s.,;])", ""),
    _kind("a hyphen for a dash", "hyphen-range", r"(?<=\d)(?:--|–)(?=\d)", "-"),
    _kind("a space before a mark", "space-stray", r"(?<=[a-z])[,;:?](?= )", r" \g<0>"),
    _kind("a space forgotten", "space-missing", r"(?<=[a-z][,;]) (?=[a-z])", ""),
    _kind("a question that ends in a stop", "question-stop", r"(?<=[a-z])\?(?=\s)", "."),
    _kind(
        "a note to oneself left in", "leftover", r"(?<=[a-z]\.) (?=[A-Z])", lambda _, lot: f" {lot.choice(_LEFTOVERS)} "
    ),
    _kind(
        "a letter of another alphabet",
        "alphabet-mixed",
        r"\b(?=[a-z]*[aceopx])[a-z]{5,}\b",
        _looking_alike,
        files=("body/", "front/"),
    ),
    _kind("a note called by a wrong label", "endnote-undefined", r"\[\^([\w-]+)\w\](?!:)", r"[^\1]"),
    _kind(
        "a note called before the stop", "endnote-before-stop", r"([.,])(\[\^[\w-]+\])(?=\s)", r"\2\1", files=("body/",)
    ),
    _kind("a mark twice", "mark-twice", r"(?<=[a-z])[,;.](?= )", r"\g<0>\g<0>"),
)
