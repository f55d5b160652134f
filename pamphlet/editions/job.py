"""What all editions of one pamphlet are made from, and what each of them becomes: a product."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from pamphlet.apparatus.parts import Pamphlet
from pamphlet.diagnostics import Diagnostics
from pamphlet.inspection import Workshop
from pamphlet.press.makeup import ReadingCopy
from pamphlet.typeset.fonts import Font
from pamphlet.typeset.theme import Theme


class Edition(StrEnum):
    """A form of the pamphlet, by the name that the command line knows it under."""

    READING = "reading"
    BOOKLET = "booklet"
    EPUB = "epub"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One pamphlet to be made: its pages in the trimmed format are laid out already (`copy`).

    `moment` is the time that the files carry.
    """

    workshop: Workshop
    pamphlet: Pamphlet
    theme: Theme
    fonts: tuple[Font, ...]
    copy: ReadingCopy
    moment: dt.datetime
    diagnostics: Diagnostics

    def file_name(self, ending: str) -> str:
        """The name of a file: `job.file_name("-booklet.pdf")`."""
        return self.pamphlet.settings.name + ending


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """How a file is to come out of a printer; sizes and creep (of the innermost sheet) in mm.

    `extent` counts the pages of the pamphlet in the file without the `blanks`.  `sheets` are pieces
    of paper a copy, in the paper size `paper`, of which this file prints; `two_sided` says whether it
    fills both sides of them.  `advice` is what to know before stapling; empty if nothing.
    """

    extent: int
    blanks: int
    sheets: int
    paper: str
    two_sided: bool = True
    creep: float = 0
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A file that was made.  `pages` are those of a PDF, 0 for other files.

    `printed` says how it is printed; None for what is not made for paper.
    """

    edition: Edition
    file_name: str
    data: bytes = field(repr=False)
    pages: int = 0
    printed: Printed | None = None
