"""An edition code becomes what it tells, beside the manuscript and its recorded printings: whose copy, which text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pamphlet.apparatus.edition_code import EditionCode, canonical
from pamphlet.apparatus.parts import Pamphlet
from pamphlet.manuscript.dates import spoken_date
from pamphlet.manuscript.printings import Printing


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What a copy is held against: today's pamphlet, its printings, and the branches' names by their names in codes."""

    pamphlet: Pamphlet
    printings: tuple[Printing, ...]
    branches: Mapping[str, str]

    @property
    def codes(self) -> Iterator[str]:
        """The codes that copies of this pamphlet may have."""
        today = self.pamphlet.code
        yield str(today)
        yield from (printing.code for printing in self.printings)
        yield from (str(replace(today, branch=branch)) for branch in self.branches)

    def has(self, code: EditionCode) -> bool:
        """Whether a code is that of a copy of this pamphlet, whichever text it has."""
        return canonical(code.title) == canonical(self.pamphlet.code.title)


def account(code: EditionCode, shelf: Shelf | None) -> tuple[tuple[str, str], ...]:
    """What a code tells, line by line: a label and what is to be said."""
    known = shelf if shelf and shelf.has(code) else None
    return (
        ("Edition code", str(code)),
        ("Pamphlet", known.pamphlet.settings.title if known else code.title),
        ("Printing", _printing(code, known)),
        ("Branch", _branch(code, known)),
        ("Date", spoken_date(code.date)),
        ("Text", _text(code, known, shelf)),
    )


def is_today(code: EditionCode, shelf: Shelf | None) -> bool | None:
    """Whether a copy has today's text; None where that is not known."""
    return code.digest == shelf.pamphlet.code.digest if shelf and shelf.has(code) else None


def as_record(code: EditionCode, shelf: Shelf | None) -> dict[str, object]:
    """The same for programs: `recorded` and `today` are null where they are not known."""
    known = shelf if shelf and shelf.has(code) else None
    recorded = _numbered(code.printing, known.printings) if known else None
    return {
        "code": str(code),
        "pamphlet": known.pamphlet.settings.title if known else code.title,
        "printing": code.printing,
        "recorded": recorded.recorded.isoformat() if recorded else None,
        "branch": _branch(code, known) if code.branch else None,
        "date": code.date.isoformat(),
        "today": is_today(code, shelf),
        "text": _text(code, known, shelf),
    }


def _printing(code: EditionCode, shelf: Shelf | None) -> str:
    recorded = _numbered(code.printing, shelf.printings) if shelf else None
    return f"{code.printing}, recorded on {spoken_date(recorded.recorded)}" if recorded else str(code.printing)


def _branch(code: EditionCode, shelf: Shelf | None) -> str:
    if not code.branch:
        return "none"
    names = {canonical(branch): name for branch, name in shelf.branches.items()} if shelf else {}
    return names.get(canonical(code.branch), code.branch)


def _text(code: EditionCode, known: Shelf | None, shelf: Shelf | None) -> str:
    if known is None:
        if shelf is None:
            return "not compared: name the manuscript with --manuscript"
        return f"not compared: the manuscript is that of another pamphlet, {shelf.pamphlet.settings.title}"
    if is_today(code, known):
        return "that of today’s manuscript"
    same = [printing for printing in known.printings if _digest_in(printing.code) == code.digest]
    if same:
        number = same[-1].number
        return f"that of printing {number}, and not today’s: `pamphlet errata --printing {number}` says what changed"
    if _numbered(code.printing, known.printings):
        return f"not today’s, and not that recorded as printing {code.printing}: perhaps a proof of it"
    return "not today’s, and not recorded: perhaps a proof"


def _numbered(number: int, printings: Iterable[Printing]) -> Printing | None:
    return next((printing for printing in printings if printing.number == number), None)


def _digest_in(code: str) -> str:
    """The six characters of a recorded code that are those of the text."""
    return code.rpartition("/")[2].replace("-", "")[:6]
