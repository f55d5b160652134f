"""The bytes of articles become the files of a manuscript and a report: the stage's one entry.

The command line asks for a title where `title_found` is false, calls again with the answer, and
writes `as_bytes()`; a date that nobody gave is today's, which the caller says for want of a clock.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from pamphlet.diagnostics import Severity
from pamphlet.intake.archive import too_large
from pamphlet.intake.article import Article, Author, Remark, guessed, left_out, passages, question
from pamphlet.intake.beside import Beside
from pamphlet.intake.candidates import title_candidates
from pamphlet.intake.copy import Copy
from pamphlet.intake.ebook.reader import read_ebook
from pamphlet.intake.formats import Format, format_of, is_called
from pamphlet.intake.manuscript_files import write_manuscript
from pamphlet.intake.manuscript_toml import TO_BE_FILLED_IN, Frame, TitlePage
from pamphlet.intake.markup.understanding import article_of
from pamphlet.intake.opendocument.reader import read_opendocument
from pamphlet.intake.people import find_people
from pamphlet.intake.quotation_marks import outer_marks
from pamphlet.intake.report import Placed, Report, make_report
from pamphlet.intake.runs import plain
from pamphlet.intake.several import joined
from pamphlet.intake.stocktaking import Stock, take_stock
from pamphlet.intake.text.markdown_copy import read_markdown
from pamphlet.intake.text.reader import read_plain_text
from pamphlet.intake.web.reader import read_web_page
from pamphlet.intake.word.reader import read_word
from pamphlet.settings import PLACEHOLDER_TITLE

REPORT_FILE = "import-report.md"
DEFAULT_LANGUAGE = "en-GB"

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_.].*)?")
_COUNTED_IN_LINES = (Format.TEXT, Format.MARKDOWN)
_MOST_FINDINGS = 10
_MOST_PIECES = 60_000
"""Elements of a copy: paragraphs, emphases, links; a book of 500 pages has some 15,000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A file as it arrived, with the pictures that lie beside it."""

    name: str
    data: bytes = field(repr=False)
    beside: Beside = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What an import made: the files of the manuscript and its pictures by name, and the report.

    `title_found` is false where neither the text nor the caller has a title: it is then
    settings.PLACEHOLDER_TITLE, and `title_candidates` are wordings to offer, the likeliest first.  `page` is what
    pamphlet.toml says of the text: without authors where neither names one.
    """

    files: dict[str, str]
    pictures: dict[str, bytes]
    report: Report
    title_found: bool
    page: TitlePage
    title_candidates: tuple[str, ...]

    def as_bytes(self) -> dict[str, bytes]:
        """The files, the pictures and the report, ready to be written."""
        files = {**self.files, REPORT_FILE: self.report.as_markdown()}
        return {**{name: text.encode() for name, text in files.items()}, **self.pictures}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What was read of one file or of several, with every remark that was made on the way."""

    name: str
    article: Article
    remarks: tuple[Placed, ...]
    unit: str
    date: dt.date | None


def import_files(  # noqa: PLR0913  # one for each thing that is known beforehand
    arrivals: Sequence[Arrival],
    *,
    today: dt.date,
    title: str = "",
    date: dt.date | None = None,
    language: str = "",
    author: str = "",
    frame: Frame = TO_BE_FILLED_IN,
) -> Intake:
    """Make a manuscript of one file, or of several, each a chapter; an empty title, language or author is none.

    The title and the language go before what the files say; the author counts where they name none.

    Raises Refused where a file is of a kind that is not read here, is damaged or larger than an article can be, or
    has no words, or nothing but a title.
    """
    reading = _read_all(arrivals, language)
    article = reading.article
    page = TitlePage(
        title=title.strip() or (article.title.text if article.title else PLACEHOLDER_TITLE),
        subtitle=article.subtitle.text if article.subtitle else "",
        authors=article.authors or ((Author(line=0, name=author),) if author else ()),
        date=date or reading.date or today,
        language=language or _tag(article.language) or DEFAULT_LANGUAGE,
        quotes=outer_marks(text for _, text in passages(article)),
    )
    people = find_people(article)
    written = write_manuscript(article, people, page, stem=PurePath(arrivals[0].name).stem, frame=frame)
    stock = take_stock(written.files, written.pictures)
    if any(finding.slug == "nesting" for finding in stock.findings):
        raise too_large(reading.name, "its text is nested deeper than a manuscript can be")
    candidates = _title_candidates(article)
    made = [
        *written.remarks,
        *people.remarks,
        *_on_title_page(article, page, candidates),
        *([] if language else _on_language(article, page)),
        *_on_date(article, page, reading, date),
        *_on_chapters(article),
        *_on_pictures(stock),
        *_on_findings(stock),
    ]
    if len(arrivals) > 1:  # whose lines these are cannot be said any more
        made = [replace(remark, line=0) for remark in made]
    remarks = [*reading.remarks, *(Placed(remark=remark, unit=reading.unit) for remark in made)]
    return Intake(
        files=written.files,
        pictures=written.pictures,
        report=make_report(
            [arrival.name for arrival in arrivals],
            source=article.source,
            tally=article.tally,
            stock=stock,
            remarks=remarks,
        ),
        title_found=page.title != PLACEHOLDER_TITLE,
        page=page,
        title_candidates=candidates,
    )


def _read_all(arrivals: Sequence[Arrival], language: str) -> _Reading:
    formats = {arrival.name: format_of(arrival.data, arrival.name) for arrival in arrivals}
    read = {arrival.name: _read(arrival, formats[arrival.name], language) for arrival in arrivals}
    units = {name: "line" if form in _COUNTED_IN_LINES else "paragraph" for name, form in formats.items()}
    of_files = {name: (*_on_name(name, formats[name]), *article.remarks) for name, article in read.items()}
    if len(read) == 1:
        ((name, article),) = read.items()
        of_itself = _day(article.date) if formats[name] is Format.EBOOK else None
        remarks = tuple(Placed(remark=remark, unit=units[name]) for remark in of_files[name])
        return _Reading(name=name, article=article, remarks=remarks, unit=units[name], date=of_itself)
    article, of_joining = joined(read)
    placed = (
        Placed(remark=remark, file=name, unit=units[name])
        for name in read
        for remark in (*of_files[name], *of_joining[name])
    )
    return _Reading(name=", ".join(read), article=article, remarks=tuple(placed), unit="line", date=None)


def _read(arrival: Arrival, form: Format, language: str) -> Article:
    if form is Format.TEXT:
        return read_plain_text(arrival.data, arrival.name)
    copy = _copy(arrival, form)
    if sum(1 for _ in copy.body.iter()) > _MOST_PIECES:
        raise too_large(arrival.name, f"its text has more than {_MOST_PIECES:,} paragraphs and pieces of them")
    return article_of(copy, language)


def _copy(arrival: Arrival, form: Format) -> Copy:
    match form:
        case Format.WORD:
            return read_word(arrival.data, arrival.name)
        case Format.OPENDOCUMENT:
            return read_opendocument(arrival.data, arrival.name)
        case Format.EBOOK:
            return read_ebook(arrival.data, arrival.name)
        case Format.WEB_PAGE:
            return read_web_page(arrival.data, arrival.name, arrival.beside)
        case _:
            return read_markdown(arrival.data, arrival.name, arrival.beside)


def _tag(language: str) -> str:
    """A language as pamphlet.toml writes it: `en_gb` as `en-GB`; empty where it is none."""
    found = _TAG.fullmatch(language.strip())
    if found is None:
        return ""
    parts = (found[1].lower(), (found[2] or "").title(), (found[3] or "").upper())
    return "-".join(part for part in parts if part)


def _day(date: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(date[:10])
    except ValueError:
        return None


def _title_candidates(article: Article) -> tuple[str, ...]:
    titles = [plain(chapter.title) for chapter in article.chapters if chapter.title]
    return tuple(dict.fromkeys((*titles[:1], *title_candidates(article))))


def _on_name(name: str, form: Format) -> Iterator[Remark]:
    if not is_called(name, form):
        yield guessed(0, f"this is {form}, whatever its name says, and was read as that")


def _on_title_page(article: Article, page: TitlePage, candidates: tuple[str, ...]) -> Iterator[Remark]:
    if page.title == PLACEHOLDER_TITLE:
        perhaps = f"; perhaps “{'”, “'.join(candidates)}”?" if candidates else ""
        yield question(0, f"the text has no title: write one in pamphlet.toml or import with --title{perhaps}")
    elif article.title is not None and article.title.text != page.title:
        yield left_out(article.title.line, article.title.text, f"the title is now “{page.title}”")
    if not page.authors:
        yield question(0, "the text has no byline: write `authors` in pamphlet.toml")
    if page.quotes:
        yield guessed(0, f"the outer quotation marks are {page.quotes}, as most are in the text")
    yield question(0, "the imprint: who publishes and prints this, and where the text was first published")


def _on_language(article: Article, page: TitlePage) -> Iterator[Remark]:
    if _tag(article.language) == page.language:
        yield guessed(0, f"the language is {page.language}, as the file says (or use --language)")


def _on_date(article: Article, page: TitlePage, reading: _Reading, date: dt.date | None) -> Iterator[Remark]:
    day = page.date.isoformat()
    if date is not None:
        return
    if reading.date is not None:
        yield guessed(0, f"the date of this edition is {day}, as the ebook says (or use --date)")
        return
    own = _day(article.date)
    dated = f"; the file itself is dated {own.isoformat()}" if own is not None else ""
    yield guessed(0, f"the date of this edition is {day}, the day of the import (or use --date){dated}")


def _on_chapters(article: Article) -> Iterator[Remark]:
    if len(article.chapters) == 1 and not article.chapters[0].title:
        said = "the text is one chapter without a title of its own: what stands before the first subhead has none"
        yield guessed(0, said)


def _on_pictures(stock: Stock) -> Iterator[Remark]:
    """What a picture shows is not known to any program, and nothing is built without it."""
    for figure in stock.undescribed:
        line, _ = figure.span.position
        asked = f"what does the picture `{figure.image}` show? The build waits for it: write it between the brackets of"
        yield question(0, f"{asked} `![](…)` in {figure.span.source.name}, line {line}")


def _on_findings(stock: Stock) -> Iterator[Remark]:
    """What the manuscript's own reader calls an error would stop the first build."""
    errors = [finding for finding in stock.findings if finding.severity is Severity.ERROR]
    for finding in errors[:_MOST_FINDINGS]:
        place = f"{finding.span}: " if finding.span is not None else ""
        yield question(0, f"`pamphlet check` finds an error, {place}{finding.message} [{finding.slug}]")
    if len(errors) > _MOST_FINDINGS:
        yield question(0, f"and {len(errors) - _MOST_FINDINGS} more: run `pamphlet check`")
