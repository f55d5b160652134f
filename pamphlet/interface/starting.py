"""Answers, and articles that are there already, become the folder of a new manuscript."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from os import PathLike
from pathlib import Path

from pamphlet.allowance import allowance_for, within
from pamphlet.intake.importer import REPORT_FILE, import_files
from pamphlet.intake.manuscript_toml import Frame, TitlePage
from pamphlet.interface.importing import Imported, arrivals_of, today
from pamphlet.interface.premises import limits_here
from pamphlet.publishing import replace_folder
from pamphlet.settings import PLACEHOLDER_TITLE
from pamphlet.starter.starting import Answers, around, start

Complete = Callable[[TitlePage, tuple[str, ...]], Answers]
"""Makes answers of what articles say of themselves, and of likely titles where they have none."""


def new_manuscript(folder: str | PathLike[str], answers: Answers) -> None:
    """Make a small complete manuscript to write over.  Raises OutputProblem: not empty, cannot be written."""
    replace_folder(Path(folder), start(answers))


def new_from_articles(
    files: Iterable[str | PathLike[str]], folder: str | PathLike[str], complete: Complete, *, bounded: bool = False
) -> Imported:
    """Make a manuscript of articles, as `import_articles` does, with the settings and comments of a new one.

    Raises what `import_articles` raises; then nothing was written.
    """
    limits = limits_here()
    arrivals = arrivals_of([Path(file) for file in files], limits)
    allowance = allowance_for(limits, sum(len(arrival.data) for arrival in arrivals)) if bounded else None
    with within(allowance):
        said = import_files(arrivals, today=today())
    answers = complete(said.page, said.title_candidates)
    rest = around(answers)
    with within(allowance):
        made = import_files(
            arrivals,
            today=answers.date,
            title=answers.title,
            language=answers.language,
            author=answers.author,
            frame=Frame(opening=rest.opening, closing=rest.closing, chapter=rest.chapter),
        )
    replace_folder(Path(folder), {**made.as_bytes(), **rest.files})
    return Imported(
        folder=Path(folder),
        account=made.report.as_text(),
        report=Path(folder) / REPORT_FILE,
        title_found=made.title_found,
        kept=None,
    )


def says_title(page: TitlePage) -> bool:
    """Whether articles say how they are called."""
    return page.title != PLACEHOLDER_TITLE
