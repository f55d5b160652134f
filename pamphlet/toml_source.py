"""A TOML source becomes tables whose every key and value knows its place.

`tomllib` gives the values, the tree-sitter grammar gives the places.  `Table` reads typed values
and reports what is missing, of the wrong kind or unknown; after a problem it gives the default,
so that one run reports every problem of the file.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pamphlet.diagnostics import UNPRINTABLE, Diagnostics, Source, Span, did_you_mean
from pamphlet.toml_places import Path, Places

T = TypeVar("T")

_DEEPEST = 20
"""Tables and lists in one another; no file of a manuscript needs five."""

_KINDS = {str: "text in quotation marks", bool: "true or false", int: "a whole number", dict: "a table", list: "a list"}


def read_toml(source: Source, diagnostics: Diagnostics) -> Table | None:
    """Parse a source; None, with an error at line and column, where it is not TOML."""
    try:
        data = tomllib.loads(source.text)
    except (ValueError, RecursionError) as problem:  # RecursionError: brackets in brackets in brackets
        message, span = _syntax_error(source, str(problem))
        diagnostics.error("toml-syntax", message, span, hint='a line is `key = "value"`, a part begins with `[name]`')
        return None
    if _is_deeper(data, _DEEPEST):
        diagnostics.error("nesting", f"tables are nested deeper than {_DEEPEST} levels", source.span(0))
        return None
    table = Table(data=data, path=(), places=Places.of(source), diagnostics=diagnostics)
    _refuse_unprintable(table)
    return table


def _is_deeper(data: Any, levels: int) -> bool:
    """Whether tables and lists go deeper than so many levels."""
    values = [data]
    for _ in range(levels):
        values = [
            inner
            for value in values
            if isinstance(value, dict | list)
            for inner in (value.values() if isinstance(value, dict) else value)
        ]
    return any(isinstance(value, dict | list) for value in values)


def _refuse_unprintable(table: Table) -> None:
    """Report what an escape brings into the text; the character itself would be reported as it is read."""
    for path, text in _texts(table.data):
        for character in sorted(set(UNPRINTABLE.findall(text))):
            if character not in table.places.source.text:
                table.diagnostics.error(
                    "control-character",
                    f"a character that cannot be printed stands here (U+{ord(character):04X})",
                    table.span(*path),
                    hint="delete it; it may come from a copied text",
                )


def _texts(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text of the data, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(item, (*path, key))


def _syntax_error(source: Source, text: str) -> tuple[str, Span]:
    found = re.search(r"\s*\(at line (\d+), column (\d+)\)", text)
    if found is None:
        return text[:1].lower() + text[1:].replace(" (at end of document)", ""), source.span(len(source.text.rstrip()))
    message = text[: found.start()]
    offset = source.line_start(int(found[1])) + int(found[2]) - 1
    return message[:1].lower() + message[1:], source.span(offset, offset + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A TOML table that reads typed values and reports what is wrong with them."""

    data: Mapping[str, Any]
    path: Path
    places: Places
    diagnostics: Diagnostics

    def __contains__(self, key: str) -> bool:
        """Whether the table has the key."""
        return key in self.data

    def span(self, *keys: str | int) -> Span:
        """The place of a value below this table; of the table itself where it stands nowhere."""
        path: Path = (*self.path, *keys)
        while path:
            if path in self.places.values:
                return self.places.values[path]
            if path in self.places.keys:
                return self.places.keys[path]
            path = path[:-1]
        return self.places.source.span(0)

    def key_span(self, key: str) -> Span:
        """The place of a key of this table."""
        return self.places.keys.get((*self.path, key), self.span())

    def dotted(self, *keys: str | int) -> str:
        """A key path as an author would say it: `person[3].born`."""
        text = ""
        for part in (*self.path, *keys):
            text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
        return text

    def text(self, key: str, default: str = "") -> str:
        """The text under a key, white space trimmed."""
        return self._typed(key, str, default).strip()

    def required_text(self, key: str) -> str:
        """The text under a key that must be there and not be empty."""
        if key not in self.data:
            self.diagnostics.error(
                "setting-missing", f"`{self.dotted(key)}` is missing", self.span(), hint=f'write `{key} = "…"`'
            )
            return ""
        value = self.text(key)
        if not value and isinstance(self.data[key], str):
            self.diagnostics.error("setting-missing", f"`{self.dotted(key)}` is empty", self.span(key))
        return value

    def choice(self, key: str, known: tuple[str, ...], default: str) -> str:
        """One of the known words under a key."""
        value = self.text(key, default)
        if value not in known:
            self.diagnostics.error(
                "setting-value",
                f"`{self.dotted(key)}` is `{value}`",
                self.span(key),
                hint=did_you_mean(value, known),
            )
            return default
        return value

    def whole(self, key: str, default: int) -> int:
        """The whole number under a key."""
        return self._typed(key, int, default)

    def flag(self, key: str) -> bool:
        """The true or false under a key; false where there is none."""
        return self._typed(key, bool, default=False)

    def number(self, key: str, default: float, *, between: tuple[float, float], hint: str = "") -> float:
        """The number under a key, which must lie between two others."""
        value = self.data.get(key, default)
        low, high = between
        if isinstance(value, int | float) and not isinstance(value, bool) and (key not in self or low <= value <= high):
            return float(value)
        self.diagnostics.error(
            "setting-value", f"`{self.dotted(key)}` is no number from {low:g} to {high:g}", self.span(key), hint=hint
        )
        return default

    def measurement(self, key: str, most: float = math.inf) -> float:
        """The number above nought, and no more than `most`, under a key that must be there; 1 where it is not."""
        value = self.data.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= most:
            return float(value)
        up_to = f", up to {most:g}" if math.isfinite(most) else ""
        self.diagnostics.error("setting-value", f"`{self.dotted(key)}` is no number above 0{up_to}", self.span(key))
        return 1.0

    def date(self, key: str) -> dt.date | None:
        """The date under a key: a TOML date, or the same in quotation marks."""
        value = self.data.get(key)
        if value is None:
            return None
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(str(value))
        except ValueError:
            self.diagnostics.error(
                "setting-value", f"`{self.dotted(key)}` is not a date", self.span(key), hint="write it as 2024-01-21"
            )
            return None

    def texts(self, key: str) -> tuple[tuple[str, Span], ...]:
        """The list of texts under a key, each with its place; one text alone is a list of one."""
        value = self.data.get(key, [])
        if isinstance(value, str):
            return ((value.strip(), self.span(key)),)
        if not isinstance(value, list):
            self._wrong(key, list)
            return ()
        good = []
        for number, item in enumerate(value):
            if isinstance(item, str):
                good.append((item.strip(), self.span(key, number)))
            else:
                self._wrong_kind(self.dotted(key, number), self.span(key, number), str)
        return tuple(good)

    def table(self, key: str) -> Table:
        """The table under a key; an empty one where there is none."""
        value = self.data.get(key, {})
        if not isinstance(value, dict):
            self._wrong(key, dict)
            value = {}
        return self._below(value, key)

    def tables(self, key: str) -> Iterator[Table]:
        """Each table of the list under a key, as `[[key]]` writes them."""
        value = self.data.get(key, [])
        if not isinstance(value, list):
            self.diagnostics.error(
                "setting-value",
                f"`{self.dotted(key)}` is not a list",
                self.span(key),
                hint=f"begin each with `[[{key}]]`",
            )
            return
        for number, item in enumerate(value):
            if isinstance(item, dict):
                yield self._below(item, key, number)
            else:
                self._wrong_kind(self.dotted(key, number), self.span(key, number), dict)

    def named_tables(self) -> Iterator[tuple[str, Table]]:
        """Each table in this one with its name, as `[editions.press]` writes them."""
        for key in self.data:
            yield key, self.table(key)

    def refuse_unknown(self, known: tuple[str, ...]) -> None:
        """Report every key that is not one of the known."""
        for key in self.data:
            if key not in known:
                self.diagnostics.error(
                    "setting-unknown",
                    f"`{self.dotted(key)}` is not known",
                    self.key_span(key),
                    hint=did_you_mean(key, known),
                )

    def _below(self, value: Mapping[str, Any], *keys: str | int) -> Table:
        return Table(data=value, path=(*self.path, *keys), places=self.places, diagnostics=self.diagnostics)

    def _typed(self, key: str, kind: type[T], default: T) -> T:
        value = self.data.get(key, default)
        if isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
            return value
        self._wrong(key, kind)
        return default

    def _wrong(self, key: str, kind: type) -> None:
        self._wrong_kind(self.dotted(key), self.span(key), kind)

    def _wrong_kind(self, name: str, span: Span, kind: type) -> None:
        expected = _KINDS.get(kind, "something else")
        self.diagnostics.error("setting-value", f"`{name}` is not {expected}", span)
