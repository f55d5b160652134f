"""The bytes of an article become the files of a manuscript and a report: the stage's one entry.

The command line asks for a title where `title_found` is false, calls again with the answer, and
writes `as_bytes()`; a date that nobody gave is today's, which the caller says for want of a clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from pamphlet.intake.article import Article, Remark, guessed, left_out, passages, question
from pamphlet.intake.candidates import title_candidates
from pamphlet.intake.manuscript_files import write_manuscript
from pamphlet.intake.manuscript_toml import TitlePage
from pamphlet.intake.people import find_people
from pamphlet.intake.quotation_marks import outer_marks
from pamphlet.intake.report import Report, make_report
from pamphlet.intake.text.reader import read_plain_text
from pamphlet.settings import PLACEHOLDER_TITLE

REPORT_FILE = "import-report.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What an import made: the files of the manuscript by name, and the report.

    `title_found` is false where neither the text nor the caller has a title: it is then
    settings.PLACEHOLDER_TITLE, and `title_candidates` are wordings to offer, the likeliest first.
    """

    files: dict[str, str]
    report: Report
    title_found: bool
    title_candidates: tuple[str, ...]

    def as_bytes(self) -> dict[str, bytes]:
        """The files and the report, ready for publishing.replace_folder."""
        files = {**self.files, REPORT_FILE: self.report.as_markdown()}
        return {name: text.encode() for name, text in files.items()}


def import_text(
    source: bytes,
    *,
    name: str,
    today: dt.date,
    title: str = "",
    date: dt.date | None = None,
    language: str = "en-GB",
) -> Intake:
    """Make a manuscript of a plain text; `name` is the file's name, an empty title is none.

    Raises Refused where the file is not text, has no words, or nothing but a title.
    """
    article = read_plain_text(source, name)
    page = TitlePage(
        title=title.strip() or (article.title.text if article.title else PLACEHOLDER_TITLE),
        subtitle=article.subtitle.text if article.subtitle else "",
        authors=article.authors,
        date=date or today,
        language=language,
        quotes=outer_marks(text for _, text in passages(article)),
    )
    people = find_people(article)
    written = write_manuscript(article, people, page, stem=PurePath(name).stem)
    candidates = title_candidates(article)
    remarks = [
        *article.remarks,
        *written.remarks,
        *people.remarks,
        *_on_title_page(article, page, candidates, dated=date is not None),
    ]
    return Intake(
        files=written.files,
        report=make_report(name, article, written.files, remarks),
        title_found=page.title != PLACEHOLDER_TITLE,
        title_candidates=candidates,
    )


def _on_title_page(article: Article, page: TitlePage, candidates: tuple[str, ...], *, dated: bool) -> Iterator[Remark]:
    if page.title == PLACEHOLDER_TITLE:
        perhaps = f"; perhaps “{'”, “'.join(candidates)}”?" if candidates else ""
        yield question(0, f"the text has no title: write one in pamphlet.toml or import with --title{perhaps}")
    elif article.title is not None and article.title.text != page.title:
        yield left_out(article.title.line, article.title.text, f"the title is now “{page.title}”")
    if not article.authors:
        yield question(0, "the text has no byline: write `authors` in pamphlet.toml")
    if not dated:
        yield guessed(0, f"the date of this edition is {page.date.isoformat()}, the day of the import (or use --date)")
    if page.quotes:
        yield guessed(0, f"the outer quotation marks are {page.quotes}, as most are in the text")
    yield guessed(
        0, "the text is one chapter without a title of its own: what stands before the first subhead has none"
    )
    yield question(0, "the imprint: who publishes and prints this, and where the text was first published")
