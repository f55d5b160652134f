"""What all editions of one pamphlet are made from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pamphlet.apparatus.parts import Pamphlet
from pamphlet.diagnostics import Diagnostics
from pamphlet.ebook.sharing import SharedEbook, SharedPage
from pamphlet.press.layout import Layout
from pamphlet.press.makeup import ReadingCopy, WrittenCopy
from pamphlet.press.passes import OFFICE_COPIER, Machine
from pamphlet.typeset.fonts import Font
from pamphlet.typeset.theme import Theme
from pamphlet.workshop import Workshop


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
