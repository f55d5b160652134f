"""What a page says of itself in its head, to machines, becomes an offer: title, authors, date, language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from pamphlet.intake.copy import Offered
from pamphlet.intake.web.page import Page, words_of
from pamphlet.intake.web.place import is_persons_byline, is_same

_ARTICLES = frozenset({
    "Article", "NewsArticle", "BlogPosting", "OpinionNewsArticle", "AnalysisNewsArticle", "ReportageNewsArticle",
    "ScholarlyArticle", "SocialMediaPosting", "WebPage",
})  # fmt: skip
"""Types of schema.org that an article is declared as; the page itself comes last."""

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title")
_DATES = (
    "article:published_time",
    "datepublished",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "citation_publication_date",
    "date",
    "pubdate",
)
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author", "parsely-author")
_SUBTITLES = ("citation_subtitle", "dcterms.alternative")
_PARTED = re.compile(r"\s+[|–—·•»:-]\s+|\s*\|\s*")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def offered_by(page: Page) -> Offered:
    """What the page offers, by the standard that says most: schema.org, then Open Graph and Dublin Core, then HTML.

    An author is a person's name or none: systems write the account there that pressed the button.
    """
    records = list(_records(page))
    values = list(_values(page))
    authors = [name for record in records for name in _authors(record)] or [
        value for key, value in values if key in _AUTHORS
    ]
    dates = [_text(record.get("datePublished")) for record in records]
    dates += [value for wanted in _DATES for key, value in values if key == wanted]
    dates += [time.get("datetime") or time.get("title") or "" for time in page.body.iter("time", "abbr")]
    languages = [page.language, *(_text(record.get("inLanguage")) for record in records)]
    languages += [
        value.replace("_", "-") for key, value in values if key in {"og:locale", "content-language", "dc.language"}
    ]
    return Offered(
        title=_title(page, records, values),
        subtitle=_first(value for wanted in _SUBTITLES for key, value in values if key == wanted),
        authors=tuple(dict.fromkeys(author for author in authors if is_persons_byline(author))),
        date=_first(date for date in dates if _DATE.match(date)),
        language=_tag(_first(languages)),
    )


def _title(page: Page, records: list[dict[str, object]], values: list[tuple[str, str]]) -> str:
    """The title without the name of the site: where a head of the page says a part of it, that part."""
    said = [_text(record.get("headline")) for record in records]
    said += [value for wanted in _TITLES for key, value in values if key == wanted]
    said += [words_of(element) for element in page.head if element.tag == "title"]
    said = [title for title in said if title]
    heads = [words_of(head) for head in page.body.iter("h1", "h2", "h3") if words_of(head)]
    for title in said:
        parts = [title, *_PARTED.split(title)]
        same = next((head for part in parts for head in heads if is_same(part, head)), "")
        if same:
            return same
    return _first(said)


def _tag(language: str) -> str:
    """A tag of a language as it is usually written: `en-GB`, also where a page has `EN-gb`."""
    primary, *others = language.split("-")
    return "-".join([primary.lower(), *(other.upper() if len(other) == 2 else other for other in others)])


def _records(page: Page) -> Iterator[dict[str, object]]:
    """The records of schema.org that declare an article, however deep they lie in what the page says."""
    scripts = (
        script for script in (*page.head, *page.body.iter("script")) if script.get("type") == "application/ld+json"
    )
    found = [record for script in dict.fromkeys(scripts) for record in _articles_in(_parsed(script.text or ""))]
    yield from sorted(found, key=lambda record: "WebPage" in _types(record))


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):  # what a page says to machines is often not well-formed
        return None


def _articles_in(value: object) -> Iterator[dict[str, object]]:
    match value:
        case dict():
            if _types(value) & _ARTICLES:
                yield value
            yield from _articles_in(value.get("@graph"))
        case list():
            for inner in value:
                if isinstance(inner, dict):
                    yield from _articles_in(inner)


def _types(record: dict[str, object]) -> frozenset[str]:
    kind = record.get("@type")
    return frozenset(str(one) for one in kind) if isinstance(kind, list) else frozenset({str(kind)})


def _authors(record: dict[str, object]) -> Iterator[str]:
    authors = record.get("author")
    for author in authors if isinstance(authors, list) else [authors]:
        yield _text(author.get("name") if isinstance(author, dict) else author)


def _text(value: object) -> str:
    """A value as a line of text; empty for anything else."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def _values(page: Page) -> Iterator[tuple[str, str]]:
    """The `meta` elements: name, in small letters, and value."""
    for element in page.head:
        key = element.get("property") or element.get("name") or element.get("http-equiv") or ""
        if value := _text(element.get("content")):
            yield key.lower(), value


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")
