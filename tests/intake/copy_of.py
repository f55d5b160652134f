"""Copy for tests, from the house markup as text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from lxml import etree

from pamphlet.intake.article import Article, Remark, RemarkKind
from pamphlet.intake.copy import Copy, Count, Offered
from pamphlet.intake.manuscript_files import write_manuscript
from pamphlet.intake.manuscript_toml import TitlePage
from pamphlet.intake.markup.understanding import article_of
from pamphlet.intake.people import find_people

LONG = "The price of bread rose in the spring of that year, and nobody in the town could say why it had."


def copy_of(
    markup: str,
    *,
    offered: Offered | None = None,
    pictures: Mapping[str, bytes] | None = None,
) -> Copy:
    """Copy of these blocks, whose lines are counted."""
    body = etree.fromstring(f"<body>{markup}</body>")
    blocks = body.iter("p", "h1", "h2", "h3", "h4", "li", "table", "aside", "hr")
    for line, block in enumerate(blocks, 1):
        block.set("data-line", str(line))
    return Copy(
        name="bread.docx",
        body=body,
        offered=offered or Offered(),
        pictures=pictures or {},
        source=" ".join(str(text) for text in body.itertext()),
        count=Count(),
        remarks=(),
    )


def article(markup: str, *, offered: Offered | None = None, pictures: Mapping[str, bytes] | None = None) -> Article:
    """What is understood of these blocks."""
    return article_of(copy_of(markup, offered=offered, pictures=pictures))


def files_of(read: Article) -> dict[str, str]:
    """The files of an article, pamphlet.toml among them."""
    page = TitlePage(
        title=read.title.text if read.title else "Bread",
        subtitle=read.subtitle.text if read.subtitle else "",
        authors=read.authors,
        date=dt.date(2026, 1, 21),
        language="en-GB",
        quotes="",
    )
    return write_manuscript(read, find_people(read), page, stem="bread").files


def text_of(markup: str) -> str:
    """The chapter made of blocks that stand behind a title and a byline."""
    files = files_of(article(f"<h1>Bread</h1><p>By Jane Doe</p>{markup}"))
    return next(text for name, text in files.items() if name.startswith("body/")).strip()


def said(read: Article, kind: RemarkKind) -> list[str]:
    """The remarks of a kind."""
    return [remark.text for remark in read.remarks if remark.kind is kind]


def left_out(read: Article) -> list[Remark]:
    """The remarks that hold words which are in no file."""
    return [remark for remark in read.remarks if remark.words]
