"""Source and manuscript compared: what was counted, what was guessed, what needs a person.

The counts of the manuscript are taken from its files, not from the article they were made of, so
that a fault of the writing would show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pamphlet.intake.article import Article, Remark, RemarkKind, Tally
from pamphlet.intake.manuscript_toml import read_back
from pamphlet.intake.words import missing_words

_CALL = re.compile(r"(?<!\\)\[\^([^\]]+)\](:?)")
_ATTRIBUTES = re.compile(r"(?<!\\)\{[^}]*\}")
_TARGET = re.compile(r"(?<!\\)\]\(<[^>]*>\)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ITEM = re.compile(r"(?:[-*]|\d+[.)]) ")

_HEADS = {
    RemarkKind.GUESSED: "Guessed: look at it",
    RemarkKind.QUESTION: "Needs you",
    RemarkKind.LEFT_OUT: "Said in another way",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an import did with a source.

    `lost` are words of the source that are in no file and that no remark accounts for: there
    should be none, and if there are it is a fault of the import.
    """

    name: str
    source: Tally
    manuscript: Tally
    words_by_space: int
    remarks: tuple[Remark, ...]
    lost: tuple[str, ...]

    def of_kind(self, kind: RemarkKind) -> tuple[Remark, ...]:
        """The remarks of one kind, by line."""
        return tuple(sorted((remark for remark in self.remarks if remark.kind is kind), key=lambda remark: remark.line))

    def as_text(self) -> str:
        """The report for a terminal."""
        return self._laid_out(title=f"{self.name} is now a manuscript", marker="", bullet="  ")

    def as_markdown(self) -> str:
        """The report as import-report.md, to be kept beside the manuscript."""
        return self._laid_out(title=f"# Import of {self.name}", marker="## ", bullet="- ")

    def _laid_out(self, *, title: str, marker: str, bullet: str) -> str:
        lines = [title, "", *self._table(indent="    " if marker else "  ")]
        if self.lost:
            lines += ["", f"{marker}Lost", ""]
            lines.append(f"{bullet}these words are in no file, which is a fault of the import: {' '.join(self.lost)}")
        for kind, head in _HEADS.items():
            if remarks := self.of_kind(kind):
                lines += ["", f"{marker}{head}", "", *(f"{bullet}{_shown(remark)}" for remark in remarks)]
        return "\n".join(lines) + "\n"

    def _table(self, indent: str) -> Iterator[str]:
        yield f"{indent}{'':<12}{'in the source':>15}{'in the manuscript':>20}"
        for name in ("words", "paragraphs", "heads", "quotations", "list_items", "notes", "people"):
            source, manuscript = getattr(self.source, name), getattr(self.manuscript, name)
            if source or manuscript or name not in {"quotations", "list_items"}:
                yield f"{indent}{name.replace('_', ' '):<12}{source:>15,}{manuscript:>20,}"
        if self.words_by_space != self.source.words:
            yield ""
            yield f"{indent}(word processors count {self.words_by_space:,}: dashes between spaces too)"


def make_report(name: str, article: Article, files: Mapping[str, str], remarks: Sequence[Remark]) -> Report:
    """Compare an article's source with the files made of it."""
    missing = missing_words(article.source, [plain_words(file, text) for file, text in files.items()])
    lost = missing_words(" ".join(missing), [remark.words for remark in remarks])
    return Report(
        name=name,
        source=article.tally,
        manuscript=_tally(files, article.tally.words - len(missing)),
        words_by_space=len(article.source.split()),
        remarks=tuple(remarks),
        lost=lost,
    )


def _tally(files: Mapping[str, str], words: int) -> Tally:
    """Count what stands in the files."""
    chunks = [chunk for name, text in files.items() if name.startswith("body/") for chunk in text.strip().split("\n\n")]
    items = [line for chunk in chunks for line in chunk.split("\n") if _ITEM.match(line)]
    paragraphs = [chunk for chunk in chunks if not (_ITEM.match(chunk) or chunk.startswith(("#", ">", "***")))]
    notes = [line for line in files.get("notes.md", "").split("\n") if line.startswith("[^")]
    return Tally(
        words=words,
        paragraphs=len(paragraphs),
        heads=sum(chunk.startswith("#") for chunk in chunks),
        quotations=sum(chunk.startswith(">") for chunk in chunks),
        list_items=len(items),
        notes=len(notes),
        people=_people(files),
    )


def _people(files: Mapping[str, str]) -> int:
    persons = read_back(files.get("fates.toml", "")).get("person", [])
    return len(persons) if isinstance(persons, list) else 0


def plain_words(name: str, text: str) -> str:
    """The words of a file of the manuscript without its markup; the label of a numbered note is its number."""
    return " ".join(_values(read_back(text))) if name.endswith(".toml") else _without_markup(text)


def _without_markup(text: str) -> str:
    text = _CALL.sub(lambda found: f" {found[1]} " if found[1].isdigit() else " ", text)
    return _ESCAPE.sub(r"\1", _TARGET.sub("]", _ATTRIBUTES.sub("", text))).replace("&#125;", "}")


def _values(value: object) -> Iterator[str]:
    """Every text and year in a TOML value; an entry shared with another is the `and` between two names."""
    match value:
        case dict():
            for key, inner in value.items():
                if key == "together_with":
                    yield "and"
                elif key in {"introduction", "fate", "closing"}:
                    yield _without_markup(inner)
                elif key not in {"key", "forms", "language", "quotes", "date"}:
                    yield from _values(inner)
        case list():
            for inner in value:
                yield from _values(inner)
        case int():
            yield str(value)
        case str():
            yield value


def _shown(remark: Remark) -> str:
    place = f"line {remark.line}: " if remark.line else ""
    words = f"“{remark.words}”: " if remark.words else ""
    return f"{place}{words}{remark.text}"
