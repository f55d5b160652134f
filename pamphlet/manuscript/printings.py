"""The files of printings/ become the printings that were recorded: what stood on which line of which page.

A recorded printing is part of the manuscript, in plain JSON with a line of the file for each line of paper, so
that it can be read, kept with the text and compared.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, TypeVar

from pamphlet.diagnostics import Diagnostics, Source
from pamphlet.workspace import FileProblem, Folder, decode_source

PRINTINGS = "printings"
"""The folder in the manuscript's."""

_SUFFIXES = frozenset({".json"})
_SCHEMA = 1

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """Words on a page, from 1, and on a line of it, from 1 at the top, the running head not counted.

    A word that was divided stands on the line on which it began.
    """

    page: int
    line: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedBlock:
    """A paragraph, head, cell or the like, line by line; `place` says where it belongs: `note 12`, or nothing."""

    id: str
    place: str
    lines: tuple[PrintedLine, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """All its words."""
        return tuple(word for line in self.lines for word in line.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """A printing as it was recorded.

    `edition` is the date of the text and `recorded` the day of recording; `digest` is that of the words;
    `pages` has for each page a digest of all that stands on it.
    """

    number: int
    code: str
    title: str
    edition: dt.date
    recorded: dt.date
    digest: str
    pages: tuple[str, ...] = field(repr=False)
    blocks: tuple[PrintedBlock, ...] = field(repr=False)

    @property
    def file_name(self) -> str:
        """The name of its file in that folder."""
        return f"{self.number}.json"


def text_digest(blocks: Iterable[tuple[str, ...]]) -> str:
    """The digest, in hexadecimal, of a text that is given block by block in words: how it looks does not count."""
    return hashlib.sha256("\n".join(" ".join(words) for words in blocks).encode()).hexdigest()


def printing_now(printings: tuple[Printing, ...], digest: str) -> int:
    """The number of the printing that a text belongs to: the last that has these words, else the next."""
    same = [printing.number for printing in printings if printing.digest == digest]
    return max(same) if same else max((printing.number for printing in printings), default=0) + 1


def as_json(printing: Printing) -> bytes:
    """The file of a printing: the same printing gives the same bytes."""
    head = {
        "schema": _SCHEMA,
        "printing": printing.number,
        "code": printing.code,
        "title": printing.title,
        "edition": printing.edition.isoformat(),
        "recorded": printing.recorded.isoformat(),
        "digest": printing.digest,
    }
    rows = [f"  {_json(key)}: {_json(value)}" for key, value in head.items()]
    rows.append(_listed("pages", [f"    {_json(page)}" for page in printing.pages]))
    rows.append(_listed("blocks", [_block_as_json(block) for block in printing.blocks]))
    return ("{\n" + ",\n".join(rows) + "\n}\n").encode()


def read_printings(folder: Folder, diagnostics: Diagnostics) -> tuple[Printing, ...]:
    """The recorded printings by number; a file that is none is an error."""
    found = []
    for name in folder.names(PRINTINGS, _SUFFIXES):
        try:
            source = decode_source(f"{folder.label}/{name}", folder.read_bytes(name, _SUFFIXES))
        except FileProblem as problem:
            diagnostics.error("printing-unreadable", f"`{name}` {problem}", hint=_HINT)
            continue
        printing = _printing(source, name, diagnostics)
        found += [printing] if printing else []
    return tuple(sorted(found, key=lambda printing: printing.number))


_HINT = "get the file back as `pamphlet release` wrote it; it is a record, and nothing to be edited"


def _printing(source: Source, name: str, diagnostics: Diagnostics) -> Printing | None:
    problem = ""
    try:
        printing = _read(json.loads(source.text))
    except (ValueError, KeyError, TypeError):
        diagnostics.error("printing-unreadable", f"`{name}` is no recorded printing", source.span(0, 1), hint=_HINT)
        return None
    if f"{printing.number}" != PurePosixPath(name).stem:
        problem = f"`{name}` holds printing {printing.number}"
    elif text_digest(block.words for block in printing.blocks) != printing.digest:
        problem = f"the words in `{name}` are not those that were recorded"
    if problem:
        diagnostics.error("printing-unreadable", problem, source.span(0, 1), hint=_HINT)
        return None
    return printing


def _read(data: Any) -> Printing:
    """The printing of a file.  Raises ValueError, KeyError or TypeError where it is none."""
    if _of(int, data["schema"]) != _SCHEMA:
        raise ValueError("another schema")
    return Printing(
        number=_of(int, data["printing"]),
        code=_of(str, data["code"]),
        title=_of(str, data["title"]),
        edition=dt.date.fromisoformat(data["edition"]),
        recorded=dt.date.fromisoformat(data["recorded"]),
        digest=_of(str, data["digest"]),
        pages=tuple(_of(str, page) for page in data["pages"]),
        blocks=tuple(
            PrintedBlock(
                id=_of(str, block["id"]),
                place=_of(str, block["place"]),
                lines=tuple(
                    PrintedLine(page=_of(int, page), line=_of(int, line), words=tuple(_of(str, words).split(" ")))
                    for page, line, words in block["lines"]
                ),
            )
            for block in data["blocks"]
        ),
    )


def _of(kind: type[T], value: Any) -> T:
    if not isinstance(value, kind):
        raise TypeError(f"not {kind.__name__}")
    return value


def _block_as_json(block: PrintedBlock) -> str:
    lines = [f"      [{line.page}, {line.line}, {_json(' '.join(line.words))}]" for line in block.lines]
    return (
        f'    {{"id": {_json(block.id)}, "place": {_json(block.place)}, "lines": [\n' + ",\n".join(lines) + "\n    ]}"
    )


def _listed(key: str, rows: list[str]) -> str:
    return f"  {_json(key)}: [\n" + ",\n".join(rows) + "\n  ]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
