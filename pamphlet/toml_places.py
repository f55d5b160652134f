"""A TOML source becomes the places of its keys and values: `tomllib` gives values, but no places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import tree_sitter
import tree_sitter_toml

from pamphlet.diagnostics import Source, Span

Path = tuple[str | int, ...]
"""Where a value stands in the data: keys of tables, numbers in lists."""

_REMEMBERED = 4
"""Sources whose places are remembered: settings and fates are read once to be compiled, and once to be checked."""

_KEY_TYPES = {"bare_key", "quoted_key", "dotted_key"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where each key and each value of a TOML source stands, by its path."""

    source: Source
    keys: Mapping[Path, Span]
    values: Mapping[Path, Span]

    @classmethod
    @lru_cache(maxsize=_REMEMBERED)
    def of(cls, source: Source) -> Places:
        """Find the places in a source that is known to be TOML."""
        data = source.text.encode()
        parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_toml.language()))
        walker = _Walker(source, data)
        walker.document(parser.parse(data).root_node)
        return cls(source=source, keys=walker.keys, values=walker.values)


class _Walker:
    """Goes through a syntax tree once and notes the places."""

    def __init__(self, source: Source, data: bytes) -> None:
        self.keys: dict[Path, Span] = {}
        self.values: dict[Path, Span] = {}
        self._source = source
        self._data = data
        self._lengths: dict[Path, int] = {}

    def document(self, root: tree_sitter.Node) -> None:
        for node in root.children:
            if node.type == "pair":
                self._pair((), node)
            elif node.type in {"table", "table_array_element"}:
                self._table(node)

    def _table(self, node: tree_sitter.Node) -> None:
        key = next(child for child in node.children if child.type in _KEY_TYPES)
        path = self._path((), key)
        if node.type == "table_array_element":
            number = self._lengths.get(path, 0)
            self._lengths[path] = number + 1
            path = (*path, number)
        self.keys.setdefault(path, self._span(key))
        for child in node.children:
            if child.type == "pair":
                self._pair(path, child)

    def _pair(self, base: Path, node: tree_sitter.Node) -> None:
        key, value = node.children[0], node.children[2]
        path = self._path(base, key)
        self.keys[path] = self._span(key)
        self._value(path, value)

    def _value(self, path: Path, node: tree_sitter.Node) -> None:
        self.values[path] = self._span(node)
        if node.type == "inline_table":
            for child in node.children:
                if child.type == "pair":
                    self._pair(path, child)
        elif node.type == "array":
            items = [child for child in node.named_children if child.type != "comment"]
            for number, child in enumerate(items):
                self._value((*path, number), child)

    def _path(self, base: Path, key: tree_sitter.Node) -> Path:
        """The path of a key; `[person.forms]` after `[[person]]` means the last person."""
        path = base
        parts = self._parts(key)
        for number, part in enumerate(parts, 1):
            path = (*path, part)
            if path in self._lengths and number < len(parts):
                path = (*path, self._lengths[path] - 1)
        return path

    def _parts(self, key: tree_sitter.Node) -> list[str]:
        if key.type == "dotted_key":
            return [part for child in key.named_children for part in self._parts(child)]
        text = (key.text or b"").decode()
        return [text[1:-1] if key.type == "quoted_key" else text]

    def _span(self, node: tree_sitter.Node) -> Span:
        start = len(self._data[: node.start_byte].decode())
        return self._source.span(start, start + len(self._data[node.start_byte : node.end_byte].decode()))
