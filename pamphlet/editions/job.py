"""What all editions of one pamphlet are made from, and what each of them becomes: a product."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from pamphlet.apparatus.parts import Pamphlet
from pamphlet.diagnostics import Diagnostics
from pamphlet.ebook.sharing import SharedEbook, SharedPage
from pamphlet.inspection import Workshop
from pamphlet.press.imposition import Plan
from pamphlet.press.layout import Layout
from pamphlet.press.makeup import ReadingCopy, WrittenCopy
from pamphlet.press.passes import OFFICE_COPIER, Machine
from pamphlet.typeset.fonts import Font
from pamphlet.typeset.theme import Theme


class Edition(StrEnum):
    """A form of the pamphlet, by the name that the command line knows it under."""

    READING = "reading"
    BOOKLET = "booklet"
    PRESS = "press"
    LARGE_PRINT = "large-print"
    EPUB = "epub"
    WEB = "web"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One pamphlet to be made: its pages in the trimmed format are there already (`copy`).

    Of a branch's pamphlet the ebook and the web page may be there already but for its covers (`shared_ebook`,
    `shared_page`).

    `moment` is the time that the files carry.  `machine` is the printer that the booklet is made for.
    `covers_alone`: what lies between the covers was looked over with the same for another branch.
    """

    workshop: Workshop
    pamphlet: Pamphlet
    theme: Theme
    fonts: tuple[Font, ...]
    copy: WrittenCopy
    moment: dt.datetime
    diagnostics: Diagnostics
    machine: Machine = OFFICE_COPIER
    shared_ebook: SharedEbook | None = None
    shared_page: SharedPage | None = None
    covers_alone: bool = False

    @property
    def layout(self) -> Layout:
        """The pages as they were laid out: whoever asks for the press copy has laid them out."""
        if not isinstance(self.copy, ReadingCopy):
            raise AssertionError("these pages are at hand only as they were written")  # noqa: TRY004  # a slip of ours
        return self.copy.layout

    @property
    def on_paper(self) -> Pamphlet:
        """The pamphlet with what found room on pages that would be blank."""
        return self.pamphlet.ending_with(self.copy.filling)

    def file_name(self, ending: str) -> str:
        """The name of a file: `job.file_name("-booklet.pdf")`; it says whose it is where it is a branch's."""
        branch = self.pamphlet.branch
        return f"{self.pamphlet.settings.name}{f'-{branch.slug}' if branch else ''}{ending}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """How a file is to come out of a printer; sizes and creep (of the innermost sheet) in mm.

    `extent` counts the pages of the pamphlet in the file without the `blanks`.  `sheets` are pieces
    of paper a copy, in the paper size `paper`, of which this file prints; `two_sided` says whether it
    fills both sides of them.  `advice` is what to know before printing and stapling, sentence by
    sentence; `fit` what fewer lines would save and what blank pages are good for.  `flip` is the
    edge, `short` or `long`, about which the printer turns the sheet.  `plan` holds all sheets of a
    booklet, those of its other files too; None where nothing is folded.
    `is_cover`: the file is a cover to be printed on paper of its own.
    """

    extent: int
    blanks: int
    sheets: int
    paper: str
    two_sided: bool = True
    creep: float = 0
    advice: tuple[str, ...] = ()
    fit: tuple[str, ...] = ()
    flip: str = "short"
    plan: Plan | None = None
    is_cover: bool = False


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
