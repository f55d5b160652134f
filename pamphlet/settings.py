"""pamphlet.toml becomes typed settings: what the pamphlet is called, who answers for it, its order."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
import uuid
from dataclasses import dataclass

from pamphlet.diagnostics import Diagnostics, Source, Span
from pamphlet.edition_settings import (
    EditionSettings,
    Paper,
    PrintingSettings,
    read_editions,
    read_paper,
    read_printing,
)
from pamphlet.toml_source import Table, read_toml

PLACEHOLDER_TITLE = "Untitled pamphlet"
"""What an import writes where the text has no title; `check` reports it."""

_KEYS = (
    "title", "subtitle", "authors", "language", "quotes", "date", "name", "cover_line", "summary", "series",
    "number", "price", "rights", "isbn", "identifier", "subjects", "imprint", "order", "paper",
    "theme", "editions", "printing",
)  # fmt: skip
_IMPRINT_KEYS = ("publisher", "address", "printer", "promoter", "contact", "web", "statement")
DEFAULT_THEME = "literata"


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Someone who wrote it, and what is said about them under the name."""

    name: str
    about: str = ""


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
    """Which files stand where, as written: each a name and its place; None for by file name."""

    front: tuple[tuple[str, Span], ...] | None = None
    body: tuple[tuple[str, Span], ...] | None = None
    back: tuple[tuple[str, Span], ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that pamphlet.toml says."""

    source: Source
    title: str
    title_span: Span
    subtitle: str
    authors: tuple[Author, ...]
    language: str
    quotes: str
    date: dt.date
    name: str
    cover_line: str
    summary: str
    series: str
    number: int
    price: str
    rights: str
    isbn: str
    identifier: str
    subjects: tuple[str, ...]
    imprint: Imprint
    order: Order
    theme: str
    theme_span: Span
    paper: Paper
    editions: EditionSettings
    printing: PrintingSettings

    @property
    def byline(self) -> str:
        """The authors in one line: `A`, `A and B`, `A, B and C`."""
        names = [author.name for author in self.authors]
        return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else ""


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
        language=language,
        quotes=table.choice("quotes", ("single", "double"), "single" if language == "en-GB" else "double"),
        date=date,
        name=_name(table, title, diagnostics),
        cover_line=table.text("cover_line"),
        summary=table.text("summary"),
        series=table.text("series"),
        number=table.whole("number", 0),
        price=table.text("price"),
        rights=table.text("rights"),
        isbn=_isbn(table, diagnostics),
        identifier=table.text("identifier") or _identifier(title, authors, date),
        subjects=tuple(text for text, _ in table.texts("subjects")),
        imprint=_imprint(table.table("imprint")),
        order=_order(table.table("order")),
        theme=table.text("theme", DEFAULT_THEME),
        theme_span=table.span("theme"),
        paper=read_paper(table.table("paper")),
        editions=read_editions(table.table("editions")),
        printing=read_printing(table.table("printing")),
    )


def slug(text: str) -> str:
    """A text as a name for files and addresses: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")


def _authors(table: Table) -> tuple[Author, ...]:
    value = table.data.get("authors")
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        found = []
        for entry in table.tables("authors"):
            entry.refuse_unknown(("name", "about"))
            found.append(Author(name=entry.required_text("name"), about=entry.text("about")))
        return tuple(found)
    names = tuple(Author(name=name) for name, _ in table.texts("authors") if name)
    if not names:
        table.diagnostics.error(
            "setting-missing", "`authors` is missing", table.span("authors"), hint='write `authors = ["First Last"]`'
        )
    return names


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


def _isbn(table: Table, diagnostics: Diagnostics) -> str:
    """An ISBN-13 whose check digit is right (ISO 2108: weights 1 and 3, sum divisible by 10)."""
    isbn = table.text("isbn")
    digits = re.sub(r"[\s-]", "", isbn)
    if isbn and not (
        re.fullmatch(r"97[89][0-9]{10}", digits) and sum(int(d) * (1, 3)[i % 2] for i, d in enumerate(digits)) % 10 == 0
    ):
        diagnostics.error(
            "setting-value",
            f"`isbn` is `{isbn}`",
            table.span("isbn"),
            hint="an ISBN has 13 digits, the last a check digit",
        )
    return isbn


def _identifier(title: str, authors: tuple[Author, ...], date: dt.date) -> str:
    """An identifier that is the same for the same title, authors and date, on every machine."""
    words = "\n".join([title, *(author.name for author in authors), date.isoformat()])
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, 'pamphlet:' + words)}"


def _imprint(table: Table) -> Imprint:
    table.refuse_unknown(_IMPRINT_KEYS)
    return Imprint(**{key: table.text(key) for key in _IMPRINT_KEYS})


def _order(table: Table) -> Order:
    table.refuse_unknown(("front", "body", "back"))
    return Order(**{part: table.texts(part) for part in ("front", "body", "back") if part in table})
