"""`pamphlet new`: a few answers become a manuscript that builds."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Annotated

import typer

from pamphlet.cli.reporting import Format, reported

_TITLE, _AUTHOR, _BRANCH, _LANGUAGE = "The Half Loaf", "First Last", "Your branch", "en-GB"
_PAPERS = ("A5", "A6", "half-letter")


def new_manuscript(  # one option for each question
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make; it must be new or empty.")],
    *,
    title: Annotated[str, typer.Option(help="What the pamphlet is called.")] = "",
    author: Annotated[str, typer.Option(help="Who writes it.")] = "",
    branch: Annotated[str, typer.Option(help="Who publishes it.")] = "",
    language: Annotated[str, typer.Option(help="The language of the text, as a tag: en-GB, de, fr.")] = "",
    paper: Annotated[str, typer.Option(help=f"The size of a page: {', '.join(_PAPERS)}.")] = "",
) -> None:
    """Make a small complete manuscript to write over: every part of a pamphlet is in it once.

    At a terminal it asks for what is not given; elsewhere it asks nothing.
    """
    with reported(Format.TEXT):
        from pamphlet.publishing import replace_folder
        from pamphlet.starter.starting import Answers, start

        answers = Answers(
            title=_answer(title, "Title", _TITLE),
            author=_answer(author, "Author", _AUTHOR),
            branch=_answer(branch, "Branch, or whoever publishes it", _BRANCH),
            language=_answer(language, "Language", _LANGUAGE),
            paper=_paper(_answer(paper, f"Page size ({', '.join(_PAPERS)})", _PAPERS[0])),
            date=dt.datetime.now(tz=dt.UTC).astimezone().date(),
        )
        replace_folder(folder, start(answers))
        where = "" if folder == Path("manuscript") else f" --manuscript {folder}"
        typer.echo(
            f"{folder} is a pamphlet in small: read its files, beginning with {folder}/body, and write over them.\n"
            f"Next: pamphlet build all{where}"
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
