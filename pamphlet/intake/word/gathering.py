"""What is noticed while a Word file is read, beside its text: remarks, pictures, the notes that are called."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from lxml.etree import _Element as Element

from pamphlet.intake.article import Remark, guessed, left_out, question
from pamphlet.intake.word.names import TEXTS, A, V
from pamphlet.intake.word.source import paragraphs_in

_KINDS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
"""By which bytes a picture that can be printed begins."""


class Gathering:
    """The remarks, pictures and calls of one file, as they come."""

    def __init__(self, body: Element, notes: Collection[str]) -> None:
        """Number the paragraphs that hold anything, from 1; `notes` are those that the file has."""
        self.notes = notes
        self.pictures: dict[str, bytes] = {}
        self.called: dict[str, int] = {}
        """The notes that the text calls, in order, each with the paragraph of its first call."""
        self.commented: dict[str, int] = {}
        """The comments, likewise."""
        filled = (row for row in paragraphs_in(body) if _holds_anything(row))
        self._lines = {row: line for line, row in enumerate(filled, 1)}
        self._remarks: dict[Remark, None] = {}
        self._dropped: dict[tuple[int, str], dict[object, list[str]]] = {}
        self._names: dict[str, str] = {}

    def line(self, paragraph: Element, otherwise: int) -> int:
        """The number of a paragraph; `otherwise` for one that has none, as in a note."""
        return self._lines.get(paragraph, otherwise)

    def guess(self, line: int, text: str) -> None:
        """Remark on what was done by a rule of thumb; the same remark twice counts once."""
        self._remarks[guessed(line, text)] = None

    def ask(self, line: int, text: str) -> None:
        """Remark on what only a person can know."""
        self._remarks[question(line, text)] = None

    def leave_out(self, line: int, reason: str, words: str, piece: object = None) -> None:
        """Note words that are left out; those of one `piece` join, others of the same reason follow after a space."""
        pieces = self._dropped.setdefault((line, reason), {})
        key = len(pieces) if piece is None else piece
        pieces.setdefault(key, []).append(words)

    def keep_picture(self, part_name: str, data: bytes) -> str:
        """The name that a picture goes by in the copy; empty for a kind that no page can show."""
        kind = next((suffix for opening, suffix in _KINDS if data.startswith(opening)), "")
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            kind = "webp"
        if not kind:
            return ""
        if part_name not in self._names:
            self._names[part_name] = f"picture-{len(self._names) + 1}.{kind}"
            self.pictures[self._names[part_name]] = data
        return self._names[part_name]

    def remarks(self) -> tuple[Remark, ...]:
        """Every remark, those on left-out words with all of them."""
        dropped = ((place, _joined(pieces.values())) for place, pieces in self._dropped.items())
        return (*self._remarks, *(left_out(line, words, reason) for (line, reason), words in dropped if words))


def _joined(pieces: Iterable[Sequence[str]]) -> str:
    return " ".join(" ".join("".join(piece) for piece in pieces).split())


def _holds_anything(paragraph: Element) -> bool:
    if next(paragraph.iter(f"{A}blip", f"{V}imagedata"), None) is not None:
        return True
    return any((row.text or "").strip() for row in paragraph.iter(*TEXTS))
