"""`pamphlet new`: a few answers, and articles if there are any, become a manuscript that builds."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pamphlet.cli.importing import ask_title, tell_of_import
from pamphlet.cli.options import named_manuscript
from pamphlet.cli.reporting import Format, reported
from pamphlet.cli.voice import command, go_on, tell

if TYPE_CHECKING:
    from pamphlet.intake.manuscript_toml import TitlePage
    from pamphlet.starter.starting import Answers

_TITLE, _AUTHOR, _BRANCH, _LANGUAGE = "The Half Loaf", "First Last", "Your branch", "en-GB"
_PAPERS = ("A5", "A6", "half-letter")


def new_manuscript(  # noqa: PLR0913  # one option for each question
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make; it must be new or empty.")],
    *,
    files: Annotated[
        list[Path] | None,
        typer.Option(
            "--from", metavar="FILE", help="An article to put into it, as `import` does; again for one more chapter."
        ),
    ] = None,
    title: Annotated[str, typer.Option(help="What the pamphlet is called.")] = "",
    author: Annotated[str, typer.Option(help="Who writes it; with --from, where the article does not say.")] = "",
    branch: Annotated[str, typer.Option(help="Who publishes it.")] = "",
    language: Annotated[str, typer.Option(help="The language of the text, as a tag: en-GB, de, fr.")] = "",
    paper: Annotated[str, typer.Option(help=f"The size of a page: {', '.join(_PAPERS)}.")] = "",
) -> None:
    """Make a small complete manuscript to write over: every part of a pamphlet is in it once.

    With --from, an article takes the place of the example.  At a terminal it asks for what is not given; elsewhere it
    asks nothing.
    """
    given = _Given(title=title, author=author, branch=branch, language=language, paper=paper)
    with reported(Format.TEXT):
        from pamphlet.interface import starting
        from pamphlet.publishing import check_free

        check_free(folder)
        if files:
            tell_of_import(starting.new_from_articles(files, folder, given.beside_article, bounded=True))
        else:
            starting.new_manuscript(folder, given.answers())
            tell(f"{folder} is a pamphlet in small: read its files, beginning with {folder}/body, and write over them.")
            go_on(command("build", "all", *named_manuscript(folder)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What the command line says of a new manuscript; empty where it says nothing."""

    title: str
    author: str
    branch: str
    language: str
    paper: str

    def answers(self) -> Answers:
        """All that a manuscript is told of itself, asked for where it was not given."""
        title = _answer(self.title, "Title", _TITLE)
        return self._answers(title, _answer(self.author, "Author", _AUTHOR), _LANGUAGE)

    def beside_article(self, page: TitlePage, candidates: tuple[str, ...]) -> Answers:
        """The same where there is an article: only what it does not say is asked for."""
        from pamphlet.interface.starting import says_title

        title = self.title.strip() or page.title
        if not says_title(page) and not self.title.strip() and sys.stdin.isatty():
            title = ask_title(candidates)
        author = "" if page.authors else _answer(self.author, "Author", "")
        return self._answers(title, author, page.language)

    def _answers(self, title: str, author: str, language: str) -> Answers:
        from pamphlet.starter.starting import Answers

        return Answers(
            title=title,
            author=author,
            branch=_answer(self.branch, "Branch, or whoever publishes it", _BRANCH),
            language=_answer(self.language, "Language", language),
            paper=_paper(_answer(self.paper, f"Page size ({', '.join(_PAPERS)})", _PAPERS[0])),
            date=dt.datetime.now(tz=dt.UTC).astimezone().date(),
        )


def _answer(given: str, question: str, default: str) -> str:
    """What was given, else what is answered at a terminal, else the default."""
    if given.strip():
        return given.strip()
    return str(typer.prompt(question, default=default)).strip() if sys.stdin.isatty() else default


def _paper(name: str) -> str:
    known = {paper.lower(): paper for paper in _PAPERS}
    if name.lower() not in known:
        raise typer.BadParameter(f"`{name}` is none of {', '.join(_PAPERS)}", param_hint="--paper")
    return known[name.lower()]
