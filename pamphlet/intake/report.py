"""Source and manuscript compared: what was counted, what was guessed, what was left out, what needs a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pamphlet.intake.article import Remark, RemarkKind, Tally
from pamphlet.intake.stocktaking import Stock
from pamphlet.intake.words import missing_words

_HEADS = {
    RemarkKind.QUESTION: "Needs you",
    RemarkKind.GUESSED: "Guessed: look at it",
    RemarkKind.LEFT_OUT: "Left out, or said in another way",
}
_ALWAYS = ("words", "paragraphs", "heads", "notes", "people")
_WHERE_THERE_ARE_ANY = ("pictures", "tables", "links", "text_boxes", "comments", "insertions", "deletions")
_OF_SOURCES = ("comments", "insertions", "deletions")
"""What a manuscript cannot have."""

_MOST_SHOWN = 12
"""Questions that the terminal shows; the rest stands in the file."""
_MOST_WORDS = 40
"""Words of what was left out that a line of the terminal shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A remark with the file that it is on; `file` is empty where there is one only, or it is on all of them.

    `unit` is what its line counts: `line` or `paragraph`.
    """

    remark: Remark
    file: str = ""
    unit: str = "line"

    def __str__(self) -> str:
        place = [self.file] if self.file else []
        place += [f"{self.unit} {self.remark.line}"] if self.remark.line else []
        words = f"“{' '.join(self.remark.words.split())}”: " if self.remark.words else ""
        return f"{', '.join(place)}{': ' if place else ''}{words}{self.remark.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an import did with its sources, whose file names are `names`.

    `lost` are words of the source that are in no file and that no remark accounts for: there
    should be none, and if there are it is a fault of the import.
    """

    names: tuple[str, ...]
    source: Tally
    manuscript: Tally
    words_by_space: int
    remarks: tuple[Placed, ...]
    lost: tuple[str, ...]

    def of_kind(self, kind: RemarkKind) -> tuple[Placed, ...]:
        """The remarks of one kind, by file and line."""
        files = ("", *self.names)
        found = (placed for placed in self.remarks if placed.remark.kind is kind)
        return tuple(sorted(found, key=lambda placed: (files.index(placed.file), placed.remark.line)))

    def as_text(self) -> str:
        """The report in short, for a terminal: what was counted and what needs a person."""
        verb = "is" if len(self.names) == 1 else "are"
        lines = [f"{_listed(self.names)} {verb} now a manuscript", "", *self._table("  ")]
        lines += self._on_lost(marker="", bullet="  ")
        if questions := self.of_kind(RemarkKind.QUESTION):
            lines += ["", _HEADS[RemarkKind.QUESTION], ""]
            lines += [f"  {_shortened(placed)}" for placed in questions[:_MOST_SHOWN]]
            if len(questions) > _MOST_SHOWN:
                lines.append(f"  … and {len(questions) - _MOST_SHOWN} more")
        guessed, gone = len(self.of_kind(RemarkKind.GUESSED)), len(self.of_kind(RemarkKind.LEFT_OUT))
        lines += ["", f"Guessed: {guessed}. Left out, or said in another way: {gone}."]
        return "\n".join(lines) + "\n"

    def as_markdown(self) -> str:
        """The whole report as import-report.md, to be kept beside the manuscript."""
        lines = [f"# Import of {_listed(self.names)}", "", *self._table("    "), *self._on_lost("## ", "- ")]
        for kind, head in _HEADS.items():
            if remarks := self.of_kind(kind):
                lines += ["", f"## {head}", "", *(f"- {placed}" for placed in remarks)]
        return "\n".join(lines) + "\n"

    def _on_lost(self, marker: str, bullet: str) -> list[str]:
        if not self.lost:
            return []
        fault = f"{bullet}these words are in no file, which is a fault of the import: {' '.join(self.lost)}"
        return ["", f"{marker}Lost", "", fault]

    def _table(self, indent: str) -> Iterator[str]:
        yield f"{indent}{'':<12}{'in the source':>15}{'in the manuscript':>20}"
        for name in (*_ALWAYS, *_WHERE_THERE_ARE_ANY):
            source, manuscript = getattr(self.source, name), getattr(self.manuscript, name)
            if source or manuscript or name in _ALWAYS:
                kept = "–" if name in _OF_SOURCES else f"{manuscript:,}"
                yield f"{indent}{name.replace('_', ' '):<12}{source:>15,}{kept:>20}"
        if self.words_by_space != self.source.words or self.manuscript.paragraphs < self.source.paragraphs:
            yield ""
        if self.manuscript.paragraphs < self.source.paragraphs:
            yield f"{indent}(title, subtitle and byline are in pamphlet.toml, and lines that are heads count as those)"
        if self.words_by_space != self.source.words:
            yield f"{indent}(word processors count {self.words_by_space:,}: dashes between spaces too)"


def make_report(names: Sequence[str], *, source: str, tally: Tally, stock: Stock, remarks: Sequence[Placed]) -> Report:
    """Compare the words and the tally of the sources with the stock of the manuscript made of them."""
    missing = missing_words(source, stock.texts)
    return Report(
        names=tuple(names),
        source=tally,
        manuscript=replace(stock.tally, words=tally.words - len(missing)),
        words_by_space=len(source.split()),
        remarks=tuple(dict.fromkeys(remarks)),
        lost=missing_words(" ".join(missing), [placed.remark.words for placed in remarks]),
    )


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _shortened(placed: Placed) -> str:
    words = placed.remark.words.split(" ")
    cut = " ".join(words[:_MOST_WORDS]) + (" …" if len(words) > _MOST_WORDS else "")
    return str(replace(placed, remark=replace(placed.remark, words=cut)))
