"""The numbers and bullets that Word puts before paragraphs become items: how deep, and with which number."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.etree import _Element as Element

from pamphlet.intake.word.names import W, number, value, within

_UNNUMBERED = frozenset({"bullet", "none", ""})
_BY_FIGURES = frozenset({"decimal", "decimalZero", "ordinal", "cardinalText", "ordinalText", "decimalEnclosedCircle"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """The place of a paragraph in a list: `level` from 0; `number` is None for a bullet."""

    level: int
    number: int | None
    lettered: bool
    """Numbered by letters or Roman figures."""


class Numbering:
    """The lists of a file, and how far each has been counted."""

    def __init__(self, root: Element | None) -> None:
        """Take the part that says how lists are numbered; a file may have none."""
        lists = [] if root is None else root.findall(f"{W}num")
        kinds = [] if root is None else root.findall(f"{W}abstractNum")
        self._lists = {value(row, "numId"): row for row in lists}
        self._kinds = {value(row, "abstractNumId"): row for row in kinds}
        self._reached: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def item(self, list_id: str, level: int) -> Item:
        """Count the next item of a list; one that the file does not describe has bullets."""
        kind_id = value(within(self._lists.get(list_id), "abstractNumId"))
        form = value(within(self._level(list_id, level), "numFmt"))
        if form in _UNNUMBERED:
            return Item(level=level, number=None, lettered=False)
        reached = self._reached.setdefault(kind_id, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for row in self._overrides(list_id):
                if within(row, "startOverride") is not None:
                    reached.pop(number(value(row, "ilvl")), None)
        reached[level] = reached[level] + 1 if level in reached else self._start(list_id, level)
        for deeper in [other for other in reached if other > level]:
            del reached[deeper]
        return Item(level=level, number=reached[level], lettered=form not in _BY_FIGURES)

    def _overrides(self, list_id: str) -> list[Element]:
        row = self._lists.get(list_id)
        return [] if row is None else list(row.findall(f"{W}lvlOverride"))

    def _start(self, list_id: str, level: int) -> int:
        for row in self._overrides(list_id):
            override = within(row, "startOverride")
            if number(value(row, "ilvl")) == level and override is not None:
                return number(value(override))
        return number(value(within(self._level(list_id, level), "start")) or "1")

    def _level(self, list_id: str, level: int) -> Element | None:
        kind = self._kinds.get(value(within(self._lists.get(list_id), "abstractNumId")))
        rows = [inner for row in self._overrides(list_id) for inner in row.findall(f"{W}lvl")]
        rows += [] if kind is None else kind.findall(f"{W}lvl")
        return next((row for row in rows if number(value(row, "ilvl")) == level), None)
