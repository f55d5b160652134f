"""pamphlet.toml becomes typed settings: what the pamphlet is called, who answers for it, its order."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from pamphlet.catalogue_settings import (
    Contributor,
    Subject,
    made_identifier,
    read_contributors,
    read_number,
    read_subjects,
)
from pamphlet.diagnostics import Diagnostics, Source, Span
from pamphlet.distribution_settings import DistributionSettings, read_distribution
from pamphlet.edition_settings import (
    EditionSettings,
    Paper,
    PrintingSettings,
    read_editions,
    read_paper,
    read_printing,
)
from pamphlet.house_settings import House, read_house
from pamphlet.toml_source import Table, read_toml

PLACEHOLDER_TITLE = "Untitled pamphlet"
"""What an import writes where the text has no title; `check` reports it."""

_KEYS = (
    "title", "subtitle", "authors", "language", "quotes", "date", "name", "cover_line", "summary", "series",
    "number", "price", "rights", "isbn", "identifier", "subjects", "imprint", "order", "paper",
    "theme", "editions", "printing", "editors", "translators", "issn", "source",
    "distribution", "house",
)  # fmt: skip
_IMPRINT_KEYS = ("publisher", "address", "printer", "promoter", "contact", "web", "statement")
DEFAULT_THEME = "literata"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """Who published and printed it; each text is empty where it is not given."""

    publisher: str = ""
    address: str = ""
    printer: str = ""
    promoter: str = ""
    contact: str = ""
    web: str = ""
    statement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Which files stand where, as written: each a name and its place; None for by file name.

    `fill` stands on pages that would be blank, as far as there are any.
    """

    front: tuple[tuple[str, Span], ...] | None = None
    body: tuple[tuple[str, Span], ...] | None = None
    back: tuple[tuple[str, Span], ...] | None = None
    fill: tuple[tuple[str, Span], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that pamphlet.toml says.

    `original` is what this edition was made from.  `identifier_given` is false where pamphlet.toml
    has no identifier, and this one was made from title, authors and date.
    """

    source: Source
    title: str
    title_span: Span
    subtitle: str
    authors: tuple[Contributor, ...]
    editors: tuple[Contributor, ...]
    translators: tuple[Contributor, ...]
    language: str
    quotes: str
    date: dt.date
    name: str
    cover_line: str
    summary: str
    series: str
    number: int
    issn: str
    price: str
    rights: str
    isbn: str
    identifier: str
    identifier_given: bool
    original: str
    subjects: tuple[Subject, ...]
    imprint: Imprint
    order: Order
    theme: str
    theme_span: Span
    paper: Paper
    editions: EditionSettings
    printing: PrintingSettings
    distribution: DistributionSettings
    house: House

    @property
    def byline(self) -> str:
        """The authors in one line: `A`, `A and B`, `A, B and C`."""
        return in_one_line(self.authors)

    @property
    def credits(self) -> tuple[str, ...]:
        """Who else had a part in it, one line for each kind of work."""
        kinds = (("Edited by", self.editors), ("Translated by", self.translators))
        return tuple(f"{work} {in_one_line(people)}" for work, people in kinds if people)


def in_one_line(people: tuple[Contributor, ...]) -> str:
    """Names in one line: `A`, `A and B`, `A, B and C`."""
    *names, last = [person.name for person in people] or [""]
    return f"{', '.join(names)} and {last}" if names else last


def read_settings(source: Source, diagnostics: Diagnostics) -> Settings | None:
    """Read pamphlet.toml; None where it is not TOML at all.  Every other problem is a finding."""
    table = read_toml(source, diagnostics)
    if table is None:
        return None
    table.refuse_unknown(_KEYS)
    title = table.required_text("title")
    authors = _authors(table)
    date = _date(table, diagnostics)
    language = _language(table, diagnostics)
    return Settings(
        source=source,
        title=title,
        title_span=table.span("title"),
        subtitle=table.text("subtitle"),
        authors=authors,
        editors=read_contributors(table, "editors"),
        translators=read_contributors(table, "translators"),
        language=language,
        quotes=table.choice("quotes", ("single", "double"), "single" if language == "en-GB" else "double"),
        date=date,
        name=_name(table, title, diagnostics),
        cover_line=table.text("cover_line"),
        summary=table.text("summary"),
        series=table.text("series"),
        number=table.whole("number", 0),
        issn=read_number(table, "issn", "issn"),
        price=table.text("price"),
        rights=table.text("rights"),
        isbn=read_number(table, "isbn", "isbn"),
        identifier=table.text("identifier") or made_identifier(title, authors, date),
        identifier_given=bool(table.text("identifier")),
        original=table.text("source"),
        subjects=read_subjects(table, "subjects"),
        imprint=_imprint(table.table("imprint")),
        order=_order(table.table("order")),
        theme=table.text("theme", DEFAULT_THEME),
        theme_span=table.span("theme"),
        paper=read_paper(table.table("paper")),
        editions=read_editions(table.table("editions")),
        printing=read_printing(table.table("printing")),
        distribution=read_distribution(table.table("distribution")),
        house=read_house(table.table("house"), language),
    )


def slug(text: str) -> str:
    """A text as a name for files and addresses: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")


def _authors(table: Table) -> tuple[Contributor, ...]:
    authors = read_contributors(table, "authors")
    if not authors:
        table.diagnostics.error(
            "setting-missing", "`authors` is missing", table.span("authors"), hint='write `authors = ["First Last"]`'
        )
    return authors


def _date(table: Table, diagnostics: Diagnostics) -> dt.date:
    date = table.date("date")
    if date is None and "date" not in table:
        diagnostics.error(
            "setting-missing",
            "`date` is missing",
            table.span(),
            hint="write the date of this edition: `date = 2024-01-21`",
        )
    return date or dt.date(1970, 1, 1)


def _language(table: Table, diagnostics: Diagnostics) -> str:
    language = table.text("language", "en-GB")
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-[0-9]{3})?", language):
        diagnostics.error(
            "setting-value",
            f"`language` is `{language}`",
            table.span("language"),
            hint="write a language tag: `en-GB`, `de`",
        )
        return "en-GB"
    return language


def _name(table: Table, title: str, diagnostics: Diagnostics) -> str:
    name = table.text("name")
    if name and name != slug(name):
        diagnostics.error(
            "setting-value",
            f"`name` is `{name}`, which does not do for the name of a file",
            table.span("name"),
            hint=f"write `{slug(name) or 'pamphlet'}`: small letters, digits and hyphens",
        )
    return slug(name or title) or "pamphlet"


def _imprint(table: Table) -> Imprint:
    table.refuse_unknown(_IMPRINT_KEYS)
    return Imprint(**{key: table.text(key) for key in _IMPRINT_KEYS})


def _order(table: Table) -> Order:
    parts = ("front", "body", "back", "fill")
    table.refuse_unknown(parts)
    return Order(**{part: table.texts(part) for part in parts if part in table})
