"""What pages must show beside the blocks of the manuscript, and words that no page shows, become findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import astuple

from pamphlet.apparatus.names_index import IndexLetter
from pamphlet.apparatus.parts import Pamphlet
from pamphlet.branch import Branch
from pamphlet.diagnostics import Diagnostics, Span
from pamphlet.manuscript.document import Text
from pamphlet.manuscript.traversal import Run
from pamphlet.press.words_on_page import Lost
from pamphlet.settings import Settings


def report_lost(losses: Iterable[Lost], diagnostics: Diagnostics) -> None:
    """Words that no page shows are errors."""
    for lost in losses:
        diagnostics.error(
            "words-off-page",
            f"these words stand on no page: {_shortened(lost.words)}",
            lost.span,
            hint="something here is wider or higher than the page: shorten a line, a table or a word",
        )


def cover_runs(pamphlet: Pamphlet) -> tuple[tuple[Run, ...], tuple[Run, ...], tuple[Run, ...]]:
    """What pamphlet.toml and the list of branches have for the cover, the imprint and the back cover."""
    of_settings, of_branch = _setting_texts(pamphlet.settings), _branch_texts(pamphlet.branch)
    cover, imprint, back = (
        (*_setting_runs(ours, pamphlet.settings), *_branch_runs(theirs, pamphlet.branch))
        for ours, theirs in zip(of_settings, of_branch, strict=True)
    )
    return cover, imprint, back


def _setting_texts(settings: Settings) -> tuple[list[str], list[str], list[str]]:
    imprint = settings.imprint
    cover = [settings.cover_line, settings.title, settings.subtitle, settings.series, imprint.publisher, settings.price]
    cover += [text for author in settings.authors for text in (author.name, author.about)]
    cover += settings.credits
    numbers = [settings.isbn, settings.editions.epub.isbn, settings.issn]
    inside = [settings.rights, *numbers, *settings.credits, *astuple(imprint)]
    return cover, inside, [settings.summary]


def _branch_texts(branch: Branch | None) -> tuple[list[str], list[str], list[str]]:
    """Cover line, printer and promoter of a branch stand in the settings of its pamphlet."""
    if branch is None:
        return [], [], []
    meeting = branch.meeting
    date = "" if meeting.day else meeting.date
    back = [branch.name, date, meeting.time, meeting.venue, branch.contact, branch.address, branch.web]
    return [branch.name], [branch.name, branch.address], back


def _setting_runs(texts: Iterable[str], settings: Settings) -> Iterator[Run]:
    """Texts of pamphlet.toml with their places in it, as far as they stand there to the letter."""
    for text in filter(None, texts):
        start = settings.source.text.find(text)
        yield _run(text, settings.source.span(start, start + len(text)) if start >= 0 else settings.title_span)


def _branch_runs(texts: Iterable[str], branch: Branch | None) -> Iterator[Run]:
    """Texts of the list of branches, with the place of their row."""
    if branch is not None:
        for text in filter(None, texts):
            yield _run(text, branch.span)


def _run(text: str, span: Span) -> Run:
    return Run(id="", children=(Text(text=text, span=span),), span=span)


def index_runs(letters: tuple[IndexLetter, ...]) -> Iterator[Run]:
    """The names that the index of names must show."""
    for entry in (entry for letter in letters for entry in letter.entries):
        yield _run(entry.person.sort, entry.person.span)


def _shortened(words: str, limit: int = 120) -> str:
    return f"“{words}”" if len(words) <= limit else f"“{words[:limit].rsplit(' ', 1)[0]} …”"
