"""The files of articles become the folder of a manuscript, with an account of what became of every word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from pamphlet.allowance import allowance_for, within
from pamphlet.intake.beside import pictures_beside
from pamphlet.intake.importer import REPORT_FILE, Arrival, Intake, import_files
from pamphlet.interface import WrongUsage
from pamphlet.interface.premises import limits_here
from pamphlet.limits import Limits
from pamphlet.manuscript.assembly import SETTINGS_FILE
from pamphlet.publishing import replace_folder, supersede_folder
from pamphlet.workspace import DiskFolder, read_outside


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A manuscript that was made of articles, in `folder`.

    `account` says what was kept, guessed, left out and left to the author, in lines for a person; it is told in full in
    the file `report`.  `title_found` is false where the title is only a placeholder.  `kept` is where the manuscript
    that stood in the folder is now; None where none did.
    """

    folder: Path
    account: str
    report: Path
    title_found: bool
    kept: Path | None


def import_articles(  # noqa: PLR0913  # one for each wish
    files: Iterable[str | PathLike[str]],
    output: str | PathLike[str],
    *,
    title: str = "",
    date: dt.date | None = None,
    language: str = "",
    replace: bool = False,
    ask_title: Callable[[tuple[str, ...]], str] | None = None,
    bounded: bool = False,
) -> Imported:
    """Make a manuscript of articles in any format that is read here; several become a chapter each, in their order.

    `title` and `language` (a tag of BCP 47) go before what the files say; the `date` of the edition too: else it is
    that of an ebook, or today.  `ask_title` is called where there is no title, and given likely wordings.  With
    `replace` a manuscript that stands in `output` makes way, and is kept beside it.  Where it is `bounded` it is held
    to this user's limits of time and memory.

    Raises WrongUsage where no file is named, or one twice, FileProblem where one is not there, Refused where one cannot
    be read as an article, and OutputProblem where `output` is not empty or cannot be written.
    """
    paths = [Path(file) for file in files]
    limits = limits_here()
    arrivals = arrivals_of(paths, limits)
    size = sum(len(arrival.data) for arrival in arrivals)

    def taken(title: str) -> Intake:
        with within(allowance_for(limits, size) if bounded else None):
            return import_files(arrivals, today=today(), title=title, date=date, language=language)

    made = taken(title)
    if not made.title_found and ask_title is not None:
        made = taken(ask_title(made.title_candidates))
    folder, contents = Path(output), made.as_bytes()
    kept = None
    if replace:
        kept = supersede_folder(folder, contents, mark=SETTINGS_FILE)
    else:
        replace_folder(folder, contents)
    return Imported(
        folder=folder,
        account=made.report.as_text(),
        report=folder / REPORT_FILE,
        title_found=made.title_found,
        kept=kept,
    )


def arrivals_of(files: list[Path], limits: Limits) -> list[Arrival]:
    """The files as they were read, each with the pictures beside it, by names of which no two are alike."""
    if not files:
        raise WrongUsage("no file is named")
    twice = next((file for file in files if files.count(file) > 1), None)
    if twice is not None:
        raise WrongUsage(f"{twice} is named twice")
    names = [file.name for file in files]
    return [
        Arrival(
            name=file.name if names.count(file.name) == 1 else str(file),
            data=read_outside(file, limits.largest_file),
            beside=pictures_beside(DiskFolder(file.parent, limits.largest_file)),
        )
        for file in files
    ]


def today() -> dt.date:
    """The day of this machine."""
    return dt.datetime.now(tz=dt.UTC).astimezone().date()
