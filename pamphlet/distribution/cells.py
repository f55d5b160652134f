"""Cells of the list of branches become dates, numbers, papers, editions and languages, or findings."""

from __future__ import annotations

import datetime as dt
import re

from pamphlet.diagnostics import Diagnostics, did_you_mean
from pamphlet.distribution.rows import Cell
from pamphlet.distribution_settings import EDITIONS
from pamphlet.edition_settings import TRIMS
from pamphlet.typeset.cover_words import COVER_LANGUAGES, EVERY_MONTH

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ]00:00(?::00)?)?")
_FIGURES = re.compile(r"(?P<day>\d{1,2})\s*(?P<sign>[./-])\s*(?P<month>\d{1,2})\s*[./-]\s*(?P<year>\d{4})")
_WORDS = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+)?(?P<name>[^\W\d]+)\s+(?:de\s+)?(?P<year>\d{4})"
)
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})\b")
_WEB = re.compile(r"(https?://)?[^\s/:@.]+(\.[^\s/:@.]+)+(:\d+)?(/\S*)?", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}(?:[ ,.'’\u00a0\u202f]\d{3})+|\d+")
_MOST_COPIES = 1_000_000

_EDITION_WORDS = {
    "pdf": "reading", "readingcopy": "reading", "screen": "reading", "booklets": "booklet", "copier": "booklet",
    "shop": "press", "printshop": "press", "presscopy": "press", "large": "large-print", "ebook": "epub",
    "webpage": "web", "html": "web",
}  # fmt: skip
_SHEETS = {trim.sheet.casefold(): trim.name for trim in TRIMS.values()}
"""A list may name the sheet that the copier takes: A4 for a booklet in A5."""


def read_date(cell: Cell | None, found: Diagnostics) -> dt.date | None:
    """The day that a cell names; None for words such as `every Thursday`, which are set as they stand."""
    if cell is None:
        return None
    match = _ISO.fullmatch(cell.text) or _FIGURES.fullmatch(cell.text) or _WORDS.fullmatch(cell.text)
    if match is None:
        return None
    parts = match.groupdict()
    month = int(parts["month"]) if parts.get("month") else EVERY_MONTH.get(parts["name"].casefold(), 0)
    day = int(parts["day"])
    if not month and parts.get("name"):
        return None
    if parts.get("sign") in {"/", "-"} and day <= 12 and month <= 12 and day != month:
        found.error(
            "branch-date",
            f"`{cell.text}` may be two dates: in some countries the month comes first",
            cell.span,
            hint=f"write `{parts['year']}-{month:02}-{day:02}`, year first, or the month as a word",
        )
        return None
    try:
        return dt.date(int(parts["year"]), month, day)
    except ValueError:
        found.error("branch-date", f"there is no day `{cell.text}`", cell.span, hint="look it up in a calendar")
        return None


def read_time(cell: Cell | None, found: Diagnostics) -> None:
    """A time is set as it stands; one that no clock shows is a finding."""
    for match in _TIME.finditer(cell.text if cell else ""):
        if cell and (int(match[1]) > 24 or int(match[2]) > 59):
            found.error("branch-time", f"no clock shows `{match[0]}`", cell.span, hint="write it as 19:30 or 7.30 pm")


def read_web(cell: Cell, found: Diagnostics) -> bool:
    """Whether a cell is an address of the web."""
    if _WEB.fullmatch(cell.text):
        return True
    found.error(
        "branch-web", f"`{cell.text[:60]}` is no web address", cell.span, hint="write it as `example.org/our-branch`"
    )
    return False


def read_copies(cell: Cell | None, found: Diagnostics) -> int | None:
    """The number of copies, with or without signs between its thousands."""
    if cell is None:
        return None
    number = int(re.sub(r"\D", "", cell.text)) if _NUMBER.fullmatch(cell.text) else 0
    if not 1 <= number <= _MOST_COPIES:
        found.error(
            "branch-copies", f"`{cell.text[:40]}` is no number of copies", cell.span, hint="write a number: 150"
        )
        return None
    return number


def read_paper(cell: Cell | None, found: Diagnostics) -> str:
    """The name of a trim: by its own name, or by the sheet that is folded to it."""
    if cell is None:
        return ""
    names = {name.casefold(): name for name in TRIMS}
    wanted = cell.text.casefold().replace(" ", "-")
    name = names.get(wanted) or _SHEETS.get(wanted, "")
    if not name:
        found.error("branch-paper", f"`{cell.text}` is no paper", cell.span, hint=did_you_mean(cell.text, TRIMS))
    return name


def read_editions(cell: Cell | None, found: Diagnostics) -> tuple[str, ...]:
    """The names of editions, parted by commas, semicolons, strokes, plus signs or `and`."""
    if cell is None:
        return ()
    wanted = [word.strip() for word in re.split(r"[,;/|+&]|\band\b", cell.text) if word.strip()]
    editions: dict[str, None] = {}
    for word in wanted:
        plain = re.sub(r"[^a-z]", "", word.casefold())
        name = next((name for name in EDITIONS if name.replace("-", "") == plain), _EDITION_WORDS.get(plain, ""))
        if not name:
            found.error(
                "branch-edition", f"there is no edition `{word[:40]}`", cell.span, hint=did_you_mean(word, EDITIONS)
            )
        editions[name] = None
    return tuple(editions)


def read_language(cell: Cell | None, settings_language: str, found: Diagnostics) -> str:
    """The language of the made words on the covers: that of the pamphlet where none is given."""
    if cell is None:
        return settings_language
    language, _, region = cell.text.replace("_", "-").partition("-")
    if language.casefold() not in COVER_LANGUAGES:
        found.error(
            "branch-language",
            f"there are no words for covers in the language `{cell.text}`",
            cell.span,
            hint=f"there are some in {', '.join(COVER_LANGUAGES)}; leave it out for those of the pamphlet",
        )
    return f"{language.casefold()}{f'-{region.upper()}' if region else ''}"
