"""A manuscript becomes a recorded printing, or the corrections to one: the order of the stages for both."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from pamphlet.allowance import within
from pamphlet.apparatus.compilation import compile_pamphlet
from pamphlet.build import inspected, lay_out
from pamphlet.diagnostics import Diagnostics
from pamphlet.editions.job import Job
from pamphlet.manuscript.printings import Printing
from pamphlet.printings.comparison import compare
from pamphlet.printings.errata import errata_of
from pamphlet.printings.recording import next_number, record
from pamphlet.printings.reprint import Reprint, reprint
from pamphlet.printings.slip import Slip, SlipPaper, as_pdf, as_text
from pamphlet.workshop import Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """What is to be corrected in a printing: the files by name, and what has to be printed again.

    `corrections` is how many there are: with none there are no files.
    """

    printing: Printing
    corrections: int
    files: dict[str, bytes] = field(repr=False)
    reprint: Reprint


def release(workshop: Workshop, diagnostics: Diagnostics, recorded: dt.date, *, again: bool) -> Printing:
    """The printing that a manuscript is today, to be recorded.

    Raises Refused where the manuscript has errors, or was recorded with this text and not `again`.
    """
    with within(workshop.allowance):
        return _printing(workshop, diagnostics, recorded, again=again)


def _printing(workshop: Workshop, diagnostics: Diagnostics, recorded: dt.date, *, again: bool) -> Printing:
    manuscript, theme = inspected(workshop, diagnostics)
    pamphlet = compile_pamphlet(manuscript)
    number = next_number(pamphlet, manuscript.printings, diagnostics, again=again)
    diagnostics.stop_on_errors()
    job = lay_out(workshop, replace(pamphlet, printing=number), theme, diagnostics)
    return record(job.pamphlet, job.layout, recorded)


def correct(workshop: Workshop, diagnostics: Diagnostics, number: int | None, today: dt.date) -> Corrections:
    """What changed since a printing: that of a number, or the last one.

    `today` is the day of the slip.  Raises Refused where the manuscript has errors or the printing is not recorded.
    """
    with within(workshop.allowance):
        return _corrections(workshop, diagnostics, number, today)


def _corrections(workshop: Workshop, diagnostics: Diagnostics, number: int | None, today: dt.date) -> Corrections:
    manuscript, theme = inspected(workshop, diagnostics)
    printing = _chosen(manuscript.printings, number, diagnostics)
    job = lay_out(workshop, compile_pamphlet(manuscript), theme, diagnostics)
    now = record(job.pamphlet, job.layout, today)
    comparison = compare([block.words for block in printing.blocks], [block.words for block in now.blocks])
    errata = errata_of(printing, now, comparison)
    slip = Slip(printing=printing, errata=errata, corrected=today, language=job.pamphlet.settings.language)
    files = _files(slip, job) if errata else {}
    diagnostics.stop_on_errors()
    return Corrections(
        printing=printing,
        corrections=len(errata),
        files=files,
        reprint=reprint(printing, now, comparison, job.pamphlet.settings.editions.booklet),
    )


def _chosen(printings: tuple[Printing, ...], number: int | None, diagnostics: Diagnostics) -> Printing:
    found = next((each for each in reversed(printings) if number in {None, each.number}), None)
    if found is None:
        there = ", ".join(str(printing.number) for printing in printings)
        diagnostics.error(
            "printing-absent",
            f"printing {number} is not recorded" if number else "no printing is recorded",
            hint=f"recorded: {there}" if there else "run `pamphlet release` when you print",
        )
    diagnostics.stop_on_errors()
    if found is None:
        raise AssertionError("what is absent is an error")
    return found


def _files(slip: Slip, job: Job) -> dict[str, bytes]:
    paper = SlipPaper(trim=job.pamphlet.settings.paper.trim, fonts=job.fonts)
    stem = job.file_name(f"-errata-{slip.printing.number}")
    return {f"{stem}.pdf": as_pdf(slip, paper, job.moment, job.diagnostics), f"{stem}.txt": as_text(slip)}
