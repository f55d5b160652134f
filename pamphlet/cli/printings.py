"""`pamphlet release`, `errata` and `identify`: printings are recorded, corrected and recognised."""

from __future__ import annotations

import datetime as dt
import json
import os
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pamphlet.cli.options import BUILD, HERE, ManuscriptOption, OutputOption, named_manuscript
from pamphlet.cli.reporting import HAS_ERRORS, Format, print_while_making, reported, stop
from pamphlet.cli.voice import answer, command, go_on, remark, stages, tell
from pamphlet.counting import counted, named, page_ranges

if TYPE_CHECKING:
    from pamphlet.apparatus.edition_code import EditionCode
    from pamphlet.printings.identity import Shelf
    from pamphlet.printings.reprint import Reprint

DateOption = Annotated[
    dt.datetime | None,
    typer.Option("--date", formats=["%Y-%m-%d"], metavar="DATE", help="The day to be written down; default: today."),
]


def release(
    *,
    manuscript: ManuscriptOption = HERE,
    date: DateOption = None,
    again: Annotated[
        bool, typer.Option("--again", help="Record the same text once more, under the next number.")
    ] = False,
) -> None:
    """Record what is printed now, so that later changes can be told from it."""
    with reported(Format.TEXT, manuscript):
        from pamphlet.diagnostics import Diagnostics
        from pamphlet.interface.premises import workshop_of
        from pamphlet.manuscript.printings import PRINTINGS, as_json
        from pamphlet.printings.releasing import release as record_printing
        from pamphlet.publishing import publish

        diagnostics = Diagnostics()
        with stages() as announce:
            printing = record_printing(
                workshop_of(manuscript, announce, bounded=True), diagnostics, _day(date), again=again
            )
            publish(manuscript / PRINTINGS, {printing.file_name: as_json(printing)})
        print_while_making(tuple(diagnostics), manuscript)
        file = manuscript / PRINTINGS / printing.file_name
        tell(f"{file}: printing {printing.number}, {counted(len(printing.pages), 'page')}, {printing.code}")
        where = named_manuscript(manuscript)
        go_on(f"keep this file with the manuscript; when the text has changed, {command('errata', *where)}")


def errata(
    manuscript: ManuscriptOption = HERE,
    output: OutputOption = BUILD,
    printing: Annotated[
        int | None, typer.Option("--printing", metavar="N", min=1, help="The printing to correct; default: the last.")
    ] = None,
    date: DateOption = None,
) -> None:
    """Write a slip that corrects a printing, and say which sheets need printing again."""
    with reported(Format.TEXT, manuscript):
        from pamphlet.diagnostics import Diagnostics
        from pamphlet.interface.premises import workshop_of
        from pamphlet.printings.releasing import correct
        from pamphlet.publishing import publish

        diagnostics = Diagnostics()
        with stages() as announce:
            found = correct(workshop_of(manuscript, announce, bounded=True), diagnostics, printing, _day(date))
            if found.files:
                publish(output, found.files)
        print_while_making(tuple(diagnostics), manuscript)
        number = found.printing.number
        if not found.corrections:
            tell(f"The text is that of printing {number}: there is nothing to correct.")
        for name in found.files:
            tell(str(output / name))
        if found.corrections:
            tell(f"{counted(found.corrections, 'correction')} to printing {number}.")
        tell("\n".join(_reprint(found.reprint)))
        slip = next((output / name for name in found.files if name.endswith(".pdf")), None)
        again = command("build", "all", *named_manuscript(manuscript))
        go_on(f"print {shlex.quote(str(slip))} and lay it into the copies; for new ones, {again}" if slip else again)


def identify(
    copy: Annotated[
        str, typer.Argument(metavar="FILE|CODE", help="A file, or the edition code from the imprint of a copy.")
    ],
    manuscript: ManuscriptOption = HERE,
    form: Annotated[Format, typer.Option("--format", help="For people, or for programs (json).")] = Format.TEXT,
) -> None:
    """Say what a found copy is: which pamphlet, printing and branch, and whether its text is today's."""
    if form not in {Format.TEXT, Format.JSON}:
        raise typer.BadParameter("there is `text` and `json` here", param_hint="--format")
    with reported(form):
        from pamphlet.printings.identity import account, as_record

        shelf = _shelf(manuscript)
        codes = _codes(copy, shelf)
        if form is Format.TEXT:
            for code in codes:
                answer("\n".join(f"{label + ':':14}{text}" for label, text in account(code, shelf)))
            go_on(_way_on(codes[0], shelf, copy, manuscript))
            return
        answer(json.dumps([as_record(code, shelf) for code in codes], ensure_ascii=False, indent=2))


def _way_on(code: EditionCode, shelf: Shelf | None, copy: str, manuscript: Path) -> str:
    """What tells more of a copy: a manuscript to hold it against, or what has changed since its printing."""
    if shelf is None or not shelf.has(code):
        return f"{command('identify', copy, '--manuscript', 'DIR')} holds it against the manuscript in the folder DIR"
    where = named_manuscript(manuscript)
    if any(printing.number == code.printing for printing in shelf.printings):
        return f"{command('errata', '--printing', str(code.printing), *where)} says what has changed since"
    return f"{command('release', *where)} records a printing, so that the next copy can be told from it"


def _shelf(manuscript: Path) -> Shelf | None:
    """What copies are held against; None where there is no manuscript, or one with errors."""
    from pamphlet.allowance import within
    from pamphlet.apparatus.compilation import compile_pamphlet
    from pamphlet.apparatus.edition_code import code_name
    from pamphlet.diagnostics import Diagnostics
    from pamphlet.distribution.branches import read_branches
    from pamphlet.inspection import coverage_of, inspect
    from pamphlet.interface.premises import workshop_of
    from pamphlet.interface.printers import known_machines
    from pamphlet.printings.identity import Shelf

    diagnostics = Diagnostics()
    workshop = workshop_of(manuscript, bounded=True)
    with within(workshop.allowance):
        found = inspect(workshop, diagnostics)
    if found is None or diagnostics.has_errors:
        if manuscript.exists():
            check = command("check", *named_manuscript(manuscript))
            remark(f"{manuscript} has errors, so nothing is compared with it: `{check}` lists them")
        return None
    text, theme = found
    rows = read_branches(workshop.folder, text.settings, coverage_of(theme, workshop), known_machines(), Diagnostics())
    return Shelf(
        pamphlet=compile_pamphlet(text),
        printings=text.printings,
        branches={code_name(branch.slug): branch.name for branch in rows.branches},
    )


def _codes(copy: str, shelf: Shelf | None) -> tuple[EditionCode, ...]:
    """The codes in a file, or the one that was typed; the end of the command where there is none."""
    from pamphlet.apparatus.edition_code import CodeProblem, read_code
    from pamphlet.printings.found_copy import codes_of
    from pamphlet.workspace import FileProblem, read_outside

    try:
        found = codes_of(read_outside(Path(copy)))
    except FileProblem as absent:
        if "/" not in copy or Path(copy).suffix:
            stop(f"no edition code, such as NEW-COURSE/1/2024-01-21/9JKK-VM5D, and {absent}", HAS_ERRORS)
    else:
        if not found:
            stop(f"{copy} has no edition code: it was not made by pamphlet, or by an early version", HAS_ERRORS)
        return found
    try:
        return (read_code(copy, shelf.codes if shelf else ()),)
    except CodeProblem as problem:
        near = "\n".join(["; perhaps one of these is meant:", *(f"  {code}" for code in problem.near)])
        stop(f"{copy}: {problem}{near if problem.near else ''}", HAS_ERRORS)


def _reprint(needed: Reprint) -> Iterator[str]:
    """What has to be printed again, sentence by sentence."""
    if not needed.pages:
        yield "All pages are as they were."
        return
    yield f"Changed pages: {page_ranges(needed.pages)}."
    if needed.moved:
        pages = f"{named(len(needed.moved), 'page')} {page_ranges(needed.moved)}"
        yield f"On {pages} words have gone over to another page: a page number that someone noted may be wrong there."
    else:
        yield "Every word that stayed is on the page where it was: page numbers hold."
    if needed.other_sheets:
        yield "The booklet has another number of sheets: all of it has to be printed again."
        return
    inner = [number for number in needed.sheets if number]
    cover = ["the cover"] if 0 in needed.sheets else []
    sheets = [f"{named(len(inner), 'sheet')} {page_ranges(inner)} (1 is the outermost)"] if inner else []
    yield f"Print again, of the booklet: {' and '.join([*cover, *sheets])}."


def _day(given: dt.datetime | None) -> dt.date:
    """The day given, else that of SOURCE_DATE_EPOCH, else today."""
    from pamphlet.workspace import build_time

    moment = given or build_time(os.environ)
    return moment.date() if moment else dt.datetime.now(tz=dt.UTC).astimezone().date()
