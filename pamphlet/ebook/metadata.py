"""Settings, and what the content is like, become statements about the book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pamphlet.catalogue_settings import Contributor, Subject
from pamphlet.ebook.package import Statement
from pamphlet.manuscript.dates import spoken_date
from pamphlet.settings import Settings

_MARC = "marc:relators"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What readers who do not see, or who are disturbed by movement, need to know of the content."""

    pictured: bool
    """There are pictures beside the cover."""
    described: bool
    """Every picture says in words what it shows."""
    moving: bool
    """Some picture may move."""
    annotated: bool
    """There are notes."""
    indexed: bool
    """There is an index."""
    paged: bool
    """The places where the pages of paper begin are marked."""


def statements(settings: Settings, content: Content, *, code: str, fonts: bool) -> tuple[Statement, ...]:
    """Everything that is said about the book, but for its identifier and the time of its making.

    `code` is the edition code; `fonts` says that it brings fonts of its own.
    """
    return (
        *_bibliographic(settings),
        Statement(name="schema:version", value=code),
        *(_pagination(settings) if content.paged else ()),
        *_accessibility(content),
        *_conformance(settings),
        *([Statement(name="ibooks:specified-fonts", value="true")] if fonts else []),
    )


def identifier(settings: Settings) -> str:
    """The identifier of the ebook: an ISBN of its own, else that of the pamphlet."""
    return _isbn(settings.editions.epub.isbn) or settings.identifier


def sorted_name(name: str) -> str:
    """A name as it is sorted: `Doe, Jane` for Jane Doe.  What is no person's name stays as it is.

    Persons' names end with a capital and do not begin with an article.
    """
    first, _, last = name.rpartition(" ")
    is_person = first and last[:1].isupper() and not name.startswith("The ")
    return f"{last}, {first}" if is_person else name


def sorted_title(title: str, language: str) -> str:
    """A title as it is sorted: an English article goes behind it; `Die` and `Le` may be more than articles."""
    article, _, rest = title.partition(" ")
    moves = rest and article.casefold() in {"a", "an", "the"} and language.partition("-")[0] == "en"
    return f"{rest}, {article}" if moves else title


def _isbn(written: str) -> str:
    return "urn:isbn:" + re.sub(r"\D", "", written) if written else ""


def _bibliographic(settings: Settings) -> Iterator[Statement]:
    yield from _titles(settings)
    yield Statement(name="dc:language", value=settings.language)
    yield from _people("creator", "aut", settings.authors)
    yield from _people("contributor", "edt", settings.editors)
    yield from _people("contributor", "trl", settings.translators)
    yield from _numbers(settings)
    yield Statement(name="dc:date", value=settings.date.isoformat())
    for name, value in (
        ("dc:publisher", settings.imprint.publisher),
        ("dc:rights", settings.rights),
        ("dc:description", settings.summary),
    ):
        if value:
            yield Statement(name=name, value=value)
    for number, subject in enumerate(settings.subjects, 1):
        yield from _subject(subject, f"subject-{number}")
    yield from _series(settings)


def _titles(settings: Settings) -> Iterator[Statement]:
    for number, (kind, title) in enumerate((("main", settings.title), ("subtitle", settings.subtitle)), 1):
        if title:
            yield Statement(name="dc:title", value=title, id=f"title-{kind}")
            yield Statement(name="title-type", value=kind, refines=f"title-{kind}")
            yield Statement(name="file-as", value=sorted_title(title, settings.language), refines=f"title-{kind}")
            yield Statement(name="display-seq", value=str(number), refines=f"title-{kind}")


def _people(element: str, role: str, people: tuple[Contributor, ...]) -> Iterator[Statement]:
    """Those who had one kind of part in it; `role` is the code that MARC has for it."""
    for number, person in enumerate(people, 1):
        identity = f"{role}-{number}"
        yield Statement(name=f"dc:{element}", value=person.name, id=identity)
        yield Statement(name="role", value=role, refines=identity, scheme=_MARC)
        yield Statement(name="file-as", value=person.sort or sorted_name(person.name), refines=identity)
        yield Statement(name="display-seq", value=str(number), refines=identity)


def _numbers(settings: Settings) -> Iterator[Statement]:
    """What else identifies it, beside its identifier, and what it was made from."""
    paper = _isbn(settings.isbn)
    if settings.editions.epub.isbn:
        yield Statement(name="dc:identifier", value=settings.identifier, id="pamphlet")
    elif paper and paper != settings.identifier:
        yield Statement(name="dc:identifier", value=paper, id="isbn")
    if settings.original:
        yield Statement(name="dc:source", value=settings.original, id="original")


def _pagination(settings: Settings) -> Iterator[Statement]:
    """Whose page numbers these are: those of paper, by its ISBN if that is not the ebook's too, else by name."""
    paper = _isbn(settings.isbn) if settings.editions.epub.isbn else ""
    source = paper or f"{settings.title}, {settings.paper.trim.name} edition, {spoken_date(settings.date)}"
    yield Statement(name="dc:source", value=source, id="paper")
    yield Statement(name="source-of", value="pagination", refines="paper")  # as it was said before EPUB 3.3
    yield Statement(name="pageBreakSource", value=source)


def _subject(subject: Subject, identity: str) -> Iterator[Statement]:
    yield Statement(name="dc:subject", value=subject.name, id=identity)
    if subject.term:
        yield Statement(name="authority", value=subject.authority, refines=identity)
        yield Statement(name="term", value=subject.term, refines=identity)


def _series(settings: Settings) -> Iterator[Statement]:
    if settings.series:
        yield Statement(name="belongs-to-collection", value=settings.series, id="series")
        yield Statement(name="collection-type", value="series", refines="series")
        if settings.number:
            yield Statement(name="group-position", value=str(settings.number), refines="series")
        if settings.issn:
            yield Statement(name="dcterms:identifier", value=f"urn:issn:{settings.issn}", refines="series")


def _accessibility(content: Content) -> Iterator[Statement]:
    """What EPUB Accessibility 1.1 asks for, as far as it can be derived; terms are those of schema.org."""
    for mode in ("textual", "visual"):  # there is always a cover to see
        yield Statement(name="schema:accessMode", value=mode)
    if content.described:
        yield Statement(name="schema:accessModeSufficient", value="textual")
    features = ["tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability"]
    features += ["alternativeText"] * content.described + ["index"] * content.indexed
    features += ["pageBreakMarkers", "pageNavigation"] * content.paged
    for feature in features:
        yield Statement(name="schema:accessibilityFeature", value=feature)
    moving = ("unknownFlashingHazard", "unknownMotionSimulationHazard", "noSoundHazard")
    for hazard in moving if content.moving else ("none",):
        yield Statement(name="schema:accessibilityHazard", value=hazard)
    yield Statement(name="schema:accessibilitySummary", value=" ".join(_summary(content)))


def _summary(content: Content) -> Iterator[str]:
    notes = " Notes and the places that call them are linked both ways." if content.annotated else ""
    yield f"Text that can be set in any size, face and colour, with headings and linked contents.{notes}"
    if content.paged:
        yield "The page numbers of the printed pamphlet are marked, each at the word with which the page begins."
    if content.indexed:
        yield "The index gives the page numbers of the printed pamphlet and links to each place."
    if not content.pictured:
        yield "The only picture is the cover, whose words are given as text."
    elif content.described:
        yield "Every picture is described in words."
    else:
        yield "Some pictures are not described in words."
    yield "Some pictures move; there is no sound." if content.moving else "Nothing moves or sounds."


def _conformance(settings: Settings) -> Iterator[Statement]:
    """That a standard is met only a person can say, who has checked."""
    epub = settings.editions.epub
    if epub.conforms_to and epub.certified_by:
        yield Statement(name="dcterms:conformsTo", value=epub.conforms_to, id="conformance")
        yield Statement(name="a11y:certifiedBy", value=epub.certified_by, refines="conformance")
