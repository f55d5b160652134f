"""A file of this user becomes limits: how much a manuscript, which may come from a stranger, may ask for.

The file never lies in a manuscript's folder, for that comes with the manuscript.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass

from pamphlet.diagnostics import Diagnostics
from pamphlet.toml_source import Table, read_toml
from pamphlet.workspace import LARGEST_FILE, FileProblem, Folder, read_source

LIMITS_FILE = "limits.toml"

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits by the names that the file has for them; each is a whole number above nought."""

    processor_seconds: int = 300
    """For a build; an honest one takes about 6, and 150 for each megabyte of its text."""

    processor_seconds_per_megabyte: int = 300
    """How many more for each megabyte of the manuscript's text."""

    memory: int = 4_000
    """In MB, of addresses: a build of sixty pages takes 450."""

    largest_file: int = LARGEST_FILE
    """In MB, of any file of the manuscript."""

    longest_text: int = 10_000_000
    """In characters, of a text file: fifty times a pamphlet of sixty pages."""

    longest_word: int = 2_100
    """In characters: addresses have up to 2,000; the time to break a word into lines grows with its square."""

    most_brackets: int = 3_000
    """In one paragraph: for each the parser of Markdown looks for its end, so that the time grows with their square."""

    deepest_nesting: int = 30
    """Levels of the parser: fifteen lists in one another."""

    most_pixels: int = 60_000_000
    """Of a picture: a full A5 page with bleed at 600 ppi, finer than any copier, has 19 million."""

    longest_side: int = 30_000
    """In pixels, of a picture: a hair has few pixels and takes the engine as long as a picture of its length."""

    most_drawn: int = 50_000
    """Elements of a drawing, those that are drawn once more by `use`, by patterns and by markers counted each time."""

    deepest_drawing: int = 100
    """Elements of a drawing in one another, references followed: the engine goes down one by one, and so do phones."""


USUAL = Limits()
"""The limits where this user has named no others."""

_MOST = {"deepest_nesting": 60, "deepest_drawing": 200}
"""Beyond these the parser or the layout engine would fail in their own ways."""


def read_limits(folder: Folder, diagnostics: Diagnostics) -> Limits:
    """The limits as a folder's file has them: the usual ones where it has none, findings where it is not right."""
    if not folder.exists(LIMITS_FILE):
        return USUAL
    try:
        table = read_toml(read_source(folder, LIMITS_FILE), diagnostics)
    except FileProblem as problem:
        diagnostics.error("file-unreadable", f"`{folder.label}/{LIMITS_FILE}` {problem}")
        return USUAL
    if table is None:
        return USUAL
    usual = asdict(USUAL)
    table.refuse_unknown(tuple(usual))
    return Limits(**{name: _limit(table, name, number) for name, number in usual.items()})


def _limit(table: Table, name: str, usual: int) -> int:
    number = table.whole(name, usual)
    most = _MOST.get(name, math.inf)
    if 0 < number <= most:
        return number
    up_to = f", up to {most}" if math.isfinite(most) else ""
    table.diagnostics.error("setting-value", f"`{name}` is no whole number above 0{up_to}", table.span(name))
    return usual


def raising(name: str) -> str:
    """What to do where a limit is too low for an honest manuscript, as the end of a hint."""
    return f"if it is right as it is, raise `{name}` in {LIMITS_FILE}: `pamphlet doctor` says where that is"
