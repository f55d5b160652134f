"""A row of the list of branches becomes a Branch: who hands the pamphlet out, where it meets, what it is to get."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pamphlet.diagnostics import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting, as it was written; each text is empty where it is not given.

    `day` is the date where that could be read as one: it is then spoken in the branch's language.
    """

    date: str = ""
    time: str = ""
    venue: str = ""
    day: dt.date | None = None

    def __bool__(self) -> bool:
        """Whether anything is said of it."""
        return bool(self.date or self.time or self.venue)


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One branch; each text is empty where it is not given.

    `slug` names its folder and files.  `copies` is None where the number of the settings holds.
    `paper` is the name of a trim, `printer` that of a profile, `editions` are names of editions: for
    each, empty stands for what holds for all.  `language` is a tag, that of the made words on its
    covers.  `logo` is a file of the manuscript's folder.
    """

    name: str
    slug: str
    span: Span
    meeting: Meeting = Meeting()
    contact: str = ""
    address: str = ""
    web: str = ""
    cover_line: str = ""
    copies: int | None = None
    paper: str = ""
    printer: str = ""
    editions: tuple[str, ...] = ()
    language: str = ""
    promoter: str = ""
    printed_by: str = ""
    logo: str = ""
