"""A language tag becomes the words that are made on the covers of a branch, and its way to write a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from pamphlet.manuscript.dates import MONTHS


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverWords:
    """The words of one language: `date` is put together from day, month and year, `first` is the day 1.

    `reads_as_printed` are the beginnings, in small letters, of lines that say of themselves who printed.
    """

    meeting: str
    contact: str
    printed_by: str
    copies: str
    reads_as_printed: tuple[str, ...]
    months: tuple[str, ...]
    date: str = "{day} {month} {year}"
    first: str = "1"

    def spoken(self, day: dt.date) -> str:
        """A date as it is read."""
        number = self.first if day.day == 1 else str(day.day)
        return self.date.format(day=number, month=self.months[day.month - 1], year=day.year)

    def printing(self, printer: str, copies: int | None) -> str:
        """The line of the imprint that says who printed it, and how many where that is said too."""
        named = printer.rstrip(". ")
        who = named if named.casefold().startswith(self.reads_as_printed) else self.printed_by.format(name=named)
        return f"{who}{f', {self.copies.format(number=copies)}' if copies else ''}."


_WORDS: Mapping[str, CoverWords] = {
    "de": CoverWords(
        meeting="Treffen",
        contact="Kontakt",
        printed_by="Gedruckt von {name}",
        copies="{number} Exemplare",
        reads_as_printed=("gedruckt", "druck:"),
        months=(
            "Januar", "Februar", "März", "April", "Mai", "Juni",
            "Juli", "August", "September", "Oktober", "November", "Dezember",
        ),
        date="{day}. {month} {year}",
    ),
    "en": CoverWords(
        meeting="Meeting",
        contact="Contact",
        printed_by="Printed by {name}",
        copies="{number} copies",
        reads_as_printed=("printed",),
        months=MONTHS,
    ),
    "es": CoverWords(
        meeting="Reunión",
        contact="Contacto",
        printed_by="Impreso por {name}",
        copies="{number} ejemplares",
        reads_as_printed=("impreso", "imprime"),
        months=(
            "enero", "febrero", "marzo", "abril", "mayo", "junio",
            "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
        ),
        date="{day} de {month} de {year}",
    ),
    "fr": CoverWords(
        meeting="Réunion",
        contact="Contact",
        printed_by="Imprimé par {name}",
        copies="{number} exemplaires",
        reads_as_printed=("imprimé", "impression"),
        months=(
            "janvier", "février", "mars", "avril", "mai", "juin",
            "juillet", "août", "septembre", "octobre", "novembre", "décembre",
        ),
        first="1er",
    ),
    "it": CoverWords(
        meeting="Riunione",
        contact="Contatti",
        printed_by="Stampato da {name}",
        copies="{number} copie",
        reads_as_printed=("stampato", "stampa:"),
        months=(
            "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
            "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
        ),
        first="1º",
    ),
    "nl": CoverWords(
        meeting="Bijeenkomst",
        contact="Contact",
        printed_by="Gedrukt door {name}",
        copies="{number} exemplaren",
        reads_as_printed=("gedrukt", "druk:"),
        months=(
            "januari", "februari", "maart", "april", "mei", "juni",
            "juli", "augustus", "september", "oktober", "november", "december",
        ),
    ),
}  # fmt: skip

COVER_LANGUAGES = tuple(_WORDS)
"""The languages that have a table, by the first part of their tags."""

EVERY_MONTH: Mapping[str, int] = {
    name.casefold(): number for words in _WORDS.values() for number, name in enumerate(words.months, 1)
}
"""The number of each month by its names in all of these languages: no name is that of two months."""


def cover_words(tag: str) -> CoverWords:
    """The words for a language tag; those of English where there is no table for it."""
    return _WORDS.get(tag.partition("-")[0], _WORDS["en"])
