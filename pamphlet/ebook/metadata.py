"""Settings, and what the content is like, become statements about the book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pamphlet.ebook.package import Statement
from pamphlet.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What readers who do not see, or who are disturbed by movement, need to know of the content."""

    described: bool
    """Every picture says in words what it shows."""
    moving: bool
    """Some picture may move."""
    indexed: bool
    """There is an index."""


def statements(settings: Settings, content: Content) -> tuple[Statement, ...]:
    """Everything that is said about the book, but for its identifier and the time of its making."""
    return tuple(_bibliographic(settings)) + tuple(_accessibility(content))


def sorted_name(name: str) -> str:
    """A name as it is sorted: `Doe, Jane` for Jane Doe.  What is no person's name stays as it is.

    Persons' names end with a capital and do not begin with an article.
    """
    first, _, last = name.rpartition(" ")
    is_person = first and last[:1].isupper() and not name.startswith("The ")
    return f"{last}, {first}" if is_person else name


def _bibliographic(settings: Settings) -> Iterator[Statement]:
    yield from _titles(settings)
    yield Statement(name="dc:language", value=settings.language)
    for number, author in enumerate(settings.authors, 1):
        identity = f"author-{number}"
        yield Statement(name="dc:creator", value=author.name, id=identity)
        yield Statement(name="role", value="aut", refines=identity, scheme="marc:relators")
        yield Statement(name="file-as", value=sorted_name(author.name), refines=identity)
        yield Statement(name="display-seq", value=str(number), refines=identity)
    isbn = "urn:isbn:" + re.sub(r"\D", "", settings.isbn)
    if settings.isbn and isbn != settings.identifier:
        yield Statement(name="dc:identifier", value=isbn, id="isbn")
    yield Statement(name="dc:date", value=settings.date.isoformat())
    for name, value in (
        ("dc:publisher", settings.imprint.publisher),
        ("dc:rights", settings.rights),
        ("dc:description", settings.summary),
        *(("dc:subject", subject) for subject in settings.subjects),
    ):
        if value:
            yield Statement(name=name, value=value)
    yield from _series(settings)


def _titles(settings: Settings) -> Iterator[Statement]:
    for number, (kind, title) in enumerate((("main", settings.title), ("subtitle", settings.subtitle)), 1):
        if title:
            yield Statement(name="dc:title", value=title, id=f"title-{kind}")
            yield Statement(name="title-type", value=kind, refines=f"title-{kind}")
            yield Statement(name="display-seq", value=str(number), refines=f"title-{kind}")


def _series(settings: Settings) -> Iterator[Statement]:
    if settings.series:
        yield Statement(name="belongs-to-collection", value=settings.series, id="series")
        yield Statement(name="collection-type", value="series", refines="series")
        if settings.number:
            yield Statement(name="group-position", value=str(settings.number), refines="series")


def _accessibility(content: Content) -> Iterator[Statement]:
    """What EPUB Accessibility 1.1 asks for.  That a standard is met only a person can say, who has checked."""
    for mode in ("textual", "visual"):  # there is always a cover to see
        yield Statement(name="schema:accessMode", value=mode)
    if content.described:
        yield Statement(name="schema:accessModeSufficient", value="textual")
    features = ["tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability"]
    features += ["alternativeText"] * content.described + ["index"] * content.indexed
    for feature in features:
        yield Statement(name="schema:accessibilityFeature", value=feature)
    yield Statement(name="schema:accessibilityHazard", value="unknown" if content.moving else "none")
    yield Statement(name="schema:accessibilitySummary", value=_summary(content))


def _summary(content: Content) -> str:
    sentences = ["Plain text that can be set in any size, with headings, linked contents and linked notes."]
    if content.indexed:
        sentences.append("The index gives the page numbers of the printed pamphlet and links to each place.")
    if content.described:
        sentences.append("Every picture is described in words.")
    return " ".join(sentences)
